"""What happens to a mail, and why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.desk import ADDRESSES, RECEIVED, SMALL, box, catalogs, desk, retired
from sportello.catalog.model import Catalog, Text
from sportello.routing import Delivery, Message, Refusal, as_of, decide, flatten, route

ISEE = (
    Delivery("desk", "desk+isee@mbox.example"),
    Delivery("archive", "archive+isee@mbox.example"),
)


def explained(address: str, catalog: Catalog = SMALL) -> str:
    return "\n".join(decide(catalog, address).why)


def test_mail_to_a_mailbox_goes_to_its_destinations_with_tags_and_acknowledgement() -> None:
    found = decide(SMALL, "helpdesk.isee@01s.it")
    assert found.mailbox == "isee"
    assert found.deliveries == ISEE
    assert found.services == ("iseu", "isee")
    assert found.tags == (("X-Sportello-Mailbox", "isee"), ("X-Sportello-Service", "iseu, isee"))
    assert found.acknowledgement == RECEIVED
    assert found.suppression_reason == ""
    assert found.refusal is None
    assert found.why == (
        'helpdesk.isee@01s.it belongs to the mailbox "isee".',
        'A copy goes to "desk" at desk+isee@mbox.example.',
        'A copy goes to "archive" at archive+isee@mbox.example.',
        'The acknowledgement "received" is sent by the destination "desk", '
        "at most once a sender per 1 calendar day.",
    )


@pytest.mark.parametrize(
    "address",
    [
        "HelpDesk.ISEE@01S.it",
        " <helpdesk.isee@01s.it> ",
        "helpdesk.isee+any.detail@01s.it",
        "isee+@01s.it",
        "isee@01s.it",
        "ISEE+other+details@01s.it",
    ],
)
def test_an_address_is_one_mailbox_in_any_case_with_any_detail_and_by_any_alias(
    address: str,
) -> None:
    found = decide(SMALL, address)
    assert (found.mailbox, found.deliveries, found.address) == ("isee", ISEE, address)


def test_the_address_as_written_comes_before_the_one_without_detail() -> None:
    catalog = desk(
        {"plain": box("a@01s.it", "desk"), "plus": box("a+x@01s.it", "desk")},
        {"desk": "desk@mbox.example"},
    )
    assert decide(catalog, "a+x@01s.it").mailbox == "plus"
    assert decide(catalog, "a+x+y@01s.it").mailbox == "plain"
    assert decide(catalog, "a+y@01s.it").mailbox == "plain"


def test_every_step_is_told() -> None:
    why = explained("ISEE+foo@01s.it")
    assert "read as isee+foo@01s.it: case" in why
    assert "Nothing has isee+foo@01s.it as it stands, so the +detail is dropped." in why
    assert 'isee@01s.it belongs to the mailbox "isee" as an alias of helpdesk.isee@01s.it.' in why


def test_an_unknown_address_is_refused() -> None:
    found = decide(SMALL, "nobody@01s.it")
    assert found.refusal == Refusal(550, "5.1.1", "User unknown")
    assert (found.deliveries, found.tags) == ((), ())
    assert "01s.it has no catch-all" in found.why[-1]
    assert "holds destinations too" in explained("nobody@ditechspa.it")


def test_an_unknown_address_goes_to_the_catch_all_of_its_domain() -> None:
    found = decide(SMALL, "Nobody+x@legacy.example")
    assert found.deliveries == (Delivery("desk", "desk@mbox.example"),)
    assert (found.mailbox, found.tags, found.refusal) == (None, (), None)
    assert 'catch-all of legacy.example sends it to "desk"' in found.why[-1]


def test_a_catch_all_counts_in_any_case() -> None:
    catalog = desk({}, {"desk": "desk@mbox.example"}, catch_all={"01S.IT": ("desk",)})
    assert decide(catalog, "x@01s.it").deliveries == (Delivery("desk", "desk@mbox.example"),)


def test_an_address_elsewhere_is_not_ours() -> None:
    found = decide(SMALL, "isee@elsewhere.example")
    assert found.refusal == Refusal(554, "5.7.1", "Relay access denied")
    assert "elsewhere.example is not one of the mail domains" in found.why[0]


def test_a_destination_in_our_own_domain_gets_its_own_mail() -> None:
    found = decide(SMALL, "store+x@ditechspa.it")
    assert found.deliveries == (Delivery("store-team", "store@ditechspa.it"),)
    assert found.mailbox is None
    assert "destination" in found.why[-1]


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("", "write name@domain"),
        ("isee", "write name@domain"),
        ("@01s.it", "write name@domain"),
        ("a b@01s.it", "use letters and digits"),
        ("è@01s.it", "use letters and digits"),
        ("des\u212a@01s.it", "use letters and digits"),
        ("a@@b.it", "use letters and digits"),
        ("a..b@01s.it", "no two points in a row"),
        ("a@b", "write it like example.it"),
    ],
)
def test_text_that_is_no_address_says_how_to_write_one(address: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        decide(SMALL, address)


def test_an_address_that_mail_cannot_carry_is_told_the_limit() -> None:
    with pytest.raises(ValueError, match="64 characters before the @"):
        decide(SMALL, f"{'x' * 65}@01s.it")


@given(st.text(max_size=30))
def test_any_text_before_the_at_is_decided_or_no_address(text: str) -> None:
    try:
        found = decide(SMALL, f"{text}@01s.it")
    except ValueError:
        return
    assert bool(found.deliveries) != (found.refusal is not None)


def test_a_retired_mailbox_refuses_mail_and_names_its_successor() -> None:
    found = decide(SMALL, "old+x@01s.it", at=date(2026, 1, 1))
    assert found.mailbox == "old"
    assert str(found.refusal) == (
        "550 5.1.6 This address is no longer in use, write to helpdesk.isee@01s.it"
    )
    assert "retired since 2026-01-01" in found.why[-1]


def test_a_retired_mailbox_refuses_mail_with_its_text_in_ascii() -> None:
    assert str(decide(SMALL, "shut@01s.it").refusal) == "550 5.1.6 Il servizio e cessato"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("L’ufficio – «Città» è chiuso…", 'L\'ufficio - "Citta" e chiuso... (b@01s.it)'),
        ("Scrivere a B@01s.it,\ngrazie", "Scrivere a B@01s.it, grazie"),
        ("x" * 500, "x" * 400),
    ],
)
def test_text_and_successor_make_one_line_of_ascii(text: str, refusal: str) -> None:
    catalog = desk(
        {"a": box("a@01s.it", retired=retired(successor="b", text=text)), "b": box("b@01s.it")},
        {},
    )
    found = decide(catalog, "a@01s.it").refusal
    assert found is not None
    assert found.text == refusal


def test_the_successor_named_is_the_first_in_use() -> None:
    catalog = desk(
        {
            "a": box("a@01s.it", retired=retired(successor="b")),
            "b": box("b@01s.it", retired=retired(successor="c")),
            "c": box("c@01s.it", "desk"),
            "x": box("x@01s.it", retired=retired(successor="y")),
            "y": box("y@01s.it", retired=retired(successor="x")),
        },
        {"desk": "desk@mbox.example"},
    )
    assert "write to c@01s.it" in str(decide(catalog, "a@01s.it").refusal)
    assert str(decide(catalog, "x@01s.it").refusal).endswith("no longer in use")


def test_an_internal_successor_is_not_named_to_those_outside() -> None:
    catalog = desk(
        {
            "a": box("a@01s.it", retired=retired(successor="b")),
            "b": box("b@01s.it", retired=retired(successor="inside", text="Shut")),
            "inside": box("inside@01s.it", "desk", visibility="internal"),
        },
        {"desk": "desk@mbox.example"},
    )
    assert str(decide(catalog, "a@01s.it").refusal) == "550 5.1.6 This address is no longer in use"
    assert str(decide(catalog, "b@01s.it").refusal) == "550 5.1.6 Shut"


def test_before_its_day_a_retirement_changes_nothing() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "desk", retired=retired("2026-03-01", text="Shut"))},
        {"desk": "desk@mbox.example"},
    )
    assert decide(catalog, "a@01s.it", at=date(2026, 2, 28)).refusal is None
    assert decide(catalog, "a@01s.it", at=date(2026, 3, 1)).refusal is not None
    assert decide(catalog, "a@01s.it").refusal is not None
    assert as_of(catalog, date(2026, 3, 1)) == catalog


def test_a_mailbox_without_destination_refuses_mail() -> None:
    found = decide(desk({"a": box("a@01s.it")}, {}), "a@01s.it")
    assert found.refusal is not None
    assert "has no destination" in found.why[-1]


def test_a_mailbox_without_acknowledgement_stays_silent_without_a_reason() -> None:
    found = decide(SMALL, "all@01s.it")
    assert (found.acknowledgement, found.suppression_reason) == (None, "")


def test_a_message_of_a_robot_is_delivered_and_not_acknowledged() -> None:
    found = decide(SMALL, "isee@01s.it", Message(sender=""))
    assert found.deliveries == ISEE
    assert found.acknowledgement is None
    assert found.suppression_reason == "the null sender is that of bounces"
    assert found.why[-1] == "No acknowledgement: the null sender is that of bounces."


@given(catalogs(), st.sampled_from(ADDRESSES), st.booleans())
def test_case_never_matters_and_a_decision_delivers_or_refuses(
    catalog: Catalog, address: str, upper: bool
) -> None:
    found = decide(catalog, address)
    other = route(flatten(catalog), address.upper() if upper else address.title())
    assert (found.mailbox, found.deliveries, found.refusal) == (
        other.mailbox,
        other.deliveries,
        other.refusal,
    )
    assert bool(found.deliveries) != (found.refusal is not None)
    assert found.why


def test_a_text_of_one_language_is_said_as_it_is() -> None:
    catalog = desk({"a": box("a@01s.it", retired=retired(text=Text({"en": "Shut"})))}, {})
    assert str(decide(catalog, "a@01s.it").refusal) == "550 5.1.6 Shut"
