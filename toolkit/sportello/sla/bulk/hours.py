"""Whether a calendar is open at instants, for many at once."""

from typing import Final

import numpy as np

from sportello.sla.bulk.zones import Ints
from sportello.worktime import Calendar
from sportello.worktime.dates import FIRST_YEAR, LAST_YEAR
from sportello.worktime.zone import new_year
from sportello.worktime.zones import Zone

HOURS: Final = ("closed", "open", "not known")
"""What a calendar is at an instant, by its number."""


def hours_many(calendar: Calendar, instants: Ints) -> Ints:
    """Return what a calendar is at instants in epoch seconds, by its number in `HOURS`."""
    not_known = np.full(len(instants), HOURS.index("not known"), np.int64)
    if not len(instants):
        return not_known
    asked = np.unique(instants.astype("datetime64[s]").astype("datetime64[Y]").astype(np.int64))
    # The year may be another one in the zone of the calendar.
    first, last = int(asked[0]) + 1970 - 1, int(asked[-1]) + 1970 + 1
    years = calendar.known_years(max(first, FIRST_YEAR), min(last, LAST_YEAR))
    if not years:
        return not_known
    zone = Zone(calendar.timezone)
    low, high = new_year(years[0], zone), new_year(years[-1] + 1, zone)
    edges = np.array([low, *np.ravel(calendar.timeline(years[0], years[-1]))], np.int64)
    is_open = np.searchsorted(edges, instants, side="right") % 2 == 0
    known = (low <= instants) & (instants < high)
    found: Ints = np.where(known, is_open, not_known)
    return found
