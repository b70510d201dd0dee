"""The calendars of a catalog, compiled, with the days that announcements open or close."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sportello.catalog.model import Day
from sportello.findings import KeyPath, Problem
from sportello.worktime import Calendar, DatedHours, SpecError, SpecProblem, check_holiday_set
from sportello.worktime.combined_spec import parts_of, way_between
from sportello.worktime.exceptions import read_exceptions
from sportello.worktime.problems import SpecProblems
from sportello.worktime.rules import W009
from sportello.worktime.spec import is_combined

_KEYS = {"from": "from", "to": "until", "open": "open", "days": "days", "closed": "closed"}
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
    calendars: dict[str, Calendar] = {}
    wrong: dict[str, tuple[SpecProblem, ...]] = {}
    for name in _parts_first(specs):
        spec = specs[name]
        made = () if is_combined(spec) else tuple(_announced(name, specs, announcements))
        # What is made of others takes them with what announcements change, and extends none.
        others = {each: one.rules for each, one in calendars.items()} if is_combined(spec) else {}
        try:
            calendars[name] = Calendar.from_spec(
                _with(known[name], [each for _, each in made]),
                name=name,
                holidays=holidays,
                calendars=known | others,
            )
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
    calendar: str, specs: Mapping[str, Any], announcements: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the exceptions that announcements make in this calendar, by announcement.

    A day has one exception: the calendar's own, else that of the first announcement. The rules
    tell where two of them contradict each other.
    """
    taken = list(_excepted(calendar, specs))
    for name, each in announcements.items():
        hours = {"closed": True} if each.get("closed") else {"open": each.get("open")}
        days = {"days": each["days"]} if each.get("days") else {}
        begin, end = Day(each["from"]), Day(each["until"])
        if end < begin:
            continue  # told by the rules
        if calendar in each.get("calendars", ()) and any(hours.values()):
            # The title of an internal announcement must not reach what is published.
            why = {} if each.get("visibility") == "internal" else {"why": each["title"]}
            for first, last in _free(begin.toordinal(), end.toordinal(), sorted(taken)):
                span = {"from": str(date.fromordinal(first)), "to": str(date.fromordinal(last))}
                yield name, {**span, **hours, **days, **why}
            taken.append((begin.toordinal(), end.toordinal()))


def _excepted(calendar: str, specs: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield the days of a calendar's dated exceptions, inherited ones too, as ordinals."""
    seen: set[str] = set()
    while calendar in specs and calendar not in seen and isinstance(specs[calendar], dict):
        seen.add(calendar)
        for each in read_exceptions(specs[calendar].get("exceptions", []), SpecProblems()):
            if isinstance(each, DatedHours):
                yield each.first.toordinal(), each.last.toordinal()
        calendar = str(specs[calendar].get("extends"))


def _free(first: int, last: int, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of days from first to last that are in none of the sorted spans."""
    for begin, end in taken:
        if first <= end and begin <= last:
            if first < begin:
                yield first, begin - 1
            first = end + 1
    if first <= last:
        yield first, last


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
