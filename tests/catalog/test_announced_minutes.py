"""Hours that an announcement changes from one minute to another: the rest of a day stays."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog.load import load_entries
from sportello.catalog.reading import Entry
from sportello.findings import Finding
from sportello.worktime import Calendar

Write = Callable[..., Path]
Findings = Callable[..., list[Finding]]
ROME = "Europe/Rome"
WEEKS = {
    "office": 'mon-fri: ["08:00-12:30", "13:30-18:00"]',
    "night": 'mon-sun: "22:00-06:00"',
    "always": 'mon-sun: "00:00-24:00"',
    "both": 'mon-sat: ["09:00-12:00", "20:00-04:00"]',
}


def calendar_with(week: str, *announcements: str, zone: str = ROME) -> Calendar:
    files = {
        "helpdesk.yaml": "name: A\nlanguages: [it]\ntimezone: Europe/Rome\nsite: https://a.example/\n"
        "years: {first: 2026, last: 2026}\n",
        "calendars.yaml": f"calendars:\n  office:\n    timezone: {zone}\n    week: {{{week}}}\n",
        "announcements.yaml": "announcements:\n"
        + "".join(f"  a{n}: {{title: T, {each}}}\n" for n, each in enumerate(announcements)),
    }
    loaded = load_entries(Entry(path, path, text.encode()) for path, text in files.items())
    return loaded.catalog.calendars["office"]


def closure(begin: str, end: str, hours: str = "closed: true") -> str:
    return f"kind: closure, from: {begin}, until: {end}, calendars: [office], {hours}"


def hours(calendar: Calendar, *days: int) -> list[str]:
    return [", ".join(map(str, calendar.day(date(2026, 3, day)).hours)) or "closed" for day in days]


def test_closure_from_an_hour_on_leaves_the_morning() -> None:
    office = calendar_with(WEEKS["office"], closure("2026-03-03T15:00", "2026-03-05T10:00"))
    assert hours(office, 2, 3, 4, 5, 6) == [
        "08:00-12:30, 13:30-18:00", "08:00-12:30, 13:30-15:00", "closed",
        "10:00-12:30, 13:30-18:00", "08:00-12:30, 13:30-18:00",
    ]  # fmt: skip


def test_days_and_minutes_mix() -> None:
    office = calendar_with(WEEKS["office"], closure("2026-03-03", "2026-03-04T10:00"))
    assert hours(office, 3, 4) == ["closed", "10:00-12:30, 13:30-18:00"]


def test_cover_adds_to_the_usual_hours() -> None:
    cover = closure("2026-03-03T17:00", "2026-03-03T22:00", 'open: ["08:00-24:00"]')
    assert hours(calendar_with(WEEKS["office"], cover), 3) == ["08:00-12:30, 13:30-22:00"]


def test_hours_on_working_days_alone_change_no_closed_day() -> None:
    cover = closure("2026-03-03T14:30", "2026-03-04", 'open: ["23:00-04:00"], days: working')
    sundays = calendar_with('sun: "22:00-06:00"', cover)
    assert hours(sundays, 1, 2, 3, 4) == ["22:00-06:00", "closed", "closed", "closed"]


def test_night_that_is_cut_goes_on_in_the_morning() -> None:
    night = calendar_with(WEEKS["night"], closure("2026-03-03T23:00", "2026-03-04T02:00"))
    assert hours(night, 2, 3, 4) == ["22:00-06:00", "22:00-23:00", "02:00-06:00, 22:00-06:00"]


def test_two_announcements_share_a_day() -> None:
    office = calendar_with(
        WEEKS["office"],
        closure("2026-03-03T09:00", "2026-03-03T10:00"),
        closure("2026-03-03T16:00", "2026-03-03T17:00"),
    )
    assert hours(office, 3) == ["08:00-09:00, 10:00-12:30, 13:30-16:00, 17:00-18:00"]


def test_real_end_counts_instead_of_the_planned_one() -> None:
    office = calendar_with(
        WEEKS["office"],
        closure("2026-03-03", "2026-03-05") + ", ended: 2026-03-04T13:00",
    )
    assert hours(office, 3, 4, 5) == ["closed", "13:30-18:00", "08:00-12:30, 13:30-18:00"]


def test_another_zone_reads_the_clock_of_the_desk() -> None:
    moscow = calendar_with(
        WEEKS["always"], closure("2026-03-03T12:00", "2026-03-03T14:00"), zone="Europe/Moscow"
    )
    assert hours(moscow, 3) == ["00:00-14:00, 16:00-24:00"]


MINUTES = st.integers(0, 5 * 24 * 12).map(lambda n: datetime(2026, 3, 1) + timedelta(minutes=5 * n))


@given(st.sampled_from(sorted(WEEKS)), MINUTES, st.integers(1, 3 * 24 * 12))
def test_closed_is_what_the_clock_shows_in_between(week: str, begin: datetime, length: int) -> None:
    end = begin + timedelta(minutes=5 * length)
    usual = calendar_with(WEEKS[week])
    closed = calendar_with(WEEKS[week], closure(f"{begin:%Y-%m-%dT%H:%M}", f"{end:%Y-%m-%dT%H:%M}"))
    first = datetime(2026, 2, 27, tzinfo=UTC)
    for quarter in range(4 * 24 * 12):
        at = first + timedelta(minutes=15 * quarter)
        shown = at.astimezone(ZoneInfo(ROME)).replace(tzinfo=None)
        assert closed.is_open(at) == (usual.is_open(at) and not begin <= shown < end), shown


def test_exception_of_the_calendar_keeps_its_day_and_is_named(findings_of: Findings) -> None:
    own = (
        "calendars.yaml",
        "    holidays: [italy]",
        '    holidays: [italy]\n    exceptions: [{date: 2026-03-03, open: "09:00-13:00"}]',
    )
    text = (
        f"announcements:\n  move: {{title: T, {closure('2026-03-03T11:00', '2026-03-03T20:00')}}}\n"
    )
    found = findings_of(own, announcements=text)
    assert [(each.code, each.message) for each in found] == [
        ("W004", "2026-03-03 has an exception in the calendar, which holds"),
    ]  # fmt: skip


def test_overlap_names_both_with_its_minutes(findings_of: Findings) -> None:
    text = (
        f"announcements:\n  one: {{title: T, {closure('2026-03-03T11:00', '2026-03-03T20:00')}}}\n"
        "  two: {title: T, kind: extraordinary-cover, from: 2026-03-03T15:00,"
        ' until: 2026-03-03T22:00, calendars: [office], days: all, open: ["08:00-22:00"]}\n'
    )
    assert [(each.code, each.message) for each in findings_of(announcements=text)] == [
        ("D004", 'from 2026-03-03 15:00 to 2026-03-03 20:00 this opens "office" 08:00-22:00, '
                 'but the announcement "one" closes "office", which holds'),
    ]  # fmt: skip


@pytest.mark.parametrize("second", ["2026-03-03T20:00", "2026-03-04"])
def test_what_follows_at_once_is_no_overlap(findings_of: Findings, second: str) -> None:
    text = (
        f"announcements:\n  one: {{title: T, {closure('2026-03-03T11:00', '2026-03-03T20:00')}}}\n"
        f"  two: {{title: T, kind: extraordinary-cover, from: {second}, until: 2026-03-04,"
        ' calendars: [office], days: all, open: ["08:00-22:00"]}\n'
    )
    assert findings_of(announcements=text) == []
