"""Whom to reach: who is there, who stands in, who is told at all, and until when."""

from datetime import UTC, datetime
from typing import Any

import pytest

from sportello.catalog.model import Catalog
from sportello.directory.who import who
from sportello.worktime.zones import Zone

from .desks import desk, when

MONDAY_NOON = when("2026-03-02T12:00")
SATURDAY = when("2026-03-07T12:00")
HOURS = {
    "day": {"timezone": "Europe/Rome", "week": {"mon-fri": "09:00-18:00"}},
    "night": {"timezone": "Europe/Rome", "week": {"mon-fri": "18:00-09:00"}},
}


def told(catalog: Catalog, at: datetime, language: str | None = None) -> list[tuple[Any, ...]]:
    rome = Zone("Europe/Rome")
    return [
        (
            each.state,
            each.way.phone or each.way.mail,
            each.until and f"{each.until.astimezone(rome):%a %H:%M}",
        )
        for each in who(catalog, "wiki", at, language).answers
    ]


def a_desk(contacts: dict[str, Any], **service: Any) -> Catalog:
    return desk(HOURS, contacts, {"contacts": list(contacts), **service})


def test_who_is_open_comes_before_who_is_not_and_says_until_when() -> None:
    catalog = a_desk(
        {
            "late": {"phone": "+390510000001", "calendar": "night"},
            "early": {"phone": "+390510000002", "calendar": "day"},
        }
    )
    assert told(catalog, MONDAY_NOON) == [
        ("open", "+390510000002", "Mon 18:00"),
        ("closed", "+390510000001", "Mon 18:00"),
    ]
    assert told(catalog, SATURDAY) == [
        ("closed", "+390510000001", "Mon 18:00"),
        ("closed", "+390510000002", "Mon 09:00"),
    ]


def test_a_stand_in_is_told_in_the_place_of_who_is_closed() -> None:
    catalog = desk(
        HOURS,
        {
            "early": {"phone": "+390510000002", "calendar": "day", "out_of_hours": "late"},
            "late": {"phone": "+390510000001", "calendar": "night"},
        },
        {"contacts": ["early"]},
    )
    assert told(catalog, MONDAY_NOON) == [("open", "+390510000002", "Mon 18:00")]
    assert told(catalog, when("2026-03-02T20:00")) == [("stand-in", "+390510000001", "Tue 09:00")]
    (answer,) = who(catalog, "wiki", when("2026-03-02T20:00")).answers
    assert answer.instead_of is not None
    assert answer.instead_of.contact_name == "early"
    assert answer.opens == when("2026-03-03T09:00")


def test_who_speaks_the_language_comes_first_and_who_does_not_last() -> None:
    catalog = a_desk(
        {
            "nobody-knows": {"phone": "+390510000001"},
            "only-italian": {"phone": "+390510000002", "languages": ("it",)},
            "both": {"phone": "+390510000003", "languages": ("it", "en"), "calendar": "night"},
        }
    )
    numbers = [number for _, number, _ in told(catalog, MONDAY_NOON, "en")]
    assert numbers == ["+390510000003", "+390510000001", "+390510000002"]


def test_a_provider_answers_for_a_service_without_contacts_and_else_the_desk() -> None:
    others: dict[str, dict[str, Any]] = {
        "own": {"phone": "+390510000001", "provider": "acme", "valid": {"until": "2026-03-04"}},
        "sales": {"phone": "+390510000002", "provider": "acme", "role": "commercial"},
        "desk": {"phone": "+390510000003"},
    }
    catalog = desk(HOURS, others, {})
    found = who(catalog, "wiki", MONDAY_NOON)
    assert (found.source, [each.way.contact_name for each in found.answers]) == (
        "provider",
        ["own"],
    )
    assert found.until == when("2026-03-05T00:00")
    found = who(catalog, "wiki", SATURDAY)
    assert (found.source, [each.way.contact_name for each in found.answers]) == ("desk", ["desk"])


def test_nobody_is_told_where_nobody_is() -> None:
    found = who(desk(HOURS, {}, {}), "wiki", MONDAY_NOON)
    assert (found.answers, found.source, found.until) == ((), None, None)


def test_a_service_that_is_not_offered_yet_is_answered_by_nobody_until_then() -> None:
    catalog = a_desk({"all-day": {"phone": "+390510000001"}}, valid={"from": "2026-03-09"})
    found = who(catalog, "wiki", SATURDAY)
    assert (found.answers, found.until) == ((), when("2026-03-09T00:00"))


def test_the_public_is_told_nothing_of_internal_contacts() -> None:
    anna = {"phone": "+390510000001", "kind": "person", "provider": "acme"}
    catalog = desk(HOURS, {"anna": anna}, {"contacts": ["anna"]})
    assert told(catalog, SATURDAY) == [("unknown", "+390510000001", None)]
    assert who(catalog.public(), "wiki", SATURDAY).answers == ()


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_an_instant_is_the_same_in_every_zone(zone: str) -> None:
    catalog = a_desk({"early": {"phone": "+390510000002", "calendar": "day"}})
    elsewhere = MONDAY_NOON.astimezone(Zone(zone))
    assert who(catalog, "wiki", elsewhere) == who(catalog, "wiki", MONDAY_NOON)
    assert MONDAY_NOON.tzinfo is UTC
