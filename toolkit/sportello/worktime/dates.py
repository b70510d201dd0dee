"""Dates as an editor writes them, with or without their weekday."""

import calendar
import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Self, TypeAlias

from sportello.findings import Invalid
from sportello.worktime.problems import shown

WEEKDAYS: Final = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
}
MONTHS: Final = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "it": (
        *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
        *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
    ),
}
WEEKDAY_NUMBERS: Final = {
    spelling.casefold(): day
    for names in WEEKDAYS.values()
    for day, name in enumerate(names)
    for spelling in (name, name[:3], name.replace("ì", "i"))
}
"""Weekdays by the ways to write them: in English or Italian, in full or by three letters."""
MONTH_NUMBERS: Final = {
    spelling.casefold(): number
    for names in MONTHS.values()
    for number, name in enumerate(names, 1)
    for spelling in (name, name[:3])
}
"""Months by the ways to write them, likewise."""
_SHORT: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNPADDED: Final = re.compile(r"(?<![^\s,])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![^\s,])")
_YEARLY: Final = re.compile(r"--([0-9]{2})-([0-9]{2})")
_WORDS: Final = re.compile(r"[^\s,]+")
_SEPARATED: Final = re.compile(r"\s*[^\s,]+(?:(?:\s*,\s*|\s+)[^\s,]+)?\s*")
_EXAMPLE: Final = "write it like 2026-08-14"
_LEAP_YEAR: Final = 2000
Names: TypeAlias = Mapping[str, str]
"""What something is called: language -> text."""
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class YearlyDate:
    """A month and a day, every year: `--12-24` in the notation of RFC 6350 (vCard)."""

    month: int
    day: int

    @classmethod
    def of(cls, date: dt.date) -> Self:
        """Return the month and day of a date."""
        return cls(date.month, date.day)

    def in_year(self, year: int) -> dt.date | None:
        """Return the date in that year; None for 29 February outside leap years."""
        if self.day > calendar.monthrange(year, self.month)[1]:
            return None
        return dt.date(year, self.month, self.day)

    def dates_in(self, year: int) -> Collection[dt.date]:
        """Return its dates in a year: one, or none."""
        date = self.in_year(year)
        return () if date is None else (date,)

    def spoken(self) -> Names:
        """Return it in words: `every 24 December`."""
        every = {"en": "every", "it": "ogni"}
        return {
            tag: f"{every[tag]} {self.day} {months[self.month - 1]}"
            for tag, months in MONTHS.items()
        }

    def __str__(self) -> str:
        return f"--{self.month:02}-{self.day:02}"


def parse_date(text: object) -> dt.date:
    """Read an ISO date that may carry its weekday, in English or Italian, before or after it.

    Raises Invalid for anything else and for a wrong weekday.
    """
    if not isinstance(text, str) or not _SEPARATED.fullmatch(text):
        raise Invalid(f"{shown(text)} is not a date", _EXAMPLE)
    words = _WORDS.findall(text)
    dates = [word for word in words if _DATE.fullmatch(word)]
    if _YEARLY.fullmatch(text.strip()):
        hint = f"{_EXAMPLE}; of every year are holidays, seasons and the date: of an exception"
        raise Invalid(f"{shown(text)} has no year, and one is needed here", hint)
    if len(dates) != 1:
        raise Invalid(f"{shown(text)} is not a date", _with_zeros(text) or _EXAMPLE)
    try:
        date = dt.date.fromisoformat(dates[0])
    except ValueError:
        raise Invalid(f"{dates[0]} is not in the calendar", "correct the day or month") from None
    for word in words:
        if word != dates[0]:
            _check_weekday(date, word)
    return date


def is_yearly(text: str) -> bool:
    """Tell whether a text is written as a date of every year is."""
    return _YEARLY.fullmatch(text) is not None


def parse_holiday_date(text: object) -> dt.date | YearlyDate:
    """Read a date as `parse_date` does, or one of every year such as `--12-24`.

    Raises Invalid for anything else.
    """
    yearly = _YEARLY.fullmatch(text.strip()) if isinstance(text, str) else None
    if yearly is None:
        return parse_date(text)
    month, day = int(yearly[1]), int(yearly[2])
    try:
        dt.date(_LEAP_YEAR, month, day)
    except ValueError:
        raise Invalid(f"{shown(text)} is in no year", "write month and day like --12-24") from None
    return YearlyDate(month, day)


def date_in_languages(date: dt.date) -> Names:
    """Return a date in words, in English and Italian: `Friday 21 August 2026`."""
    return {
        tag: f"{WEEKDAYS[tag][date.weekday()]} {date.day} {months[date.month - 1]} {date.year}"
        for tag, months in MONTHS.items()
    }


def check_years(date: dt.date) -> None:
    """Raise Invalid for a date outside the years that are compiled."""
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise Invalid(f"{date} is out of reach", f"write a date from {FIRST_YEAR} to {LAST_YEAR}")


def _with_zeros(text: str) -> str:
    """Return the remedy for a date that lacks nothing but zeros, and "" for any other text."""
    found = _UNPADDED.findall(text)
    if len(found) != 1:
        return ""
    try:
        date = dt.date(*map(int, found[0]))
    except ValueError:
        return ""
    return f"write {_UNPADDED.sub(str(date), text)}"


def _check_weekday(date: dt.date, word: str) -> None:
    day, english = WEEKDAY_NUMBERS.get(word.casefold()), WEEKDAYS["en"]
    if day is None:
        raise Invalid(
            f'"{word}" is not a weekday', f"write {date}, or {date} {english[date.weekday()]}"
        )
    if day == date.weekday():
        return
    right, wrong = english[date.weekday()], english[day]
    if word[:3].casefold() == WEEKDAYS["it"][day][:3]:
        italian = WEEKDAYS["it"]
        right, wrong = f"{italian[date.weekday()]} ({right})", f"{italian[day]} ({wrong})"
    raise Invalid(f"{date} is a {right}, not a {wrong}", "correct the date or the weekday")


def short_weekday(name: str) -> str | None:
    """Return the three letters that calendars use for a weekday named in English or Italian."""
    found = WEEKDAY_NUMBERS.get(name.casefold())
    return None if found is None else _SHORT[found]
