"""From the plain data of `calendars:` to the rules of one calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeGuard, cast, get_args

from sportello.findings.shape_rules import R001, S003, S004
from sportello.worktime.calendar_rules import CalendarRules
from sportello.worktime.exceptions import DatedHours, RuledHours, check_once, read_exceptions
from sportello.worktime.holidayset import HolidaySet, read_holiday_set
from sportello.worktime.problems import SpecError, SpecProblems, check_keys, shown, suggestion
from sportello.worktime.rules import W002, W003, W008, W009
from sportello.worktime.seasons import NO_SEASONS, Seasons, read_seasons
from sportello.worktime.text import NO_TEXTS, read_text
from sportello.worktime.week import Week, read_week
from sportello.worktime.written import AssumedOf, WrittenCalendar
from sportello.worktime.zones import Zone, read_timezone

COMBINING: Final = ("any_of", "all_of")
"""The keys of a calendar that is made of others."""
_EMPTY_WEEK: Final[Week] = ((),) * 7


@dataclass(frozen=True, slots=True)
class _Layer:
    """What one entry writes itself; None for what it leaves to the calendar it extends.

    `meant` are the keys that unknown ones of it seem to be.
    """

    timezone: Zone | None = None
    week: Week | None = None
    seasons: Seasons | None = None
    holidays: tuple[HolidaySet, ...] | None = None
    exceptions: tuple[DatedHours | RuledHours, ...] = ()
    assumed: Mapping[str, str] | None = None
    assumed_of: AssumedOf | None = None
    meant: frozenset[str] = frozenset()


def read_rules(
    spec: object,
    name: str,
    holidays: Mapping[str, object],
    calendars: Mapping[str, object],
) -> CalendarRules:
    """Read one entry of `calendars:`.

    Raises SpecError with everything that is wrong.
    """
    problems = SpecProblems()
    layer = own = _read_layer(spec, holidays, problems)
    ancestors = _ancestors(spec, name, calendars, problems)
    for ancestor in ancestors:
        inherited = SpecProblems()
        layer = _extend(_read_layer(calendars[ancestor], holidays, inherited), layer)
        for problem in inherited.found[:1]:
            message = f'calendar "{ancestor}" is itself not right ({problem})'
            problems.add(("extends",), message, f'correct "{ancestor}" first', problem.rule)
    dated = (each for each in layer.exceptions if isinstance(each, DatedHours))
    exceptions = check_once(dated, problems)
    title = NO_TEXTS
    if isinstance(spec, dict) and "name" in spec:
        title = read_text(spec["name"], ("name",), problems)
    if (
        layer.timezone is None
        and own.meant.isdisjoint(("timezone", *COMBINING))
        and not problems.touch("timezone", "extends")
    ):
        problems.add(("timezone",), "a calendar needs a time zone", "write timezone: Europe/Rome")
    hours = ("week", "seasons", "exceptions", "extends", *COMBINING)
    if own.meant.isdisjoint(hours) and not problems.touch(*hours) and not _opens(layer):
        hint = 'write its hours, such as mon-fri: "09:00-18:00", or an exception with open:'
        problems.add(("week",), "the calendar never opens", hint, W002)
    if problems.found or layer.timezone is None:
        raise SpecError(name, problems.found)
    return CalendarRules(
        name,
        layer.timezone,
        layer.week or _EMPTY_WEEK,
        layer.holidays or (),
        exceptions,
        layer.seasons or NO_SEASONS,
        title,
        layer.assumed or NO_TEXTS,
        tuple(each for each in layer.exceptions if isinstance(each, RuledHours)),
        layer.assumed_of or "hours",
        tuple(ancestors),
    )


def is_combined(spec: object) -> TypeGuard[dict[object, object]]:
    """Return whether an entry of `calendars:` is made of other calendars."""
    return isinstance(spec, dict) and any(key in spec for key in COMBINING)


def _opens(layer: _Layer) -> bool:
    seasons = layer.seasons.written if layer.seasons else ()
    weeks = (layer.week or (), *(season.week for season in seasons))
    opening = (each.hours for each in layer.exceptions if each.opens_closed_days)
    return any(map(any, weeks)) or any(opening)


def _extend(parent: _Layer, child: _Layer) -> _Layer:
    return _Layer(
        child.timezone or parent.timezone,
        parent.week if child.week is None else child.week,
        parent.seasons if child.seasons is None else child.seasons,
        parent.holidays if child.holidays is None else child.holidays,
        (*child.exceptions, *(replace(each, place=None) for each in parent.exceptions)),
        parent.assumed if child.assumed is None else child.assumed,
        child.assumed_of or (parent.assumed_of if child.assumed is None else None),
    )


def _ancestors(
    spec: object, name: str, calendars: Mapping[str, object], problems: SpecProblems
) -> list[str]:
    """Return the calendars that this one extends, nearest first, as far as they can be found."""
    chain: list[str] = []
    entry = spec
    while isinstance(entry, dict) and "extends" in entry:
        parent = entry["extends"]
        owner = f'calendar "{chain[-1]}": ' if chain else ""
        if not isinstance(parent, str):
            problems.add(
                ("extends",),
                f"{owner}{shown(parent)} is not a calendar",
                "write a calendar's name",
                S003,
            )
            break
        if parent == name or parent in chain:
            loop = " → ".join((name, *chain, parent))
            message = f"calendars extend each other: {loop}"
            problems.add(("extends",), message, "break the loop", W003)
            break
        if parent not in calendars:
            hint = f"{suggestion(parent, calendars)}write the name of a calendar in this file"
            message = f"{owner}there is no calendar {shown(parent)}"
            problems.add(("extends",), message, hint, R001)
            break
        if is_combined(calendars[parent]):
            message = f"{owner}{shown(parent)} is made of others, and has no week to extend"
            problems.add(("extends",), message, "write the name of one of these", W009)
            break
        chain.append(parent)
        entry = calendars[parent]
    return chain


def _read_layer(spec: object, holidays: Mapping[str, object], problems: SpecProblems) -> _Layer:
    if not isinstance(spec, dict):
        problems.add(
            (), f"{shown(spec)} is not a calendar", "write a mapping with timezone and week", S003
        )
        return _Layer()
    missing = () if "extends" in spec else {"timezone", "week"} - {*spec}
    layer = _Layer(meant=check_keys(spec, (), WrittenCalendar, problems, missing))
    if "timezone" in spec:
        layer = replace(layer, timezone=read_timezone(spec["timezone"], problems))
    if "week" in spec:
        layer = replace(layer, week=read_week(spec["week"], ("week",), problems))
    if "seasons" in spec:
        layer = replace(layer, seasons=read_seasons(spec["seasons"], ("seasons",), problems))
    if "holidays" in spec:
        layer = replace(layer, holidays=_read_holidays(spec["holidays"], holidays, problems))
    if "exceptions" in spec:
        layer = replace(layer, exceptions=read_exceptions(spec["exceptions"], problems))
    if "assumed" in spec:
        layer = replace(layer, assumed=read_text(spec["assumed"], ("assumed",), problems))
    return replace(layer, assumed_of=read_assumed_of(spec, problems))


def read_assumed_of(spec: dict[object, object], problems: SpecProblems) -> AssumedOf | None:
    """Return what an entry of `calendars:` assumes, as far as it says so."""
    found = spec.get("assumed_of")
    if "assumed_of" in spec and found not in get_args(AssumedOf):
        hint = f"{suggestion(str(found), get_args(AssumedOf))}write hours or holidays"
        problems.add(("assumed_of",), f"{shown(found)} is not hours or holidays", hint, S004)
        return None
    return cast("AssumedOf | None", found)


def _read_holidays(
    value: object, known: Mapping[str, object], problems: SpecProblems
) -> tuple[HolidaySet, ...] | None:
    if not isinstance(value, list):
        hint = "write a list of holiday sets, such as [italy], or [] for none"
        problems.add(("holidays",), f"{shown(value)} is not a list", hint, S003)
        return None
    found: list[HolidaySet] = []
    for index, name in enumerate(value):
        place = ("holidays", index)
        if not isinstance(name, str) or name not in known:
            hint = f"{suggestion(str(name), known)}write the name of an entry of holidays"
            problems.add(place, f"there is no holiday set {shown(name)}", hint, R001)
            continue
        if name in value[:index]:
            message = f"holiday set {shown(name)} is listed twice"
            problems.add(place, message, "remove one of them", W008)
            continue
        inside = SpecProblems()
        holiday_set = read_holiday_set(known[name], inside, name)
        for problem in inside.found[:1]:
            message = f"holiday set {shown(name)} is itself not right ({problem})"
            problems.add(place, message, f"correct {shown(name)} first", problem.rule)
        if holiday_set is not None:
            found.append(holiday_set)
    return tuple(found)
