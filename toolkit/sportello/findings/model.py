"""The values: a finding, where it is, and a problem that is not located yet."""

from collections.abc import Iterable
from dataclasses import dataclass
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
    """One thing that is wrong: a stable code, plain words, the place, and the remedy (or "")."""

    code: str
    severity: Severity
    message: str
    where: Location | None = None
    hint: str = ""


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


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by file, line, column and code, and drop exact duplicates.

    Findings without a place come first: they concern the whole.
    """
    return sorted(set(findings), key=_position)


def _position(finding: Finding) -> tuple[str | int, ...]:
    where = finding.where
    place = (where.file, where.line, where.column) if where else ("", 0, 0)
    extent = (where.width, where.source) if where else (0, "")
    # The other fields settle what is left, so that the same findings always print the same way.
    return (*place, finding.code, finding.message, finding.hint, finding.severity, *extent)
