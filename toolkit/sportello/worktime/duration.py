"""Durations as an editor writes them: "40 business hours", "5 working days"."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final, Self

from sportello.findings import Invalid
from sportello.worktime.other_words import in_digits, in_english
from sportello.worktime.problems import shown, suggestion
from sportello.worktime.units_meant import days_meant, units_meant


class DurationKind(StrEnum):
    """What a duration counts."""

    IMMEDIATE = "immediate"
    ELAPSED = "elapsed"
    CALENDAR_DAYS = "calendar_days"
    BUSINESS = "business"
    WORKING_DAYS = "working_days"

    @property
    def is_day_and_night(self) -> bool:
        """Whether time counts that needs no calendar: hours and days, open or closed."""
        return self in (DurationKind.ELAPSED, DurationKind.CALENDAR_DAYS)

    def counts_like(self, other: "DurationKind") -> bool:
        """Tell whether amounts of two kinds can be compared without a calendar."""
        return self is other or (self.is_day_and_night and other.is_day_and_night)


_UNITS: Final = {
    "minutes": (DurationKind.ELAPSED, 60),
    "hours": (DurationKind.ELAPSED, 3600),
    "calendar days": (DurationKind.CALENDAR_DAYS, 86_400),
    "business minutes": (DurationKind.BUSINESS, 60),
    "business hours": (DurationKind.BUSINESS, 3600),
    "working days": (DurationKind.WORKING_DAYS, 1),
}
_SPELLINGS: Final = {**{unit: unit for unit in _UNITS}, **{unit[:-1]: unit for unit in _UNITS}}
_SHAPE: Final = re.compile(r"([+-]?)([0-9]+(?:[.,][0-9]+)?)\s*(.*)", re.DOTALL)
_NEXT_DAY: Final = re.compile(
    r"((by|within|end of|the) )*next[ -](business|working|work)[ -]day|nbd"
)
_THIS_DAY: Final = re.compile(
    r"(?=.*\b(same|this|end|today|eod)\b)"
    r"((by|within|the|end|of|same|this|business|working|work)[ -])*(day|today|eod)"
)
_MAX_DIGITS: Final = 9
_TEN_YEARS: Final = 3660
"""In days, each with all its hours: a longer promise is a slip of the keyboard."""


class Duration:
    """A length of time and the way it is counted, such as `40 business hours`.

    It is immutable. Two durations are equal if they mean the same wherever they are written: "60
    minutes" is "1 hour", but neither "1 business hour" nor, with 24 of them, "1 calendar day",
    which gives a date where hours give an instant. `amount` is in seconds, for working days in
    days; `unit` is the unit it was written in and serves only `str`.
    """

    __slots__ = ("_amount", "_kind", "_unit")

    def __init__(self, kind: DurationKind, amount: int, unit: str) -> None:
        if amount < 0:
            raise ValueError("a duration is never negative")
        self._kind = kind
        self._amount = amount
        self._unit = unit

    @property
    def kind(self) -> DurationKind:
        """What is counted."""
        return self._kind

    @property
    def amount(self) -> int:
        """How much, in seconds; for working days in days."""
        return self._amount

    @property
    def unit(self) -> str:
        """The unit it was written in."""
        return self._unit

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Duration):
            return NotImplemented
        return (self.kind, self.amount) == (other.kind, other.amount)

    def __hash__(self) -> int:
        return hash((self.kind, self.amount))

    def __repr__(self) -> str:
        return f"Duration({str(self)!r})"

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read `immediate` or a number and a unit.

        Raises Invalid for anything else, and for more than ten years day and night.
        """
        if not isinstance(text, str):
            raise Invalid(f"{shown(text)} is not a duration", 'write it like "40 business hours"')
        words = " ".join(text.lower().split())
        if words == "immediate":
            return cls(DurationKind.IMMEDIATE, 0, "immediate")
        if _NEXT_DAY.fullmatch(words):
            raise Invalid(f"{shown(text)} is not a duration", 'did you mean "1 working day"?')
        if _THIS_DAY.fullmatch(words):
            hint = 'write "0 working days", and beside it the hour: at: "18:00"'
            raise Invalid(f"{shown(text)} is not a duration", hint)
        shape = _SHAPE.fullmatch(words)
        if shape is None and (meant := in_digits(words)):
            raise Invalid(f"{shown(text)} is not a duration", cls._remedy(meant))
        if shape is None:
            remedy = suggestion(words, ["immediate"])
            raise Invalid(
                f"{shown(text)} is not a duration",
                f'{remedy}write "immediate" or a number and a unit, like "40 business hours"',
            )
        sign, number, unit_text = shape.groups()
        if sign:
            raise Invalid(f"{shown(text)} has a sign", "write the number without it")
        if len(number) > _MAX_DIGITS:
            raise Invalid(
                f"{shown(text)} has too long a number", f"write at most {_MAX_DIGITS} digits"
            )
        if "," in number:
            raise Invalid(f"{shown(text)} has a comma", f'write "{_pointed(words)}", with a point')
        return cls._of(text, number, _unit(unit_text, number, text))

    @classmethod
    def _remedy(cls, meant: str) -> str:
        """Return how to write what is meant."""
        try:
            return f'did you mean "{cls.parse(meant)}"?'
        except Invalid as cause:
            return cause.hint

    @classmethod
    def _of(cls, text: str, number: str, unit: str) -> Self:
        kind, scale = _UNITS[unit]
        amount = Decimal(number) * scale
        if amount != int(amount):
            whole = "days" if kind is DurationKind.WORKING_DAYS else "seconds"
            raise Invalid(f"{shown(text)} does not give whole {whole}", "write a whole number")
        most = _TEN_YEARS if kind is DurationKind.WORKING_DAYS else _TEN_YEARS * 86_400
        if amount > most:
            raise Invalid(
                f"{shown(text)} is more than ten years", f"write at most {cls(kind, most, unit)}"
            )
        return cls(kind, int(amount), unit)

    @property
    def seconds(self) -> int | None:
        """The length in seconds; None for working days, which have no fixed length."""
        return None if self.kind is DurationKind.WORKING_DAYS else self.amount

    @property
    def days(self) -> int | None:
        """The number of working days; None for the other kinds."""
        return self.amount if self.kind is DurationKind.WORKING_DAYS else None

    def __str__(self) -> str:
        if self.kind is DurationKind.IMMEDIATE:
            return "immediate"
        number = Decimal(self.amount) / _UNITS[self.unit][1]
        return _counted(f"{number.normalize():f}", self.unit)


def _counted(number: str, unit: str) -> str:
    return f"{number} {unit[:-1] if number == '1' else unit}"


def _in_days(number: str, longer: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the days that a number of weeks, months or years may stand for; working days whole."""
    for unit, days in longer.items():
        amount = Decimal(number) * days
        if unit == "calendar days" or amount == int(amount) or len(longer) == 1:
            yield f"{amount.normalize():f}", unit


def _pointed(words: str) -> str:
    return words.replace(",", ".", 1)


def _unit(unit_text: str, number: str, text: str) -> str:
    unit = _SPELLINGS.get(unit_text)
    if unit is not None:
        return unit
    if not unit_text:
        raise Invalid(f"{shown(text)} has no unit", f'write it like "{number} business hours"')
    written = in_english(unit_text)
    longer = days_meant(written)
    if longer is not None:
        days = [f'"{_counted(each, unit)}"' for each, unit in _in_days(number, longer)]
        raise Invalid(f"{shown(text)} is told in days", f"write {' or '.join(days)}")
    near = [f'"{_counted(number, unit)}"' for unit in units_meant(written)]
    if len(near) > 1:
        raise Invalid(f"{shown(text)} does not say which days", f"write {' or '.join(near)}")
    remedy = f"did you mean {near[0]}? " if near else ""
    units = ", ".join(_UNITS)
    raise Invalid(f"{shown(text)} has an unknown unit", f"{remedy}the units are {units}")
