"""A directory of YAML files becomes a Catalog, with everything that is wrong in it."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from sportello.catalog.model import Catalog
from sportello.catalog.schema import catalog_schema
from sportello.catalog.sources import KeyPath, Sources, read_sources
from sportello.catalog.validate import Known, validate
from sportello.findings import Finding, Problem, Severity
from sportello.worktime import Calendar, Duration, SpecError, check_holiday_set

_STAND_IN = {
    "name": "?",
    "languages": ["it"],
    "timezone": "Europe/Rome",
    "site": "https://sportello.example/",
    "years": {"first": 2026, "last": 2026},
}
_NO_HELPDESK = Finding(
    "F002",
    Severity.ERROR,
    "helpdesk.yaml is missing",
    hint="write it, with name, languages, timezone, site and years",
)
_FROM_ABSENCE = ("S002", "S003")
"""In a file that is not whole, missing keys and empty values mean nothing."""


@dataclass(frozen=True)
class Loaded:
    """A catalog as far as it could be read, what is wrong in it, and where each thing stands.

    `whole` says that nothing had to be left out of `catalog`; without it, nothing can be
    concluded from what the catalog does not have.
    """

    catalog: Catalog
    findings: tuple[Finding, ...]
    whole: bool
    sources: Sources


def load(directory: Path) -> Loaded:
    """Read the catalog in `directory`: every problem is a finding, none an exception.

    Raises NotADirectoryError if there is no such directory.
    """
    return build(read_sources(directory))


def build(sources: Sources) -> Loaded:
    """Make the catalog from parsed documents."""
    findings = [finding for document in sources.documents.values() for finding in document.findings]
    findings += sources.misplaced()
    sections = sources.sections()
    broken = sources.broken()
    if "helpdesk" not in sections:
        sections["helpdesk"] = _STAND_IN
        findings.append(_NO_HELPDESK)
    known = _identifiers(sections, broken)
    sound, problems = _sound(sections, known)
    calendars, calendar_problems = _calendars(sound)
    problems += calendar_problems
    findings += [
        sources.find(problem)
        for problem in problems
        if not (problem.path[0] in broken and problem.code in _FROM_ABSENCE)
    ]
    catalog = _converted({**sound, "calendars": calendars})
    errors = any(finding.severity is Severity.ERROR for finding in findings)
    return Loaded(catalog, tuple(findings), whole=not errors, sources=sources)


def _identifiers(sections: Mapping[str, Any], broken: frozenset[str]) -> Known:
    named = {
        section: frozenset(sections.get(section) or {})
        for section in (*catalog_schema()["properties"], "holidays")
        if section not in broken and isinstance(sections.get(section, {}), dict | None)
    }
    lifecycle = sections.get("lifecycle")
    if isinstance(lifecycle, dict) and "lifecycle" not in broken:
        for part in ("states", "types"):
            named[part] = frozenset(lifecycle.get(part) or {})
    return named


def _sound(sections: Mapping[str, Any], known: Known) -> tuple[dict[str, Any], list[Problem]]:
    """Return what of `sections` fits the schema, and the problems of the rest.

    Each round takes away the values found wrong, so that a bad value costs no more than
    itself, or the entry that cannot do without it.
    """
    schema = catalog_schema()
    problems = validate(sections, schema, known)
    sound = deepcopy(dict(sections)) if problems else dict(sections)
    wrong = problems
    while wrong:
        for problem in reversed(wrong):  # from the end, so that places in lists stay true
            _remove(sound, problem.path)
        wrong = validate(sound, schema, known)
    return sound, problems


def _remove(data: dict[str, Any], path: KeyPath) -> None:
    if path[:1] == ("helpdesk",):
        data["helpdesk"] = _STAND_IN
        return
    holder: Any = data
    for key in path[:-1]:
        try:
            holder = holder[key]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(holder, dict):
        holder.pop(path[-1], None)
    elif isinstance(holder, list) and isinstance(path[-1], int) and path[-1] < len(holder):
        del holder[path[-1]]


def _calendars(sections: Mapping[str, Any]) -> tuple[dict[str, Calendar], list[Problem]]:
    specs = dict(_with_announcements(sections))
    calendars: dict[str, Calendar] = {}
    problems = [
        Problem("W001", ("holidays", name, *each.path), each.message, each.hint)
        for name, entry in sections.get("holidays", {}).items()
        for each in check_holiday_set(entry)
    ]
    for name, spec in specs.items():
        try:
            calendars[name] = Calendar.from_spec(
                spec, name=name, holidays=sections.get("holidays", {}), calendars=specs
            )
        except SpecError as error:
            problems += [
                Problem("W001", ("calendars", name, *each.path), each.message, each.hint)
                for each in error.problems
            ]
    return calendars, problems


def _with_announcements(sections: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the calendars with the days that announcements open or close."""
    for name, spec in sections.get("calendars", {}).items():
        extra = [
            {
                "from": each["from"],
                "to": each["until"],
                "why": each["title"],
                **({"closed": True} if each.get("closed") else {"open": each["open"]}),
            }
            for each in sections.get("announcements", {}).values()
            if name in each.get("calendars", ()) and (each.get("open") or each.get("closed"))
        ]
        yield name, {**spec, "exceptions": [*spec.get("exceptions", ()), *extra]} if extra else spec


def _converted(sections: Mapping[str, Any]) -> Catalog:
    fields = {name: value for name, value in sections.items() if name != "holidays"}
    return msgspec.convert(fields, Catalog, dec_hook=_scalar)


def _scalar(kind: type, value: Any) -> Any:
    if kind is Duration:
        return Duration.parse(value)
    return value if isinstance(value, kind) else kind(value)
