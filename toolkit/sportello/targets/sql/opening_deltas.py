"""When a calendar is open, as integers: all of the catalog that enters the SQL, with its name."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sportello.worktime import Calendar
from sportello.worktime.zone import DAY, new_year

_IDENTIFIER: Final = re.compile(r"[a-z0-9-]+")
_WEEK: Final = 7 * DAY
_MONDAY: Final = 4 * DAY
"""1970-01-05 was a Monday."""


@dataclass(frozen=True, slots=True)
class OpeningDeltas:
    """When it is open from `low` to `high`, in epoch seconds.

    `weeks` holds, from `low` on, seconds closed and seconds open in turns; those whose opening
    falls in one week are one item, so that a changed day changes one line of the file or two.
    """

    low: int
    high: int
    weeks: tuple[tuple[int, ...], ...]

    def __len__(self) -> int:
        """Return the number of openings."""
        return sum(map(len, self.weeks)) // 2


def opening_deltas(calendar: Calendar, first_year: int, last_year: int) -> OpeningDeltas:
    """Return when a calendar is open in these years, both included.

    Raises BeyondKnownHolidays if the calendar does not know all of them.
    """
    zone = calendar.rules.zone
    intervals = calendar.timeline(first_year, last_year)
    low = new_year(first_year, zone)
    closings = [low, *(closes for _, closes in intervals)]
    turns = [
        (opens, (opens - before, closes - opens))
        for before, (opens, closes) in zip(closings, intervals, strict=False)
    ]
    weeks = groupby(turns, key=lambda turn: (turn[0] - _MONDAY) // _WEEK)
    return OpeningDeltas(
        low,
        new_year(last_year + 1, zone),
        tuple(tuple(each for _, pair in week for each in pair) for _, week in weeks),
    )


def identifier(name: str) -> str:
    """Return a calendar's name, fit to stand between quotes in SQL.

    Raises ValueError for anything but small letters, digits and hyphens.
    """
    if not _IDENTIFIER.fullmatch(name):
        raise ValueError(f"{name!r} is not fit for SQL: a calendar's name is like office-hours")
    return name
