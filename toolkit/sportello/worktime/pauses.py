"""Spans during which a clock does not count."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias, TypeVar

from sportello.worktime.errors import StillPaused, WorktimeError
from sportello.worktime.timeline import EpochInterval

Pause: TypeAlias = tuple[dt.datetime, dt.datetime | None]
"""From (included) and to (not included); None while it lasts."""


FOREVER: Final = 1 << 62
"""The end of a pause that has none yet."""
Count: TypeAlias = Callable[[int, int], int]
"""From and to (from <= to) in epoch seconds -> the seconds that count between them."""
_Instant = TypeVar("_Instant", int, dt.datetime)


def union(intervals: Iterable[tuple[int, int | None]]) -> tuple[EpochInterval, ...]:
    """Return intervals in epoch seconds sorted and merged; one without end ends at FOREVER.

    Raises WorktimeError for an interval that ends before it starts.
    """
    merged: list[EpochInterval] = []
    for start, end in sorted((start, FOREVER if end is None else end) for start, end in intervals):
        if end < start:
            raise WorktimeError("a pause ends before it starts", "swap its two instants")
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def without(
    start: _Instant, end: _Instant, pauses: Iterable[tuple[_Instant, _Instant]]
) -> Iterator[tuple[_Instant, _Instant]]:
    """Yield what of an interval lies in none of some pauses, which are sorted by their start."""
    for first, last in pauses:
        if first >= end:
            break
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def unpaused(start: int, end: int, pauses: Sequence[EpochInterval], count: Count) -> int:
    """Return what `count` gives from start to end (start <= end), less what falls in pauses."""
    inside = ((max(start, first), min(end, last)) for first, last in pauses)
    return count(start, end) - sum(count(first, last) for first, last in inside if first < last)


def instant_past_pauses(
    start: int,
    seconds: int,
    pauses: Sequence[EpochInterval],
    count: Count,
    instant_after: Callable[[int, int], int],
) -> int:
    """Return the earliest instant by which so many (>= 0) seconds count since one, pauses left out.

    `count` gives what counts between two instants, `instant_after` the instant without pauses.
    Raises StillPaused if a pause has no end.
    """
    for first, last in pauses:
        if last <= start:
            continue
        usable = count(start, first) if first > start else 0
        if usable >= seconds:
            break
        seconds -= usable
        start = last
    if start == FOREVER:
        raise StillPaused("the clock is still paused", "close the pause, then ask again")
    return instant_after(start, seconds)


def mirrored(pauses: Sequence[EpochInterval]) -> tuple[EpochInterval, ...]:
    """Return pauses with time running backward."""
    return tuple((-last, -first) for first, last in reversed(pauses))
