"""The day table of a span of time adds up to its business time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.sla import business_time
from sportello.worktime import BeyondKnownHolidays, Calendar, NonexistentTime, Pause

ROME = ZoneInfo("Europe/Rome")
WEEKS = {
    "office": {"mon-fri": ["09:00-13:00", "14:00-18:00"]},
    "night": {"mon-sun": "22:00-06:00"},
    "always": {"mon-sun": "00:00-24:00"},
}
CALENDARS = {
    name: Calendar.from_spec({"timezone": "Europe/Rome", "week": week}, name)
    for name, week in WEEKS.items()
}
MOMENTS = st.datetimes(
    datetime(2026, 3, 20), datetime(2026, 4, 5), timezones=st.sampled_from([UTC, ROME])
).map(lambda moment: moment.replace(microsecond=0, fold=0).astimezone(UTC))


@given(
    st.sampled_from(sorted(CALENDARS)),
    st.lists(MOMENTS, min_size=2, max_size=2).map(sorted),
    st.lists(st.lists(MOMENTS, min_size=2, max_size=2).map(sorted), max_size=3),
)
def test_days_add_up_and_their_stretches_are_their_seconds(
    name: str, bounds: list[datetime], pauses: list[list[datetime]]
) -> None:
    calendar = CALENDARS[name]
    rests: list[Pause] = [(first, last) for first, last in pauses]
    start, end = bounds
    found = business_time(calendar, start, end, rests)
    assert (
        found.seconds == calendar.elapsed(start, end, rests) == sum(d.seconds for d in found.days)
    )
    assert (found.start, found.end) == (start, end)
    total = 0
    for day in found.days:
        lengths = [b.astimezone(UTC) - a.astimezone(UTC) for a, b in day.stretches]
        assert sum(lengths, timedelta()) == timedelta(seconds=day.seconds)
        total += day.seconds
        assert day.total == total
        assert (day.skipped is None) == (day.seconds > 0)


def test_parts_of_a_second_on_two_days_make_a_whole_one() -> None:
    start, end = datetime(2026, 1, 7, 10, 0, 0, 500_000), datetime(2026, 1, 8, 10, 0, 0, 500_000)
    found = business_time(CALENDARS["office"], start, end)
    assert found.seconds == sum(day.seconds for day in found.days) == 8 * 3600


def test_each_day_that_adds_nothing_says_why() -> None:
    holidays = {"italy": {"country": "IT"}}
    calendar = Calendar.from_spec(
        {"timezone": "Europe/Rome", "week": WEEKS["office"], "holidays": ["italy"]},
        holidays=holidays,
    )
    found = business_time(
        calendar,
        datetime(2026, 1, 2, 18, 30),
        datetime(2026, 1, 8, 8),
        [(datetime(2026, 1, 7, 8), datetime(2026, 1, 7, 20))],
    )
    reasons = [(str(d.date), d.skipped.kind if d.skipped else d.seconds) for d in found.days]
    assert reasons == [
        ("2026-01-02", "before_start"),
        ("2026-01-03", "weekend"),
        ("2026-01-04", "weekend"),
        ("2026-01-05", 8 * 3600),
        ("2026-01-06", "holiday"),
        ("2026-01-07", "pause"),
        ("2026-01-08", "closed"),
    ]


def test_pause_without_end_lasts_to_the_end() -> None:
    found = business_time(
        CALENDARS["office"],
        datetime(2026, 1, 7, 9),
        datetime(2026, 1, 7, 18),
        [(datetime(2026, 1, 7, 11), None)],
    )
    (day,) = found.days
    assert [(f"{a:%H:%M}", f"{b:%H:%M}") for a, b in day.stretches] == [("09:00", "11:00")]
    assert found.seconds == 7200


def test_end_before_start_is_told_even_where_nothing_counts() -> None:
    with pytest.raises(ValueError, match="swap them"):
        business_time(CALENDARS["office"], datetime(2026, 1, 4, 12), datetime(2026, 1, 4, 11))


def test_instant_that_cannot_be_read_is_told() -> None:
    with pytest.raises(NonexistentTime):
        business_time(CALENDARS["office"], datetime(2026, 3, 29, 2, 30), datetime(2026, 4, 1, 9))
    with pytest.raises(BeyondKnownHolidays):
        business_time(CALENDARS["office"], datetime(2026, 3, 29, 9), datetime(2200, 4, 1, 9))
