"""When tickets of one kind fall due by one target, for many at once."""

import datetime as dt
from math import floor

import numpy as np
from numpy.typing import NDArray

from sportello.catalog.model import Target
from sportello.sla.bulk.openings import Bad
from sportello.sla.bulk.zones import Ints, offsets_at
from sportello.sla.start import counted_from
from sportello.worktime import BeyondKnownHolidays, Calendar, DurationKind, WorktimeError
from sportello.worktime.zone import DAY, wall_seconds
from sportello.worktime.zones import Zone


def due_seconds(calendar: Calendar, target: Target, opened: Ints, bad: Bad) -> tuple[Ints, Ints]:
    """Return when tickets fall due, in epoch seconds, and the calendar's offsets there.

    `opened` are epoch seconds. What cannot be counted is told to `bad` by its place.
    """
    first, last = calendar.known_dates
    low, high = wall_seconds(first) + 2 * DAY, wall_seconds(last) - 2 * DAY
    inside = (opened >= low) & (opened <= high)
    places = np.flatnonzero(inside)
    due = opened.copy()
    due[places], sure = _due(calendar, target, opened[places], high)
    for place in (*np.flatnonzero(~inside).tolist(), *places[~sure].tolist()):
        try:
            start = dt.datetime.fromtimestamp(int(opened[place]), dt.UTC)
            start = counted_from(calendar, target.within, start)
            due[place] = _seconds(calendar.due(start, target.within, at=target.at))
        except WorktimeError as error:
            bad(place, str(error))
    return due, offsets_at(due, Zone(calendar.timezone))


def _due(
    calendar: Calendar, target: Target, starts: Ints, high: int
) -> tuple[Ints, NDArray[np.bool_]]:
    """Return when what starts at known instants is due, and which of it is certain."""
    every = np.ones(len(starts), np.bool_)
    within = target.within
    if within.kind is DurationKind.WORKING_DAYS and within.amount:
        return _after_days(calendar, target, starts)
    if within.kind.is_day_and_night:
        found = starts + within.amount
        return found, found <= high
    try:
        if within.kind is DurationKind.IMMEDIATE:
            # The end of the first open second, less that second: the start, or the next opening.
            return calendar.due_many(starts, 1) - 1, every
        return calendar.due_many(starts, within.amount), every
    except BeyondKnownHolidays:
        return starts, ~every


def _after_days(calendar: Calendar, target: Target, starts: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Return when working days are over: their ends depend on the date of the start alone."""
    zone = Zone(calendar.timezone)
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
