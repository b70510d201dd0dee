"""Days that are not like others of their weekday: holidays, worked days and half days."""

import datetime as dt
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from sportello.worktime.holidayset import CountryHolidays, HolidaySet
from sportello.worktime.hours import Hours


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """What the sets of holidays of a calendar say of the dates of some years.

    A holiday of one set is closed whatever the others say. A worked day has the hours of the
    weekday of the day that is off instead. A half holiday closes at an hour, in seconds after
    midnight.
    """

    holidays: Set[dt.date]
    worked: Mapping[dt.date, dt.date]
    closings: Mapping[dt.date, int]

    @classmethod
    def of(cls, sets: Iterable[HolidaySet], *years: int) -> "SpecialDays":
        """Return what sets of holidays say of years."""
        holidays: set[dt.date] = set()
        worked: dict[dt.date, dt.date] = {}
        closings: dict[dt.date, int] = {}
        for known in sets:
            for year in years:
                holidays.update(known.dates_in(year))
                if isinstance(known, CountryHolidays):
                    worked |= known.worked_in(year)
                    for date, closing in known.closings_in(year).items():
                        closings[date] = min(closing, closings.get(date, closing))
        return cls(holidays, worked, closings)


def until(hours: Iterable[Hours], closing: int) -> tuple[Hours, ...]:
    """Return the part of a day's hours before a closing time."""
    before = (each for each in hours if each.start < closing)
    return tuple(Hours(each.start, min(each.end, closing)) for each in before)
