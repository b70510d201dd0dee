"""Lengths of time and numbers as exports write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.exports.system import Unit
from sportello.exports.values.durations import read_count, read_seconds, unit_of
from sportello.findings import Invalid


@pytest.mark.parametrize(
    ("written", "unit", "seconds"),
    [
        ("125:30:00", None, 451_800),
        ("2:15", None, 8_100),
        ("0:00:59", None, 59),
        ("90", "minutes", 5_400),
        ("1,5", "hours", 5_400),
        ("1.5", "hours", 5_400),
        ("2", "days", 172_800),
        ("2h 15m", None, 8_100),
        ("45 min", None, 2_700),
        ("3 ore 20 minuti", None, 12_000),
        (" 2:15 ", None, 8_100),
    ],
)
def test_a_length_of_time_is_read(written: str, unit: Unit | None, seconds: int) -> None:
    assert read_seconds(written, unit) == seconds


@pytest.mark.parametrize(
    "written", ["90", "2:75", "much", "1.234,5", "-2:15", "-90", "1d", ":", ""]
)
def test_what_is_no_length_of_time_or_negative_is_refused(written: str) -> None:
    with pytest.raises(Invalid):
        read_seconds(written, None)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Waiting time (minutes)", "minutes"),
        ("First response time (in hrs)", "hours"),
        ("Pausa (ore)", "hours"),
        ("On hold time in minutes within business hours", "minutes"),
        ("Attesa [s]", "seconds"),
        ("Paused", None),
        ("Administration", None),
    ],
)
def test_a_heading_says_the_unit(heading: str, unit: Unit | None) -> None:
    assert unit_of(heading) == unit


@given(
    st.text(st.sampled_from("0123456789:.,-+ hms"), max_size=30), st.sampled_from(["hours", None])
)
def test_anything_is_a_length_of_time_or_refused(written: str, unit: Unit | None) -> None:
    with suppress(Invalid):
        assert read_seconds(written, unit) >= 0


def test_numbers_of_spreadsheets_are_whole() -> None:
    assert [read_count(each) for each in ("3", "3.0", " 0 ")] == [3, 3, 0]
    for written in ("3.5", "-1", "x", "", "9" * 400):
        with pytest.raises(Invalid):
            read_count(written)
