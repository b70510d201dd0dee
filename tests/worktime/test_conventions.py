"""One readable case for every sentence of the conventions of business time."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

import pytest
from holidays import country_holidays
from hypothesis import example, given
from hypothesis import strategies as st

from sportello.worktime import (
    AmbiguousTime,
    BeyondKnownHolidays,
    Calendar,
    Duration,
    NonexistentTime,
    Pause,
    StillPaused,
    WorktimeError,
)
from sportello.worktime.zones import Zone

SETS: dict[str, Any] = {
    "italy": {"country": "IT"},
    "germany": {"country": "DE"},
    "company": {"dates": ["2026-08-14", "--12-24"]},
}
ROME: dict[str, Any] = {"timezone": "Europe/Rome", "holidays": ["italy"]}


def rome(week: dict[str, Any], **more: Any) -> Calendar:
    return Calendar.from_spec({**ROME, "week": week, **more}, "office", SETS)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def due(cal: Calendar, start: str, amount: str, **more: Any) -> str:
    return cal.due(at(start), Duration.parse(amount), **more).isoformat()


def hours(number: float) -> dt.timedelta:
    return dt.timedelta(hours=number)


office = rome({"mon-fri": "08:00-18:00"})
split = rome({"mon-fri": ["08:00-12:30", "13:30-18:00"], "sat": "09:00-12:00"})
night = rome({"mon-fri": "22:00-06:00"})
always = Calendar.from_spec({"timezone": "Europe/Rome", "week": {"mon-sun": "00:00-24:00"}})


def test_forty_hours_over_epiphany_and_a_weekend() -> None:
    found = office.due(at("2026-01-05T17:30"), Duration.parse("40 business hours"))
    assert found.isoformat() == "2026-01-12T17:30:00+01:00"
    assert found.tzinfo is Zone("Europe/Rome")


# W1


def test_opening_instant_is_open_and_closing_instant_is_not() -> None:
    assert office.is_open(at("2026-01-07T08:00"))
    assert not office.is_open(at("2026-01-07T18:00"))
    assert office.is_open(at("2026-01-07T17:59:59.999999"))
    assert not office.is_open(at("2026-01-07T07:59:59.999999"))


def test_seconds_of_hours_count() -> None:
    cal = rome({"mon": "09:00:30-10:00:45"})
    assert cal.elapsed(at("2026-01-05T00:00"), at("2026-01-06T00:00")) == 3615
    assert str(cal.weekly()[0][0]) == "09:00:30-10:00:45"


def test_midnight_at_the_end_is_exact() -> None:
    late = rome({"mon": "20:00-24:00"})
    assert due(late, "2026-01-05T20:00", "4 business hours") == "2026-01-06T00:00:00+01:00"


def test_a_night_belongs_to_the_day_it_starts_on() -> None:
    assert night.is_open(at("2026-05-01T00:30"))  # a holiday, in the night of Thursday
    assert not night.is_open(at("2026-05-01T23:00"))
    assert night.is_open(at("2026-01-10T05:59"))  # Saturday, in the night of Friday
    assert not night.is_open(at("2026-01-12T05:59"))  # Monday, after Sunday


# W2


@pytest.mark.parametrize(
    ("week", "date", "hours_open"),
    [
        ("00:00-24:00", "2024-03-31", 23),
        ("00:00-24:00", "2024-10-27", 25),
        ("02:30-05:00", "2024-03-31", 2),  # opens at 03:00
        ("01:00-02:30", "2024-03-31", 1),  # closes at 02:00
        ("02:15-02:45", "2024-03-31", 0),  # never there
        ("02:30-05:00", "2024-10-27", 3),  # 02:30-03:00, then 02:30-05:00
        ("01:00-02:30", "2024-10-27", 2),  # 01:00-02:30, then 02:00-02:30
    ],
)
def test_wall_times_that_come_never_or_twice(week: str, date: str, hours_open: float) -> None:
    cal = Calendar.from_spec({"timezone": "Europe/Rome", "week": {"sun": week}})
    day = at(date)
    found = cal.elapsed(day, day + dt.timedelta(days=1))
    assert found == hours_open * 3600


def test_the_night_to_summer_time_is_an_hour_shorter() -> None:
    cal = Calendar.from_spec({"timezone": "Europe/Rome", "week": {"sat": "22:00-06:00"}})
    assert cal.elapsed(at("2024-03-30T12:00"), at("2024-03-31T12:00")) == 7 * 3600
    assert cal.elapsed(at("2024-10-26T12:00"), at("2024-10-27T12:00")) == 9 * 3600


def test_hours_that_come_twice_are_two_stretches() -> None:
    cal = Calendar.from_spec({"timezone": "Europe/Rome", "week": {"sun": "01:00-02:30"}})
    found = cal.intervals(at("2024-10-27T00:00"), at("2024-10-28T00:00"))
    assert [(x.isoformat()[11:], y.isoformat()[11:]) for x, y in found] == [
        ("01:00:00+02:00", "02:30:00+02:00"),
        ("02:00:00+01:00", "02:30:00+01:00"),
    ]


def test_a_date_the_clocks_skip_has_no_hours() -> None:
    spec = {"timezone": "Pacific/Apia", "week": {"mon-fri": "09:00-17:00"}}
    cal = Calendar.from_spec(spec)
    assert cal.elapsed(at("2011-12-29T00:00"), at("2011-12-31T00:00")) == 8 * 3600
    assert due(cal, "2011-12-29T10:00", "1 working day").startswith("2012-01-02T17:00")


def test_clocks_put_back_just_after_midnight_repeat_the_evening() -> None:
    spec = {"timezone": "America/St_Johns", "week": {"sat": "23:00-24:00", "sun": "00:00-01:00"}}
    cal = Calendar.from_spec(spec)
    start, end = at("2006-10-28T12:00"), at("2006-10-29T12:00")
    # 23:00-24:00, 00:00-00:01, then again 23:01-24:00 and 00:00-01:00.
    assert cal.elapsed(start, end) == 3600 + 60 + 59 * 60 + 3600
    told = cal.explain(start, dt.timedelta(minutes=150))
    assert told.days[-1].total == 150 * 60
    found = cal.intervals(start, end)
    assert sum(y.timestamp() - x.timestamp() for x, y in found) == 3 * 3600


# W3


def test_exactly_at_closing_stays_at_closing() -> None:
    assert due(office, "2026-01-07T08:00", "10 business hours") == "2026-01-07T18:00:00+01:00"


def test_zero_stays_at_start_even_when_closed() -> None:
    for amount in ("0 business hours", "immediate", "0 hours", "0 working days"):
        assert due(office, "2026-01-10T12:00:00.25", amount) == "2026-01-10T12:00:00.250000+01:00"


def test_an_amount_is_counted_from_the_next_opening() -> None:
    assert due(split, "2026-01-10T12:00", "1 business hour") == "2026-01-12T09:00:00+01:00"


def test_fractions_of_a_second_round_away_from_zero() -> None:
    start = at("2026-01-07T09:00")
    assert office.due(start, dt.timedelta(seconds=0.5)).second == 1
    assert office.due(start, -dt.timedelta(seconds=0.5)).second == 59


def test_negative_amounts_mirror() -> None:
    start = at("2026-01-07T18:00")
    assert office.due(start, -hours(10)).isoformat() == "2026-01-07T08:00:00+01:00"
    assert office.due(start, -hours(11)).isoformat() == "2026-01-05T17:00:00+01:00"


def test_round_the_clock_amounts_do_not_know_hours() -> None:
    assert due(office, "2026-01-09T17:00", "90 minutes") == "2026-01-09T18:30:00+01:00"
    assert due(office, "2026-03-28T12:00", "1 calendar day") == "2026-03-29T13:00:00+02:00"


# W4


def test_elapsed_backward_is_negative() -> None:
    a, b = at("2026-01-07T08:00"), at("2026-01-07T10:00")
    pause = [(at("2026-01-07T09:00"), at("2026-01-07T09:30"))]
    assert (office.elapsed(a, b), office.elapsed(b, a)) == (7200, -7200)
    assert (office.elapsed(a, b, pause), office.elapsed(b, a, pause)) == (5400, -5400)


# W5


def test_the_start_date_is_not_counted() -> None:
    assert due(office, "2026-01-07T07:00", "1 working day") == "2026-01-08T18:00:00+01:00"
    assert due(office, "2026-01-09T19:00", "1 working day") == "2026-01-12T18:00:00+01:00"


def test_any_opening_makes_a_working_day() -> None:
    assert due(split, "2026-01-09T10:00", "1 working day") == "2026-01-10T12:00:00+01:00"
    opened = rome(
        {"mon-fri": "08:00-18:00"}, exceptions=[{"date": "2026-01-06", "open": "10:00-11:00"}]
    )
    assert due(opened, "2026-01-05T10:00", "1 working day") == "2026-01-06T11:00:00+01:00"


def test_the_end_of_a_night_is_the_next_morning() -> None:
    assert due(night, "2026-01-08T10:00", "1 working day") == "2026-01-10T06:00:00+01:00"


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("10:15", "10:15"),
        ("08:00", "08:00"),
        ("13:00", "12:30"),  # in the break: back to the close before
        ("12:30", "12:30"),
        ("20:00", "18:00"),
        ("18:00", "18:00"),
        ("06:00", "08:00"),  # before the opening: forward to it
    ],
)
def test_the_same_time_is_pulled_into_the_hours(time: str, expected: str) -> None:
    found = due(split, f"2026-01-07T{time}", "1 working day", at="same_time")
    assert found == f"2026-01-08T{expected}:00+01:00"


def test_the_same_time_may_lie_in_the_night_before() -> None:
    found = due(night, "2026-01-07T03:00", "1 working day", at="same_time")
    assert found == "2026-01-08T03:00:00+01:00"
    found = due(night, "2026-01-07T12:00", "1 working day", at="same_time")
    assert found == "2026-01-08T22:00:00+01:00"


def test_the_same_time_on_a_date_where_it_does_not_exist() -> None:
    found = due(always, "2024-03-30T02:30", "1 working day", at="same_time")
    assert found == "2024-03-31T03:00:00+02:00"


def test_another_way_to_land_is_refused() -> None:
    with pytest.raises(ValueError, match='"noon" is no hour of the last day'):
        due(office, "2026-01-07T10:00", "1 working day", at="noon")


# W6


def test_pauses_are_a_union_of_half_open_spans() -> None:
    pauses = [
        (at("2026-01-07T09:00"), at("2026-01-07T10:00")),
        (at("2026-01-07T09:30"), at("2026-01-07T11:00")),
        (at("2026-01-07T18:00"), at("2026-01-08T08:00")),
        (at("2026-01-08T09:00"), at("2026-01-08T09:00")),
    ]
    assert due(office, "2026-01-07T08:00", "9 business hours", pauses=pauses) == (
        "2026-01-08T09:00:00+01:00"
    )
    a, b = at("2026-01-07T08:00"), at("2026-01-08T09:00")
    assert office.elapsed(a, b, iter(pauses)) == 9 * 3600


def test_round_the_clock_amounts_leave_out_pauses_whole() -> None:
    pauses = [(at("2026-01-10T00:00"), at("2026-01-11T00:00"))]
    assert due(office, "2026-01-09T12:00", "24 hours", pauses=pauses) == (
        "2026-01-11T12:00:00+01:00"
    )


def test_working_days_first_then_the_paused_business_seconds() -> None:
    pauses = [(at("2026-01-07T10:00"), at("2026-01-08T12:00"))]  # 8 h + 4 h
    assert due(office, "2026-01-07T09:00", "2 working days", pauses=pauses) == (
        "2026-01-13T10:00:00+01:00"
    )


def test_a_pause_at_the_end_of_the_working_days_holds_the_rest_up() -> None:
    pauses = [(at("2026-01-09T16:00"), at("2026-01-12T12:00"))]
    assert due(office, "2026-01-07T09:00", "2 working days", pauses=pauses) == (
        "2026-01-12T14:00:00+01:00"
    )


def test_a_pause_without_end_lets_earlier_amounts_through() -> None:
    pauses = [(at("2026-01-07T10:00"), None)]
    assert due(office, "2026-01-07T09:00", "1 business hour", pauses=pauses) == (
        "2026-01-07T10:00:00+01:00"
    )
    for amount in ("61 business minutes", "2 hours", "1 working day"):
        with pytest.raises(StillPaused, match="still paused: close the pause"):
            due(office, "2026-01-07T09:00", amount, pauses=pauses)
    assert office.elapsed(at("2026-01-07T09:00"), at("2026-01-09T18:00"), pauses) == 3600
    back = office.due(at("2026-01-09T18:00"), -hours(1), pauses)
    assert back.isoformat() == "2026-01-07T09:00:00+01:00"


def test_a_reversed_pause_is_an_error() -> None:
    pauses = [(at("2026-01-07T10:00"), at("2026-01-07T09:00"))]
    with pytest.raises(WorktimeError, match="a pause ends before it starts"):
        office.elapsed(at("2026-01-07T09:00"), at("2026-01-09T18:00"), pauses)


def test_pauses_may_reach_beyond_what_is_known() -> None:
    ancient, far = at("1900-01-01T00:00"), at("2300-01-01T00:00")
    a, b = at("2026-01-07T09:00"), at("2026-01-07T10:00")
    assert office.elapsed(a, b, [(ancient, far)]) == 0
    assert office.due(b, hours(1), [(ancient, a)]) == at("2026-01-07T11:00+01:00")
    assert office.due(a, hours(1), [(far, None)]) == at("2026-01-07T10:00+01:00")
    with pytest.raises(BeyondKnownHolidays):
        office.due(a, hours(1), [(ancient, far)])


# W7


def test_a_holiday_is_a_date_in_the_zone() -> None:
    assert not office.is_open(at("2026-01-06T10:00"))
    assert not office.is_open(at("2026-01-06T09:00+00:00"))


def test_listed_holidays_are_of_one_year_or_of_every_year() -> None:
    cal = rome({"mon-fri": "08:00-18:00"}, holidays=["company"])
    dates = [date for date, _ in cal.holidays_between(dt.date(2026, 1, 1), dt.date(2027, 12, 31))]
    assert [str(date) for date in dates] == ["2026-08-14", "2026-12-24", "2027-12-24"]
    assert cal.is_open(at("2026-01-06T10:00"))


@pytest.mark.parametrize("text", ["1969-12-31T23:59:59", "2101-01-01T00:00:01", "1900-01-01"])
def test_an_instant_outside_the_known_years_is_an_error(text: str) -> None:
    for ask in (office.is_open, office.next_opening, office.next_closing):
        with pytest.raises(BeyondKnownHolidays, match="known from 1970-01-01 to 2100-12-31"):
            ask(at(text))
    with pytest.raises(BeyondKnownHolidays):
        office.elapsed(at(text), at("2026-01-07T09:00"))
    with pytest.raises(BeyondKnownHolidays):
        office.intervals(at(text), at("2026-01-07T09:00"))
    for amount in ("0 hours", "1 hour", "1 business hour", "1 working day", "0 working days"):
        with pytest.raises(BeyondKnownHolidays):
            due(office, text, amount)


def test_years_far_outside_are_no_other_error() -> None:
    for far in (
        dt.datetime(1, 1, 1, tzinfo=dt.UTC),
        dt.datetime(9999, 12, 31, 23, 59, tzinfo=dt.UTC),
    ):
        with pytest.raises(BeyondKnownHolidays):
            office.is_open(far)


def test_the_end_of_the_last_known_date_can_be_counted_to() -> None:
    end = at("2101-01-01T00:00")
    assert office.elapsed(at("2100-12-31T17:00"), end) == 3600
    with pytest.raises(BeyondKnownHolidays, match="what follows the last date lies outside"):
        office.is_open(end)


def test_an_answer_outside_the_known_years_is_an_error() -> None:
    for amount in ("87840 business hours", "3660 working days", "3660 calendar days"):
        with pytest.raises(BeyondKnownHolidays, match="2100-12-31"):
            due(office, "2096-01-07T09:00", amount)
    with pytest.raises(BeyondKnownHolidays, match="1970-01-01"):
        office.due(at("2026-01-07T09:00"), -hours(999_999))
    with pytest.raises(
        BeyondKnownHolidays, match="the next opening, if there is one, lies outside"
    ):
        office.next_opening(at("2100-12-31T19:00"))


def test_holidays_of_a_country_bound_the_calendar() -> None:
    cal = rome({"mon-fri": "08:00-18:00"}, holidays=["italy", "germany"])
    first, last = cal.known_dates
    known = max(country_holidays(each).start_year for each in ("IT", "DE"))
    assert (first, last) == (dt.date(known, 1, 1), dt.date(2100, 12, 31))
    with pytest.raises(BeyondKnownHolidays, match=f"from {known}-01-01"):
        cal.is_open(at(f"{known - 1}-12-31T10:00"))


def test_no_further_opening_is_an_error_never_a_loop() -> None:
    once = Calendar.from_spec(
        {"timezone": "UTC", "exceptions": [{"date": "2026-05-02", "open": "09:00-10:00"}]}
    )
    assert once.next_opening(at("1980-01-01T00:00")).isoformat() == "2026-05-02T09:00:00+00:00"
    with pytest.raises(
        BeyondKnownHolidays, match="the next opening, if there is one, lies outside"
    ):
        once.next_opening(at("2026-05-02T09:00"))
    with pytest.raises(BeyondKnownHolidays):
        due(once, "2026-05-02T09:30", "1 business hour")
    with pytest.raises(BeyondKnownHolidays):
        once.due(at("2026-05-02T09:30"), -hours(1))


def test_what_never_closes_has_no_next_closing() -> None:
    with pytest.raises(
        BeyondKnownHolidays, match="the next closing, if there is one, lies outside"
    ):
        always.next_closing(at("2026-05-02T09:00"))


# W8


def test_a_naive_instant_is_read_in_the_zone() -> None:
    assert office.due(at("2026-01-07T09:00"), hours(1)) == office.due(
        at("2026-01-07T08:00+00:00"), hours(1)
    )


class Unknowing(dt.tzinfo):
    """A zone that does not know its offset, which makes a datetime naive by definition."""

    def utcoffset(self, _: dt.datetime | None, /) -> dt.timedelta | None:
        return None

    dst = utcoffset

    def tzname(self, _: dt.datetime | None, /) -> str | None:
        return None


def test_an_instant_whose_zone_knows_no_offset_is_naive() -> None:
    assert office.is_open(dt.datetime(2026, 1, 7, 8, 30, tzinfo=Unknowing()))


def test_a_wall_time_that_comes_twice_is_told_with_both_readings() -> None:
    both = re.escape(
        "2024-10-27T02:30:00 comes twice in Europe/Rome: "
        "write 2024-10-27T02:30:00+02:00 or 2024-10-27T02:30:00+01:00"
    )
    for fold in (0, 1):
        with pytest.raises(AmbiguousTime, match=both):
            office.is_open(dt.datetime(2024, 10, 27, 2, 30, fold=fold))


def test_a_wall_time_that_never_comes_is_told_with_both_readings() -> None:
    both = re.escape(
        "2024-03-31T02:30:00 does not exist in Europe/Rome, where clocks are put forward: "
        "write 2024-03-31T01:30:00+01:00 or 2024-03-31T03:30:00+02:00"
    )
    with pytest.raises(NonexistentTime, match=both):
        office.due(at("2024-03-31T02:30"), hours(1))


# A day's hours, next changes, intervals


def test_an_exception_wins_over_a_holiday_and_replaces_the_hours() -> None:
    cal = rome(
        {"mon-fri": "08:00-18:00"},
        exceptions=[
            {"from": "2026-01-06", "to": "2026-01-07", "open": "10:00-12:00"},
            {"date": "2026-01-08", "closed": True},
        ],
    )
    day = dt.timedelta(days=1)
    counts = [cal.elapsed(at(f"2026-01-0{d}"), at(f"2026-01-0{d}") + day) for d in (6, 7, 8, 9)]
    assert counts == [7200, 7200, 0, 36_000]


def test_a_night_and_an_exception_that_overlaps_it_count_once() -> None:
    cal = rome(
        {"mon-fri": "22:00-06:00"},
        exceptions=[{"date": "2026-01-10", "open": "04:00-09:00"}],
    )
    a, b = at("2026-01-09T12:00"), at("2026-01-11T00:00")
    assert cal.elapsed(a, b) == 11 * 3600
    assert [(x.hour, y.hour) for x, y in cal.intervals(a, b)] == [(22, 9)]


def test_adjacent_hours_stay_two_intervals_without_a_closing_between() -> None:
    cal = rome({"mon": ["12:00-13:00", "13:00-14:00"]})
    a, b = at("2026-01-05T12:30"), at("2026-01-05T20:00")
    assert [(x.hour, x.minute, y.hour) for x, y in cal.intervals(a, b)] == [
        (12, 30, 13),
        (13, 0, 14),
    ]
    assert cal.next_closing(a).hour == 14
    assert cal.timeline(2026, 2026)[0] == (1767610800 + 0, 1767610800 + 7200)


def test_next_opening_and_closing_are_strictly_after() -> None:
    opening, closing = at("2026-01-07T08:00+01:00"), at("2026-01-07T18:00+01:00")
    assert office.next_opening(opening) == at("2026-01-08T08:00+01:00")
    assert office.next_closing(opening) == closing
    assert office.next_closing(closing) == at("2026-01-08T18:00+01:00")
    assert office.next_opening(at("2026-12-31T19:00")) == at("2027-01-04T08:00+01:00")


def test_no_interval_from_an_instant_to_itself_or_an_earlier_one() -> None:
    a, b = at("2026-01-07T09:00"), at("2026-01-07T10:00")
    assert list(office.intervals(a, a)) == list(office.intervals(b, a)) == []


def test_no_interval_where_it_is_closed_throughout() -> None:
    assert list(office.intervals(at("2026-01-10T00:00"), at("2026-01-12T00:00"))) == []


def test_questions_in_any_order_agree() -> None:
    fresh = rome({"mon-fri": "08:00-18:00"})
    assert fresh.elapsed(at("2026-01-07T09:00"), at("2026-01-07T10:00")) == 3600
    early = fresh.elapsed(at("1990-01-01"), at("2026-01-01"))
    assert early == rome({"mon-fri": "08:00-18:00"}).elapsed(at("1990-01-01"), at("2026-01-01"))
    assert fresh.elapsed(at("2026-01-07T09:00"), at("2060-01-07T10:00")) > 0


def test_only_the_years_that_are_needed_are_compiled() -> None:
    for ask in (
        lambda cal: cal.timeline(2026, 2026),
        lambda cal: list(cal.intervals(at("2026-05-04T00:00"), at("2026-05-05T00:00"))),
        lambda cal: cal.is_open(at("2026-05-04T09:00")),
    ):
        cal = Calendar.from_spec({"timezone": "UTC", "week": {"mon": "09:00-10:00"}})
        ask(cal)
        assert cal.is_open(at("2026-05-04T09:00"))
        line = cal._compiled.extent.timeline
        assert [dt.datetime.fromtimestamp(edge, dt.UTC).year for edge in (line.low, line.high)] == [
            2026,
            2027,
        ]


def test_a_timeline_is_cut_at_its_years() -> None:
    (interval,) = always.timeline(2026, 2027)
    assert interval == (1767222000, 1830294000)
    with pytest.raises(BeyondKnownHolidays):
        always.timeline(1969, 2000)


def test_extending_replaces_keys_and_adds_exceptions() -> None:
    parent = {
        "timezone": "Europe/Rome",
        "week": {"mon-fri": "08:00-18:00", "sat": "09:00-12:00"},
        "holidays": ["italy"],
        "exceptions": [{"date": "2026-05-02", "closed": True}],
    }
    child = {
        "extends": "office",
        "week": {"mon-fri": "22:00-06:00"},
        "exceptions": [{"date": "2026-05-01", "open": "22:00-24:00"}],
    }
    cal = Calendar.from_spec(child, "night", SETS, {"office": parent})
    assert cal.timezone == "Europe/Rome"
    assert cal.weekly()[5] == ()
    assert not cal.is_open(at("2026-01-06T23:00"))
    assert [str(dated) for dated in cal.exceptions] == ["2026-05-01", "2026-05-02"]
    abroad = {"extends": "night", "timezone": "UTC", "holidays": []}
    far = Calendar.from_spec(abroad, "far", SETS, {"night": child, "office": parent})
    assert far.timezone == "UTC"
    assert far.is_open(at("2026-01-06T23:00"))
    assert far == Calendar.from_spec(abroad, "far", SETS, {"night": child, "office": parent})
    assert len({far, cal}) == 2
    assert repr(far) == "Calendar('far')"


def test_a_fraction_of_a_second_is_kept_by_zero_alone() -> None:
    start = at("2026-01-07T09:00:00.25")
    for nothing in (dt.timedelta(0), Duration.parse("0 hours"), Duration.parse("0 working days")):
        assert office.due(start, nothing) == at("2026-01-07T09:00:00.25+01:00")
    assert office.due(start, hours(1)) == at("2026-01-07T10:00:01+01:00")


def test_what_starts_within_a_second_is_never_due_too_early() -> None:
    for start, amount, found in (
        ("2026-01-07T09:00:00.5", "1 business hour", "2026-01-07T10:00:01+01:00"),
        ("2026-01-07T09:00:00.5", "1 hour", "2026-01-07T10:00:01+01:00"),
        ("2026-01-07T09:00:00.5", "1 calendar day", "2026-01-08T09:00:01+01:00"),
        ("2026-01-07T17:59:59.5", "1 business hour", "2026-01-08T09:00:00+01:00"),
        ("2026-01-07T17:00:00.5", "1 business hour", "2026-01-08T08:00:01+01:00"),
        ("2026-01-07T20:00:00.5", "1 business hour", "2026-01-08T09:00:00+01:00"),
        ("2026-01-07T23:59:59.5", "1 working day", "2026-01-08T18:00:00+01:00"),
    ):
        assert due(office, start, amount) == found, (start, amount)
        assert office.explain(at(start), Duration.parse(amount)).due == at(found)
    at_once = office.explain(at("2026-01-07T09:00:00.5"), Duration.parse("immediate"))
    assert at_once.due == at("2026-01-07T09:00:01+01:00")
    for start, found in (
        ("2026-01-07T09:00:00.5", "2026-01-08T09:00:01+01:00"),
        ("2026-01-07T07:59:59.5", "2026-01-08T08:00:00+01:00"),
        ("2026-01-07T17:59:59.5", "2026-01-08T18:00:00+01:00"),
        ("2026-01-07T23:59:59.5", "2026-01-08T18:00:00+01:00"),
    ):
        assert due(office, start, "1 working day", at="same_time") == found, start


def test_backward_what_starts_within_a_second_is_never_due_too_late() -> None:
    for start, amount, found in (
        ("2026-01-07T10:00:00.5", 3600, "2026-01-07T09:00:00+01:00"),
        ("2026-01-08T08:00:00.5", 3600, "2026-01-07T17:00:00+01:00"),
        ("2026-01-07T20:00:00.5", 3600, "2026-01-07T17:00:00+01:00"),
    ):
        assert office.due(at(start), -dt.timedelta(seconds=amount)).isoformat() == found


def exactly(
    calendar: Calendar, a: dt.datetime, b: dt.datetime, pauses: Iterable[Pause] = ()
) -> dt.timedelta:
    """Return the business time from a to b (a <= b) to the microsecond, by whole seconds."""

    def opened(instant: dt.datetime) -> bool:
        second = instant.replace(microsecond=0)
        end = second + dt.timedelta(seconds=1)
        return calendar.is_open(second) and not any(
            x < end and second < y for x, y in pauses if y and x < y
        )

    def part(instant: dt.datetime) -> dt.timedelta:
        return dt.timedelta(microseconds=instant.microsecond * opened(instant))

    whole = calendar.elapsed(a.replace(microsecond=0), b.replace(microsecond=0), pauses)
    return dt.timedelta(seconds=whole) - part(a) + part(b)


@given(
    st.datetimes(dt.datetime(2026, 1, 5), dt.datetime(2026, 1, 9)),
    st.timedeltas(dt.timedelta(days=-2), dt.timedelta(days=2)),
)
@example(dt.datetime(2026, 1, 7, 9, 0, 0, 500_000), dt.timedelta(seconds=0.5))
@example(dt.datetime(2026, 1, 7, 9, 0, 0, 500_000), dt.timedelta(seconds=-0.3))
@example(dt.datetime(2026, 1, 7, 17, 59, 59, 999_999), dt.timedelta(seconds=0.000_002))
def test_due_is_the_nearest_whole_second_by_which_the_amount_has_passed(
    start: dt.datetime, amount: dt.timedelta
) -> None:
    start, second = start.replace(tzinfo=dt.UTC), dt.timedelta(seconds=1)
    found = office.due(start, amount)
    if amount > dt.timedelta():
        assert found.microsecond == 0
        assert exactly(office, start, found) >= amount
        assert found - second < start or exactly(office, start, found - second) < amount
    elif amount < dt.timedelta():
        assert found.microsecond == 0
        assert exactly(office, found, start) >= -amount
        assert found + second > start or exactly(office, found + second, start) < -amount
    else:
        assert found == start


def test_a_part_of_a_second_at_the_end_does_not_count() -> None:
    for a, b, seconds in (
        ("09:00:00.5", "10:00:00", 3599),
        ("09:00:00.5", "10:00:00.5", 3600),
        ("09:00:00.5", "10:00:00.4", 3599),
        ("09:00:00.4", "10:00:00.5", 3600),
        ("09:00:00.4", "09:00:00.9", 0),
    ):
        first, last = at(f"2026-01-07T{a}"), at(f"2026-01-07T{b}")
        assert office.elapsed(first, last) == seconds
        assert office.elapsed(last, first) == -seconds


def test_parts_of_a_second_count_while_it_is_open() -> None:
    for a, b, seconds in (
        ("07T17:59:59.5", "07T18:00:00.25", 0),
        ("07T17:59:59.5", "07T19:00:00.75", 0),
        ("07T17:59:59.5", "08T08:00:00.25", 0),
        ("07T17:59:59.5", "08T08:00:00.5", 1),
        ("07T07:59:59.75", "07T08:00:01.25", 1),
        ("07T19:00:00.75", "08T08:00:01.25", 1),
    ):
        first, last = at(f"2026-01-{a}"), at(f"2026-01-{b}")
        assert office.elapsed(first, last) == seconds, (a, b)
        assert office.elapsed(last, first) == -seconds, (b, a)


WITHIN = st.datetimes(dt.datetime(2026, 1, 7, 17, 59, 57), dt.datetime(2026, 1, 7, 18, 0, 3)).map(
    lambda wall: wall.replace(tzinfo=Zone("Europe/Rome"))
)
PAUSES = st.lists(st.tuples(WITHIN, WITHIN).map(lambda ends: (min(ends), max(ends))), max_size=2)


@given(WITHIN, WITHIN, PAUSES)
def test_elapsed_is_the_open_time_without_what_is_left_of_a_second(
    a: dt.datetime, b: dt.datetime, pauses: list[Pause]
) -> None:
    first, last = min(a, b), max(a, b)
    seconds = exactly(office, first, last, pauses) // dt.timedelta(seconds=1)
    assert office.elapsed(first, last, pauses) == seconds
    assert office.elapsed(last, first, pauses) == -seconds


@given(WITHIN, WITHIN, st.integers(1, 6), PAUSES)
@example(at("2026-01-07T17:59:59.5+01:00"), at("2026-01-07T18:00:01+01:00"), 1, [])
def test_an_amount_has_passed_exactly_when_it_is_due(
    a: dt.datetime, t: dt.datetime, seconds: int, pauses: list[Pause]
) -> None:
    due = office.due(a, dt.timedelta(seconds=seconds), pauses)
    assert office.elapsed(a, max(t, due), pauses) >= seconds
    whole = t.replace(microsecond=0)  # within a second, due is at its end
    if whole >= a:
        assert (office.elapsed(a, whole, pauses) >= seconds) == (whole >= due)


def test_a_pause_takes_every_second_of_which_it_takes_a_part() -> None:
    start, pause = at("2026-01-07T09:00"), ("2026-01-07T09:30:00.2", "2026-01-07T09:30:00.9")
    pauses = [(at(pause[0]), at(pause[1]))]
    assert office.due(start, hours(1), pauses) == at("2026-01-07T10:00:01+01:00")
    assert office.due(start, hours(1), [(at(pause[0]), at(pause[0]))]) == at(
        "2026-01-07T10:00:00+01:00"
    )


def test_the_same_time_is_the_same_to_the_second() -> None:
    found = due(split, "2026-01-07T10:15:30", "1 working day", at="same_time")
    assert found == "2026-01-08T10:15:30+01:00"


def test_a_clock_that_starts_in_a_pause_starts_with_its_end() -> None:
    pauses = [
        (at("2026-01-05T00:00"), at("2026-01-06T00:00")),
        (at("2026-01-07T08:00"), at("2026-01-07T12:00")),
        (at("2026-01-07T13:00"), at("2026-01-07T14:00")),
    ]
    for amount in ("2 hours", "2 business hours"):
        found = due(office, "2026-01-07T10:00", amount, pauses=pauses)
        assert found == "2026-01-07T15:00:00+01:00"


def test_backward_the_clock_stands_still_in_pauses_too() -> None:
    pauses = [
        (at("2026-01-07T13:00"), at("2026-01-07T14:00")),
        (at("2026-01-07T16:00"), at("2026-01-07T17:00")),
    ]
    found = office.due(at("2026-01-07T18:00"), -hours(4), pauses)
    assert found == at("2026-01-07T12:00+01:00")
