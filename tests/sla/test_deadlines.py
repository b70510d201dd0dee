"""When promises fall due."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.sla import Ticket, TicketError, deadlines
from sportello.worktime import WorktimeError

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
    opened = datetime(2026, 1, 3, 10, tzinfo=ZoneInfo("UTC"))
    (deadline,) = deadlines(catalog, Ticket("wiki", opened)).deadlines
    assert deadline.due == datetime(2026, 1, 3, 11, tzinfo=ZoneInfo("UTC"))


def test_opening_without_offset_is_read_by_the_clock_of_the_desk(contracts: Catalog) -> None:
    written = datetime(2026, 1, 7, 2)  # in Rome, which is 10:00 in Tokyo
    answer = deadlines(contracts, Ticket("wiki", written, contract="tokyo"))
    assert answer.ticket.opened.isoformat() == "2026-01-07T02:00:00+01:00"
    assert answer.deadlines[0].due.isoformat() == "2026-01-08T10:00:00+09:00"


@pytest.mark.parametrize(
    ("opened", "message"),
    [
        ("2026-03-29T02:30", "2026-03-29T02:30:00 does not exist in Europe/Rome"),
        ("2026-10-25T02:30", "2026-10-25T02:30:00 comes twice in Europe/Rome"),
        ("0001-01-01T00:00", "0001-01-01T00:00:00 is out of reach of every calendar"),
        ("0001-01-01T00:00+14:00", "0001-01-01T00:00:00\\+14:00 is out of reach"),
        ("9999-12-31T23:59-14:00", "9999-12-31T23:59:00-14:00 is out of reach"),
    ],
)
def test_opening_that_is_no_one_instant_of_a_calendar_is_told(
    contracts: Catalog, opened: str, message: str
) -> None:
    with pytest.raises(WorktimeError, match=message):
        deadlines(contracts, Ticket("wiki", datetime.fromisoformat(opened)))


def test_business_time_without_calendar_is_an_error_that_names_the_service(
    catalog_at: Write,
) -> None:
    catalog = load(catalog_at(("services/main.yaml", "  calendar: office\n", ""))).catalog
    with pytest.raises(TicketError, match='"40 business hours" for "Wiki" needs a calendar'):
        deadlines(catalog, Ticket("wiki", datetime(2026, 1, 3, 10)))
