"""When tickets of one kind fall due by one target, for many at once."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from math import floor
from typing import Final, Self
from zoneinfo import ZoneInfo

import numpy as np

from sportello.catalog.model import Target
from sportello.sla.bulk.zones import Ints, instants_of, offsets_at
from sportello.sla.start import counted_from
from sportello.worktime import BeyondKnownHolidays, Calendar, DurationKind, WorktimeError
from sportello.worktime.zone import DAY

MICRO: Final = 1_000_000
NAIVE: Final = 1 << 40
"""Stands for the offset of a time that was written without one."""

_EPOCH: Final = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock's
Bad = Callable[[int, str], object]


@dataclass(frozen=True, slots=True)
class Openings:
    """When tickets were opened: the clock's time in microseconds, and its offset in seconds.

    `walls` are what a clock at UTC would count; `offsets` are NAIVE where none was written.
    """

    walls: Ints
    offsets: Ints

    def __len__(self) -> int:
        return len(self.walls)

    def pick(self, places: Ints) -> Self:
        """Return those at some places."""
        return type(self)(self.walls[places], self.offsets[places])

    def one(self, place: int) -> dt.datetime:
        """Return one as a datetime, naive or aware."""
        wall = _EPOCH + dt.timedelta(microseconds=int(self.walls[place]))
        offset = int(self.offsets[place])
        if offset == NAIVE:
            return wall
        return wall.replace(tzinfo=dt.timezone(dt.timedelta(seconds=offset)))


def due_seconds(
    calendar: Calendar, target: Target, opened: Openings, bad: Bad
) -> tuple[Ints, Ints]:
    """Return when tickets fall due, in epoch seconds, and the calendar's offsets there.

    Fractions of a second in an opening are dropped. What cannot be counted is told to `bad` by
    its place.
    """
    zone = ZoneInfo(calendar.timezone)
    naive = opened.offsets == NAIVE
    seconds = opened.walls // MICRO
    starts = seconds - np.where(naive, 0, opened.offsets)
    clear = np.ones(len(opened), np.bool_)
    if naive.any():
        starts[naive], clear[naive] = instants_of(seconds[naive], zone)
    first, last = calendar.known_dates
    low, high = _epoch(first) + 2 * DAY, _epoch(last) - 2 * DAY
    clear &= (starts >= low) & (starts <= high)
    due = starts.copy()
    places = np.flatnonzero(clear)
    due[places], sure = _due(calendar, target, starts[places], high)
    for place in (*np.flatnonzero(~clear).tolist(), *places[~sure].tolist()):
        try:
            start = counted_from(calendar, target.within, opened.one(place))
            due[place] = _seconds(calendar.due(start, target.within, at=target.at))
        except WorktimeError as error:
            bad(place, str(error))
    return due, offsets_at(due, zone)


def _due(
    calendar: Calendar, target: Target, starts: Ints, high: int
) -> tuple[Ints, "np.ndarray[tuple[int], np.dtype[np.bool_]]"]:
    """Return when what starts at known instants is due, and which of it is certain."""
    every = np.ones(len(starts), np.bool_)
    within = target.within
    if within.kind is DurationKind.WORKING_DAYS and within.amount:
        return _after_days(calendar, target, starts)
    if within.kind is DurationKind.ELAPSED:
        found = starts + within.amount
        return found, found <= high
    try:
        if within.kind is DurationKind.IMMEDIATE:
            # The end of the first open second, less that second: the start, or the next opening.
            return calendar.due_many(starts, 1) - 1, every
        return calendar.due_many(starts, within.amount), every
    except BeyondKnownHolidays:
        return starts, ~every


def _after_days(
    calendar: Calendar, target: Target, starts: Ints
) -> tuple[Ints, "np.ndarray[tuple[int], np.dtype[np.bool_]]"]:
    """Return when working days are over: their ends depend on the date of the start alone."""
    zone = ZoneInfo(calendar.timezone)
    alike = starts if target.at == "same_time" else (starts + offsets_at(starts, zone)) // DAY
    kinds, firsts, which = np.unique(alike, return_index=True, return_inverse=True)
    found, sure = np.zeros(len(kinds), np.int64), np.ones(len(kinds), np.bool_)
    for place, start in enumerate(starts[firsts].tolist()):
        try:
            due = calendar.due(dt.datetime.fromtimestamp(start, zone), target.within, at=target.at)
            found[place] = _seconds(due)
        except WorktimeError:
            sure[place] = False
    return found[which], sure[which]


def _seconds(instant: dt.datetime) -> int:
    return floor(instant.timestamp())


def _epoch(date: dt.date) -> int:
    return (date - _EPOCH.date()).days * DAY
