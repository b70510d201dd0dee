"""The values: a finding, where it is, and a problem that is not located yet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sportello.findings.lookalike import disguised


class Severity(StrEnum):
    """How bad a finding is: an error stops a build, a warning does not, a note is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Location:
    """A marked stretch of one line, with the line itself, so that printing needs no file.

    `file` is the path as the user would write it; `line` and `column` count from 1, `column` and
    `width` in characters; `width` is at least 1; `source` is the line without its line break.
    """

    file: str
    line: int
    column: int
    width: int
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a stable code, plain words, the place, and the remedy (or "").

    `others` are further places where the same is wrong.
    """

    code: str
    severity: Severity
    message: str
    where: Location | None = None
    hint: str = ""
    others: tuple[Location, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check on plain data yields, before it is located.

    `path` leads to the value through keys and indexes, e.g. `("services", "isee", "mailbox")`;
    `on_key` marks the key instead of the value.
    """

    code: str
    path: tuple[str | int, ...]
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    on_key: bool = False


_COLLECTION: Final = re.compile(r"""[\[{]|- |(?:"[^"]*"|'[^']*'|[^"' ].*?):(?: |$)""")
"""How a list or mapping begins in YAML, in brackets or in lines of its own."""


def placed(problem: Problem, where: Location | None) -> Finding:
    """Return a problem as a finding, with a word on what its value is not what it seems to be."""
    hint = problem.hint
    if where is not None and problem.severity is Severity.ERROR:
        marked = where.source[where.column - 1 :][: where.width]
        # What is wrong with a list or mapping is not how the texts in it are written.
        seems = "" if _COLLECTION.match(marked) else disguised(marked)
        hint = "; ".join(filter(None, (seems, hint)))
    return Finding(problem.code, problem.severity, problem.message, where, hint)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by file, line, column and code, and drop exact duplicates.

    Findings without a place come first: they concern the whole.
    """
    return sorted(set(findings), key=_position)


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in order, those that say the same of the same thing as one with all places.

    A thing is what a message names in quotes: an unknown name is one mistake wherever it is used,
    but "this text is empty" is one in each place.
    """
    alike: dict[object, list[Finding]] = {}
    for number, each in enumerate(in_order(findings)):
        same = each.where is not None and '"' in each.message
        told = (each.code, each.severity, each.message, each.hint) if same else number
        alike.setdefault(told, []).append(each)
    return [_merged(*group) for group in alike.values()]


def _merged(first: Finding, *more: Finding) -> Finding:
    places = [place for each in more for place in (each.where, *each.others) if place is not None]
    return replace(first, others=tuple(dict.fromkeys((*first.others, *places)))) if more else first


def _position(finding: Finding) -> tuple[str | int, ...]:
    where = finding.where
    place = (where.file, where.line, where.column) if where else ("", 0, 0)
    extent = (where.width, where.source) if where else (0, "")
    # The other fields settle what is left, so that the same findings always print the same way.
    return (*place, finding.code, finding.message, finding.hint, finding.severity, *extent)
