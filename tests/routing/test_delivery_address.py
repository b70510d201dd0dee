"""Mail written straight to where a mailbox delivers: a destination's address with its detail."""

import re

import pytest

from routing.desk import RECEIVED, box, desk, has, rule, service
from sportello.routing import Delivery, Message, decide

DESK = desk(
    {
        "isee": box(
            "isee@01s.it",
            "desk",
            "team",
            "far",
            acknowledge="received",
            rules={"urgent": rule("on-call", "far", subject=has("urgente"), why="It burns")},
        ),
        "gone": box("gone@01s.it"),
    },
    {
        "desk": "desk@01s.it",
        "team": "team@01s.it",
        "on-call": "oncall@01s.it",
        "far": "far@01s.it",
    },
    services={"isee": service("isee")},
    acknowledgements={"received": RECEIVED},
    no_sieve=("far",),
)
TAGS = (("X-Sportello-Mailbox", "isee"), ("X-Sportello-Service", "isee"))


def message(subject: str = "Help", to: str = "desk+isee@01s.it") -> Message:
    return Message("a@b.example", (("To", to), ("Subject", subject)))


@pytest.mark.parametrize(("name", "ends"), [("desk", ["desk", "team", "far"]), ("team", ["team"])])
def test_it_is_the_mailboxs_mail_and_sent_on_from_where_the_mailbox_decides(
    name: str, ends: list[str]
) -> None:
    found = decide(DESK, f"{name.title()}+ISEE@01s.it")
    assert [each.destination for each in found.deliveries] == ends
    assert (found.mailbox, found.tags, found.services) == ("isee", TAGS, ("isee",))
    assert 'counts as mail to the mailbox "isee", which delivers there' in " ".join(found.why)


def test_it_is_acknowledged_where_the_mailbox_acknowledges() -> None:
    assert decide(DESK, "desk+isee@01s.it", message()).acknowledgement == RECEIVED
    other = decide(DESK, "team+isee@01s.it", message(to="team+isee@01s.it"))
    assert (other.acknowledgement, other.suppression_reason) == (None, "")


def test_a_rule_sends_on_what_comes_where_the_mailbox_sends_on() -> None:
    found = decide(DESK, "desk+isee@01s.it", message("urgente"))
    assert found.rule == "urgent"
    assert [each.destination for each in found.deliveries] == ["on-call", "far"]


def test_it_stays_where_nobody_else_would_have_it() -> None:
    found = decide(DESK, "team+isee@01s.it", message("urgente", "team+isee@01s.it"))
    assert found.deliveries == (Delivery("team", "team+isee@01s.it"),)
    assert (found.tags, found.rule, found.acknowledgement) == (TAGS, None, None)


def test_where_a_rule_sends_mail_on_to_nothing_more_happens_than_the_tags() -> None:
    found = decide(DESK, "oncall+isee@01s.it", message("urgente", "oncall+isee@01s.it"))
    assert found.deliveries == (Delivery("on-call", "oncall+isee@01s.it"),)
    assert (found.tags, found.rule, found.acknowledgement) == (TAGS, None, None)


@pytest.mark.parametrize(
    "address", ["far+isee@01s.it", "desk@01s.it", "desk+x@01s.it", "desk+gone@01s.it"]
)
def test_any_other_mail_to_a_destination_is_nobodys_but_its_own(address: str) -> None:
    found = decide(DESK, address, message("urgente"))
    assert [each.destination for each in found.deliveries] == [re.split("[+@]", address)[0]]
    assert (found.mailbox, found.tags, found.rule) == (None, (), None)
