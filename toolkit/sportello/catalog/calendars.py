"""The calendars of a catalog, compiled, with the days that announcements open or close."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from sportello.catalog.announced_hours import (
    Made,
    excepted,
    excepted_in_part,
    made_exceptions,
    windows_of,
)
from sportello.findings import KeyPath, Problem
from sportello.worktime import Calendar, SpecError, SpecProblem, check_holiday_set
from sportello.worktime.calendar_rules import CalendarRules
from sportello.worktime.combined_spec import parts_of, way_between
from sportello.worktime.rules import W009
from sportello.worktime.spec import is_combined
from sportello.worktime.zones import zone_names

_KEYS = {
    "date": "from",
    "from": "from",
    "to": "until",
    "open": "open",
    "days": "days",
    "closed": "closed",
}
"""The keys of an exception, and those of the announcement that makes it."""


def compile_calendars(
    sections: Mapping[str, Any], incomplete: frozenset[str]
) -> tuple[dict[str, Calendar], list[Problem]]:
    """Return the calendars by name, and what is wrong with calendars and holiday sets.

    A set of holidays that is not right is told once, and the calendars do without it.
    References to holidays are not judged if that section is `incomplete`.
    """
    specs: Mapping[str, Any] = sections.get("calendars", {})
    holidays, problems = _holidays(sections.get("holidays", {}))
    missing = frozenset(sections.get("holidays", {})) - frozenset(holidays)
    known = {name: _without(spec, missing) for name, spec in specs.items()}
    announcements = sections.get("announcements", {})
    zone = sections["helpdesk"]["timezone"]
    calendars: dict[str, Calendar] = {}
    wrong: dict[str, tuple[SpecProblem, ...]] = {}
    for name in _parts_first(specs):
        spec = specs[name]
        # What is made of others takes them with what announcements change, and extends none.
        others = {each: one.rules for each, one in calendars.items()} if is_combined(spec) else {}
        make = partial(Calendar.from_spec, name=name, holidays=holidays, calendars=known | others)
        made: list[Made] = []
        if not is_combined(spec):
            made, contrary = _announced(
                name, specs, announcements, zone, partial(make, known[name])
            )
            problems += contrary
        try:
            calendars[name] = make(_with(known[name], [each for _, each in made]))
        except SpecError as error:
            wrong[name] = error.problems
            problems += _located(name, spec, tuple(by for by, _ in made), error.problems)
    problems += _announced_for_parts(specs, announcements)
    reported = [each for each in problems if not _follows(each, specs, wrong, incomplete)]
    return {name: calendars[name] for name in specs if name in calendars}, reported


def _parts_first(specs: Mapping[str, Any]) -> list[str]:
    """Return the calendars, each behind those that it is made of, as far as there is no loop."""
    order: list[str] = []
    seen: set[str] = set()

    def see(name: str) -> None:
        if name in specs and name not in seen:
            seen.add(name)
            for part in parts_of(specs[name]):
                see(part)
            order.append(name)

    for name in specs:
        see(name)
    return order


def _announced_for_parts(
    specs: Mapping[str, Any], announcements: Mapping[str, Any]
) -> Iterator[Problem]:
    """Tell announcements that change a calendar which has no days of its own."""
    for name, each in announcements.items():
        for index, calendar in enumerate(each.get("calendars", ())):
            if is_combined(specs.get(calendar)):
                yield W009.problem(
                    ("announcements", name, "calendars", index),
                    f'the calendar "{calendar}" has no days of its own: it is made of others',
                    f"name those that change: {', '.join(parts_of(specs[calendar]))}",
                )


def _holidays(sets: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    sound: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, entry in sets.items():
        found = check_holiday_set(entry)
        problems += [
            each.rule.problem(
                ("holidays", name, *each.path), each.message, each.hint, on_key=each.on_key
            )
            for each in found
        ]
        if not found:
            sound[name] = entry
    return sound, problems


def _announced(
    calendar: str,
    specs: Mapping[str, Any],
    announcements: Mapping[str, Any],
    desk: str,
    without: Callable[[], Calendar],
) -> tuple[list[Made], list[Problem]]:
    """Return the exceptions that announcements make in a calendar, by announcement.

    `without` makes the calendar without them, which is needed where they change parts of days.
    """
    if not any(calendar in each.get("calendars", ()) for each in announcements.values()):
        return [], []
    zone = _zone_of(calendar, specs) or desk
    windows = windows_of(calendar, zone, announcements, desk)
    own = excepted(calendar, specs)
    rules = None
    if any(each.partial_days for each in windows):
        with suppress(SpecError):  # told of the calendar with its announcements
            rules = without().rules
    usual = rules if isinstance(rules, CalendarRules) else None
    return [*made_exceptions(windows, own, usual)], [*excepted_in_part(windows, own)]


def _zone_of(calendar: str, specs: Mapping[str, Any]) -> str | None:
    """Return the zone of a calendar, or of one that it extends, as far as there is one."""
    seen: set[str] = set()
    while calendar not in seen and isinstance(specs.get(calendar), dict):
        seen.add(calendar)
        zone = specs[calendar].get("timezone")
        if zone in zone_names():
            return str(zone)
        calendar = str(specs[calendar].get("extends"))
    return None


def _with(spec: Any, made: Sequence[dict[str, Any]]) -> Any:
    own = spec.get("exceptions", []) if isinstance(spec, dict) else None
    if not made or not isinstance(own, list):
        return spec
    return {**spec, "exceptions": [*own, *made]}


def _without(spec: Any, missing: frozenset[str]) -> Any:
    named = spec.get("holidays") if isinstance(spec, dict) else None
    if not missing or not isinstance(named, list):
        return spec
    return {**spec, "holidays": [each for each in named if each not in missing]}


def _located(
    name: str, spec: Any, announcements: tuple[str, ...], found: tuple[SpecProblem, ...]
) -> Iterator[Problem]:
    """Yield problems with their paths; those of an announced exception in the announcement."""
    written = spec.get("exceptions") if isinstance(spec, dict) else None
    own = len(written) if isinstance(written, list) else 0
    for each in found:
        path: KeyPath = ("calendars", name, *each.path)
        match each.path:
            case ("exceptions", int(index), *rest) if index >= own:
                key = _KEYS.get(str(rest[0])) if rest else None
                path = ("announcements", announcements[index - own], *([key] if key else []))
        on_key = each.on_key or path[0] == "announcements"
        yield each.rule.problem(path, each.message, each.hint, on_key=on_key)


def _follows(
    problem: Problem,
    specs: Mapping[str, Any],
    wrong: Mapping[str, tuple[SpecProblem, ...]],
    incomplete: frozenset[str],
) -> bool:
    """Return whether a problem only follows from another, told where that is.

    It may say that the calendar it extends or is made of has one, or miss holidays that could
    not be read. A loop is told at the first of its calendars.
    """
    match problem.path:
        case ("calendars", str(name), "extends"):
            parent = specs[name]["extends"]
            found = wrong.get(parent, ()) if isinstance(parent, str) else ()
            return any(each.path != ("extends",) for each in found)
        case ("calendars", str(name), "any_of" | "all_of" as key, int(index)):
            part = specs[name][key][index]
            if not isinstance(part, str) or part not in wrong:
                return False
            loop = way_between(part, name, specs)
            return not loop or min(loop, key=[*specs].index) != name
        case ("calendars", _, "holidays", *_):
            return "holidays" in incomplete
    return False
