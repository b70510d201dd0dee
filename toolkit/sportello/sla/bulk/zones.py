"""Wall clock and instants of a zone, for many at once; see `sportello.worktime.zone` for one."""

from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sportello.worktime.zone import DAY, offset_intervals
from sportello.worktime.zones import Zone

Ints: TypeAlias = NDArray[np.int64]
_YEARS: Final = range(1969, 2102)
"""Calendars know 1970 to 2100; what lies outside is answered, or refused, one by one."""


def offsets_at(instants: Ints, zone: Zone) -> Ints:
    """Return a zone's offsets from UTC, in seconds, at instants in epoch seconds."""
    starts, offsets = _changes(zone)
    return offsets[np.maximum(np.searchsorted(starts, instants, side="right") - 1, 0)]


def instants_of(walls: Ints, zone: Zone) -> tuple[Ints, NDArray[np.bool_]]:
    """Return when a zone's clocks show some times, and whether they show each just once.

    `walls` are what a clock at UTC would count at those times.
    """
    # No zone changes twice within two days: the offset is that of the day before or after.
    earlier, later = (offsets_at(walls + days, zone) for days in (-DAY, DAY))
    first, second = walls - earlier, walls - later
    is_first = offsets_at(first, zone) == earlier
    is_second = offsets_at(second, zone) == later
    once = np.where(first == second, is_first, is_first != is_second)
    return np.where(is_first, first, second), once


@lru_cache(maxsize=256)
def _changes(zone: Zone) -> tuple[Ints, Ints]:
    """Return since when, in epoch seconds, which offset holds; some follow one like them."""
    spans = sorted(
        {(start, offset) for year in _YEARS for start, _, offset in offset_intervals(zone, year)}
    )
    starts, offsets = zip(*spans, strict=True)
    return np.array(starts, np.int64), np.array(offsets, np.int64)
