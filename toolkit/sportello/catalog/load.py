"""A directory of YAML files becomes a Catalog, with everything that is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from sportello.catalog.calendars import compile_calendars
from sportello.catalog.garbage import without_gc
from sportello.catalog.model import Catalog, Country, Phone
from sportello.catalog.rules import S008
from sportello.catalog.schema import FILES, LISTS, catalog_schema
from sportello.catalog.shapes import missing
from sportello.catalog.sources import KeyPath, Sources, read_sources
from sportello.catalog.validate import Known, desk_country, validate
from sportello.findings import Finding, Problem, Severity, nearest
from sportello.worktime import Calendar, Duration

_STAND_IN = {
    "name": "?",
    "languages": ["it"],
    "timezone": "Europe/Rome",
    "site": "https://sportello.example/",
    "years": {"first": 2026, "last": 2026},
}


@dataclass(frozen=True)
class Loaded:
    """A catalog as far as it could be read, what is wrong in it, and where each thing stands.

    `lacking` are the sections of which something had to be left out of `catalog`: nothing can be
    concluded from what they do not have. `known` are the names that references may use.
    """

    catalog: Catalog
    findings: tuple[Finding, ...]
    lacking: frozenset[str]
    known: Known
    sources: Sources


def load(directory: Path) -> Loaded:
    """Read the catalog in `directory`: every problem is a finding, none an exception.

    Raises NotADirectoryError if there is no such directory, OSError if it cannot be read.
    """
    with without_gc():
        return build(read_sources(directory))


def build(sources: Sources) -> Loaded:
    """Make the catalog from parsed documents."""
    findings = [finding for document in sources.documents.values() for finding in document.findings]
    findings += sources.misplaced()
    sections = sources.sections()
    incomplete = sources.incomplete()
    for file, finding in missing(sources.documents, incomplete):
        findings.append(finding)
        incomplete |= {*FILES[file]}
        sections = {name: each for name, each in sections.items() if name not in FILES[file]}
    if "helpdesk" not in sections:
        sections["helpdesk"] = _STAND_IN
        incomplete |= {"helpdesk"}
    known = _identifiers(sections, incomplete)
    sound, problems = _sound(sections, known)
    calendars, calendar_problems = compile_calendars(sound, incomplete)
    problems = _country_asked_once(
        problems, sections["helpdesk"], whole="helpdesk" not in incomplete
    )
    found = [sources.find(problem) for problem in (*problems, *calendar_problems)]
    findings += [finding for finding in found if sources.judged(finding)]
    findings = _without_doubts(findings)
    lacking = incomplete | {
        section
        for each in findings
        if each.severity is Severity.ERROR
        for section in sources.sections_of(each)
    }
    if len(calendars) < len(sound.get("calendars", ())):
        lacking |= {"calendars"}
    catalog = _converted({**sound, "calendars": calendars})
    return Loaded(catalog, tuple(findings), lacking, known, sources)


def _without_doubts(findings: list[Finding]) -> list[Finding]:
    """Drop the warnings about how a line is written that explain nothing but an error in it."""
    errors = {
        (each.where.file, each.where.line)
        for each in findings
        if each.where and each.severity is Severity.ERROR
    }
    return [
        each
        for each in findings
        if each.severity is Severity.ERROR
        or each.where is None
        or (each.where.file, each.where.line) not in errors
    ]


def _identifiers(sections: Mapping[str, Any], incomplete: frozenset[str]) -> Known:
    """Return the names that references may use, but for sections that could not be read."""
    named = {
        section: frozenset(sections.get(section, ()))
        for section in catalog_schema()["properties"]
        if section not in incomplete | LISTS
    }
    if "lifecycle" not in incomplete:
        lifecycle = sections.get("lifecycle", {"states": {}, "types": {}})
        # One that is not there, or has no names, is told itself.
        for part in {"states", "types"} & lifecycle.keys():
            if isinstance(lifecycle[part], dict):
                named[part] = frozenset(lifecycle[part])
    return named


def _sound(sections: Mapping[str, Any], known: Known) -> tuple[dict[str, Any], list[Problem]]:
    """Return what of `sections` fits the schema, and the problems of the rest.

    Each round takes away the values found wrong, so that a bad value costs no more than
    itself, or the entry that cannot do without it.
    """
    schema = catalog_schema()
    problems = validate(sections, schema, known)
    sound = _copy(dict(sections)) if problems else dict(sections)
    wrong = problems
    while wrong:
        # From the end of each list, so that the places of the others stay true.
        for path in sorted({problem.path for problem in wrong}, key=_order, reverse=True):
            _remove(sound, path)
        wrong = validate(sound, schema, known)
    return sound, problems


def _country_asked_once(
    problems: list[Problem], helpdesk: Mapping[str, Any], *, whole: bool
) -> list[Problem]:
    """Tell once that the desk has no country, and not if it has one that cannot be read."""
    asking = sorted(
        (problem for problem in problems if problem.code == S008.code),
        key=lambda problem: _order(problem.path),
    )
    if not asking:
        return problems
    others = [problem for problem in problems if problem.code != S008.code]
    written = any(nearest(key, ("country",)) for key in helpdesk)
    if written or not whole or helpdesk is _STAND_IN:
        return others
    first, *more = asking
    if more:
        numbers = f"{len(more)} more number{'s' if len(more) > 1 else ''}"
        first = replace(first, message=f"{first.message} (likewise {numbers})")
    return [*others, first]


def _copy(data: Any) -> Any:
    """Copy plain data; what stands in two places, as defaults do, becomes two."""
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data


def _order(path: KeyPath) -> tuple[str, ...]:
    return tuple(f"{step:09}" if isinstance(step, int) else step for step in path)


def _remove(data: dict[str, Any], path: KeyPath) -> None:
    if path == ("helpdesk",):
        data["helpdesk"] = {**_STAND_IN, **data["helpdesk"]}
        return
    holder: Any = data
    for key in path[:-1]:
        try:
            holder = holder[key]
        except (KeyError, IndexError):  # gone with what it stood in
            return
    if isinstance(holder, dict):
        holder.pop(path[-1], None)
    else:
        del holder[path[-1]]


def _converted(sections: Mapping[str, Any]) -> Catalog:
    fields = {name: value for name, value in sections.items() if name != "holidays"}
    return msgspec.convert(
        fields, Catalog, dec_hook=partial(scalar, country=desk_country(sections))
    )


def scalar(kind: type, value: Any, country: Country | None = None) -> Any:
    """Return a value that is one scalar in YAML as `kind`, for msgspec. Raises ValueError.

    Phone numbers are read as those of `country`.
    """
    if kind is Phone:
        return Phone(value, country)
    if kind is Duration:
        return Duration.parse(value)
    return value if kind is Calendar else kind(value)
