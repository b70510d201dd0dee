"""The values: a finding and where it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


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


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by file, line, column and code, and drop exact duplicates.

    Findings without a place come first: they concern the whole.
    """
    return sorted(set(findings), key=_position)


def deduplicated(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in order, those that say the same of the same thing as one with all places.

    A thing is what a message names in quotes: an unknown name is one mistake wherever it is used,
    but "this text is empty" is one in each place.
    """
    alike: dict[object, list[Finding]] = {}
    for number, each in enumerate(in_order(findings)):
        same = each.where is not None and '"' in each.message
        key = (each.code, each.severity, each.message, each.hint) if same else number
        alike.setdefault(key, []).append(each)
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
