"""What of the sections is valid, and the problems of the rest."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sportello.catalog.references import Identifiers
from sportello.catalog.schema import LISTS, catalog_schema
from sportello.catalog.sections import HELPDESK, Sections
from sportello.catalog.validate import validate
from sportello.findings import KeyPath, Problem, more, nearest
from sportello.findings.shape_rules import S008


@dataclass(frozen=True)
class ValidData:
    """Data that fits the schema, the problems of what was left out, and the names in use."""

    data: Mapping[str, Any]
    problems: tuple[Problem, ...]
    identifiers: Identifiers


def valid_in(sections: Sections) -> ValidData:
    """Return what of `sections` fits the schema.

    Each round takes away the values found wrong, so that a bad value costs no more than
    itself, or the entry that cannot do without it.
    """
    schema, known = catalog_schema(), names_in(sections)
    problems = validate(sections.data, schema, known)
    valid = _copy(sections.data) if problems else dict(sections.data)
    wrong = problems
    while wrong:
        # From the end of each list, so that the places of the others stay true.
        for path in sorted({problem.path for problem in wrong}, key=_order, reverse=True):
            _remove(valid, path)
        wrong = validate(valid, schema, known)
    return ValidData(valid, tuple(_country_asked_once(problems, sections)), known)


def names_in(sections: Sections) -> Identifiers:
    """Return the names that references may use, but for sections that could not be read."""
    data, incomplete = sections.data, sections.incomplete
    named = {
        section: frozenset(data.get(section, ()))
        for section in catalog_schema()["properties"]
        if section not in incomplete | LISTS
    }
    if "lifecycle" not in incomplete:
        lifecycle = data.get("lifecycle", {"states": {}, "types": {}})
        # One that is not there, or has no names, is told itself.
        for part in {"states", "types"} & lifecycle.keys():
            if isinstance(lifecycle[part], dict):
                named[part] = frozenset(lifecycle[part])
    return named


def _country_asked_once(problems: list[Problem], sections: Sections) -> list[Problem]:
    """Tell once that the desk has no country, and not if it has one that cannot be read."""
    asking = [problem for problem in problems if problem.code == S008.code]
    rest = [problem for problem in problems if problem.code != S008.code]
    written = (nearest(key, ("country",)) for key in sections.data["helpdesk"])
    if not asking or "helpdesk" in sections.incomplete or any(written):
        return rest
    first, *others = sorted(asking, key=lambda problem: _order(problem.path))
    if others:
        likewise = f"(likewise {more(len(others), 'number')})"
        first = replace(first, message=f"{first.message} {likewise}")
    return [*rest, first]


def _copy(data: Any) -> Any:
    """Copy plain data; what stands in two places, as defaults do, becomes two."""
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data


def _order(path: KeyPath) -> tuple[str, ...]:
    return tuple(f"{step:09}" if isinstance(step, int) else step for step in path)


def _remove(data: dict[str, Any], path: KeyPath) -> None:
    if path == ("helpdesk",):
        data["helpdesk"] = {**HELPDESK, **data["helpdesk"]}
        return
    holder: Any = data
    with suppress(KeyError, IndexError):  # gone with what it stood in
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]
