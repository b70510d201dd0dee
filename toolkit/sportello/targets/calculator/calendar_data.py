"""A calendar as data: the distances between its openings and closings.

A week repeats itself, and so do its distances: five years compress to less than a kilobyte.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypedDict

from sportello.worktime import Calendar
from sportello.worktime.timeline import EpochInterval
from sportello.worktime.zone import midnight, new_year

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
        "days": list[list[int]],
        "zones": list[str],
        "assumed": Mapping[str, str],
        "hours_assumed": bool,
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
    days = list(_days_apart(calendar, intervals, first_year, last_year))
    lengths = (*distances, *(length for _, edges in days for length in edges))
    unit = 1 if any(length % _MINUTE for length in lengths) else _MINUTE
    numbers = [dt.date(first_year, 1, 1), *(date for date, _ in days)]
    return {
        "name": calendar.name,
        "timezone": calendar.timezone,
        "first_day": str(dt.date(first_year, 1, 1)),
        "last_day": str(dt.date(last_year, 12, 31)),
        "from": start,
        "until": new_year(last_year + 1, zone),
        "unit": unit,
        "deltas": [distance // unit for distance in distances],
        "days": [
            [(date - before).days, *(edge // unit for edge in edges)]
            for (before, date), (_, edges) in zip(pairwise(numbers), days, strict=True)
        ],
        "zones": sorted(calendar.zones),
        "assumed": dict(calendar.assumed),
        "hours_assumed": calendar.hours_assumed,
    }


def _days_apart(
    calendar: Calendar, intervals: Sequence[EpochInterval], first_year: int, last_year: int
) -> Iterator[tuple[dt.date, tuple[int, ...]]]:
    """Yield the dates whose hours do not begin and end as what is open between their midnights.

    With each come its first opening and its last closing, from its midnight; nothing if it has no
    hours.
    """
    zone = calendar.rules.zone
    working = {day.date: day for day in calendar.working_days(first_year, last_year)}
    first, last = dt.date(first_year, 1, 1).toordinal(), dt.date(last_year, 12, 31).toordinal()
    dates = [dt.date.fromordinal(ordinal) for ordinal in range(first, last + 1)]
    midnights = [*(midnight(date, zone) for date in dates), new_year(last_year + 1, zone)]
    place = 0
    for date, (begin, end) in zip(dates, pairwise(midnights), strict=True):
        while place < len(intervals) and intervals[place][1] <= begin:
            place += 1
        found: list[int] = []
        for opens, closes in intervals[place:]:
            if opens >= end:
                break
            found = [found[0] if found else max(opens, begin), min(closes, end)]
        day = working.get(date)
        hours = [day.opening, day.closing] if day else []
        if found != hours:
            yield date, tuple(edge - begin for edge in hours)
