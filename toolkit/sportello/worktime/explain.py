"""How a due instant comes about, date by date."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from sportello.worktime.compiled import CompiledCalendar
from sportello.worktime.counting import due as due_instant
from sportello.worktime.counting import rolled, working_day_due, working_days
from sportello.worktime.dayplan import Reason, plan_on
from sportello.worktime.duration import Duration, DurationKind
from sportello.worktime.last_day import LastDay, may_roll
from sportello.worktime.pauses import without
from sportello.worktime.timeline import EpochInterval
from sportello.worktime.zone import at as instant_at

CountedInterval: TypeAlias = tuple[dt.datetime, dt.datetime]
_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """What one date adds.

    `stretches` is the time that counts, `seconds` its length, `total` the seconds up to and with
    this date. For working days, `working_day` is the date's number among those that count, and
    only the time added for pauses has stretches. `skipped` says why a date adds nothing.
    """

    date: dt.date
    stretches: tuple[CountedInterval, ...]
    seconds: int
    total: int
    working_day: int | None
    skipped: Reason | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A due instant and the dates from the start's to its own, in order of counting.

    `rolled_from` is where calendar days end, if that date has no openings and the due instant lies
    on another one; the dates reach up to both.
    """

    start: dt.datetime
    due: dt.datetime
    days: tuple[ExplainedDay, ...]
    rolled_from: dt.datetime | None = None


class _Question(NamedTuple):
    """One question to explain, in epoch seconds; `interval` is where seconds are counted."""

    start: int
    due: int
    interval: EpochInterval
    whole_days: bool
    numbers: Mapping[dt.date, int]


def explain(
    compiled: CompiledCalendar,
    start: int,
    amount: Duration | dt.timedelta,
    pauses: Sequence[EpochInterval],
    last_day: LastDay,
) -> Explanation:
    """Return the explanation of what `counting.due` gives for the same arguments."""
    asked = _ask(compiled, start, amount, pauses, last_day.at)
    open_intervals = (
        [asked.interval] if asked.whole_days else compiled.open_intervals(*asked.interval)
    )
    low, high = asked.interval
    pieces = [
        piece
        for first, last in open_intervals
        for piece in without(max(first, low), min(last, high), pauses)
    ]
    begin, end = instant_at(start, compiled.zone), instant_at(asked.due, compiled.zone)
    due = end
    if isinstance(amount, Duration) and may_roll(amount, last_day.if_closed):
        due = instant_at(rolled(compiled, start, asked.due, last_day.if_closed), compiled.zone)
    days: list[ExplainedDay] = []
    total = 0
    for date in _dates(begin.date(), end.date()):
        counted = _cut(pieces, compiled.midnight(date), compiled.midnight(date + _DAY))
        seconds = sum(last - first for first, last in counted)
        total += seconds
        stretches = tuple(
            (instant_at(first, compiled.zone), instant_at(last, compiled.zone))
            for first, last in counted
        )
        number = asked.numbers.get(date)
        skipped = None if seconds or number is not None else _why_not(compiled, date, asked)
        days.append(ExplainedDay(date, stretches, seconds, total, number, skipped))
    days += _rolled_over(compiled, end.date(), due.date(), total)
    return Explanation(begin, due, tuple(days), end if due != end else None)


def _rolled_over(
    compiled: CompiledCalendar, last: dt.date, due: dt.date, total: int
) -> Iterator[ExplainedDay]:
    """Yield the dates after the last counted one up to that of the due instant."""
    for date in _dates(last + _DAY, due) if last < due else ():
        reason = Reason("rolled") if date == due else plan_on(compiled, date).reason
        yield ExplainedDay(date, (), 0, total, None, reason)


def _ask(
    compiled: CompiledCalendar,
    start: int,
    amount: Duration | dt.timedelta,
    pauses: Sequence[EpochInterval],
    at: str,
) -> _Question:
    found = due_instant(compiled, start, amount, pauses, LastDay(at))
    kind = amount.kind if isinstance(amount, Duration) else DurationKind.BUSINESS
    counted_from, numbers = start, {}
    if isinstance(amount, Duration) and kind is DurationKind.WORKING_DAYS:
        counted_from = working_day_due(compiled, start, amount.amount, at)
        dates = working_days(compiled, start, amount.amount)
        numbers = {date: number for number, date in enumerate(dates, 1)}
        if not dates and counted_from > start:
            numbers = {instant_at(counted_from, compiled.zone).date(): 0}
    interval = (min(counted_from, found), max(counted_from, found))
    return _Question(start, found, interval, kind.is_day_and_night, numbers)


def _cut(pieces: Sequence[EpochInterval], first: int, last: int) -> list[EpochInterval]:
    """Return the parts of sorted, disjoint pieces that lie in [first, last)."""
    low = bisect_right(pieces, first, key=itemgetter(1))
    high = bisect_left(pieces, last, key=itemgetter(0))
    return [(max(start, first), min(end, last)) for start, end in pieces[low:high]]


def _dates(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    step = 1 if first <= last else -1
    for ordinal in range(first.toordinal(), last.toordinal() + step, step):
        yield dt.date.fromordinal(ordinal)


def _why_not(compiled: CompiledCalendar, date: dt.date, asked: _Question) -> Reason | None:
    """Return why nothing counts on a date; None if there was nothing to count."""
    if asked.start == asked.due:
        return None
    if asked.numbers and date == instant_at(asked.start, compiled.zone).date():
        return Reason("start_date")
    plan = plan_on(compiled, date)
    if asked.whole_days:
        intervals = [(compiled.midnight(date), compiled.midnight(date + _DAY))]
    elif plan.hours:
        intervals = compiled.intervals_on(date)
    else:
        return plan.reason
    low, high = asked.interval
    if any(first < high and last > low for first, last in intervals):
        return Reason("pause")
    if not intervals:
        return Reason("closed")
    is_after = intervals[0][0] >= high
    return Reason("after_due" if is_after == (asked.due > asked.start) else "before_start")
