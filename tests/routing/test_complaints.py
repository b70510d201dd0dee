"""The complaints about mail in ticket systems that routing must rule out, item by item.

Numbered as in docs/sla-semantics.md.
"""

import re
from datetime import UTC, datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.desk import ADDRESSES, RECEIVED, RULED, box, catalogs, desk, is_sound, problems, rule
from sportello.catalog.model import Catalog, Mailbox, TextTest
from sportello.routing import (
    Message,
    decide,
    flatten,
    our_recipients,
    read_message,
    suppression_reason,
)
from sportello.targets.sieve.script import sieve_script

HELP = box("help@01s.it", "desk", aliases=("assistance@01s.it",), acknowledge="received")
PAY = box("pay@01s.it", "team", acknowledge="received")
URGENT = box("urgent@01s.it", "on-call")


def desk_with(**mailboxes: Mailbox) -> Catalog:
    return desk(
        mailboxes,
        {
            "desk": "desk@mbox.example",
            "team": "team@mbox.example",
            "on-call": "oncall@mbox.example",
        },
        acknowledgements={"received": RECEIVED},
    )


DESK = desk_with(help=HELP, pay=PAY, urgent=URGENT)
MAIL = b"""\
Return-Path: <anna@client.example>
From: Anna <anna@client.example>
To: HELP@01s.it, Assistance <assistance@01s.it>
Cc: pay@01s.it
Subject: Re: [#4711] Wages
Message-ID: <two@client.example>
In-Reply-To: <one@01s.it>
References: <one@01s.it>

Body
"""


def places(address: str) -> list[str]:
    return [each.destination for each in decide(DESK, address).deliveries]


def test_complaint_19_mail_to_two_mailboxes_goes_once_to_each_and_each_tells_the_other() -> None:
    message = read_message(MAIL)
    table = flatten(DESK)
    named = our_recipients(DESK, message)
    # The alias and its mailbox are one: there are two mailboxes, and each has one copy.
    assert {table.owner(each) for each in named} == {"help", "pay"}
    copies = {each.address for to in named for each in decide(DESK, to, message).deliveries}
    assert copies == {"desk+help@mbox.example", "team+pay@mbox.example"}
    # Both copies have one Message-ID, by which the ticket system can tell that they are one mail.
    assert message.values("message-id") == ("<two@client.example>",)


@pytest.mark.parametrize(
    "sender",
    ["help@01s.it", "ASSISTANCE+x@01s.it", "pay@01s.it", "desk@mbox.example"],
)
def test_complaint_19_own_address_is_no_customer_and_gets_no_answer(sender: str) -> None:
    found = decide(DESK, "help@01s.it", Message(sender))
    assert found.acknowledgement is None
    assert "one of our own addresses" in found.suppression_reason


def test_complaint_19_alias_is_written_once_and_leads_to_its_mailbox() -> None:
    for alias in ("assistance@01s.it", "Assistance@01S.it", "assistance+wages@01s.it"):
        assert decide(DESK, alias).mailbox == "help"
    # An address that two mailboxes claim is an error; one that nobody wrote is refused.
    twice = desk_with(help=HELP, pay=box("pay@01s.it", "team", aliases=("assistance@01s.it",)))
    assert ["assistance@01s.it" in each.message for each in problems(twice)] == [True]
    assert decide(DESK, "asistance@01s.it").refusal is not None


def test_complaint_19_alias_that_needs_its_own_destination_has_one() -> None:
    # As a mailbox of its own, or by a rule of the mailbox that the alias belongs to.
    assert places("help@01s.it") == ["desk"]
    assert places("urgent@01s.it") == ["on-call"]
    alias = "assistance@01s.it"
    by_alias = rule("on-call", header={"To": TextTest(contains=(alias,))})
    ruled = desk_with(help=box("help@01s.it", "desk", aliases=(alias,), rules={"alias": by_alias}))
    for to, destination in ((alias, "on-call"), ("help@01s.it", "desk")):
        found = decide(ruled, to, Message(headers=(("To", to),)))
        assert [each.destination for each in found.deliveries] == [destination]


def test_complaint_19_mailbox_is_found_by_its_address_and_never_by_its_place() -> None:
    for order in permutations(DESK.mailboxes):
        shuffled = desk_with(**{name: DESK.mailboxes[name] for name in order})
        for name in order:
            assert decide(shuffled, DESK.mailboxes[name].address).mailbox == name
    # Of a mailbox's rules the first that fits holds, and one that does not fit is passed over.
    mail = Message(headers=(("Subject", "URGENTE"),))
    assert decide(RULED, "isee@01s.it", mail, datetime(2026, 3, 2, 9, tzinfo=UTC)).rule == "urgent"


@pytest.mark.parametrize(
    "message",
    [
        Message(""),
        Message("mailer-daemon@client.example"),
        Message("no-reply@client.example", (("Auto-Submitted", "auto-generated"),)),
        Message("list@client.example", (("List-Id", "<news.client.example>"),)),
        Message("anna@client.example", (("Precedence", "bulk"),)),
    ],
    ids=repr,
)
def test_complaint_19_robots_and_bounces_are_delivered_and_never_answered(message: Message) -> None:
    found = decide(DESK, "help@01s.it", message)
    assert (places("help@01s.it"), found.acknowledgement) == (["desk"], None)
    assert suppression_reason(message, flatten(DESK))


def test_complaint_19_sender_without_reply_that_does_not_say_so_is_answered_once_a_period() -> None:
    found = decide(DESK, "help@01s.it", Message("no-reply@client.example"))
    assert found.acknowledgement is RECEIVED
    assert found.acknowledgement.once_per.seconds == 86_400


def test_complaint_19_mail_that_goes_round_in_a_circle_is_an_error() -> None:
    loop = desk(
        {"a": box("a@01s.it", "to-b"), "b": box("b@01s.it", "to-a")},
        {"to-a": "a@01s.it", "to-b": "b@01s.it"},
    )
    assert not is_sound(loop)
    assert is_sound(DESK)


def test_complaint_19_reply_keeps_what_ties_it_to_its_ticket() -> None:
    # Threads are the ticket system's. A reply goes where the mail before it went, whatever its
    # subject is, and the script takes no header away but our own.
    reply, first = decide(DESK, "help@01s.it", read_message(MAIL)), decide(DESK, "help@01s.it")
    assert reply.deliveries == first.deliveries
    removed = set(re.findall(r'deleteheader "([^"]*)"', sieve_script(flatten(DESK))))
    assert removed == {"X-Sportello-Mailbox", "X-Sportello-Service"}


@given(catalogs().filter(is_sound), st.sampled_from(ADDRESSES) | st.emails(), st.text())
def test_complaint_19_mail_that_nobody_expects_falls_into_no_mailbox(
    catalog: Catalog, address: str, subject: str
) -> None:
    table = flatten(catalog)
    found = decide(catalog, address, Message("", (("Subject", subject),)))
    if found.mailbox is not None:
        # Its own address, or that of its copy at a destination, which names it after the plus.
        local = address.lower().rpartition("@")[0]
        assert found.mailbox in (table.owner(address.lower()), local.partition("+")[2])
    elif found.deliveries:
        usual = {each for all_ in table.catch_all.values() for each in all_}
        assert set(found.deliveries) <= usual | set(table.direct.values())
    else:
        assert found.refusal is not None
