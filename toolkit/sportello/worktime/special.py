"""Days that are not like others of their weekday: holidays, worked days, half days, by rule."""

import datetime as dt
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from sportello.frozendict import FrozenDict
from sportello.worktime.date_rules import DayBeforeHoliday, ExceptionRule
from sportello.worktime.exceptions import RuledHours
from sportello.worktime.holidayset import CountryHolidays, HolidaySet
from sportello.worktime.hours import Hours


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """What the sets of holidays of a calendar, and its exceptions by rule, say of a year's dates.

    A holiday of one set is closed whatever the others say. A worked day has the hours of the
    weekday of the day that is off instead. A half holiday closes at an hour, in seconds after
    midnight. Of two rules for one date the first holds.
    """

    holidays: Set[dt.date]
    worked: Mapping[dt.date, dt.date]
    closings: Mapping[dt.date, int]
    ruled: Mapping[dt.date, RuledHours]


@lru_cache(maxsize=4096)
def special_days(
    sets: tuple[HolidaySet, ...], year: int, ruled: tuple[RuledHours, ...] = ()
) -> SpecialDays:
    """Return what sets of holidays and exceptions by rule say of a year."""
    holidays: set[dt.date] = set()
    worked: dict[dt.date, dt.date] = {}
    closed: dict[dt.date, int] = {}
    for known in sets:
        holidays.update(known.dates_in(year))
        if isinstance(known, CountryHolidays):
            worked |= known.worked_in(year)
            for date, closing in known.closings_in(year).items():
                closed[date] = min(closing, closed.get(date, closing))
    by_rule = {
        date: each for each in reversed(ruled) for date in dates_of_rule(each.rule, sets, year)
    }
    return SpecialDays(
        frozenset(holidays), FrozenDict(worked), FrozenDict(closed), FrozenDict(by_rule)
    )


def dates_of_rule(
    rule: ExceptionRule, sets: tuple[HolidaySet, ...], year: int
) -> Collection[dt.date]:
    """Return the dates of a year that a rule stands for; `sets` are the holidays of its calendar.

    The day before a holiday may be the last of the year.
    """
    if not isinstance(rule, DayBeforeHoliday):
        return rule.dates_in(year)
    holidays = {day for known in sets for each in (year, year + 1) for day in known.dates_in(each)}
    eves = (dt.date.fromordinal(day.toordinal() - 1) for day in holidays)
    return [eve for eve in eves if eve.year == year]


def until(hours: tuple[Hours, ...], closing: int | None) -> tuple[Hours, ...]:
    """Return the part of a day's hours before a closing time, all if there is none."""
    if closing is None:
        return hours
    before = (each for each in hours if each.start < closing)
    return tuple(Hours(each.start, min(each.end, closing)) for each in before)
