"""Sites that share a queue, and sites around the world, as users of other systems reported them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.rules import check
from sportello.sla import Ticket, deadlines
from sportello.worktime import WorktimeError

Write = Callable[..., Path]
CALENDARS = """\
holidays:
  bavaria: {country: DE, subdivision: BY}
  berlin: {country: DE, subdivision: BE}
  england: {country: GB, subdivision: ENG}
  india: {dates: [--01-26]}
  us: {country: US}
calendars:
  munich: {timezone: Europe/Berlin, week: {mon-fri: "09:00-17:00"}, holidays: [bavaria]}
  berlin: {extends: munich, holidays: [berlin]}
  london: {timezone: Europe/London, week: {mon-fri: "09:00-17:00"}, holidays: [england]}
  india: {timezone: Asia/Kolkata, week: {mon-fri: "09:00-17:00"}, holidays: [india]}
  new-york: {timezone: America/New_York, week: {mon-fri: "09:00-17:00"}, holidays: [us]}
"""
QUEUE = "  office: {any_of: [munich, berlin]}\n"
SUN = "  office: {any_of: [india, london, new-york], timezone: Europe/Rome}\n"


def catalog_with(catalog_at: Write, office: str, within: str = "8 business hours") -> Catalog:
    loaded = load(
        catalog_at(
            ("sla.yaml", "within: 40 business hours", f"within: {within}"),
            calendars=CALENDARS + office,
        )
    )
    assert check(loaded) == []
    return loaded.catalog


@pytest.mark.parametrize(
    ("office", "within", "opened", "due"),
    [
        # chrbusch/ExtraTeam #38: Epiphany is a holiday in Munich, not in Berlin.
        (QUEUE, "8 business hours", "2026-01-05T16:00", "Tue 2026-01-06 16:00 +0100"),
        (QUEUE, "1 working day", "2026-01-05T16:00", "Tue 2026-01-06 17:00 +0100"),
        # New Relic docs PR #17192, amazon-connect #24: Friday 19:00 to 23:00 New York is there,
        # Monday from 04:30 India.
        (SUN, "8 business hours", "2026-02-06T19:00", "Mon 2026-02-09 08:30 +0100"),
        (SUN, "8 business hours", "2026-07-31T19:00", "Mon 2026-08-03 09:30 +0200"),
    ],
)
def test_it_is_due_by_the_hours_of_all_sites(
    catalog_at: Write, office: str, within: str, opened: str, due: str
) -> None:
    catalog = catalog_with(catalog_at, office, within)
    (deadline,) = deadlines(catalog, Ticket("wiki", datetime.fromisoformat(opened))).deadlines
    assert f"{deadline.due:%a %Y-%m-%d %H:%M %z}" == due


@pytest.mark.parametrize("within", ["0 working days", "2 working days"])
def test_working_days_of_sites_around_the_world_have_no_answer(
    catalog_at: Write, within: str
) -> None:
    catalog = load(
        catalog_at(
            ("sla.yaml", "within: 40 business hours", f"within: {within}"),
            calendars=CALENDARS + SUN,
        )
    ).catalog
    with pytest.raises(WorktimeError, match="several time zones"):
        deadlines(catalog, Ticket("wiki", datetime(2026, 2, 6, 19)))
