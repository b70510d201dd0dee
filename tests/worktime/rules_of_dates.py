"""Dates by rule the slow way: whether a date is one of those that a rule means, and how to say it.

Written from the conventions alone, without the package's own grammar, arithmetic or Easter.
"""

import datetime as dt
from collections.abc import Callable
from functools import cache

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th")
_EVE = "day before holiday"
_DAY = dt.timedelta(days=1)


def is_meant(written: str, date: dt.date, is_holiday: Callable[[dt.date], bool]) -> bool:
    """Tell whether a date is one of those that a date or a rule stands for."""
    if written == _EVE:
        return is_holiday(date + _DAY)
    if written.startswith("--"):
        return written == f"--{date:%m-%d}"
    words = written.split()
    if "easter" in words:
        length = int(words[-2]) * (1 if words[-3] == "+" else -1) if words[-1] != "easter" else 0
        find = orthodox_easter if words[0] == "orthodox" else easter
        return date - dt.timedelta(days=length) == find((date - dt.timedelta(days=length)).year)
    if words[0] not in (*_ORDINALS, "last"):
        return written == str(date)
    same_month = len(words) == 2 or date.month == 1 + MONTHS.index(words[3][:3])
    last = words[0] == "last" and (date + 7 * _DAY).month != date.month
    number = _ORDINALS[(date.day - 1) // 7] == words[0]
    return date.weekday() == WEEKDAYS.index(words[1]) and same_month and (last or number)


def names_a_weekday(written: str) -> bool:
    """Tell whether a rule means a day of the week."""
    return written.split(maxsplit=1)[0] in (*_ORDINALS, "last")


def is_dated(written: str) -> bool:
    """Tell whether it is one date, of one year."""
    return written[:1].isdigit() and written[4:5] == "-"


def rules_for(date: dt.date) -> list[str]:
    """Return rules that mean a date, and others besides."""
    weekday, month = WEEKDAYS[date.weekday()], MONTHS[date.month - 1]
    number = _ORDINALS[(date.day - 1) // 7]
    found = [f"--{date:%m-%d}", f"{number} {weekday}", f"{number} {weekday} of {month}"]
    if (date + 7 * _DAY).month != date.month:
        found += [f"last {weekday}", f"last {weekday} of {month}"]
    for word, day in (
        ("easter", easter(date.year)),
        ("orthodox easter", orthodox_easter(date.year)),
    ):
        days = (date - day).days
        sign, unit = "-" if days < 0 else "+", "day" if abs(days) == 1 else "days"
        found.append(f"{word} {sign} {abs(days)} {unit}" if days else word)
    return found


@cache
def easter(year: int) -> dt.date:
    """Return the Sunday after the full moon of spring, by Gauss with Lichtenberg's corrections."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    age = (19 * (year % 19) + moon) % 30
    limit = 21 + age - (age + year % 19 // 11) // 29
    first_sunday = 7 - (year + year // 4 + sun) % 7
    day = limit + 7 - (limit - first_sunday) % 7
    return dt.date(year, 3, 1) + (day - 1) * _DAY


@cache
def orthodox_easter(year: int) -> dt.date:
    """Return the Sunday after the full moon of the Julian calendar, by Gauss, as Gregorian date."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    julian_days_behind = year // 100 - year // 400 - 2
    return dt.date(year, month, day + 1) + julian_days_behind * _DAY
