"""Hours as an iCalendar feed: another program's expansion of it is exactly the calendar."""

import datetime as dt
import os
from collections.abc import Iterable
from io import StringIO

import icalendar
import pytest
import recurring_ical_events
from dateutil import tz
from hypothesis import HealthCheck, given, settings

from sportello.targets.feeds.ics import CalendarFeed, Event, ics
from sportello.targets.feeds.recurring import Once, Weekly, openings
from sportello.targets.feeds.vtimezone import vtimezone
from sportello.worktime import Calendar
from sportello.worktime.zones import Zone
from worktime.oracle import Case, cases

from .check_ics import faults

CHANGED = dt.datetime(2026, 1, 5, 9, 30, tzinfo=dt.UTC)
OFFICE = {
    "timezone": "Europe/Rome",
    "week": {"mon-fri": ["08:00-12:30", "13:30-18:00"], "sat": "22:00-06:00"},
    "holidays": ["italy"],
    "exceptions": [
        {"date": "2026-02-02", "closed": True},
        {"date": "2026-02-03", "open": "10:00-11:00"},
    ],
}
ITALY = {"italy": {"country": "IT"}}


NAME = "Orari, «ACME»; e altri"


def feed(events: Iterable[Event], zone: str = "Europe/Rome", name: str = NAME) -> bytes:
    return ics(
        CalendarFeed(
            name=name,
            description="Chi risponde, e quando: "
            + "molto lungo e ben scritto, perché è così; " * 5,
            language="it",
            zone=Zone(zone),
            page="https://support.example/orari/",
            address="https://support.example/feeds/office.ics",
            changed=CHANGED,
            events=tuple(events),
        )
    )


def events(calendar: Calendar, years: range) -> list[Event]:
    return [
        Event(uid=f"{at}@support.example", summary="Aperto", when=when)
        for at, when in enumerate(openings(calendar, years))
    ]


def merged(intervals: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begins, ends in sorted(intervals):
        if joined and begins <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(ends, joined[-1][1])
        else:
            joined.append((begins, ends))
    return joined


def expanded(content: bytes, years: range) -> list[tuple[int, int]]:
    """When another program says that it is open."""
    read = icalendar.Calendar.from_ical(content)
    first, after = dt.date(years[0] - 1, 12, 1), dt.date(years[-1] + 1, 2, 1)
    found = recurring_ical_events.of(read).between(first, after)
    return merged((int(each.start.timestamp()), int(each.end.timestamp())) for each in found)


def is_open(calendar: Calendar, years: range) -> list[tuple[int, int]]:
    zone = Zone(calendar.timezone)
    span = (dt.datetime(year, 1, 1, tzinfo=zone) for year in (years[0], years[-1] + 1))
    found = calendar.intervals(*span)
    return merged((int(begins.timestamp()), int(ends.timestamp())) for begins, ends in found)


@settings(
    max_examples=int(os.environ.get("EXAMPLES", "40")), suppress_health_check=[HealthCheck.too_slow]
)
@given(cases())
def test_what_a_program_for_calendars_shows_is_when_it_is_open(case: Case) -> None:
    calendar = Calendar.from_spec(case.spec, "random", case.holidays, case.calendars)
    year = dt.datetime.fromtimestamp(case.first, dt.UTC).year
    years = calendar.known_years(year, year)
    content = feed(events(calendar, years), calendar.timezone)
    assert expanded(content, years) == is_open(calendar, years)
    assert faults(content) == []


def test_two_years_of_an_office_are_told_in_few_events() -> None:
    calendar = Calendar.from_spec(OFFICE, "office", ITALY)
    told = openings(calendar, range(2026, 2028))
    weekly = [each for each in told if isinstance(each, Weekly)]
    assert len(weekly) == 11
    assert sum(dt.date(2026, 2, 2) in each.missing for each in weekly) == 2
    once = [each for each in told if isinstance(each, Once)]
    assert (
        Once(
            dt.datetime(2026, 2, 3, 10, tzinfo=Zone("Europe/Rome")),
            dt.datetime(2026, 2, 3, 11, tzinfo=Zone("Europe/Rome")),
        )
        in once
    )
    # The nights in which the clock is changed are told by themselves: two a year.
    assert len(once) == 5
    assert expanded(feed(events(calendar, range(2026, 2028))), range(2026, 2028)) == is_open(
        calendar, range(2026, 2028)
    )


def test_whole_days_end_with_the_last_one() -> None:
    content = feed([Event("a@b.example", "Chiuso", (dt.date(2026, 12, 25), dt.date(2026, 12, 26)))])
    (event,) = icalendar.Calendar.from_ical(content).events
    assert (event.start, event.end) == (dt.date(2026, 12, 25), dt.date(2026, 12, 27))
    assert faults(content) == []
    assert b"VTIMEZONE" not in content


def test_texts_come_back_as_they_were() -> None:
    summary = 'Riga, una; due\\n:\n"tre" è 日本 \N{PARTY POPPER}' * 8
    content = feed([Event("a@b.example", summary, (dt.date(2026, 1, 1), dt.date(2026, 1, 1)))])
    (event,) = icalendar.Calendar.from_ical(content).events
    assert str(event["summary"]) == summary
    assert faults(content) == []


@pytest.mark.parametrize("broken", [
    (b"\r\n", b"\n", "LF alone"), (b"UID:", b"X-UID:", "without UID"), (b"VERSION:2.0\r\n", b"", "no VERSION"),
    (b"DTSTAMP", b"X-STAMP", "without DTSTAMP"), (b"END:VEVENT\r\n", b"", "does not end"),
    (b"END:VTIMEZONE", b"END:VTIMEZONES", "does not end"), (b"TZID:Europe/Rome", b"TZID:Rome", "no VTIMEZONE"),
    (b"\r\n ", b"", "longer than 75"), (b"UNTIL=20270829T200000Z", b"UNTIL=20270829T220000", "UTC"),
    (b"\\,", b",", "not escaped"), (b"UID:1@", b"UID:0@", "twice"), (b"DTEND;TZID=Europe/Rome:2026", b"DTEND;TZID=Europe/Rome:2025", "before it begins"),
], ids=lambda each: each[2])  # fmt: skip
def test_what_is_wrong_with_a_file_is_found(broken: tuple[bytes, bytes, str]) -> None:
    old, new, told = broken
    night = Weekly(
        dt.datetime(2026, 1, 4, 22), dt.datetime(2026, 1, 5, 6), dt.date(2027, 8, 29), ()
    )
    good = feed([Event("0@b.example", "a", night), Event("1@b.example", "b", night)])
    assert faults(good) == []
    assert old in good
    assert [each for each in faults(good.replace(old, new)) if told in each]


@pytest.mark.parametrize("name", ["Europe/Rome", "America/Sao_Paulo", "Africa/Casablanca", "Australia/Lord_Howe", "UTC"])  # fmt: skip
def test_a_reader_that_knows_no_zones_reads_the_clocks_right(name: str) -> None:
    zone, years = Zone(name), range(2017, 2020)
    made = icalendar.Calendar()
    made.add_component(vtimezone(zone, years))
    read = tz.tzical(StringIO(made.to_ical().decode())).get(name)
    first = dt.datetime(2017, 1, 2, tzinfo=dt.UTC)
    hours = (first + dt.timedelta(minutes=30 * each) for each in range(2 * 24 * 1090))
    wrong = [
        each
        for each in hours
        if read.utcoffset(each.astimezone(zone).replace(tzinfo=read))
        != each.astimezone(zone).utcoffset()
    ]
    assert wrong == []


def test_times_are_those_of_the_last_change() -> None:
    content = feed([Event("a@b.example", "Chiuso", (dt.date(2026, 1, 1), dt.date(2026, 1, 1)))])
    assert content.count(b"20260105T093000Z") == 3


@pytest.mark.parametrize(
    ("name", "escaped"),
    [(NAME, r"Orari\, «ACME»\; e altri"), ("two\nlines", r"two\nlines"), (r"a\b", r"a\\b")],
)
def test_what_is_special_in_a_name_is_escaped(name: str, escaped: str) -> None:
    lines = feed([], name=name).decode().splitlines()
    assert f"NAME;LANGUAGE=it:{escaped}" in lines
    assert f"X-WR-CALNAME:{escaped}" in lines
