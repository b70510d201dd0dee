"""Activation and deactivation: every date counts from its own start."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog import Loaded, load
from sportello.catalog.model import Catalog
from sportello.sla import LeadDate, LeadTimeError, Process, Starts, lead_dates

Write = Callable[..., Path]
SHEET = "piattaforma-crediti"


def dates(catalog: Catalog, process: Process, starts: Starts) -> dict[str, LeadDate]:
    return {each.step: each for each in lead_dates(catalog, SHEET, process, starts)}


@pytest.fixture
def desk(catalog_at: Write) -> Callable[[str], Catalog]:
    """The small catalog, whose service wiki is activated as written."""

    def write(activation: str, service: str = "wiki") -> Catalog:
        old = f"  {service}: {{"
        root = catalog_at(("services/main.yaml", old, f"{old}activation: {{{activation}}}, "))
        loaded = load(root)
        assert loaded.findings == ()
        return loaded.catalog

    return write


def only(catalog: Catalog, starts: Starts) -> LeadDate:
    (found,) = lead_dates(catalog, "wiki", "activation", starts)
    return found


def test_calendar_days_count_every_day_but_the_first(frozen: Loaded) -> None:
    found = dates(frozen.catalog, "activation", {"order": date(2026, 1, 5)})
    assert found["take_in_charge"].when == date(2026, 2, 4)
    assert found["take_in_charge"].bound == "by"
    assert found["service_starts"].when == date(2026, 4, 5)
    assert found["service_starts"].bound == "not before"


@pytest.fixture(scope="session")
def ask(frozen: Loaded) -> Callable[[Process, Starts], dict[str, LeadDate]]:
    """Ask about the frozen catalog, without showing all of it when an example fails."""
    return lambda process, starts: dates(frozen.catalog, process, starts)


@given(st.dates(date(2026, 1, 1), date(2027, 6, 30)))
def test_days_are_the_same_whatever_holidays_lie_between(
    ask: Callable[[Process, Starts], dict[str, LeadDate]], ordered: date
) -> None:
    found = ask("activation", {"order": ordered})
    assert found["take_in_charge"].when == ordered + timedelta(days=30)
    assert found["service_starts"].when == ordered + timedelta(days=90)


@given(st.dates(date(2026, 1, 1), date(2027, 6, 30)))
def test_work_starts_on_the_fifth_open_day_after_the_mail(
    ask: Callable[[Process, Starts], dict[str, LeadDate]], sent: date
) -> None:
    found = ask("deactivation", {"certified-mail": sent})
    office = found["work_starts"].calendar
    assert office is not None
    opened = (day for n in range(1, 40) if office.day(day := sent + timedelta(days=n)).hours)
    assert found["work_starts"].when == [next(opened) for _ in range(5)][-1]
    assert found["work_starts"].bound == "on"


def test_each_date_waits_for_its_own_start(frozen: Loaded) -> None:
    found = dates(frozen.catalog, "deactivation", {"request": date(2026, 1, 2)})
    assert found["take_in_charge"].when == date(2026, 1, 7)
    assert found["work_starts"].when is None
    assert found["work_starts"].start == "certified-mail"


def test_explanation_names_every_day_that_is_skipped(frozen: Loaded) -> None:
    found = dates(frozen.catalog, "deactivation", {"certified-mail": date(2026, 1, 2)})
    explanation = found["work_starts"].explanation
    assert explanation is not None
    assert [
        (day.date.day, day.skipped.kind if day.skipped else day.working_day)
        for day in explanation.days
    ] == [
        (2, "start_date"), (3, "weekend"), (4, "weekend"), (5, 1), (6, "holiday"), (7, 2), (8, 3),
        (9, 4), (10, "weekend"), (11, "weekend"), (12, 5),
    ]  # fmt: skip


def test_an_instant_stands_for_its_day_in_the_zone_of_the_calendar(frozen: Loaded) -> None:
    in_new_york = datetime.fromisoformat("2026-01-04T20:00-05:00")  # Monday 02:00 in Rome
    found = dates(frozen.catalog, "deactivation", {"certified-mail": in_new_york})
    assert found["work_starts"].counted_from == date(2026, 1, 5)
    naive = datetime(2026, 1, 5, 23, 59)
    found = dates(frozen.catalog, "deactivation", {"certified-mail": naive})
    assert found["work_starts"].when == date(2026, 1, 13)


def test_a_night_that_ends_on_the_next_date_counts_for_its_own(catalog_at: Write) -> None:
    night = 'calendars:\n  night: {timezone: Europe/Rome, week: {mon-fri: "22:00-06:00"}}'
    lead = "work_starts: {after: 1 working day, from: order}, calendar: night"
    catalog = load(
        catalog_at(
            ("calendars.yaml", "calendars:", night),
            ("services/main.yaml", "  wiki: {", f"  wiki: {{activation: {{{lead}}}, "),
        )
    ).catalog
    assert only(catalog, {"order": date(2026, 1, 7)}).when == date(2026, 1, 8)


def test_hours_give_an_instant_and_need_one(desk: Callable[[str], Catalog]) -> None:
    business = desk("take_in_charge: {within: 4 business hours, from: request}")
    asked = datetime(2026, 1, 5, 16)
    found = only(business, {"request": asked})
    assert str(found.when) == "2026-01-07 10:00:00+01:00"
    assert found.calendar is business.calendars["office"]
    with pytest.raises(LeadTimeError, match="write it with its time, like 2026-01-05T09:00"):
        only(business, {"request": asked.date()})


def test_days_beyond_every_calendar_are_told(desk: Callable[[str], Catalog]) -> None:
    far = desk("take_in_charge: {within: 3000 calendar days, from: order}")
    with pytest.raises(LeadTimeError, match="leads beyond every calendar"):
        only(far, {"order": date(9999, 1, 5)})


def test_hours_of_day_and_night_need_no_calendar(desk: Callable[[str], Catalog]) -> None:
    found = only(
        desk("take_in_charge: {within: 48 hours, from: request}"),
        {"request": datetime(2026, 1, 5, 16)},
    )
    assert str(found.when) == "2026-01-07 16:00:00+01:00"
    assert found.calendar is None


def test_no_working_day_is_the_day_itself(desk: Callable[[str], Catalog]) -> None:
    found = only(
        desk("work_starts: {after: 0 working days, from: order}"), {"order": date(2026, 1, 5)}
    )
    assert found.when == date(2026, 1, 5)


def test_working_days_need_a_calendar(catalog_at: Write) -> None:
    lead = "activation: {work_starts: {after: 5 working days, from: order}}"
    catalog = load(
        catalog_at(
            ("services/main.yaml", "  calendar: office\n", ""),
            ("services/main.yaml", "  wiki: {", f"  wiki: {{{lead}, "),
        )
    ).catalog
    assert only(catalog, {}).when is None
    with pytest.raises(LeadTimeError, match='add "calendar:" to the process or the service'):
        only(catalog, {"order": date(2026, 1, 5)})


def test_what_the_sheet_does_not_say_is_told(frozen: Loaded) -> None:
    with pytest.raises(LeadTimeError, match='did you mean "piattaforma-crediti"'):
        lead_dates(frozen.catalog, "piattaforma-credti", "activation", {})
    with pytest.raises(LeadTimeError, match="says nothing about activation"):
        lead_dates(frozen.catalog, "isee", "activation", {})


def test_a_start_that_nothing_counts_from_is_told(frozen: Loaded) -> None:
    with pytest.raises(LeadTimeError, match=r"is counted from the certified-mail.*from the order"):
        dates(frozen.catalog, "activation", {"certified-mail": date(2026, 1, 5)})


def test_equal_lead_times_give_equal_dates(desk: Callable[[str], Catalog]) -> None:
    asked: Starts = {"request": datetime(2026, 1, 5, 16)}
    day = desk("take_in_charge: {within: 1 calendar day, from: request}")
    hours = desk("take_in_charge: {within: 24 hours, from: request}")
    assert only(day, asked).when == date(2026, 1, 6)
    assert str(only(hours, asked).when) == "2026-01-06 16:00:00+01:00"
    assert only(day, asked).duration != only(hours, asked).duration
