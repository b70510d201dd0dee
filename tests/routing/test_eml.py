"""Whole messages, as they were stored."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.desk import RULED, SMALL
from sportello.routing import decide, not_a_mail, our_recipients, read_message

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
    assert read_message(MAIL).complete
    assert read_message(MAIL, "a@b.example").complete


def test_the_recipients_that_are_ours_come_once() -> None:
    assert our_recipients(SMALL, read_message(MAIL)) == (
        "helpdesk.isee@01s.it",
        "isee@01s.it",
        "x@legacy.example",
    )


def test_eight_bit_headers_are_read_as_utf8() -> None:
    assert read_message(b"Subject: caff\xc3\xa8\n\n").texts("subject") == ("caffè",)
    assert read_message(b"Subject: caff\xe8\n\n").texts("subject") == ("caff\ufffd",)


@pytest.mark.parametrize(
    ("raw", "subjects"),
    [
        (b"Subject: a\n b\nX: y\n\nSubject: c\n", ["a b"]),
        (b"subject : a\r\nSUBJECT:b\r\n\r\n", ["a", "b"]),
        (b"X: y\nno header\nSubject: a\n\n", []),
        (b"X: y\nno header: at all\nSubject: a\n\n", []),
        (b": y\nSubject: a\n\n", []),
        (b"\nSubject: a\n\n", []),
        (b" x\nSubject: a\n\n", []),
        (b"From anna Mon Nov 23\nSubject: a\n\n", []),
        (b"X: y\n \nSubject: a\n \n\n", ["a"]),
        (b"Subject:\n a", [" a"]),
        (b"Subject: a\rb\n\rc\n\n", ["a b c"]),
        (b"X: y\r\n\r\r\nSubject: a\r\n", []),
        (b"Subject: a\0b\n c\0d\nX: y\n\n", ["a c"]),
        (b"Subject: a\x0cb\x85c\xe2\x80\xa8d\n\n", ["a\x0cb\ufffdc\u2028d"]),
    ],
)
def test_headers_end_at_the_first_line_that_is_none(raw: bytes, subjects: list[str]) -> None:
    assert list(read_message(raw).texts("Subject")) == subjects


MAIL_BYTES = st.lists(
    st.sampled_from(
        [b"Subject:", b"From:", b"To:", b"Precedence:", b"Return-Path:", b"=?utf-8?b?A?=", b"=?",
         b"?=", b" ", b"\n", b"\r\n", b"\0", b"\xff", b"isee@01s.it", b"<", b'"', b"(", b":", b"[",
         b"=?iso-2022-jp?b?GyRC?=", b"=?gb18030?q?=80?=", b"\xed\xa0\x80"]
    )
    | st.binary(max_size=3)
).map(b"".join)  # fmt: skip


@given(MAIL_BYTES, MAIL_BYTES)
def test_any_bytes_are_decided_about(raw: bytes, sender: bytes) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for written in (None, sender.decode("utf-8", "surrogateescape")):
        message = read_message(raw, written)
        assert decide(RULED, "isee@01s.it", message, at).deliveries
        assert decide(SMALL, "isee@01s.it", message, at).deliveries
        assert isinstance(our_recipients(SMALL, message), tuple)
    assert not_a_mail(raw) is None or len(not_a_mail(raw) or "") == 2


def test_what_a_rule_asks_of_a_broken_subject_is_answered() -> None:
    message = read_message(b"Subject: =?utf-8?b?A?=\n\n", "a@b.example")
    assert decide(RULED, "isee@01s.it", message, datetime(2026, 3, 2, 9, tzinfo=UTC)).rule is None


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        ("Subject: x\n\nHello\n".encode("utf-16"), "UTF-16"),
        ("Subject: x\n\nHello\n".encode("utf-16-le"), "UTF-16"),
        ("Subject: x\n\nHello\n".encode("utf-16-be"), "UTF-16"),
        (b"\xef\xbb\xbfSubject: x\n\n", "byte order mark"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Outlook"),
        (b"From anna@client.example Mon Nov 23 10:00:00 2026\nSubject: x\n\n", "mbox"),
        (b"\n<!DOCTYPE html><html>From: x</html>", "web page"),
        (b"1843      \nSubject: x\n\n", "emlx"),
        (b"%PDF-1.7\n", "does not begin with headers"),
        (b"PK\x03\x04\x14\x00", "does not begin with headers"),
        (b"Hello,\nplease help\n", "does not begin with headers"),
        (b"name: Desk\nlanguages: [it]\n", "does not begin with headers"),
        (b"\nSubject: x\n\n", "does not begin with headers"),
    ],
)
def test_what_is_no_mail_is_named_with_the_remedy(raw: bytes, said: str) -> None:
    what, remedy = not_a_mail(raw) or ("", "")
    assert said in what
    assert remedy


@pytest.mark.parametrize("raw", [MAIL, b"To: a@b.it\n\n", b"Received: x\n\n", b"SUBJECT : x"])
def test_a_mail_is_one(raw: bytes) -> None:
    assert not_a_mail(raw) is None
