"""Instants as they are written in files: with or without an offset, never without a time."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog.model import date_or_instant, instant


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 12, 31)))
def test_what_is_written_comes_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert instant(whole.isoformat()) == whole
    assert date_or_instant(whole.isoformat(" ")) == whole
    assert date_or_instant(f"{whole:%Y-%m-%d %A}") == whole.date()


@pytest.mark.parametrize("offset", ["Z", "+00:00", "-05:00"])
def test_an_offset_is_kept(offset: str) -> None:
    found = instant(f"2026-01-05T17:30{offset}")
    assert found.tzinfo is not None
    assert found.replace(tzinfo=None) == datetime(2026, 1, 5, 17, 30)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-01-05", "write it like 2026-01-05T17:30"),
        ("17:30", "write it like 2026-01-05T17:30"),
        ("2026-13-05T17:30", "write it like 2026-01-05T17:30"),
        ("2026-01-05T24:30", "write it like 2026-01-05T17:30"),
        ("2026-W02-1T17:30", "write it like 2026-01-05T17:30"),
        ("20260105T173000", "write it like 2026-01-05T17:30"),
        ("２０２６-01-05T17:30", "write it like 2026-01-05T17:30"),
        ("0001-01-01T00:00+14:00", "write a date from 1970 to 2100"),
    ],
)
def test_what_is_no_instant_is_told(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        instant(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-01-05 Tuesday", "correct the date or the weekday"),
        ("9999-12-31", "write a date from 1970 to 2100"),
        ("2026-01-05T25:00", "write it like 2026-01-05T17:30"),
    ],
)
def test_what_is_no_date_is_told(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        date_or_instant(written)


def test_a_date_is_a_date() -> None:
    assert type(date_or_instant("2026-01-05")) is date
