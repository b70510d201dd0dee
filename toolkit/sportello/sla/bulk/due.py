"""When tickets of one kind fall due by one target, for many at once."""

import datetime as dt
from collections.abc import Callable
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sportello.catalog.model import Target
from sportello.sla.bulk.openings import MICRO
from sportello.sla.bulk.zones import Ints, offsets_at
from sportello.sla.start import counted_from
from sportello.worktime import (
    BeyondKnownHolidays,
    Calendar,
    Duration,
    DurationKind,
    WorktimeError,
)
from sportello.worktime.zone import DAY, wall_seconds
from sportello.worktime.zones import Zone

NotCounted = Callable[[int, WorktimeError], object]
"""Takes why something cannot be counted, by its place."""
_AT_ONCE: Final = Target(within=Duration.parse("immediate"))


def received(intake: Calendar | None, opened: Ints, bad: NotCounted) -> Ints:
    """Return when tickets are received: as they are opened, or as their intake next opens.

    All are microseconds since 1970. What cannot be counted is told to `bad` by its place.
    """
    if intake is None:
        return opened
    begun = opened // MICRO * MICRO
    found = due_seconds(intake, _AT_ONCE, begun, bad)[0] * MICRO
    return np.where(found == begun, opened, found)


def due_seconds(
    calendar: Calendar, target: Target, opened: Ints, bad: NotCounted
) -> tuple[Ints, Ints]:
    """Return when tickets fall due, in epoch seconds, and the calendar's offsets there.

    `opened` are microseconds since 1970; what is due within a second is so at its end. What cannot
    be counted is told to `bad` by its place.
    """
    first, last = calendar.known_dates
    low, high = wall_seconds(first) + 2 * DAY, wall_seconds(last) - 2 * DAY
    starts, late = opened // MICRO, (opened % MICRO != 0).astype(np.int64)
    inside = (starts >= low) & (starts <= high)
    places = np.flatnonzero(inside)
    due = starts.copy()
    due[places], sure = _due(calendar, target, starts[places], late[places], high)
    for place in (*np.flatnonzero(~inside).tolist(), *places[~sure].tolist()):
        try:
            start = _instant(int(starts[place]), int(late[place]), dt.UTC)
            start = counted_from(calendar, target.within, start)
            due[place] = _due_one(calendar, target, start)
        except WorktimeError as error:
            bad(place, error)
    return due, offsets_at(due, Zone(calendar.timezone))


def _due(
    calendar: Calendar, target: Target, starts: Ints, late: Ints, high: int
) -> tuple[Ints, NDArray[np.bool_]]:
    """Return when what starts at known instants is due, and which of it is certain.

    `late` is 1 for a start within its second, else 0.
    """
    every = np.ones(len(starts), np.bool_)
    within = target.within
    if target.may_roll or within.kind is DurationKind.WORKING_DAYS:
        return _after_days(calendar, target, starts, late)
    if within.kind.is_day_and_night:
        found = starts + late + within.amount
        return found, (found <= high) & ~_stands_still(calendar, starts, found)
    try:
        if within.kind is DurationKind.IMMEDIATE:
            # The end of the first open second, less that second: the start, or the next opening.
            found = calendar.due_many(starts, 1) - 1
            return np.where(found == starts, starts + late, found), every
        return calendar.due_many(starts + late, within.amount), every
    except BeyondKnownHolidays:
        return starts, ~every


def _stands_still(calendar: Calendar, starts: Ints, ends: Ints) -> NDArray[np.bool_]:
    """Return which intervals touch a time in which nothing counts."""
    touched = np.zeros(len(starts), np.bool_)
    for each in calendar.standstills:
        touched |= (starts < each.end.timestamp()) & (ends > each.start.timestamp())
    return touched


def _after_days(
    calendar: Calendar, target: Target, starts: Ints, late: Ints
) -> tuple[Ints, NDArray[np.bool_]]:
    """Return when days are over: working days as a rule by the date of the start alone."""
    zone = Zone(calendar.timezone)
    by_date = target.at != "same_time" and target.within.amount and not target.may_roll
    alike = (starts + offsets_at(starts, zone)) // DAY if by_date else 2 * starts + late
    kinds, firsts, which = np.unique(alike, return_index=True, return_inverse=True)
    found, sure = np.zeros(len(kinds), np.int64), np.ones(len(kinds), np.bool_)
    begun = zip(starts[firsts].tolist(), late[firsts].tolist(), strict=True)
    for place, (start, within) in enumerate(begun):
        try:
            found[place] = _due_one(calendar, target, _instant(start, within, zone))
        except WorktimeError:
            sure[place] = False
    return found[which], sure[which]


def _instant(second: int, late: int, zone: dt.tzinfo) -> dt.datetime:
    """Return a second, or its middle: one part of it is due when any other is."""
    return dt.datetime.fromtimestamp(second, zone).replace(microsecond=late * MICRO // 2)


def _due_one(calendar: Calendar, target: Target, start: dt.datetime) -> int:
    due = calendar.due(start, target.within, at=target.at, if_closed=target.if_closed)
    return ceil(due.timestamp())
