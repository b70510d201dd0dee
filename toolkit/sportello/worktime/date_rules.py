"""Dates by rule: of every year, counted from Easter, the 2nd Saturday, the day before a holiday."""

import calendar
import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, TypeAlias

from sportello.findings import Invalid
from sportello.worktime.dates import (
    MONTH_NUMBERS,
    MONTHS,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
    Names,
    YearlyDate,
    is_yearly,
    parse_date,
    parse_holiday_date,
)
from sportello.worktime.easter import easter, orthodox_easter
from sportello.worktime.problems import shown
from sportello.worktime.rules_meant import corrected, day_and_month

_DAY: Final = dt.timedelta(days=1)
_FURTHEST: Final = 300
_ORDINALS: Final = ("last", "1st", "2nd", "3rd", "4th", "5th")
"""By their number; the last of its weekday in a month has the number 0."""
_EVE: Final = "day before holiday"
_EASTER: Final = re.compile(r"(orthodox )?easter(?: ?([+-]) ?([0-9]{1,4}) days?)?")
_NTH: Final = re.compile(r"([0-9a-z]+) (\w+)(?: of (\w+))?")
_DATED: Final = re.compile(r"[0-9]{4}-[0-9]")
_FORMS: Final = "2026-08-14, --12-24, easter - 46 days, 2nd sat, last fri of november"


@dataclass(frozen=True, slots=True)
class EasterDate:
    """The date so many days after Easter, or before it if `days` is negative."""

    days: int
    orthodox: bool = False

    def dates_in(self, year: int) -> Collection[dt.date]:
        """Return its dates in a year."""
        find = orthodox_easter if self.orthodox else easter
        near = (find(each) + self.days * _DAY for each in range(year - 1, year + 2))
        return tuple(date for date in near if date.year == year)

    def spoken(self) -> Names:
        """Return it in words: `46 days before Easter`."""
        days = abs(self.days)
        english = "Orthodox Easter" if self.orthodox else "Easter"
        italian = "Pasqua ortodossa" if self.orthodox else "Pasqua"
        if not days:
            return {"en": english, "it": italian}
        sides = ("before", "prima di") if self.days < 0 else ("after", "dopo")
        units = ("day", "giorno") if days == 1 else ("days", "giorni")
        return {
            "en": f"{days} {units[0]} {sides[0]} {english}",
            "it": f"{days} {units[1]} {sides[1]} {italian}",
        }

    def __str__(self) -> str:
        days = abs(self.days)
        sign, unit = "-" if self.days < 0 else "+", "day" if days == 1 else "days"
        return "orthodox " * self.orthodox + "easter" + (f" {sign} {days} {unit}" if days else "")


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The first to fifth of a weekday in every month, or in one; the number 0 is the last."""

    number: int
    weekday: int
    month: int | None = None

    def dates_in(self, year: int) -> Collection[dt.date]:
        """Return its dates in a year."""
        months = (self.month,) if self.month else range(1, 13)
        found = (self._in_month(year, month) for month in months)
        return tuple(date for date in found if date is not None)

    def _in_month(self, year: int, month: int) -> dt.date | None:
        first, length = calendar.monthrange(year, month)
        days = range(1 + (self.weekday - first) % 7, length + 1, 7)
        if self.number > len(days):
            return None
        return dt.date(year, month, days[self.number - 1])

    def spoken(self) -> Names:
        """Return it in words: `2nd Saturday of the month`."""
        english, italian = WEEKDAYS["en"][self.weekday], WEEKDAYS["it"][self.weekday]
        feminine = italian.endswith("a")
        nth = f"{self.number}{'ª' if feminine else '°'}"
        if not self.number:
            nth = "ultima" if feminine else "ultimo"
        of = (" of the month", " del mese")
        if self.month:
            of = (f" of {MONTHS['en'][self.month - 1]}", f" di {MONTHS['it'][self.month - 1]}")
        ordinal = _ORDINALS[self.number]
        return {"en": f"{ordinal} {english}{of[0]}", "it": f"{nth} {italian}{of[1]}"}

    def __str__(self) -> str:
        of = f" of {MONTHS['en'][self.month - 1].lower()}" if self.month else ""
        return f"{_ORDINALS[self.number]} {WEEKDAYS['en'][self.weekday][:3].lower()}{of}"


@dataclass(frozen=True, slots=True)
class DayBeforeHoliday:
    """Each date whose next one is a holiday of the calendar."""

    def spoken(self) -> Names:
        """Return it in words."""
        return {"en": "the day before a holiday", "it": "il giorno prima di un festivo"}

    def __str__(self) -> str:
        return _EVE


DateRule: TypeAlias = YearlyDate | EasterDate | NthWeekday
"""What has dates in a year by itself."""
ExceptionRule: TypeAlias = DateRule | DayBeforeHoliday
"""What an exception may be written for, beside a date."""


def parse_date_or_rule(text: object) -> dt.date | DateRule:
    """Read a date or a rule for dates: `2026-08-14`, `--12-24`, `easter - 46 days`, `2nd sat`.

    Weekdays and months are those of English or Italian, in full or by three letters. Raises
    Invalid for anything else.
    """
    found = _read(text, _FORMS)
    if isinstance(found, DayBeforeHoliday):
        raise Invalid(f"{shown(text)} cannot stand here", f"write it like {_FORMS}")
    return found


def parse_exception_date(text: object) -> dt.date | ExceptionRule:
    """Read what `parse_date_or_rule` does, or `day before holiday`."""
    if isinstance(text, list):
        raise Invalid("a list is not a date", "write an exception for each of its dates")
    return _read(text, f"{_FORMS}, {_EVE}")


def _read(text: object, forms: str) -> dt.date | ExceptionRule:
    plain = " ".join(text.casefold().split()) if isinstance(text, str) else ""
    if _DATED.search(plain):
        return parse_date(text)
    if is_yearly(plain):
        return parse_holiday_date(text)
    found = _rule(plain)
    if found is None:
        meant = day_and_month(plain) or _rule(corrected(plain))
        guess = f'did you mean "{meant}"? ' if meant else ""
        raise Invalid(f"{shown(text)} is not a date", f"{guess}write it like {forms}")
    if isinstance(found, EasterDate) and abs(found.days) > _FURTHEST:
        hint = f"write at most {_FURTHEST} days, or count from another date"
        raise Invalid(f"{shown(text)} is too far from Easter", hint)
    return found


def _rule(plain: str) -> EasterDate | NthWeekday | DayBeforeHoliday | None:
    if plain == _EVE:
        return DayBeforeHoliday()
    from_easter = _EASTER.fullmatch(plain)
    if from_easter is not None:
        days = int(from_easter[3] or 0)
        return EasterDate(-days if from_easter[2] == "-" else days, bool(from_easter[1]))
    nth = _NTH.fullmatch(plain)
    weekday = WEEKDAY_NUMBERS.get(nth[2]) if nth else None
    if nth is None or weekday is None or nth[1] not in _ORDINALS:
        return None
    if nth[3] and nth[3] not in MONTH_NUMBERS:
        return None
    return NthWeekday(_ORDINALS.index(nth[1]), weekday, MONTH_NUMBERS.get(nth[3] or ""))
