"""Files of expectations as values, with everything that is wrong in them.

The reader's codes and those of `sportello.catalog.validate` hold here too. X001: an expectation
that says of nothing what it must be.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from sportello.catalog.convert import scalar
from sportello.catalog.file_rules import F001
from sportello.catalog.reading import Entry
from sportello.catalog.references import Identifiers
from sportello.catalog.schema import schema_of
from sportello.catalog.validate import validate
from sportello.catalog.yaml.reader import Document, Reader, read
from sportello.expectations.model import (
    CLAIMS,
    AnyCase,
    ClockCase,
    DeadlineCase,
    ExpectationFile,
    HoursCase,
    LeadTimeCase,
    RouteCase,
)
from sportello.expectations.rules import X001
from sportello.findings import Finding, KeyPath, Location, Problem, placed

_FAMILIES: Mapping[str, type[AnyCase]] = {
    "routes": RouteCase,
    "deadlines": DeadlineCase,
    "lead_times": LeadTimeCase,
    "hours": HoursCase,
    "clocks": ClockCase,
}


@dataclass(frozen=True)
class Case:
    """One expectation, and where it stands."""

    expectation: AnyCase
    family: str
    number: int
    document: Document

    def locate(self, path: KeyPath = ()) -> Location:
        """Return the place of a value in this expectation."""
        return self.document.locate((self.family, self.number, *path))


@dataclass(frozen=True)
class Expectations:
    """The expectations that could be read, what is wrong in their files, and these as documents."""

    cases: tuple[Case, ...]
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]


def read_expectations(
    files: Iterable[Entry], known: Identifiers, reader: Reader = read
) -> Expectations:
    """Read files of expectations about a catalog, by its names (`Loaded.identifiers`)."""
    cases: list[Case] = []
    findings: list[Finding] = []
    documents: list[Document] = []
    for entry in files:
        if not isinstance(entry.content, bytes):
            findings.append(entry.content or _no_yaml(entry))
            continue
        document = reader(entry.content, entry.shown)
        documents.append(document)
        findings += document.findings
        if document.broken:
            continue  # what is left of the file may well mean something else
        problems = list(_problems(document, known))
        findings += [_located(problem, document) for problem in problems]
        wrong = {problem.path[:2] for problem in problems}
        cases += [
            Case(
                msgspec.convert(entry, _FAMILIES[family], dec_hook=scalar), family, number, document
            )
            for family, number, entry in _entries(document)
            if (family, number) not in wrong
        ]
    return Expectations(tuple(cases), tuple(findings), tuple(documents))


def _no_yaml(entry: Entry) -> Finding:
    return F001.finding(
        "this file has no meaning among the expectations, and nothing of it is read",
        Location(file=entry.shown, line=1, column=1, width=1, source=""),
        "give it a name that ends in .yaml, or move it out of tests/",
    )


def _problems(document: Document, known: Identifiers) -> Iterator[Problem]:
    if document.data is None:
        return
    problems = validate(document.data, schema_of(ExpectationFile), known)
    yield from problems
    wrong = {problem.path[:2] for problem in problems}
    for family, number, entry in _entries(document):
        claims = CLAIMS[_FAMILIES[family]]
        if (family, number) not in wrong and not any(_says(entry, claim) for claim in claims):
            yield X001.problem(
                (family, number),
                "this says of nothing what it must be",
                f"add one of: {', '.join(claims)}",
            )


def _says(entry: Mapping[str, object], claim: str) -> bool:
    """Return whether an entry makes a claim: `due: {}` does, that no time is promised."""
    return claim in entry and (claim in {"due", "shows"} or entry[claim] != {})


def _entries(document: Document) -> Iterator[tuple[str, int, Any]]:
    data = document.data if isinstance(document.data, dict) else {}
    for family in _FAMILIES:
        entries = data.get(family)
        if isinstance(entries, list):
            for number, entry in enumerate(entries):
                yield family, number, entry


def _located(problem: Problem, document: Document) -> Finding:
    where = document.locate(problem.path, problem.on_key)
    return placed(problem, where)
