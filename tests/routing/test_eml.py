"""Whole messages, as they were stored."""

from routing.desk import SMALL
from sportello.routing import flatten, our_recipients, read_message

MAIL = b"""\
Return-Path: <anna@client.example>
Return-Path: <forged@client.example>
From: Anna <anna@client.example>
To: "Desk, the" <Helpdesk.ISEE@01s.it>, other@client.example,
 isee@01s.it
Cc: nonsense, helpdesk.isee@01s.it, x@legacy.example
Subject: =?utf-8?q?perch=C3=A9?=

Body
"""


def test_a_stored_mail_has_sender_and_headers() -> None:
    message = read_message(MAIL)
    assert message.sender == "anna@client.example"
    assert message.texts("subject") == ("perché",)
    assert message.addresses("from") == ("anna@client.example",)


def test_a_sender_that_is_given_counts_and_a_bounce_has_none() -> None:
    assert read_message(MAIL, "").sender == ""
    assert read_message(b"Return-Path: <>\n\n").sender == ""
    assert read_message(b"Subject: x\n\n").sender is None


def test_a_stored_mail_has_no_other_headers() -> None:
    assert read_message(MAIL).whole
    assert read_message(MAIL, "a@b.example").whole


def test_the_recipients_that_are_ours_come_once() -> None:
    assert our_recipients(read_message(MAIL), flatten(SMALL)) == (
        "helpdesk.isee@01s.it",
        "isee@01s.it",
        "x@legacy.example",
    )


def test_eight_bit_headers_are_read_as_utf8() -> None:
    assert read_message(b"Subject: caff\xc3\xa8\n\n").texts("subject") == ("caffè",)
    assert read_message(b"Subject: caff\xe8\n\n").texts("subject") == ("caff\ufffd",)
