"""When tickets were opened, as it is written and as it is meant, for many at once."""

import datetime as dt
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sportello.sla.bulk.zones import Ints, instants_of
from sportello.worktime import WorktimeError
from sportello.worktime.dates import FIRST_YEAR, LAST_YEAR
from sportello.worktime.zone import epoch_seconds, wall_seconds
from sportello.worktime.zones import Zone

NAIVE: Final = 1 << 40
"""Stands for the offset of a time that was written without one."""
Bad = Callable[[int, str], object]
"""Takes what is wrong, by its place."""

MICRO: Final = 1_000_000
"""Microseconds of a second."""
_EPOCH: Final = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock's
_LOW: Final = wall_seconds(dt.date(FIRST_YEAR, 1, 1))
_HIGH: Final = wall_seconds(dt.date(LAST_YEAR + 1, 1, 1))


def instants(walls: Ints, offsets: Ints, zone: Zone, bad: Bad) -> tuple[Ints, NDArray[np.bool_]]:
    """Return when tickets were opened, in microseconds since 1970, and of which this is known.

    `walls` are what a clock at UTC would count, in microseconds. `offsets` are in seconds, NAIVE
    where none was written: those are read in the zone. What cannot be read is told to `bad`.
    """
    seconds = walls // MICRO
    naive = offsets == NAIVE
    found = seconds - np.where(naive, 0, offsets)
    known = (seconds >= _LOW) & (seconds < _HIGH)
    for place in np.flatnonzero(~known).tolist():
        shown = np.datetime64(int(seconds[place]), "s")
        bad(place, f"{shown} is out of reach: write a date from {FIRST_YEAR} to {LAST_YEAR}")
    asked = np.flatnonzero(naive & known)
    found[asked], once = instants_of(seconds[asked], zone)
    for place in asked[~once].tolist():
        try:
            found[place] = epoch_seconds(_EPOCH + dt.timedelta(seconds=int(seconds[place])), zone)
        except WorktimeError as error:
            known[place] = False
            bad(place, str(error))
    return found * MICRO + walls % MICRO, known
