"""When promises fall due."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sportello.catalog import load
from sportello.sla import Ticket, TicketError, deadlines

Write = Callable[..., Path]
ROME = ZoneInfo("Europe/Rome")


def test_business_hours_skip_night_holiday_and_weekend(catalog_at: Write) -> None:
    catalog = load(catalog_at()).catalog
    (deadline,) = deadlines(catalog, Ticket("wiki", datetime(2026, 1, 5, 17, 30))).deadlines
    assert deadline.due == datetime(2026, 1, 12, 17, 30, tzinfo=ROME)
    assert [day.total for day in deadline.explanation.days][-1] == 40 * 3600
    assert deadline.opens is None


def test_ticket_while_closed_names_the_opening_it_waits_for(catalog_at: Write) -> None:
    catalog = load(catalog_at()).catalog
    (deadline,) = deadlines(catalog, Ticket("wiki", datetime(2026, 1, 3, 10))).deadlines
    assert deadline.opens == datetime(2026, 1, 5, 8, tzinfo=ROME)


@pytest.mark.parametrize(
    ("within", "due"),
    [
        ("immediate", datetime(2026, 1, 3, 10)),
        ("2 hours", datetime(2026, 1, 3, 12)),
        ("3 calendar days", datetime(2026, 1, 6, 10)),
    ],
)
def test_time_round_the_clock_needs_no_calendar(
    catalog_at: Write, within: str, due: datetime
) -> None:
    root = catalog_at(
        ("sla.yaml", "within: 40 business hours", f"within: {within}"),
        ("services/main.yaml", "  calendar: office\n", ""),
        ("sla.yaml", "within: 1 business hour", "within: 1 hour"),
    )
    catalog = load(root).catalog
    (deadline,) = deadlines(catalog, Ticket("wiki", datetime(2026, 1, 3, 10))).deadlines
    assert deadline.due == due.replace(tzinfo=ROME)


def test_calendar_of_the_target_comes_before_that_of_the_service(catalog_at: Write) -> None:
    root = catalog_at(
        ("sla.yaml", "within: 40 business hours", "within: 1 business hour, calendar: always"),
        ("calendars.yaml", "calendars:", "calendars:\n  always: {timezone: UTC, week: {mon-sun: 00:00-24:00}}"),
    )  # fmt: skip
    catalog = load(root).catalog
    (deadline,) = deadlines(catalog, Ticket("wiki", datetime(2026, 1, 3, 10))).deadlines
    assert deadline.due == datetime(2026, 1, 3, 11, tzinfo=ZoneInfo("UTC"))


def test_business_time_without_calendar_is_an_error_that_names_the_service(
    catalog_at: Write,
) -> None:
    catalog = load(catalog_at(("services/main.yaml", "  calendar: office\n", ""))).catalog
    with pytest.raises(TicketError, match='"40 business hours" for "Wiki" needs a calendar'):
        deadlines(catalog, Ticket("wiki", datetime(2026, 1, 3, 10)))
