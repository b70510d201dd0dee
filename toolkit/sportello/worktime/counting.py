"""Arithmetic of business time on epoch seconds; pauses are merged intervals."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from operator import add
from typing import Final, TypeAlias

from sportello.worktime.compiled import CompiledCalendar
from sportello.worktime.duration import Duration, DurationKind
from sportello.worktime.last_day import At, IfClosed, LastDay, may_roll
from sportello.worktime.pauses import Count, instant_past_pauses, mirrored, unpaused
from sportello.worktime.timeline import EpochInterval
from sportello.worktime.zone import DAY, first_reading, wall_seconds
from sportello.worktime.zone import at as instant_at

_ONE_DAY: Final = dt.timedelta(days=1)
_NOTHING: Final = dt.timedelta()
_SECOND: Final = 1_000_000
"""In microseconds."""
Timestamp: TypeAlias = tuple[int, int]
"""Epoch seconds, and microseconds after them."""


def due(
    compiled: CompiledCalendar,
    start: int,
    amount: Duration | dt.timedelta,
    pauses: Sequence[EpochInterval],
    last_day: LastDay,
) -> int:
    """Return the instant that `Calendar.due` describes, for a start as `origin` gives it."""
    if isinstance(amount, dt.timedelta):
        seconds = whole_seconds(amount)
        if seconds > 0 and not pauses:  # what is asked most, without a detour
            return _later_instant(compiled, start, seconds)
        return instant_after(compiled, start, seconds, pauses)
    if amount.kind is DurationKind.BUSINESS:
        return instant_after(compiled, start, amount.amount, pauses)
    if amount.kind is not DurationKind.WORKING_DAYS:
        found = elapsed_instant_after(compiled, start, amount.amount, pauses)
        if not may_roll(amount, last_day.if_closed):
            return found
        return rolled(compiled, start, found, last_day.if_closed)
    base = working_day_due(compiled, start, amount.amount, last_day.at)
    return instant_after(compiled, base, paused(compiled, start, base, pauses), pauses)


def origin(
    compiled: CompiledCalendar, start: int, microsecond: int, amount: Duration | dt.timedelta
) -> int:
    """Return the whole second to count an amount from, for a start within a second.

    It is the one from which the earliest whole second is reached that is not too early; going
    back, the latest that is not too late. For working days its date is that of the start.
    """
    if isinstance(amount, dt.timedelta):
        both = microsecond + amount.microseconds
        if amount >= _NOTHING:
            return start - -both // _SECOND - bool(amount.microseconds)
        return start + both // _SECOND
    after = start - -microsecond // _SECOND
    if amount.kind is not DurationKind.WORKING_DAYS or not amount.amount:
        return after
    dates = (instant_at(each, compiled.zone).date() for each in (start, after))
    return after if len({*dates}) == 1 else start


def is_zero(amount: Duration | dt.timedelta, at: str) -> bool:
    """Tell whether an amount is zero, and due at its start: not at a time of that day."""
    if isinstance(amount, dt.timedelta):
        return not amount
    is_days = amount.kind is DurationKind.WORKING_DAYS
    return not (amount.amount or (is_days and At(at).clock is not None))


def whole_seconds(length: dt.timedelta) -> int:
    """Return a length in seconds, away from zero if it has a fraction."""
    whole = length.days * DAY + length.seconds
    # Of a negative length, days are negative, but never seconds and microseconds.
    return whole + 1 if length.microseconds and whole >= 0 else whole


def count(
    compiled: CompiledCalendar, start: int, end: int, pauses: Sequence[EpochInterval] = ()
) -> int:
    """Return the open seconds from start to end (start <= end) that fall in no pause."""
    line = compiled.covering(start, end).timeline
    if not pauses:
        return line.open_before(end) - line.open_before(start)
    return unpaused(start, end, pauses, _known_count(compiled))


def elapsed(
    compiled: CompiledCalendar, a: int, b: int, pauses: Sequence[EpochInterval] = ()
) -> int:
    """Return the open seconds from a to b that fall in no pause; negative if b is first."""
    return count(compiled, a, b, pauses) if a <= b else -count(compiled, b, a, pauses)


def elapsed_within(
    compiled: CompiledCalendar, a: Timestamp, b: Timestamp, pauses: Sequence[EpochInterval] = ()
) -> int:
    """Return what `elapsed` does, for instants within a second, without what is left of one."""
    if b < a:
        return -elapsed_within(compiled, b, a, pauses)
    known = _known_count(compiled)
    parts = [part and part * unpaused(at, at + 1, pauses, known) for at, part in (a, b)]
    return count(compiled, a[0], b[0], pauses) - (parts[0] > parts[1])


def paused(
    compiled: CompiledCalendar, start: int, end: int, pauses: Sequence[EpochInterval]
) -> int:
    """Return the open seconds from start to end (start <= end) that fall in a pause."""
    return count(compiled, start, end) - count(compiled, start, end, pauses) if pauses else 0


def instant_after(
    compiled: CompiledCalendar, start: int, seconds: int, pauses: Sequence[EpochInterval] = ()
) -> int:
    """Return the first instant by which so many open seconds have passed since `start`.

    If `seconds` is negative: the last instant since which so many pass until `start`.
    """
    if seconds > 0 and not pauses:
        return _later_instant(compiled, start, seconds)
    if seconds > 0:
        return instant_past_pauses(
            start, seconds, pauses, _known_count(compiled), partial(_later_instant, compiled)
        )
    if seconds == 0:
        compiled.check(start, start)
        return start

    def mirrored_count(first: int, last: int) -> int:
        return _known_count(compiled)(-last, -first)

    def mirrored_instant(origin: int, rest: int) -> int:
        return -_earlier_instant(compiled, -origin, rest)

    return -instant_past_pauses(
        -start, -seconds, mirrored(pauses), mirrored_count, mirrored_instant
    )


def elapsed_instant_after(
    compiled: CompiledCalendar, start: int, seconds: int, pauses: Sequence[EpochInterval]
) -> int:
    """Return the first instant by which so many seconds of any time have passed since `start`."""
    found = instant_past_pauses(start, seconds, pauses, _difference, add)
    compiled.check(start, found)
    return found


def working_day_due(compiled: CompiledCalendar, start: int, days: int, at: str) -> int:
    """Return when the working day so many after the date of `start` is due.

    With 0 it is `start` or, if `at` is a time, the first such time of a working day from then on.
    Raises WorktimeError over several zones.
    """
    compiled.check_days()
    clock = At(at).clock
    if days == 0 and clock is None:
        compiled.check(start, start)
        return start
    begun = instant_at(start, compiled.zone)
    if days == 0 and compiled.intervals_on(begun.date()):
        found = _reading(compiled, begun.date(), clock or 0)
        if found >= start:
            return found
    date = working_days(compiled, start, max(days, 1))[-1]
    if clock is not None:
        return _reading(compiled, date, clock)
    intervals = compiled.intervals_on(date)
    if at == "end_of_day":
        return max(end for _, end in intervals)
    wanted = _reading(compiled, date, _time_of_day(begun))
    opening = intervals[0][0]
    line = compiled.covering(start, max(wanted, opening)).timeline
    if line.is_open(wanted):
        return wanted
    return opening if wanted < opening else line.last_end(wanted)


def rolled(compiled: CompiledCalendar, start: int, due: int, if_closed: IfClosed) -> int:
    """Return a due instant, moved at its time of day off a date without openings.

    Never to the date of `start` or one before it: then to the next one.
    """
    last = instant_at(due, compiled.zone)
    first = instant_at(start, compiled.zone).date()
    date = open_date(compiled, first, last.date(), if_closed)
    return due if date == last.date() else _reading(compiled, date, _time_of_day(last))


def open_date(
    compiled: CompiledCalendar, start: dt.date, date: dt.date, if_closed: IfClosed
) -> dt.date:
    """Return a date or, if it has no openings, the one that `if_closed` says.

    Never `start` or a date before it: then the next one.
    """
    if if_closed == "stay":
        return date
    compiled.check_days()
    if compiled.intervals_on(date):
        return date
    if if_closed == "previous":
        earlier = date - _ONE_DAY
        while earlier > start and not compiled.intervals_on(earlier):
            earlier -= _ONE_DAY
        if earlier > start:
            return earlier
    return working_days(compiled, compiled.midnight(date), 1)[0]


def _reading(compiled: CompiledCalendar, date: dt.date, time_of_day: int) -> int:
    """Return when the clock reads a time of a date or, if it skips that, more."""
    return first_reading(wall_seconds(date) + time_of_day, compiled.offsets(date))


def _time_of_day(instant: dt.datetime) -> int:
    return instant.hour * 3600 + instant.minute * 60 + instant.second


def working_days(compiled: CompiledCalendar, start: int, days: int) -> list[dt.date]:
    """Return the first so many working days after the date of `start`, which is not counted.

    Raises WorktimeError over several zones.
    """
    compiled.check_days()
    extent = compiled.covering(start, start)
    ordinal = instant_at(start, compiled.zone).toordinal()
    while True:
        first = bisect_right(extent.workdays, ordinal)
        found = extent.workdays[first : first + days]
        if len(found) == days:
            return [dt.date.fromordinal(day) for day in found]
        extent = compiled.later(extent, "the due date")


def _known_count(compiled: CompiledCalendar) -> Count:
    """Return the count of open seconds between instants, cut to those that are known."""

    def known_count(first: int, last: int) -> int:
        first, last = max(first, compiled.low), min(last, compiled.high)
        return count(compiled, first, last) if first < last else 0

    return known_count


def _difference(first: int, last: int) -> int:
    return last - first


def _later_instant(compiled: CompiledCalendar, start: int, seconds: int) -> int:
    found = compiled.extent.timeline.instant_after(start, seconds)
    if found is None:
        extent = compiled.covering(start, start)
        while (found := extent.timeline.instant_after(start, seconds)) is None:
            extent = compiled.later(extent, "the due instant")
    return found


def _earlier_instant(compiled: CompiledCalendar, start: int, seconds: int) -> int:
    extent = compiled.covering(start, start)
    while (found := extent.timeline.instant_before(start, seconds)) is None:
        extent = compiled.earlier(extent, "the due instant")
    return found
