"""From the plain data of a calendar, of either kind, to its rules."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sportello.findings import KeyPath
from sportello.findings.shape_rules import R001, S003
from sportello.worktime.calendar_rules import CalendarRules
from sportello.worktime.combined import CombinedRules, Rules
from sportello.worktime.compiled import CompiledCalendar
from sportello.worktime.problems import SpecError, SpecProblems, check_keys, shown, suggestion
from sportello.worktime.rules import W001, W002, W003, W009
from sportello.worktime.spec import (
    COMBINING,
    is_combined,
    read_assumed_of,
    read_rules,
)
from sportello.worktime.text import NO_TEXTS, read_text
from sportello.worktime.written import WrittenCalendar
from sportello.worktime.zones import Zone, read_timezone

_OF_PARTS: Final = ("week", "seasons", "holidays", "exceptions", "extends")


def read_calendar(
    spec: object,
    name: str,
    holidays: Mapping[str, object],
    calendars: Mapping[str, object],
) -> Rules:
    """Read one entry of `calendars:`; of `calendars`, some may be the rules already read.

    Raises SpecError with everything that is wrong.
    """
    if not is_combined(spec):
        return read_rules(spec, name, holidays, calendars)
    problems = SpecProblems()
    kind = next(key for key in COMBINING if key in spec)
    _check_keys(spec, kind, problems)
    parts = _read_parts(spec[kind], (name, kind), holidays, calendars, problems)
    zone = _read_zone(spec, parts, problems)
    title, assumed = (
        read_text(spec[key], (key,), problems) if key in spec else NO_TEXTS
        for key in ("name", "assumed")
    )
    assumed_of = read_assumed_of(spec, problems)
    if not problems.found and zone is not None:
        rules = CombinedRules(
            name, zone, parts, kind == "all_of", title, assumed, assumed_of or "hours"
        )
        if _opens(rules):
            return rules
        hint = "let these calendars have hours, and years of known holidays, in common"
        problems.add((kind,), "the calendar never opens", hint, W002)
    raise SpecError(name, problems.found)


def _opens(rules: CombinedRules) -> bool:
    compiled, years = CompiledCalendar(rules), range(rules.first_year, rules.last_year + 1)
    ends = ((compiled.new_year(year), compiled.new_year(year + 1)) for year in reversed(years))
    return any(next(compiled.open_intervals(first, last), None) for first, last in ends)


def _check_keys(spec: dict[object, object], kind: str, problems: SpecProblems) -> None:
    own = {key: value for key, value in spec.items() if key not in _OF_PARTS}
    check_keys(own, (), WrittenCalendar, problems)
    for key in _OF_PARTS:
        if key in spec:
            message = (
                f'"{key}" has no place beside "{kind}": the hours are those of other calendars'
            )
            problems.add((key,), message, "write it in one of these calendars", W009, on_key=True)
    if spec.keys() >= {*COMBINING}:
        message = "open where any or open where all of them are is not the same"
        hint = "keep one of the two; one of the calendars may itself have the other"
        problems.add(("all_of",), message, hint, W009, on_key=True)


def _read_parts(
    value: object,
    place: tuple[str, str],
    holidays: Mapping[str, object],
    calendars: Mapping[str, object],
    problems: SpecProblems,
) -> tuple[Rules, ...]:
    """Read the calendars that one is made of; `place` is its name, and its key for them."""
    name, key = place
    if not isinstance(value, list):
        hint = "write a list of calendars, such as [munich, berlin]"
        problems.add((key,), f"{shown(value)} is not a list", hint, S003)
        return ()
    found: list[Rules] = []
    for index, part in enumerate(value):
        path = (key, index)
        write = "write the name of a calendar in this file"
        if not isinstance(part, str):
            problems.add(path, f"{shown(part)} is not the name of a calendar", write, S003)
        elif part not in calendars:
            hint = f"{suggestion(part, calendars)}{write}"
            problems.add(path, f"there is no calendar {shown(part)}", hint, R001)
        elif part in value[:index]:
            problems.add(path, f"calendar {shown(part)} is listed twice", "remove one", W009)
        elif way := way_between(part, name, calendars):
            loop = " → ".join((name, *way))
            problems.add(path, f"calendars are made of each other: {loop}", "break the loop", W003)
        else:
            found += _read_part(part, path, holidays, calendars, problems)
    if len(value) < 2:
        message = f'"{key}" needs two calendars, and this is {"one" if value else "none"}'
        problems.add((key,), message, "name the others too, or use that calendar itself", W009)
    return tuple(found)


def _read_part(
    name: str,
    path: KeyPath,
    holidays: Mapping[str, object],
    calendars: Mapping[str, object],
    problems: SpecProblems,
) -> Iterator[Rules]:
    spec = calendars[name]
    if isinstance(spec, CalendarRules | CombinedRules):
        yield spec
        return
    try:
        yield read_calendar(spec, name, holidays, calendars)
    except SpecError as error:
        message = f'calendar "{name}" is itself not right ({error.problems[0]})'
        problems.add(path, message, f'correct "{name}" first', error.problems[0].rule)


def way_between(name: str, other: str, calendars: Mapping[str, object]) -> tuple[str, ...]:
    """Return the calendars through which one is made of another, both included, or none."""
    if name == other:
        return (name,)
    ways: dict[str, tuple[str, ...]] = {name: (name,)}
    to_see = [name]
    while to_see:
        seen = to_see.pop()
        for part in parts_of(calendars.get(seen)):
            if part == other:
                return (*ways[seen], part)
            if part not in ways:
                ways[part] = (*ways[seen], part)
                to_see.append(part)
    return ()


def parts_of(spec: object) -> tuple[str, ...]:
    """Return the names of calendars that an entry is made of, as far as they are names."""
    if not is_combined(spec):
        return ()
    found: list[str] = []
    for key in COMBINING:
        names = spec.get(key)
        found += (
            [each for each in names if isinstance(each, str)] if isinstance(names, list) else []
        )
    return tuple(found)


def _read_zone(
    spec: dict[object, object], parts: Sequence[Rules], problems: SpecProblems
) -> Zone | None:
    if "timezone" in spec:
        return read_timezone(spec["timezone"], problems)
    zones = {part.zone.key: part for part in reversed(parts)}
    if len(zones) > 1:
        shown_zones = ", ".join(f'"{part.name}" in {part.zone.key}' for part in parts)
        message = f"its calendars are in several time zones: {shown_zones}"
        hint = 'add the one in which its hours are told, such as "timezone: Europe/Rome"'
        problems.add(("timezone",), message, hint, W001)
        return None
    return next((part.zone for part in parts), None)
