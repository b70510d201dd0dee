"""Every answer about business time, against a count of the wall clock five minutes at a time."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sportello.worktime import Calendar, Duration, IfClosed, WorktimeError

from .oracle import EXAMPLES, Case, cases, offsets
from .wallclock import STEP, count

few = settings(max_examples=EXAMPLES)
Spans = list[tuple[int, int]]


def calendar(case: Case) -> Calendar:
    return Calendar.from_spec(case.spec, "random", case.holidays, case.calendars)


def stamp(instant: dt.datetime) -> int:
    return int(instant.timestamp())


def spans() -> st.SearchStrategy[Spans]:
    pair = st.tuples(offsets(), offsets()).map(lambda ends: (min(ends), max(ends)))
    return st.lists(pair, max_size=4)


@few
@given(cases(), st.lists(offsets(), min_size=20, max_size=20))
def test_open_is_what_the_wall_clock_reads(case: Case, moments: list[int]) -> None:
    cal = calendar(case)
    for moment in moments:
        instant = case.instant(case.first + moment)
        assert cal.is_open(instant) is case.clock.open_at(stamp(instant))


@few
@given(cases(), offsets(), offsets(), offsets())
def test_elapsed_is_the_count_additive_and_antisymmetric(
    case: Case, a: int, b: int, c: int
) -> None:
    cal, steps = calendar(case), case.clock.open_steps()
    x, y, z = (case.instant(case.first + moment) for moment in (a, b, c))
    assert cal.elapsed(x, y) == count(steps, case.first + a, case.first + b)
    assert cal.elapsed(y, x) == -cal.elapsed(x, y)
    assert cal.elapsed(x, y) + cal.elapsed(y, z) == cal.elapsed(x, z)


@few
@given(cases(), offsets(), st.integers(1, 40 * 3600))
def test_due_is_the_earliest_instant_with_that_much_elapsed(
    case: Case, a: int, amount: int
) -> None:
    cal, steps, start = calendar(case), case.clock.open_steps(), case.first + a
    assume(count(steps, start, case.last) >= amount)
    due = stamp(cal.due(case.instant(start), dt.timedelta(seconds=amount)))
    assert count(steps, start, due) == amount
    assert count(steps, start, due - 1) == amount - 1


@few
@given(cases(), offsets(), st.integers(1, 40 * 3600))
def test_backward_due_is_the_latest_instant_with_that_much_until_start(
    case: Case, a: int, amount: int
) -> None:
    cal, steps, start = calendar(case), case.clock.open_steps(), case.first + a
    assume(count(steps, case.first, start) >= amount)
    due = stamp(cal.due(case.instant(start), -dt.timedelta(seconds=amount)))
    assert count(steps, due, start) == amount
    assert count(steps, due + 1, start) == amount - 1


@few
@given(cases(), offsets(), st.integers(1, 30 * 3600), spans(), st.booleans())
def test_pauses_are_a_union_that_does_not_count(
    case: Case, a: int, amount: int, paused: Spans, forward: bool
) -> None:
    cal, start = calendar(case), case.first + a
    breaks = [(case.first + first, case.first + last) for first, last in paused]
    edges = sorted({start, case.first, case.last, *(edge for span in breaks for edge in span)})
    running = [
        (first, last)
        for first, last in pairwise(edges)
        if not any(low <= first < high for low, high in breaks)
    ]
    steps = case.clock.open_steps()

    def counted(low: int, high: int) -> int:
        inside = ((max(first, low), min(last, high)) for first, last in running)
        return sum(count(steps, first, last) for first, last in inside if first < last)

    pauses = [(case.instant(first), case.instant(last)) for first, last in breaks]
    whole = (start, case.last) if forward else (case.first, start)
    assume(counted(*whole) >= amount)
    signed = dt.timedelta(seconds=amount if forward else -amount)
    due = stamp(cal.due(case.instant(start), signed, pauses))
    low, high = min(start, due), max(start, due)
    assert counted(low, high) == amount
    assert counted(low + (not forward), high - forward) == amount - 1
    elapsed = cal.elapsed(case.instant(start), case.instant(due), pauses)
    assert elapsed == (amount if forward else -amount)


@few
@given(cases(), offsets())
def test_next_opening_and_closing_are_the_next_changes(case: Case, a: int) -> None:
    cal, now = calendar(case), case.first + a
    steps = set(case.clock.open_steps())
    grid = range(now // STEP * STEP + STEP, case.last - STEP, STEP)
    opening = next((at for at in grid if at in steps and at - STEP not in steps), None)
    closing = next((at for at in grid if at not in steps and at - STEP in steps), None)
    if opening is not None:
        assert stamp(cal.next_opening(case.instant(now))) == opening
        came = now if now // STEP * STEP in steps else opening
        assert stamp(cal.received(case.instant(now))) == came
    if closing is not None:
        assert stamp(cal.next_closing(case.instant(now))) == closing


@few
@given(cases(), offsets(), offsets())
def test_intervals_cover_just_what_is_open_in_order(case: Case, a: int, b: int) -> None:
    cal, steps = calendar(case), case.clock.open_steps()
    first, last = sorted((case.first + a, case.first + b))
    found = [
        (stamp(x), stamp(y)) for x, y in cal.intervals(case.instant(first), case.instant(last))
    ]
    assert all(first <= start < end <= last for start, end in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
    assert all(count(steps, start, end) == end - start for start, end in found)
    assert sum(end - start for start, end in found) == count(steps, first, last)
    exported = [
        span
        for year in {case.anchor.year}
        for span in cal.timeline(year - 1, year + 1)
        if span[0] < last and span[1] > first
    ]
    assert sum(min(end, last) - max(start, first) for start, end in exported) == count(
        steps, first, last
    )


@few
@given(cases(), offsets(), st.integers(1, 4))
def test_working_days_are_dates_with_hours_after_the_start(case: Case, a: int, days: int) -> None:
    cal, start = calendar(case), case.instant(case.first + a)
    if len(case.zones) > 1:
        with pytest.raises(WorktimeError, match="several time zones"):
            cal.due(start, Duration.parse(f"{days} working days"))
        return
    after = (start.date() + dt.timedelta(days=day) for day in range(1, 5))
    own = {date: case.clock.steps_of(date) for date in after}
    working = sorted(date for date, moments in own.items() if moments)
    assume(len(working) >= days)
    due = cal.due(start, Duration.parse(f"{days} working days"))
    assert stamp(due) == own[working[days - 1]][-1] + STEP
    same = cal.due(start, Duration.parse(f"{days} working days"), at="same_time")
    expected = case.clock.first_reading(working[days - 1], start.time())
    opening = own[working[days - 1]][0]
    if case.clock.open_at(expected):
        assert stamp(same) == expected
    elif expected < opening:
        assert stamp(same) == opening
    else:
        assert stamp(same) == max(
            step + STEP for step in case.clock.open_steps() if step < expected
        )


@few
@given(cases(), offsets(), st.integers(-30 * 3600, 30 * 3600), spans())
def test_explanation_adds_up_to_the_amount(case: Case, a: int, amount: int, paused: Spans) -> None:
    cal, start = calendar(case), case.first + a
    steps = case.clock.open_steps()
    pauses = [(case.instant(case.first + x), case.instant(case.first + y)) for x, y in paused]
    stopped = sum(count(steps, case.first + x, case.first + y) for x, y in paused)
    buffers = (start, case.last) if amount > 0 else (case.first, start)
    assume(count(steps, *buffers) >= abs(amount) + stopped)
    told = cal.explain(case.instant(start), dt.timedelta(seconds=amount), pauses)
    assert told.due == cal.due(case.instant(start), dt.timedelta(seconds=amount), pauses)
    assert told.days[-1].total == abs(amount) == sum(day.seconds for day in told.days)
    assert (told.days[0].date, told.days[-1].date) == (told.start.date(), told.due.date())
    for day in told.days:
        assert day.seconds == sum(stamp(y) - stamp(x) for x, y in day.stretches)
        assert (day.skipped is None) == (day.seconds > 0) or amount == 0


@few
@given(cases(), offsets(), st.integers(0, 4), st.times())
def test_a_named_hour_is_that_of_the_last_working_day_open_or_not(
    case: Case, a: int, days: int, named: dt.time
) -> None:
    named = named.replace(minute=named.minute // 5 * 5, second=0, microsecond=0)
    cal, start = calendar(case), case.instant(case.first + a)
    dates = (start.date() + dt.timedelta(days=day) for day in range(0 if days == 0 else 1, 5))
    if len(case.zones) > 1:
        with pytest.raises(WorktimeError, match="several time zones"):
            cal.due(start, Duration.parse(f"{days} working days"), at=f"{named:%H:%M}")
        return
    working = [date for date in dates if case.clock.steps_of(date)]
    times = [case.clock.first_reading(date, named) for date in working]
    wanted = [each for each in times if days or each >= stamp(start)]
    assume(len(wanted) >= max(days, 1))
    due = cal.due(start, Duration.parse(f"{days} working days"), at=f"{named:%H:%M}")
    assert stamp(due) == wanted[max(days, 1) - 1]


@few
@given(cases(), offsets(), st.integers(1, 3), st.sampled_from(["next", "previous", "stay"]))
def test_calendar_days_roll_off_a_date_without_hours_at_their_time_of_day(
    case: Case, a: int, days: int, if_closed: IfClosed
) -> None:
    cal, start = calendar(case), case.instant(case.first + a)
    last = case.instant(stamp(start) + days * 86_400)
    if len(case.zones) > 1 and if_closed != "stay":
        with pytest.raises(WorktimeError, match="several time zones"):
            cal.due(start, Duration.parse(f"{days} calendar days"), if_closed=if_closed)
        return
    near = [last.date() + dt.timedelta(days=day) for day in range(-4, 4)]
    working = [date for date in near if case.clock.steps_of(date)]
    later = [date for date in working if date > last.date()]
    earlier = [date for date in working if start.date() < date < last.date()]
    amount = Duration.parse(f"{days} calendar days")
    expected = stamp(last)
    if if_closed != "stay" and last.date() not in working:
        assume(later)
        date = earlier[-1] if earlier and if_closed == "previous" else later[0]
        expected = case.clock.first_reading(date, last.time())
    assert stamp(cal.due(start, amount, if_closed=if_closed)) == expected
    told = cal.explain(start, amount, if_closed=if_closed)
    assert stamp(told.due) == expected
    assert (told.rolled_from and stamp(told.rolled_from)) == (
        None if expected == stamp(last) else stamp(last)
    )
    assert {told.due.date(), last.date()} <= {day.date for day in told.days}
    assert sum(day.seconds for day in told.days) == days * 86_400
