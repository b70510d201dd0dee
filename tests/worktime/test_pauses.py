"""Pauses as spans of epoch seconds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.worktime import WorktimeError
from sportello.worktime.pauses import FOREVER, mirrored, union, without


def test_pauses_that_meet_or_overlap_are_one() -> None:
    assert union([(5, 9), (1, 3), (3, 4), (6, 7), (8, 10)]) == ((1, 4), (5, 10))


def test_a_pause_of_no_length_is_none() -> None:
    assert union([(5, 5)]) == ()
    assert union([(1, 4), (2, 2), (9, 9)]) == ((1, 4),)


def test_a_pause_without_end_lasts_forever() -> None:
    assert union([(7, 8), (5, None)]) == ((5, FOREVER),)


def test_a_reversed_pause_is_told_in_full() -> None:
    with pytest.raises(WorktimeError) as caught:
        union([(2, 1)])
    assert str(caught.value) == "a pause ends before it starts: swap its two instants"


def test_backward_the_last_pause_is_first() -> None:
    assert mirrored([(1, 3), (5, 8)]) == ((-8, -5), (-3, -1))


@given(
    st.tuples(st.integers(0, 20), st.integers(0, 20)),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted), max_size=4),
)
def test_what_is_left_of_an_interval_is_what_no_pause_covers(
    interval: tuple[int, int], pauses: list[list[int]]
) -> None:
    left = list(without(*interval, sorted((first, last) for first, last in pauses)))
    covered = {second for first, last in pauses for second in range(first, last)}
    assert [second for a, b in left for second in range(a, b)] == [
        second for second in range(*interval) if second not in covered
    ]
    assert all(a < b for a, b in left)
