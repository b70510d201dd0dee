"""Instants as people and ticket systems write them: one grammar, wherever one is read.

A date and a time of day as in ISO 8601, extended (`2026-01-05T17:30`) or basic (`20260105T1730`),
with `T` or blanks between them, if need be seconds and a fraction of them, and an offset
(`Z`, `+01:00`, `+0100`, `+01`), which a blank may precede. Refused are week dates, a time of hours
alone, `24:00`, leap seconds and the names of zones, which few readers understand alike.
"""

import datetime as dt
import re
from calendar import monthrange
from typing import Final

from sportello.findings import Invalid
from sportello.worktime.dates import FIRST_YEAR, LAST_YEAR, check_years, parse_date
from sportello.worktime.problems import shown

HOW: Final = "write it like 2026-01-05T17:30, or with its offset like 2026-01-05T17:30+01:00"
_DATE: Final = r"([0-9]{4})(?:-([0-9]{2})-([0-9]{2})|([0-9]{2})([0-9]{2}))"
_INSTANT: Final = re.compile(
    _DATE + r"(?:[Tt]|[ ]+)([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,]([0-9]+))?)?"
    r"[ ]?(?:[Zz]|([+-])([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2}))?)?)?"
)
_ONLY_DATE: Final = re.compile(_DATE)
_SHORT_HOUR: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt]|[ ]+)([0-9]:[0-9]{2})")
_TIME: Final = re.compile(r"[0-9](?:[Tt]|[ ]+)[0-9]|:")
_DAY: Final = dt.timedelta(days=1)


def parse_instant(text: object) -> dt.datetime:
    """Return the instant that a text says; without an offset it is naive.

    Blanks around it do not count, nor do digits after the sixth of a fraction. Raises Invalid, with
    the remedy, for anything else, a date without its time, and a year that no calendar reaches.
    """
    written = text.strip() if isinstance(text, str) else ""
    found = _INSTANT.fullmatch(written)
    if found is None:
        raise _no_instant(text, written)
    year, *month_and_day, hour, minute, second, fraction, sign, hours, minutes, seconds = (
        found.groups()
    )
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        hint = f"write a date from {FIRST_YEAR} to {LAST_YEAR}"
        raise Invalid(f"{shown(written)} is out of reach", hint)
    month, day = (int(part) for part in month_and_day if part)
    ahead = dt.timedelta(
        hours=int(hours or 0), minutes=int(minutes or 0), seconds=int(seconds or 0)
    )
    is_offset = ahead < _DAY and int(minutes or 0) < 60 and int(seconds or 0) < 60
    micro = int((fraction or "")[:6].ljust(6, "0"))
    try:
        if not is_offset:
            raise ValueError
        wall = dt.datetime.combine(
            dt.date(int(year), month, day),
            dt.time(int(hour), int(minute), int(second or 0), micro),
        )
    except ValueError:
        if not _exists(int(year), month, day):
            message = f"{shown(written)} is not in the calendar"
            raise Invalid(message, "write a day that its month has") from None
        raise Invalid(f"{shown(written)} is not an instant", HOW) from None
    if sign:
        return wall.replace(tzinfo=dt.timezone(-ahead if sign == "-" else ahead))
    return wall.replace(tzinfo=dt.UTC) if written[-1] in "Zz" else wall


def parse_date_or_instant(text: object) -> dt.date | dt.datetime:
    """Return a date, which may carry its weekday, or an instant. Raises Invalid like both."""
    if isinstance(text, str) and _TIME.search(text):
        return parse_instant(text)
    found = parse_date(text)
    check_years(found)
    return found


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _no_instant(text: object, written: str) -> Invalid:
    if short := _SHORT_HOUR.fullmatch(written):
        hint = f"write its hour with two digits: {short[1]}T0{short[2]}"
        return Invalid(f"{shown(text)} is not an instant", hint)
    found = _ONLY_DATE.fullmatch(written)
    if found is None:
        return Invalid(f"{shown(text)} is not an instant", HOW)
    year, month, day = (part for part in found.groups() if part)
    return Invalid(f"{shown(text)} has no time", f"write it like {year}-{month}-{day}T09:00")
