"""Days that are not like others of their weekday: holidays, worked days and half days."""

import datetime as dt
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from sportello.frozendict import FrozenDict
from sportello.worktime.countries import closings, year_of
from sportello.worktime.holidayset import CountryHolidays, HolidaySet
from sportello.worktime.hours import Hours


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """What the sets of holidays of a calendar say of the dates of a year.

    A holiday of one set is closed whatever the others say. A worked day has the hours of the
    weekday of the day that is off instead. A half holiday closes at an hour, in seconds after
    midnight.
    """

    holidays: Set[dt.date]
    worked: Mapping[dt.date, dt.date]
    closings: Mapping[dt.date, int]


@lru_cache(maxsize=4096)
def special_days(sets: tuple[HolidaySet, ...], year: int) -> SpecialDays:
    """Return what sets of holidays say of a year."""
    holidays: set[dt.date] = set()
    worked: dict[dt.date, dt.date] = {}
    closed: dict[dt.date, int] = {}
    for known in sets:
        holidays.update(known.dates_in(year))
        if isinstance(known, CountryHolidays):
            worked |= year_of(known.jurisdiction, year).worked
            for date, closing in closings(known.jurisdiction, year).items():
                closed[date] = min(closing, closed.get(date, closing))
    return SpecialDays(frozenset(holidays), FrozenDict(worked), FrozenDict(closed))


def until(hours: tuple[Hours, ...], closing: int | None) -> tuple[Hours, ...]:
    """Return the part of a day's hours before a closing time, all if there is none."""
    if closing is None:
        return hours
    before = (each for each in hours if each.start < closing)
    return tuple(Hours(each.start, min(each.end, closing)) for each in before)
