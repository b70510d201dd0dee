"""Retired addresses whose mail is forwarded for a while, and domains with others in them."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from routing.desk import RECEIVED, box, desk, retired, service
from sportello.catalog.model import Catalog
from sportello.routing import Message, as_of, decide, flatten

DESK = {"desk": "desk@mbox.example"}
MOVED = desk(
    {
        "old": box(
            "old@01s.it",
            aliases=("older@01s.it",),
            retired=retired("2026-02-01", successor="mid", until="2026-04-30"),
        ),
        "mid": box("mid@01s.it", retired=retired("2026-03-01", successor="new")),
        "new": box("new@01s.it", "desk", acknowledge="received"),
    },
    DESK,
    services={"s": service("new")},
    acknowledgements={"received": RECEIVED},
)


def at(month: int, day: int) -> date:
    return date(2026, month, day)


def test_mail_is_forwarded_to_the_first_successor_in_use_until_the_day() -> None:
    found = decide(MOVED, "older+x@01s.it", at=at(4, 30))
    assert [each.address for each in found.deliveries] == ["desk+new@mbox.example"]
    assert (found.mailbox, found.services, found.acknowledgement) == ("new", ("s",), RECEIVED)
    assert found.why[1:3] == (
        'older@01s.it belongs to the mailbox "old" as an alias of old@01s.it.',
        'The mailbox "old" is retired since 2026-02-01; until 2026-04-30 its mail goes to the '
        'mailbox "new".',
    )


def test_after_the_day_mail_is_refused() -> None:
    found = decide(MOVED, "old@01s.it", at=at(5, 1))
    assert str(found.refusal) == "550 5.1.6 This address is no longer in use, write to new@01s.it"


def test_while_the_successor_is_in_use_itself_it_gets_the_mail() -> None:
    catalog = desk(
        {**MOVED.mailboxes, "mid": replace(MOVED.mailboxes["mid"], deliver_to=("desk",))},
        DESK,
        acknowledgements={"received": RECEIVED},
    )
    assert decide(catalog, "old@01s.it", at=at(2, 15)).mailbox == "mid"
    assert decide(catalog, "old@01s.it", at=at(3, 15)).mailbox == "new"


def test_the_day_of_an_instant_is_that_of_the_desk() -> None:
    late = datetime(2026, 4, 30, 21, 59, tzinfo=UTC)
    assert decide(MOVED, "old@01s.it", at=late).refusal is None
    assert decide(MOVED, "old@01s.it", at=late.replace(hour=22)).refusal is not None


def test_an_answer_is_given_under_the_old_name_too() -> None:
    message = Message("a@b.example", (("To", "older@01s.it"),))
    assert decide(MOVED, "older@01s.it", message, at(4, 1)).acknowledgement is not None
    assert flatten(as_of(MOVED, at(4, 1))).addresses("new") == (
        "new@01s.it",
        "old@01s.it",
        "older@01s.it",
    )


def test_a_forward_that_leads_nowhere_refuses() -> None:
    catalog = desk(
        {
            "a": box("a@01s.it", retired=retired(successor="b", until="2030-01-01", text="Shut")),
            "b": box("b@01s.it", retired=retired(successor="a")),
        },
        {},
    )
    assert decide(catalog, "a@01s.it").refusal is not None


@pytest.fixture
def shared() -> Catalog:
    return desk(
        {
            "a": box("a@corp.example", "desk"),
            "gone": box("gone@corp.example", retired=retired(text="Shut")),
        },
        {"team": "team@corp.example", **DESK},
        shared=("corp.example",),
    )


def test_an_unknown_address_of_a_shared_domain_is_left_to_its_server(shared: Catalog) -> None:
    found = decide(shared, "anna@corp.example")
    assert found.external
    assert (found.deliveries, found.refusal) == ((), None)
    assert "corp.example is shared" in found.why[-1]


def test_our_own_addresses_of_a_shared_domain_are_ours(shared: Catalog) -> None:
    assert decide(shared, "a+x@corp.example").mailbox == "a"
    assert str(decide(shared, "gone@corp.example").refusal) == "550 5.1.6 Shut"
    assert decide(shared, "team@corp.example").deliveries[0].destination == "team"
    assert not decide(shared, "a@corp.example").external


def test_a_domain_in_both_lists_counts_as_shared() -> None:
    table = flatten(desk({}, {}, domains=("b.example", "a.example"), shared=("b.example",)))
    assert (table.domains, table.shared) == (("a.example",), ("b.example",))


def test_a_destination_without_detail_gets_its_plain_address() -> None:
    catalog = desk({"a": box("a@01s.it", "desk")}, DESK, no_detail=("desk",))
    assert [each.address for each in decide(catalog, "a@01s.it").deliveries] == [
        "desk@mbox.example"
    ]


def test_where_no_script_runs_no_acknowledgement_is_promised() -> None:
    for no_detail, no_sieve in ((("desk",), ()), ((), ("desk",))):
        catalog = desk(
            {"a": box("a@01s.it", "desk", acknowledge="received")},
            DESK,
            acknowledgements={"received": RECEIVED},
            no_detail=no_detail,
            no_sieve=no_sieve,
        )
        found = decide(catalog, "a@01s.it")
        assert found.acknowledgement is None
        assert "server that runs the Sieve script" in found.suppression_reason


def test_the_destination_that_runs_the_script_acknowledges() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "far", "archive", "desk", acknowledge="received")},
        {"far": "far@far.example", "archive": "archive@mbox.example", **DESK},
        acknowledgements={"received": RECEIVED},
        no_sieve=("far",),
    )
    assert flatten(catalog).acknowledger("a").destination == "desk"


@pytest.mark.parametrize("sender", ["desk@mbox.example", "desk+a@mbox.example", "x@legacy.example"])
def test_no_acknowledgement_comes_back_to_us(sender: str) -> None:
    catalog = desk(
        {"a": box("a@01s.it", "desk", acknowledge="received")},
        DESK,
        domains=("01s.it", "legacy.example"),
        catch_all={"legacy.example": ("desk",)},
        acknowledgements={"received": RECEIVED},
    )
    assert decide(catalog, "a@01s.it", Message(sender)).acknowledgement is None
