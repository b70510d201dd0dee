"""What cannot be counted, or is not told in full, is a doubt, and the ticket is counted."""

from typing import Any

import pytest

from sportello.catalog.model import Catalog

from .desk import Filled, promising, seconds, target

OPENED = "2026-01-29 09:00"


@pytest.fixture(scope="module")
def eight_hours(desk: Catalog) -> Catalog:
    return promising(desk, resolution=target("8 business hours", pauses=()))


@pytest.mark.parametrize("events", [(), [("2026-01-29 10:00", "reply", None, "desk")]])
def test_what_the_catalog_does_not_have_leaves_the_ticket_without_promises(
    eight_hours: Catalog, events: list[tuple[str, str, None, str]]
) -> None:
    rows = [{"opened": OPENED, "contract": "gold", "events": events} for _ in range(2)]
    filled = Filled(eight_hours, rows, "2026-01-30 12:00")
    assert filled.cycles == []
    assert [each["is_open"] for each in filled.tickets] == [True, True]
    assert [each["kind"] for each in filled.turns] == ["opened", "opened"]
    assert {(each["code"], each["message"], each["counted"]) for each in filled.doubts} == {
        ("Q013", 'promises cannot be counted: unknown contract "gold"', True)
    }
    assert [(each["file"], each["row"]) for each in filled.doubts] == [(0, 2), (0, 3)]


@pytest.mark.parametrize("events", [(), [("2110-01-29 10:00", "reply", None, "desk")]])
def test_dates_beyond_the_calendar_are_told_alike(
    desk: Catalog, events: list[tuple[str, str, None, str]]
) -> None:
    catalog = promising(desk, resolution=target("8 business hours", calendar="office"))
    rows = [{"opened": f"{year}-01-29 09:00", "events": events} for year in (2101, 2102)]
    filled = Filled(catalog, rows, "2110-02-01 00:00")
    assert filled.cycles == []
    (message,) = {each["message"] for each in filled.doubts}
    assert message == "promises cannot be counted: a date lies outside the dates of its calendar"


def test_a_state_without_an_end_is_taken_to_have_come_with_the_last_update(
    eight_hours: Catalog,
) -> None:
    rows = [
        {"opened": OPENED, "state": "closed", "updated": "2026-01-29 11:00"},
        {"opened": OPENED, "state": "merged", "updated": "2026-01-29 12:00"},
        {"opened": OPENED, "state": "resolved", "first_response": "2026-01-29 10:00"},
    ]
    filled = Filled(eight_hours, rows, "2026-01-30 12:00")
    turned = [(each["kind"], each["instant"]) for each in filled.turns if each["kind"] != "opened"]
    assert turned == [
        ("resolved", seconds("2026-01-29 11:00")),
        ("removed", seconds("2026-01-29 12:00")),
        ("resolved", seconds("2026-01-29 10:00")),
    ]
    assert [each["state"] for each in filled.cycles] == ["met", "cancelled", "met"]
    assert [each["code"] for each in filled.doubts] == ["Q014"] * 3


def test_a_row_that_is_open_and_resolved_was_reopened_with_its_last_update(
    eight_hours: Catalog,
) -> None:
    row = {"opened": OPENED, "state": "working", "resolved": "2026-01-29 10:00"}
    filled = Filled(eight_hours, [{**row, "updated": "2026-02-02 09:00"}], "2026-02-03 12:00")
    assert [(each["kind"], each["month"]) for each in filled.turns] == [
        ("opened", "2026-01"),
        ("resolved", "2026-01"),
        ("reopened", "2026-02"),
    ]
    (ticket,) = filled.tickets
    assert (ticket["is_open"], ticket["reopened"]) == (True, 1)
    cycle = filled.cycle
    assert (cycle["state"], cycle["exactness"]) == ("undecidable", "approximate")


def test_what_is_excluded_is_a_ticket_and_nothing_else(eight_hours: Catalog) -> None:
    events = [("2026-01-29 10:00", "reply", None, "desk")]
    rows: list[dict[str, Any]] = [
        {"opened": OPENED, "excluded": "spam"},
        {"opened": OPENED, "excluded": "merged", "events": events},
    ]
    filled = Filled(eight_hours, rows, "2026-01-30 12:00")
    assert [each["excluded"] for each in filled.tickets] == ["spam", "merged"]
    assert filled.turns == filled.cycles == filled.doubts == []
