"""Long lists are cut, and nothing of them is left out uncounted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.findings import first_few, first_lines, more

WORDS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=12)


@given(WORDS, st.integers(1, 10))
def test_what_is_shown_and_what_is_counted_are_all(words: list[str], most: int) -> None:
    shown, _, rest = first_few(words, most).partition(" and ")
    listed = shown.split(", ") if shown else []
    assert listed == words[:most]
    assert len(listed) + (int(rest.removesuffix(" more")) if rest else 0) == len(words)


@given(WORDS, st.integers(1, 10))
def test_lines_end_with_how_many_there_are_besides_only_if_there_are(
    lines: list[str], most: int
) -> None:
    shown = first_lines(lines, most, "and {} more")
    assert shown[:most] == lines[:most]
    assert [int(each) for line in shown[most:] for each in re.findall(r"\d+", line)] == (
        [len(lines) - most] if len(lines) > most else []
    )


@pytest.mark.parametrize(
    ("count", "told"), [(1, "1 more day"), (2, "2 more days"), (11, "11 more days")]
)
def test_one_more_is_told_in_the_singular(count: int, told: str) -> None:
    assert more(count, "day") == told
    assert first_few(["x"] * (count + 3), 3, "day").endswith(f" and {told}")
