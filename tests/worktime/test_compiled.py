"""How far a calendar is compiled, and what is said where nothing is known."""

import datetime as dt
from typing import Any

import pytest

from sportello.worktime import BeyondKnownHolidays, Calendar, Duration, StillPaused

MONDAYS: dict[str, Any] = {"timezone": "UTC", "week": {"mon": "09:00-10:00"}}
KNOWN = 'the dates of calendar "mondays": its holidays are known from 1970-01-01 to 2100-12-31'
NOON = dt.datetime(2026, 5, 4, 12)
HOUR = dt.timedelta(hours=1)


def mondays() -> Calendar:
    return Calendar.from_spec(MONDAYS, "mondays")


def compiled(cal: Calendar) -> tuple[int, int]:
    """Return the first and the last year that are compiled."""
    line = cal._compiled.extent.timeline
    first, end = (dt.datetime.fromtimestamp(edge, dt.UTC).year for edge in (line.low, line.high))
    return first, end - 1


def test_what_is_compiled_doubles_to_the_side_that_is_needed() -> None:
    cal = mondays()
    assert cal.is_open(NOON) is False
    assert compiled(cal) == (2026, 2026)
    cal.due(NOON, 50 * HOUR)
    assert compiled(cal) == (2026, 2027)
    cal.due(NOON, 100 * HOUR)
    assert compiled(cal) == (2026, 2029)
    cal.due(NOON, -30 * HOUR)
    assert compiled(cal) == (2022, 2029)


def test_a_year_far_away_is_compiled_with_all_between() -> None:
    cal = mondays()
    cal.is_open(NOON)
    cal.is_open(NOON.replace(year=2040))
    assert compiled(cal) == (2026, 2040)
    cal.is_open(NOON.replace(year=2025))
    assert compiled(cal) == (2011, 2040)
    cal.is_open(NOON.replace(year=2041))
    assert compiled(cal) == (2011, 2070)
    cal.is_open(NOON.replace(year=1975))
    assert compiled(cal) == (1970, 2070)


def test_the_first_of_two_instants_outside_is_named() -> None:
    cal = mondays()
    low = dt.datetime(1970, 1, 1)
    for a, b, text in (
        (low - HOUR, NOON, "1969-12-31T23:00:00+00:00"),
        (low - HOUR, NOON.replace(year=2101), "1969-12-31T23:00:00+00:00"),
        (low, NOON.replace(year=2101), "2101-05-04T12:00:00+00:00"),
    ):
        with pytest.raises(BeyondKnownHolidays) as caught:
            cal.elapsed(a, b)
        assert str(caught.value) == f"{text} lies outside {KNOWN}"


def test_new_years_night_belongs_to_the_old_year_of_the_zone() -> None:
    nights = {"timezone": "Pacific/Auckland", "week": {"mon-sun": "22:00-06:00"}}
    night = dt.datetime(2027, 1, 1, 1)
    assert Calendar.from_spec(nights).is_open(night)
    assert not Calendar.from_spec(nights).is_open(night + 6 * HOUR)
    closed = {"eve": {"dates": ["--12-31"]}}
    assert not Calendar.from_spec({**nights, "holidays": ["eve"]}, "x", closed).is_open(night)


def test_a_working_day_at_the_turn_of_the_year_counts_once() -> None:
    daily = Calendar.from_spec({"timezone": "UTC", "week": {"mon-sun": "09:00-10:00"}})
    daily.elapsed(NOON, NOON.replace(year=2027))
    due = daily.due(dt.datetime(2026, 12, 30, 8), Duration.parse("3 working days"))
    assert due.isoformat() == "2027-01-02T10:00:00+00:00"


def test_the_bounds_are_those_of_what_is_known() -> None:
    cal = mondays()
    assert cal.day(dt.date(1970, 1, 1)).hours == cal.day(dt.date(2100, 12, 31)).hours == ()
    assert cal.is_open(dt.datetime(1970, 1, 1)) is False
    assert cal.is_open(dt.datetime(2100, 12, 31, 23, 59, 59)) is False


def test_what_lies_beyond_is_told_in_full() -> None:
    cal = mondays()
    late = dt.datetime(2100, 12, 31)
    for ask, text in (
        (lambda: cal.day(dt.date(2101, 1, 1)), "2101 lies outside"),
        (
            lambda: cal.moved_days(dt.date(2100, 1, 1), dt.date(2101, 1, 1)),
            "2100 to 2101 lies outside",
        ),
        (lambda: cal.is_open(dt.datetime(1969, 12, 31)), "1969-12-31T00:00:00+00:00 lies outside"),
        (lambda: cal.elapsed(NOON, late + 26 * HOUR), "2101-01-01T02:00:00+00:00 lies outside"),
        (
            lambda: cal.is_open(dt.datetime(2101, 1, 1)),
            "what follows the last date lies outside",
        ),
        (lambda: cal.next_opening(late), "the next opening, if there is one, lies outside"),
        (lambda: cal.next_closing(late), "the next closing, if there is one, lies outside"),
        (lambda: cal.due(late, HOUR), "the due instant, if there is one, lies outside"),
        (
            lambda: cal.due(dt.datetime(1970, 1, 2), -HOUR),
            "the due instant, if there is one, lies outside",
        ),
        (
            lambda: cal.due(late, Duration.parse("1 working day")),
            "the due date, if there is one, lies outside",
        ),
    ):
        with pytest.raises(BeyondKnownHolidays) as caught:
            ask()
        assert str(caught.value) == f"{text} {KNOWN}"


def test_a_pause_without_end_holds_up_also_behind_one_that_ends_beyond_what_is_known() -> None:
    pauses = [(NOON, dt.datetime(2300, 1, 1)), (dt.datetime(2400, 1, 1), None)]
    with pytest.raises(StillPaused) as caught:
        mondays().due(NOON, dt.timedelta(seconds=1), pauses)
    assert str(caught.value) == "the clock is still paused: close the pause, then ask again"


def test_intervals_are_cut_to_what_is_asked() -> None:
    always = Calendar.from_spec({"timezone": "UTC", "week": {"mon-sun": "00:00-24:00"}})
    midnight, second = dt.datetime(2027, 1, 1, tzinfo=dt.UTC), dt.timedelta(seconds=1)
    found = list(always.intervals(midnight - second, midnight + second))
    assert found == [(midnight - second, midnight), (midnight, midnight + second)]
    opening = dt.datetime(2026, 5, 4, 9)
    assert list(mondays().intervals(opening - HOUR, opening)) == []
    assert list(mondays().intervals(opening + HOUR, opening + 2 * HOUR)) == []


def test_a_calendar_equals_one_of_the_same_name_and_rules_only() -> None:
    other = Calendar.from_spec(MONDAYS, "other")
    assert mondays() == mondays()
    assert mondays() != other
    assert mondays() != "mondays"
    assert hash(mondays()) == hash(mondays()) != hash(other)
