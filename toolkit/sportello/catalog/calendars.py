"""The calendars of a catalog, compiled, with the days that announcements open or close."""

from collections.abc import Iterator, Mapping
from typing import Any

from sportello.catalog.model import Day
from sportello.findings import Problem
from sportello.worktime import Calendar, SpecError, SpecProblem, check_holiday_set

_KEYS = {"from": "from", "to": "until", "open": "open", "closed": "closed"}
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
    calendars: dict[str, Calendar] = {}
    wrong: dict[str, tuple[SpecProblem, ...]] = {}
    for name, spec in specs.items():
        made = dict(_announced(name, sections.get("announcements", {})))
        try:
            calendars[name] = Calendar.from_spec(
                _without(_with(spec, made), missing),
                name=name,
                holidays=holidays,
                calendars={other: _without(each, missing) for other, each in specs.items()},
            )
        except SpecError as error:
            wrong[name] = error.problems
            problems += _located(name, spec, tuple(made), error.problems)
    told = [
        problem
        for problem in problems
        if not _follows(problem, specs, wrong) and not _unjudged(problem, incomplete)
    ]
    return calendars, told


def _holidays(sets: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    sound: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, entry in sets.items():
        found = check_holiday_set(entry)
        problems += [
            Problem("W001", ("holidays", name, *each.path), each.message, each.hint)
            for each in found
        ]
        if not found:
            sound[name] = entry
    return sound, problems


def _announced(
    calendar: str, announcements: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the exceptions that announcements make in this calendar, by announcement."""
    for name, each in announcements.items():
        hours = {"closed": True} if each.get("closed") else {"open": each.get("open")}
        if Day(each["until"]) < Day(each["from"]):
            continue  # told by the rules
        if calendar in each.get("calendars", ()) and any(hours.values()):
            # The title of an internal announcement must not reach what is published.
            why = {} if each.get("visibility") == "internal" else {"why": each["title"]}
            yield name, {"from": each["from"], "to": each["until"], **hours, **why}


def _with(spec: Any, made: Mapping[str, dict[str, Any]]) -> Any:
    own = spec.get("exceptions", []) if isinstance(spec, dict) else None
    if not made or not isinstance(own, list):
        return spec
    return {**spec, "exceptions": [*own, *made.values()]}


def _without(spec: Any, missing: frozenset[str]) -> Any:
    named = spec.get("holidays") if isinstance(spec, dict) else None
    if not missing or not isinstance(named, list):
        return spec
    return {**spec, "holidays": [each for each in named if each not in missing]}


def _located(
    name: str, spec: Any, announcements: tuple[str, ...], found: tuple[SpecProblem, ...]
) -> Iterator[Problem]:
    """Yield problems with their paths; those of an announced exception in the announcement."""
    own = len(spec.get("exceptions", ())) if isinstance(spec, dict) else 0
    for each in found:
        path: tuple[str | int, ...] = ("calendars", name, *each.path)
        match each.path:
            case ("exceptions", int(index), *rest) if index >= own:
                key = _KEYS.get(str(rest[0])) if rest else None
                path = ("announcements", announcements[index - own], *([key] if key else []))
        yield Problem("W001", path, each.message, each.hint, on_key=path[0] == "announcements")


def _follows(
    problem: Problem, specs: Mapping[str, Any], wrong: Mapping[str, tuple[SpecProblem, ...]]
) -> bool:
    """Return whether a problem only says that the calendar it extends has one, told there."""
    match problem.path:
        case ("calendars", str(name), "extends"):
            parent = specs[name]["extends"]
            return any(each.path != ("extends",) for each in wrong.get(parent, ()))
    return False


def _unjudged(problem: Problem, incomplete: frozenset[str]) -> bool:
    match problem.path:
        case ("calendars", _, "holidays", *_):
            return "holidays" in incomplete
    return False
