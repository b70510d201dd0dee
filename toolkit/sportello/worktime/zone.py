"""Between wall clock and instants: epoch seconds, offsets, and times that are no time."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from sportello.worktime.errors import AmbiguousTime, NonexistentTime
from sportello.worktime.zones import Zone

DAY: Final = 86_400
_ZERO: Final = dt.timedelta()
_EPOCH_ORDINAL: Final = dt.date(1970, 1, 1).toordinal()
_SAMPLE: Final = DAY
"""Offsets are looked at once a day: no zone has changed twice within a week since 1970."""

OffsetInterval: TypeAlias = tuple[int, int, int]
"""From (included) and to (not included) in epoch seconds, and the offset from UTC in seconds."""

at: Final = dt.datetime.fromtimestamp
"""Epoch seconds and a zone -> the instant, as the zone's clocks show it."""


def wall_seconds(date: dt.date) -> int:
    """Return what a clock at UTC would count at that date's midnight."""
    return (date.toordinal() - _EPOCH_ORDINAL) * DAY


def epoch_seconds(instant: dt.datetime, zone: Zone) -> int:
    """Return the whole seconds since 1970 at an instant; a naive one is read in the zone.

    Raises AmbiguousTime or NonexistentTime if the zone's clocks show a naive one twice or never.
    """
    own = instant.tzinfo
    offset = (
        None if own is None else own.utcoffset(instant)
    )  # instant.utcoffset takes twice as long
    if offset is None:
        offset = _only_offset(instant.replace(tzinfo=None), zone)
    # By its parts, which takes half the time of any difference of two datetimes.
    days = instant.toordinal() - _EPOCH_ORDINAL - offset.days
    time = instant.hour * 3600 + instant.minute * 60 + instant.second
    return days * DAY + time - offset.seconds


def _only_offset(wall: dt.datetime, zone: Zone) -> dt.timedelta:
    first = wall.replace(tzinfo=zone, fold=0)
    second = wall.replace(tzinfo=zone, fold=1)
    before, after = _offset(first), _offset(second)
    if before == after:
        return before
    shown = wall.isoformat()
    if before > after:
        raise AmbiguousTime(
            f"{shown} comes twice in {zone.key}",
            f"write {first.isoformat()} or {second.isoformat()}",
        )
    readings = (
        first.astimezone(dt.UTC).astimezone(zone),
        second.astimezone(dt.UTC).astimezone(zone),
    )
    later, earlier = (reading.isoformat() for reading in readings)
    raise NonexistentTime(
        f"{shown} does not exist in {zone.key}, where clocks are put forward",
        f"write {earlier} or {later}",
    )


def _offset(aware: dt.datetime) -> dt.timedelta:
    return aware.utcoffset() or _ZERO


@lru_cache(maxsize=4096)
def offset_intervals(zone: Zone, year: int) -> tuple[OffsetInterval, ...]:
    """Return intervals of constant offset that cover a year, and three days more on either side."""
    first = wall_seconds(dt.date(year, 1, 1)) - 3 * DAY
    last = wall_seconds(dt.date(year, 12, 31)) + 4 * DAY
    offsets: list[OffsetInterval] = []
    start, offset = first, _offset_at(first, zone)
    for sample in range(first + _SAMPLE, last + _SAMPLE, _SAMPLE):
        now = _offset_at(sample, zone)
        if now != offset:
            change = _change(sample - _SAMPLE, sample, zone)
            offsets.append((start, change, offset))
            start, offset = change, now
    offsets.append((start, last, offset))
    return tuple(offsets)


def _offset_at(seconds: int, zone: Zone) -> int:
    return int(_offset(at(seconds, zone)).total_seconds())


def _change(low: int, high: int, zone: Zone) -> int:
    """Return the first second with the offset that holds at `high`, but not at `low`."""
    seconds = range(low, high + 1)
    after = _offset_at(high, zone)
    return seconds[bisect_left(seconds, True, key=lambda second: _offset_at(second, zone) == after)]


def open_seconds(start: int, end: int, offsets: Sequence[OffsetInterval]) -> list[tuple[int, int]]:
    """Return when the wall clock reads a time from `start` to before `end`, both `wall_seconds`.

    Wall times that the clocks skip appear nowhere, those that come twice appear twice.
    """
    found: list[tuple[int, int]] = []
    for first, last, offset in offsets:
        opens, closes = max(first, start - offset), min(last, end - offset)
        if opens >= closes:
            continue
        if found and found[-1][1] == opens:
            found[-1] = (found[-1][0], closes)
        else:
            found.append((opens, closes))
    return found


def first_reading(wall: int, offsets: Sequence[OffsetInterval]) -> int:
    """Return the first instant at which the clock reads `wall` or, if it skips that, more."""
    readings = ((max(first, wall - offset), last) for first, last, offset in offsets)
    return next(reading for reading, last in readings if reading < last)


def midnight(date: dt.date, zone: Zone) -> int:
    """Return the first instant of a date, in epoch seconds."""
    return first_reading(wall_seconds(date), offset_intervals(zone, date.year))


def new_year(year: int, zone: Zone) -> int:
    """Return the first instant of a year, in epoch seconds."""
    return midnight(dt.date(year, 1, 1), zone)
