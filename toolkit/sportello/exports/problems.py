"""What can be wrong with an export: with the whole of it, or with what stands in a row."""

from pathlib import Path
from typing import NamedTuple

from sportello.findings import Finding, FindingsError, Location, Rule, Severity


class ExportError(FindingsError):
    """An export cannot be read at all; `findings` say why, and the remedy."""


class Mistake(NamedTuple):
    """What is wrong in a row, in words that are the same for all rows with the same mistake."""

    rule: Rule
    message: str
    hint: str


def about_file(rule: Rule, file: Path, message: str, hint: str) -> Finding:
    """Return a finding about a file as a whole, which stops the run."""
    where = Location(str(file), 1, 1, 1, "")
    return rule.finding(message, where, hint, severity=Severity.ERROR)
