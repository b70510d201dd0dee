"""When a calendar is open, as programs for calendars tell it: what comes weekly, what once."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sportello.worktime import Calendar

_GAP: Final = dt.timedelta(weeks=5)
"""Where nothing comes for longer, as after a season, another recurrence begins."""
_FEWEST: Final = 3
"""Fewer stretches than these are told one by one."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """A stretch of open time that comes every week at the same wall-clock time.

    `begins` and `ends` are those of the first, without an offset: the wall clock of the calendar's
    zone. `last` is the date on which the last one begins, `missing` are the dates between on which
    none does.
    """

    begins: dt.datetime
    ends: dt.datetime
    last: dt.date
    missing: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class Once:
    """A stretch of open time that comes once, as instants: a clock may be changed within it."""

    begins: dt.datetime
    ends: dt.datetime


def openings(calendar: Calendar, years: range) -> tuple[Weekly | Once, ...]:
    """Return when a calendar is open in these years, by their beginnings.

    Together they are exactly its intervals: each of these is in one `Weekly` or is a `Once`. Raises
    BeyondKnownHolidays if the calendar does not know all of the years.
    """
    if not years:
        return ()
    zone = calendar.rules.zone
    first, after = (dt.datetime(year, 1, 1, tzinfo=zone) for year in (years[0], years[-1] + 1))
    alike: dict[tuple[int, dt.time, dt.timedelta], list[dt.datetime]] = {}
    found: list[Weekly | Once] = []
    for begins, ends in calendar.intervals(first, after):
        wall = begins.replace(tzinfo=None), ends.replace(tzinfo=None)
        if _is_told_by_wall_clock(begins, ends):
            key = begins.weekday(), wall[0].time(), wall[1] - wall[0]
            alike.setdefault(key, []).append(wall[0])
        else:
            found.append(Once(begins, ends))
    for (_, _, length), starts in alike.items():
        for run in _runs(starts):
            if len(run) < _FEWEST:
                found += (
                    Once(each.replace(tzinfo=zone), (each + length).replace(tzinfo=zone))
                    for each in run
                )
            else:
                found.append(Weekly(run[0], run[0] + length, run[-1].date(), _missing(run)))
    return tuple(
        sorted(
            found,
            key=lambda each: (each.begins.replace(tzinfo=None), each.ends.replace(tzinfo=None)),
        )
    )


def _is_told_by_wall_clock(begins: dt.datetime, ends: dt.datetime) -> bool:
    """Return whether two times of a wall clock say no more and no less than these instants.

    Not if one of them comes twice, nor if the clock is changed between them: programs differ in
    how long that is.
    """
    is_first = all(
        each.fold == 0 and each.utcoffset() == each.replace(fold=1).utcoffset()
        for each in (begins, ends)
    )
    return is_first and begins.utcoffset() == ends.utcoffset()


def _runs(starts: Sequence[dt.datetime]) -> Iterator[list[dt.datetime]]:
    """Yield what comes every week or nearly so, from a gap to the next one."""
    run: list[dt.datetime] = []
    for each in starts:
        if run and each - run[-1] > _GAP:
            yield run
            run = []
        run.append(each)
    yield run


def _missing(run: Iterable[dt.datetime]) -> tuple[dt.date, ...]:
    there = [each.date() for each in run]
    weeks = range(0, (there[-1] - there[0]).days, 7)
    return tuple(sorted({there[0] + dt.timedelta(days) for days in weeks} - {*there}))
