"""The hours of a calendar as schema.org's OpeningHoursSpecification."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from sportello.worktime import Calendar, Hours
from sportello.worktime.zone import DAY

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLOSED = {"opens": "00:00", "closes": "00:00"}
"""How a closed day is written: one that is open for no time."""

Specification = dict[str, Any]


@lru_cache(maxsize=256)
def opening_hours(calendar: Calendar, first: int, last: int) -> tuple[Specification, ...]:
    """Return the usual week and each date of the years, where they are known, that is unlike it.

    Nothing for hours that are only assumed, or that no week tells; the week alone where the
    holidays are.
    """
    week = calendar.weekly()
    years = calendar.known_years(first, last)
    if calendar.hours_assumed or not week or not years:
        return ()
    special = () if calendar.assumed else _special_days(calendar, week, years)
    return (*_week(week), *special)


def _week(week: Any) -> Iterator[Specification]:
    by_hours: dict[Hours, list[str]] = {}
    for day, hours in week.items():
        for each in hours:
            by_hours.setdefault(each, []).append(f"https://schema.org/{_DAYS[day]}")
    for each, days in by_hours.items():
        yield _specification(_times(each), dayOfWeek=days)


def _special_days(calendar: Calendar, week: Any, years: range) -> Iterator[Specification]:
    """Yield the dates with other hours; neighbours that have the same are one entry."""
    day, end = date(years[0], 1, 1), date(years[-1], 12, 31)
    special: list[tuple[date, tuple[Hours, ...]]] = []
    while day <= end:
        hours = calendar.day(day).hours
        if hours != week.get(day.weekday(), ()):
            special.append((day, hours))
        day += timedelta(days=1)
    for (_, hours), run in groupby(
        enumerate(special), key=lambda each: (each[1][0].toordinal() - each[0], each[1][1])
    ):
        dates = [each[1][0] for each in run]
        valid = {"validFrom": str(dates[0]), "validThrough": str(dates[-1])}
        for times in _all_times(hours):
            yield _specification(times, **valid)


def _all_times(hours: Sequence[Hours]) -> Sequence[dict[str, str]]:
    return [_times(each) for each in hours] or [_CLOSED]


def _times(hours: Hours) -> dict[str, str]:
    # schema.org knows no 24:00.
    return {"opens": hours.opens, "closes": "23:59" if hours.end == DAY else hours.closes}


def _specification(times: dict[str, str], **about: Any) -> Specification:
    return {"@type": "OpeningHoursSpecification", **about, **times}
