"""The date of Easter (Meeus, Astronomical Algorithms, chapter 8)."""

import datetime as dt
from functools import lru_cache

_DAY = dt.timedelta(days=1)


@lru_cache(maxsize=1024)
def easter(year: int) -> dt.date:
    """Return the Easter Sunday of the Gregorian calendar."""
    golden, (century, decade) = year % 19, divmod(year, 100)
    skipped, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - skipped - moon + 15) % 30
    leaps, common = divmod(decade, 4)
    weekday = (32 + 2 * rest + 2 * leaps - epact - common) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


@lru_cache(maxsize=1024)
def orthodox_easter(year: int) -> dt.date:
    """Return the Easter Sunday of the Julian calendar, as a Gregorian date."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    behind = year // 100 - year // 400 - 2
    return dt.date(year, month, day + 1) + behind * _DAY
