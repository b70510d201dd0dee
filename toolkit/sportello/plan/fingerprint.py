"""What names an effect of a change, so that somebody can approve this one and no other."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sportello.findings import KeyPath
from sportello.plan.change import Change, OpenFigures, plain
from sportello.plan.guards import claims
from sportello.plan.sections import ORDERED, TESTS, WHOLE, entries_of
from sportello.worktime import Calendar
from sportello.worktime.calendar_rules import CalendarRules

if TYPE_CHECKING:
    from sportello.plan.comparison import Comparison

Written = Callable[[KeyPath], str]
"""What was written in an entry before and after a change, in one text."""
_LETTERS: Final = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def fingerprint(
    change: Change, subjects: Iterable[tuple[str, tuple[str, ...]]], causes: Iterable[str]
) -> str:
    """Return twelve letters that name an effect on subjects, each with its cases.

    They are others as soon as one of the `causes` is written otherwise, before or after, so that
    what was approved is what was seen. They are the same on every day and every machine: figures,
    and from when on something is so, depend on the day. Letters alone: YAML takes some words of
    digits and letters for numbers.
    """
    told = [
        change.kind,
        sorted((name, sorted(cases)) for name, cases in subjects),
        # Of hours it is the dates that differ in the twelve months from the day on.
        "" if isinstance(change.figures, OpenFigures) else change.part,
        plain(change.before),
        plain(change.after),
        *sorted(causes),
    ]
    return sha256(json.dumps(told).encode()).hexdigest()[:12].translate(_LETTERS)


def written_in(comparison: "Comparison") -> Written:
    """Return what tells what was written in an entry before and after a change."""

    @cache
    def written(entry: KeyPath) -> str:
        section, name = map(str, entry)
        if section == TESTS:
            cases = (each.get(name) for each in comparison.guards)
            values: list[object] = [case and claims(case) for case in cases]
        else:
            catalogs = (comparison.before, comparison.after)
            values = [_value(catalog, section, name) for catalog in catalogs]
        return repr((entry, *values))

    return written


def _value(catalog: Any, section: str, name: str) -> object:
    entries = entries_of(catalog, section)
    if name == WHOLE and section in ORDERED:
        return [*entries]
    value = entries.get(name)
    match value:
        case Calendar():
            return _without_known_years(value.rules)
        case tuple():
            return sorted(map(repr, value))
    return value


def _without_known_years(rules: Any) -> object:
    """Return what is written of a calendar, without how many years a library knows holidays of."""
    if isinstance(rules, CalendarRules):
        sets = tuple(replace(each, first_year=0, last_year=0) for each in rules.holidays)
        return replace(rules, holidays=sets)
    return replace(rules, parts=tuple(map(_without_known_years, rules.parts)))
