"""A calendar compiled: sorted open intervals in epoch seconds with running totals.

Every question is one or two binary searches; none walks over days.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from operator import itemgetter
from typing import Self, TypeAlias

EpochInterval: TypeAlias = tuple[int, int]
"""From (included) and to (not included), in epoch seconds."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """When it is open between two instants, in epoch seconds.

    `starts` and `ends` are those of the open intervals, sorted, disjoint and not adjacent;
    `before` is the open time before each since `low`. The first interval is an empty one at
    `low`, so that every instant has an interval at or before it. Instants asked for lie in
    [`low`, `high`]; an answer outside is None.
    """

    low: int
    high: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]

    @classmethod
    def of(cls, intervals: Iterable[EpochInterval], low: int, high: int) -> Self:
        """Merge intervals, in any order and overlapping or not, and cut them to [low, high)."""
        starts, ends = [low], [low]
        for start, end in sorted(intervals):
            if end <= low or start >= high:
                continue
            if start <= ends[-1] and len(ends) > 1:
                ends[-1] = max(ends[-1], min(end, high))
            else:
                starts.append(max(start, low))
                ends.append(min(end, high))
        lengths = (end - start for start, end in zip(starts, ends, strict=True))
        before = (0, *accumulate(lengths))[:-1]
        return cls(low, high, tuple(starts), tuple(ends), before)

    def open_before(self, instant: int) -> int:
        """Return the open seconds from `low` to an instant."""
        index = bisect_right(self.starts, instant) - 1
        end = self.ends[index]
        return self.before[index] + min(instant, end) - self.starts[index]

    def is_open(self, instant: int) -> bool:
        """Tell whether it is open at an instant."""
        return instant < self.ends[bisect_right(self.starts, instant) - 1]

    def instant_after(self, instant: int, seconds: int) -> int | None:
        """Return the earliest instant by which so many (> 0) open seconds have passed since one.

        It may also be asked for an instant outside, and gives None then.
        """
        starts, ends, before = self.starts, self.ends, self.before
        index = bisect_right(starts, instant) - 1
        if index < 0:
            return None
        if instant >= ends[index]:
            index += 1
            if index == len(starts):
                return None
            instant = starts[index]
        found = instant + seconds
        if found <= ends[index]:  # most amounts end where they begin: no need to search
            return found
        target = before[index] + found - starts[index]
        index = bisect_left(before, target, index) - 1
        found = starts[index] + target - before[index]
        return found if found <= ends[index] else None

    def instant_before(self, instant: int, seconds: int) -> int | None:
        """Return the latest instant since which so many (> 0) open seconds pass until one."""
        target = self.open_before(instant) - seconds
        if target < 0:
            return None
        index = bisect_right(self.before, target) - 1
        return self.starts[index] + target - self.before[index]

    def next_start(self, instant: int) -> int | None:
        """Return the first opening after an instant."""
        index = bisect_right(self.starts, instant)
        return self.starts[index] if index < len(self.starts) else None

    def next_end(self, instant: int) -> int | None:
        """Return the first closing after an instant."""
        index = bisect_right(self.ends, instant)
        return self.ends[index] if index < len(self.ends) else None

    def last_end(self, instant: int) -> int:
        """Return the last closing at or before an instant; `low` if there is none."""
        return self.ends[bisect_right(self.ends, instant) - 1]

    def intervals(self) -> tuple[EpochInterval, ...]:
        """Return the open intervals."""
        return tuple(zip(self.starts[1:], self.ends[1:], strict=True))


def common(
    some: Iterable[EpochInterval], others: Iterable[EpochInterval]
) -> tuple[EpochInterval, ...]:
    """Return what two sequences of intervals share, both sorted and disjoint; so is the result."""
    found: list[EpochInterval] = []
    first, second = iter(some), iter(others)
    one, two = next(first, None), next(second, None)
    while one is not None and two is not None:
        start, end = max(one[0], two[0]), min(one[1], two[1])
        if start < end:
            found.append((start, end))
        if one[1] <= end:
            one = next(first, None)
        if two[1] <= end:
            two = next(second, None)
    return tuple(found)


def cut(intervals: Iterable[EpochInterval], marks: Sequence[int]) -> Iterator[EpochInterval]:
    """Yield intervals in pieces, which end at the marks; these are sorted."""
    for start, end in intervals:
        inside = marks[bisect_right(marks, start) : bisect_left(marks, end)]
        yield from pairwise((start, *inside, end))


def within(interval: EpochInterval, others: Sequence[EpochInterval]) -> Iterator[EpochInterval]:
    """Yield what of an interval lies in others, which are sorted and disjoint."""
    start, end = interval
    for first, last in _after(start, others):
        if first >= end:
            return
        yield max(start, first), min(end, last)


def without(interval: EpochInterval, others: Sequence[EpochInterval]) -> Iterator[EpochInterval]:
    """Yield what of an interval lies in none of others, which are sorted and disjoint."""
    start, end = interval
    for first, last in _after(start, others):
        if first >= end:
            break
        if start < first:
            yield start, first
        start = last
    if start < end:
        yield start, end


def _after(start: int, others: Sequence[EpochInterval]) -> Iterator[EpochInterval]:
    """Return those of sorted intervals that end after an instant."""
    return islice(others, bisect_right(others, start, key=itemgetter(1)), None)
