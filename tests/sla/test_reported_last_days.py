"""Last days as they are reported of other desks: at 14:00, and off a day that is closed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.findings import render
from sportello.rules import check
from sportello.sla import Answer, LeadTimeError, Ticket, deadlines, escalation_schedule, lead_dates

Write = Callable[..., Path]
Desk = Callable[..., Catalog]
CALENDARS = """\
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "09:00-17:00"}
    holidays: [italy]
  intake: {extends: office, week: {mon-fri: "00:00-16:00"}}
  nights: {timezone: Europe/Rome, week: {mon-sun: "00:00-06:00"}}
  until-14: {extends: office, week: {mon-fri: "00:00-14:00"}}
  mornings: {extends: office, week: {mon-fri: "09:00-13:00"}}
"""


@pytest.fixture
def desk(catalog_at: Write) -> Desk:
    """The small catalog with the reported desk, whose service wiki has these promises."""

    def write(targets: str, wiki: str = "tags: [any]", more: str = "", first: str = "") -> Catalog:
        sla = f"policies:\n{first}  base: {{name: Base, targets: {{{targets}}}}}\n{more}"
        root = catalog_at(
            ("services/main.yaml", "  wiki: {", f"  wiki: {{{wiki}, "), calendars=CALENDARS, sla=sla
        )
        loaded = load(root)
        wrong = [each for each in check(loaded) if each.severity == "error"]
        assert not wrong, render(wrong, color=False)
        return loaded.catalog

    return write


def ask(catalog: Catalog, opened: str) -> Answer:
    return deadlines(catalog, Ticket("wiki", datetime.fromisoformat(opened)))


def due(catalog: Catalog, opened: str) -> str:
    return f"{ask(catalog, opened).deadlines[0].due:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2026-12-18T16:59", "2026-12-21 14:00"),  # Friday
        ("2026-12-24T13:59", "2026-12-28 14:00"),
        ("2026-01-05T10:00", "2026-01-07 14:00"),  # Epiphany
        ("2026-10-30T18:00", "2026-11-02 14:00"),
    ],
)
def test_by_14_of_the_next_working_day(desk: Desk, opened: str, expected: str) -> None:
    """PraConstruir/web_app #338, #340, #359, #613, without a calendar that closes at 14:00."""
    assert due(desk('resolution: {within: 1 working day, at: "14:00"}'), opened) == expected


def test_a_day_that_closes_before_the_hour_is_due_at_the_hour(desk: Desk) -> None:
    catalog = desk('resolution: {within: 1 working day, at: "14:00", calendar: mornings}')
    assert due(catalog, "2026-03-09T10:00") == "2026-03-10 14:00"


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2026-03-11T10:00", "2026-03-11 18:00"),
        ("2026-03-11T18:00", "2026-03-11 18:00"),
        ("2026-03-11T18:00:00.5", "2026-03-12 18:00"),
        ("2026-03-13T18:01", "2026-03-16 18:00"),
        ("2026-03-14T10:00", "2026-03-16 18:00"),
    ],
)
def test_the_same_day_is_no_working_day_and_an_hour(desk: Desk, opened: str, expected: str) -> None:
    """PraConstruir #503, for what comes in the morning: by 18:00 that day."""
    assert due(desk('resolution: {within: 0 working days, at: "18:00"}'), opened) == expected


@pytest.mark.parametrize(
    ("opened", "policy", "expected"),
    [
        ("2026-03-11T13:59", "morning", "2026-03-11 18:00"),
        ("2026-03-11T14:00", "base", "2026-03-12 14:00"),
        ("2026-03-13T15:00", "base", "2026-03-16 14:00"),
    ],
)
def test_before_14_by_18_that_day_and_later_by_14_of_the_next(
    desk: Desk, opened: str, policy: str, expected: str
) -> None:
    """PraConstruir #503, both halves: the hour at which a ticket comes chooses its policy."""
    catalog = desk(
        'resolution: {within: 1 working day, at: "14:00"}',
        first="  morning: {name: Morning, when: {hours: open, calendar: until-14}, targets: "
        '{resolution: {within: 0 working days, at: "18:00"}}}\n',
    )
    assert (ask(catalog, opened).policy.name, due(catalog, opened)) == (policy, expected)


def test_an_hour_that_the_clock_skips_is_the_first_instant_after(desk: Desk) -> None:
    catalog = desk('resolution: {within: 1 working day, at: "02:30", calendar: nights}')
    assert due(catalog, "2026-03-28T10:00") == "2026-03-29 03:00"
    assert due(catalog, "2026-10-24T10:00") == "2026-10-25 02:30"
    assert ask(catalog, "2026-10-24T10:00").deadlines[0].due.utcoffset() == timedelta(hours=2)


def test_cutoff_and_hour_go_together(desk: Desk) -> None:
    catalog = desk('resolution: {within: 1 working day, at: "14:00"}', "intake_calendar: intake")
    assert due(catalog, "2026-03-09T15:59") == "2026-03-10 14:00"
    assert due(catalog, "2026-03-09T16:00") == "2026-03-11 14:00"


@pytest.mark.parametrize(
    ("if_closed", "expected"),
    [("next", date(2026, 2, 2)), ("previous", date(2026, 1, 30)), ("stay", date(2026, 2, 1))],
)
def test_a_lead_time_that_ends_on_a_sunday(desk: Desk, if_closed: str, expected: date) -> None:
    """Art. 2963 (3) of the Italian civil code, § 193 of the German one: 30 days from 2 January."""
    lead = f"{{within: 30 calendar days, from: order, if_closed: {if_closed}}}"
    catalog = desk("", f"activation: {{take_in_charge: {lead}}}")
    (found,) = lead_dates(catalog, "wiki", "activation", {"order": date(2026, 1, 2)})
    assert found.when == expected
    assert found.rolled_from == (None if if_closed == "stay" else date(2026, 2, 1))
    (open_anyway,) = lead_dates(catalog, "wiki", "activation", {"order": date(2026, 1, 5)})
    assert (open_anyway.when, open_anyway.rolled_from) == (date(2026, 2, 4), None)


def test_a_lead_time_that_may_roll_needs_a_calendar(catalog_at: Write) -> None:
    lead = "activation: {take_in_charge: {within: 30 calendar days, from: order, if_closed: next}}"
    catalog = load(
        catalog_at(
            ("services/main.yaml", "  calendar: office\n", ""),
            ("services/main.yaml", "  wiki: {", f"  wiki: {{{lead}, "),
        )
    ).catalog
    with pytest.raises(LeadTimeError, match='add "calendar:" to the process or the service'):
        lead_dates(catalog, "wiki", "activation", {"order": date(2026, 1, 2)})


@pytest.mark.parametrize(
    ("if_closed", "opened", "expected"),
    [
        ("next", "2026-01-02T10:00", "2026-01-07 10:00"),  # Mon 5 is open, but the 6th is due
        ("next", "2026-01-01T10:00", "2026-01-05 10:00"),
        ("previous", "2026-01-02T10:00", "2026-01-05 10:00"),
        ("previous", "2026-01-02T23:30", "2026-01-05 23:30"),
        ("previous", "2026-12-24T10:00", "2026-12-28 10:00"),  # nothing opens before
        ("stay", "2026-01-02T10:00", "2026-01-06 10:00"),
    ],
)
def test_a_promise_in_calendar_days_rolls_at_its_time_of_day(
    desk: Desk, if_closed: str, opened: str, expected: str
) -> None:
    days = 3 if opened.startswith("2026-12") else 4
    within = f"within: {days} calendar days, if_closed: {if_closed}"
    assert due(desk(f"resolution: {{{within}}}"), opened) == expected


def test_the_last_warning_of_a_promise_that_rolls_is_its_deadline(desk: Desk) -> None:
    catalog = desk(
        "resolution: {within: 4 calendar days, if_closed: next}",
        more="escalations:\n  late: {target: resolution, statement: Help, steps: ["
        "{at: 100 %, to: [lead], round_the_clock: true}]}\n",
    )
    answer = ask(catalog, "2026-01-02T10:00")
    (step,) = escalation_schedule(catalog, answer)["resolution"]
    assert step.at == answer.deadlines[0].due


def test_what_may_roll_needs_a_calendar(catalog_at: Write) -> None:
    root = catalog_at(
        ("services/main.yaml", "  calendar: office\n", ""),
        ("sla.yaml", "40 business hours", "4 calendar days, if_closed: next"),
        ("sla.yaml", "within: 1 business hour", "within: 1 hour"),
    )
    assert [each.code for each in check(load(root)) if each.severity == "error"] == ["L001"]
