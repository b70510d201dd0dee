"""A calendar as data: the distances between its openings and closings.

A week repeats itself, and so do its distances: five years compress to less than a kilobyte.
"""

import datetime as dt
from itertools import pairwise
from typing import TypedDict

from sportello.worktime import Calendar
from sportello.worktime.zone import new_year

_MINUTE = 60

CalendarData = TypedDict(
    "CalendarData",
    {
        "name": str,
        "timezone": str,
        "first_day": str,
        "last_day": str,
        "from": int,
        "until": int,
        "unit": int,
        "deltas": list[int],
    },
)
"""What a file `calendars/NAME.json` holds; `sportello-sla.d.ts` says what each key means."""


def calendar_data(calendar: Calendar, first_year: int, last_year: int) -> CalendarData:
    """Return when a calendar is open in these years, both included.

    Raises BeyondKnownHolidays if the calendar does not know all of them.
    """
    intervals = calendar.timeline(first_year, last_year)
    zone = calendar.rules.zone
    start = new_year(first_year, zone)
    edges = [start, *(edge for interval in intervals for edge in interval)]
    distances = [edge - before for before, edge in pairwise(edges)]
    unit = 1 if any(distance % _MINUTE for distance in distances) else _MINUTE
    return {
        "name": calendar.name,
        "timezone": calendar.timezone,
        "first_day": str(dt.date(first_year, 1, 1)),
        "last_day": str(dt.date(last_year, 12, 31)),
        "from": start,
        "until": new_year(last_year + 1, zone),
        "unit": unit,
        "deltas": [distance // unit for distance in distances],
    }
