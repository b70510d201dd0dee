"""Offsets of a zone over a year, and between wall clock and instants."""

import datetime as dt
from itertools import pairwise
from math import floor
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.worktime.zone import (
    epoch_seconds,
    first_reading,
    offset_intervals,
    open_seconds,
    wall_seconds,
)
from sportello.worktime.zones import Zone

HOUR, DAY = 3600, 86_400


def utc(text: str) -> int:
    return int(dt.datetime.fromisoformat(f"{text}+00:00").timestamp())


@pytest.mark.parametrize(
    ("key", "year", "changes"),
    [
        ("UTC", 2024, []),
        ("Europe/Rome", 2024, [("2024-03-31T01:00", 1, 2), ("2024-10-27T01:00", 2, 1)]),
        (
            "Australia/Lord_Howe",
            2024,
            [("2024-04-06T15:00", 11, 10.5), ("2024-10-05T15:30", 10.5, 11)],
        ),
        (
            "America/St_Johns",
            2006,
            [("2006-04-02T03:31", -3.5, -2.5), ("2006-10-29T02:31", -2.5, -3.5)],
        ),
        (
            "Pacific/Apia",
            2011,
            [
                ("2011-04-02T14:00", -10, -11),
                ("2011-09-24T14:00", -11, -10),
                ("2011-12-30T10:00", -10, 14),
            ],
        ),
        # At midnight UTC, at which offsets are looked at.
        ("Africa/Cairo", 1975, [("1975-04-30T23:00", 2, 3), ("1975-10-01T00:00", 3, 2)]),
        # On New Year's night.
        ("America/Caracas", 1965, [("1965-01-01T04:30", -4.5, -4)]),
    ],
)
def test_the_offsets_of_a_year_change_to_the_second(
    key: str, year: int, changes: list[tuple[str, float, float]]
) -> None:
    spans = offset_intervals.__wrapped__(Zone(key), year)
    around = utc(f"{year}-01-01T00:00") - 3 * DAY, utc(f"{year + 1}-01-01T00:00") + 3 * DAY
    assert (spans[0][0], spans[-1][1]) == around
    assert [(start, before[2], after) for before, (start, _, after) in pairwise(spans)] == [
        (utc(at), before * HOUR, after * HOUR) for at, before, after in changes
    ]
    assert all(end == start for (_, end, _), (start, _, _) in pairwise(spans))


ROME = Zone("Europe/Rome")


def read(start: str, end: str) -> list[tuple[int, int]]:
    return open_seconds(utc(start), utc(end), offset_intervals(ROME, 2024))


def test_what_the_clock_reads_over_a_change() -> None:
    assert read("2024-03-31T01:30", "2024-03-31T03:30") == [
        (utc("2024-03-31T00:30"), utc("2024-03-31T01:30"))
    ]
    assert read("2024-03-31T02:10", "2024-03-31T02:50") == []
    assert read("2024-10-27T01:00", "2024-10-27T02:30") == [
        (utc("2024-10-26T23:00"), utc("2024-10-27T00:30")),
        (utc("2024-10-27T01:00"), utc("2024-10-27T01:30")),
    ]
    assert read("2024-10-27T02:00", "2024-10-27T03:00") == [
        (utc("2024-10-27T00:00"), utc("2024-10-27T02:00"))
    ]


def test_the_first_reading_of_a_wall_time() -> None:
    spans = offset_intervals(ROME, 2024)
    for wall, instant in (
        ("2024-03-31T02:30", "2024-03-31T01:00"),
        ("2024-10-27T02:30", "2024-10-27T00:30"),
        ("2024-10-27T03:00", "2024-10-27T02:00"),
    ):
        assert first_reading(utc(wall), spans) == utc(instant)


def test_instants_are_taken_to_the_second_before_them() -> None:
    assert epoch_seconds(dt.datetime(1969, 12, 31, 23, 59, 59, 1, dt.UTC), ROME) == -1
    assert epoch_seconds(dt.datetime(1970, 1, 1, 1, 0, 0, 999_999), ROME) == 0
    assert wall_seconds(dt.date(1970, 1, 2)) == DAY


def around(wall: str) -> st.SearchStrategy[dt.datetime]:
    """Return times some hours before or after one."""
    middle, hours = dt.datetime.fromisoformat(wall), dt.timedelta(hours=3)
    return st.datetimes(middle - hours, middle + hours)


@given(
    st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1))
    | around("2024-03-31T02:30")
    | around("2024-10-27T02:30"),
    st.sampled_from((0, 1)),
    st.sampled_from((ROME, ZoneInfo("Europe/Lisbon"), ZoneInfo.no_cache("Europe/Rome"), dt.UTC)),
)
def test_an_aware_instant_is_read_in_its_own_zone(
    wall: dt.datetime, fold: int, zone: dt.tzinfo
) -> None:
    instant = wall.replace(tzinfo=zone, fold=fold)
    assert epoch_seconds(instant, ROME) == floor(instant.timestamp())
