"""Hours that hold on given dates, or on those of a rule: `exceptions:` of a calendar."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, cast, get_args

from sportello.findings import Invalid, KeyPath
from sportello.findings.shape_rules import S003, S004
from sportello.worktime.date_rules import ExceptionRule, NthWeekday, parse_exception_date
from sportello.worktime.dates import check_years, parse_date
from sportello.worktime.day_rules import W004, W007
from sportello.worktime.hours import Hours, read_hours
from sportello.worktime.problems import SpecProblems, check_keys, shown, suggestion
from sportello.worktime.text import NO_TEXTS, read_text
from sportello.worktime.written import Days, WrittenException

_ENDS: Final = frozenset({"from", "to"})
_HOURS: Final = frozenset({"open", "closed"})
_FORM: Final = "write {date: 2026-05-02, closed: true} or {from: …, to: …, open: …}"


@dataclass(frozen=True, slots=True)
class DatedHours:
    """The hours of the dates from `first` to `last`, both included; no hours means closed.

    `why` is language -> text; `place` is where it stands, None if it was inherited. `days` is None
    where nothing is said: then it opens on all of them.
    """

    first: dt.date
    last: dt.date
    hours: tuple[Hours, ...]
    why: Mapping[str, str]
    place: KeyPath | None = field(default=None, compare=False)
    days: Days | None = None

    @property
    def opens_closed_days(self) -> bool:
        """Whether its hours hold also on days that have none otherwise."""
        return self.days != "working"

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class RuledHours:
    """The hours of the dates of a rule, in every year; otherwise like `DatedHours`.

    Where `days` is not said, the rule of a weekday opens it as a week does, holidays apart; any
    other only changes the hours of dates that have some anyway.
    """

    rule: ExceptionRule
    hours: tuple[Hours, ...]
    why: Mapping[str, str]
    place: KeyPath | None = field(default=None, compare=False)
    days: Days | None = None

    @property
    def as_the_week(self) -> bool:
        """Whether it opens its dates as hours of the week would."""
        return self.days is None and isinstance(self.rule, NthWeekday)

    @property
    def opens_closed_days(self) -> bool:
        """Whether its hours hold also on days that have none otherwise."""
        return self.days == "all" or self.as_the_week

    def __str__(self) -> str:
        return str(self.rule)


def read_exceptions(value: object, problems: SpecProblems) -> tuple[DatedHours | RuledHours, ...]:
    """Read the `exceptions` of a calendar; what is wrong goes to `problems`."""
    if not isinstance(value, list):
        problems.add(("exceptions",), f"{shown(value)} is not a list of exceptions", _FORM, S003)
        return ()
    places = ((("exceptions", index), item) for index, item in enumerate(value))
    read = [_read_one(item, place, problems) for place, item in places]
    return tuple(each for each in read if each is not None)


def check_once(exceptions: Iterable[DatedHours], problems: SpecProblems) -> tuple[DatedHours, ...]:
    """Return exceptions sorted; two for one date are a problem."""
    ordered = sorted(exceptions, key=lambda dated: (dated.first, dated.last))
    widest: DatedHours | None = None
    for dated in ordered:
        if widest is not None and dated.first <= widest.last:
            later, other = (dated, widest) if dated.place else (widest, dated)
            if other.place and later.place and other.place > later.place:
                later, other = other, later
            origin = "" if other.place else ", which is inherited"
            problems.add(
                later.place or ("extends",),
                f"the exception {later} shares a date with the exception {other}{origin}",
                "let each date have one exception",
                W004,
            )
        if widest is None or dated.last > widest.last:
            widest = dated
    return tuple(ordered)


def _read_one(
    value: object, place: KeyPath, problems: SpecProblems
) -> DatedHours | RuledHours | None:
    if not isinstance(value, dict):
        problems.add(place, f"{shown(value)} is not an exception", _FORM, S003)
        return None
    meant = check_keys(value, place, WrittenException, problems, _missing(value))
    dates = _read_dates(value, place, problems, meant)
    hours = None if meant & _HOURS else _read_hours(value, place, problems)
    why = read_text(value["why"], (*place, "why"), problems) if "why" in value else NO_TEXTS
    days = _read_days(value, place, problems) if "days" in value else None
    if dates is None or hours is None:
        return None
    if isinstance(dates, tuple):
        return DatedHours(*dates, hours, why, place, days)
    return RuledHours(dates, hours, why, place, days)


def _missing(value: dict[object, object]) -> frozenset[str]:
    """Return the keys of which others, or there being none, say that they should be there."""
    ends = _ENDS & {*value}
    dates = _ENDS - ends if ends else frozenset({"date"})
    hours = frozenset[str]() if _HOURS & {*value} else frozenset({"open"})
    return hours if "date" in value else dates | hours


def _read_dates(
    value: dict[object, object], place: KeyPath, problems: SpecProblems, meant: frozenset[str]
) -> tuple[dt.date, dt.date] | ExceptionRule | None:
    """Return the first and the last date of an exception, or its rule."""
    keys = [key for key in ("date", "from", "to") if key in value]
    read = [_read_date(value[key], key, place, problems) for key in keys]
    if meant & {"date", *_ENDS}:
        return None
    match keys, read:
        case ["date"], [dt.date() as date]:
            return date, date
        case ["date"], [rule]:
            return cast("ExceptionRule | None", rule)
        case ["from", "to"], [dt.date() as first, dt.date() as last]:
            if first <= last:
                return first, last
            message = f"from {first} lies after to {last}"
            problems.add(place, message, "swap from and to", W007)
        case ["from", "to"], _:
            pass
        case _:
            given = " and ".join(keys) or "no date"
            message = f"an exception has a date, or from and to; this one has {given}"
            problems.add(place, message, _FORM, W007)
    return None


def _read_date(
    text: object, key: str, place: KeyPath, problems: SpecProblems
) -> dt.date | ExceptionRule | None:
    try:
        date = parse_exception_date(text) if key == "date" else parse_date(text)
        if isinstance(date, dt.date):
            check_years(date)
    except Invalid as error:
        problems.add_error((*place, key), error)
        return None
    return date


def _read_hours(
    value: dict[object, object], place: KeyPath, problems: SpecProblems
) -> tuple[Hours, ...] | None:
    if ("open" in value) == ("closed" in value):
        message = "an exception is either open or closed"
        problems.add(place, message, 'write open: "08:00-20:00" or closed: true', W007)
        return None
    if "closed" in value:
        if value["closed"] is not True:
            message = f"closed: {shown(value['closed'])} says nothing"
            hint = "write closed: true, or open: with hours"
            problems.add((*place, "closed"), message, hint, W007)
            return None
        return ()
    if value["open"] in ("closed", []):
        hint = "write closed: true instead"
        problems.add((*place, "open"), "an opening needs hours", hint, W007)
        return None
    return tuple(hours for hours, _ in read_hours(value["open"], (*place, "open"), problems))


def _read_days(value: dict[object, object], place: KeyPath, problems: SpecProblems) -> Days | None:
    days, hint = value["days"], "write days: working, or days: all"
    if "closed" in value:
        message = "days: says when to open, and a closure does not"
        problems.add((*place, "days"), message, "remove it", W007)
        return None
    if days not in get_args(Days):
        hint = f"{suggestion(str(days), get_args(Days))}{hint}"
        problems.add((*place, "days"), f"{shown(days)} is not all or working", hint, S004)
        return None
    return cast("Days", days)
