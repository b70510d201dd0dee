"""Values as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.report.figure import Share
from sportello.report.forms.values import hours_words, share_words, value_words
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

EN, IT = (read_messages(own_sources(), language) for language in ("en", "it"))


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (1999, 2000, "99.9%"),
        (51, 101, "50.4%"),
        (2000, 2000, "100.0%"),
        (0, 7, "0.0%"),
        (1, 1001, "0.0%"),
        (0, 0, "–"),
    ],
)
def test_shares_are_cut_and_never_rounded_up(part: int, whole: int, said: str) -> None:
    assert share_words(Share(part, whole), EN) == said


def test_italian_has_its_own_comma_and_point() -> None:
    assert share_words(Share(1999, 2000), IT) == "99,9%"
    assert value_words(12345, "count", IT) == "12.345"
    assert value_words(12345, "count", EN) == "12,345"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0:00"),
        (59, "0:00"),
        (34200, "9:30"),
        (450000, "125:00"),
        (-1, "-0:01"),
        (-3600, "-1:00"),
    ],
)
def test_times_are_hours_and_whole_minutes(seconds: int, said: str) -> None:
    assert hours_words(seconds) == said


@given(st.integers(-(10**9), -1))
def test_what_is_late_never_reads_as_in_time(seconds: int) -> None:
    said = hours_words(seconds)
    assert said.startswith("-")
    assert said != "-0:00"


def test_nothing_to_count_is_a_dash_and_none_is_a_number() -> None:
    assert value_words(None, "seconds", EN) == "–"
    assert value_words(0, "count", EN) == "0"
