"""A timeline answers what a second-by-second look at its intervals would."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sportello.worktime.timeline import EpochInterval, Timeline

LOW, HIGH = 3, 30
SPANS = st.lists(st.tuples(st.integers(0, 34), st.integers(1, 9)), max_size=5).map(
    lambda pairs: [(start, start + length) for start, length in pairs]
)
INSTANTS = st.integers(LOW, HIGH)


def opened(intervals: list[EpochInterval]) -> list[int]:
    """Return the open seconds, each by its start."""
    return [t for t in range(LOW, HIGH) if any(start <= t < end for start, end in intervals)]


@given(SPANS)
def test_intervals_are_merged_and_cut(intervals: list[EpochInterval]) -> None:
    line = Timeline.of(intervals, LOW, HIGH)
    assert [t for start, end in line.intervals() for t in range(start, end)] == opened(intervals)
    assert all(before[1] < after[0] for before, after in pairwise(line.intervals()))
    assert (line.starts[0], line.ends[0], line.before[0]) == (LOW, LOW, 0)
    assert all(start < end for start, end in line.intervals())


@given(SPANS, INSTANTS)
def test_open_time_before_an_instant(intervals: list[EpochInterval], instant: int) -> None:
    line, seconds = Timeline.of(intervals, LOW, HIGH), opened(intervals)
    assert line.open_before(instant) == sum(t < instant for t in seconds)
    assert line.is_open(instant) == (instant in seconds)


@given(SPANS, INSTANTS, st.integers(1, 12))
def test_an_amount_is_reached_with_the_end_or_start_of_a_second(
    intervals: list[EpochInterval], instant: int, amount: int
) -> None:
    line, seconds = Timeline.of(intervals, LOW, HIGH), opened(intervals)
    later = [t + 1 for t in seconds if t >= instant]
    earlier = [t for t in reversed(seconds) if t < instant]
    for ways, found in (
        (later, line.instant_after(instant, amount)),
        (earlier, line.instant_before(instant, amount)),
    ):
        assert found == (ways[amount - 1] if len(ways) >= amount else None)


@given(SPANS, INSTANTS)
def test_openings_and_closings_around_an_instant(
    intervals: list[EpochInterval], instant: int
) -> None:
    line = Timeline.of(intervals, LOW, HIGH)
    starts, ends = ([interval[edge] for interval in line.intervals()] for edge in (0, 1))
    assert line.next_start(instant) == next((start for start in starts if start > instant), None)
    assert line.next_end(instant) == next((end for end in ends if end > instant), None)
    assert line.last_end(instant) == max((LOW, *(end for end in ends if end <= instant)))


@given(SPANS, st.integers(1, 3), st.integers(1, 12))
def test_nothing_is_reached_from_outside(
    intervals: list[EpochInterval], distance: int, amount: int
) -> None:
    line = Timeline.of(intervals, LOW, HIGH)
    assert line.instant_after(LOW - distance, amount) is None
    assert line.instant_after(HIGH + distance, amount) is None
