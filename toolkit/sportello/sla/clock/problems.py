"""What can be wrong with a file of ticket events, gathered so that all of it is told in one run.

E001: the file cannot be read.
E002: a key, column or value is missing, unknown, or comes twice.
E003: a time that is none, or that the clocks show twice or never.
E004: a name that the catalog does not have.
E005: the events of a ticket make no life: not opened, opened twice, or older than the opening.
E006: a ticket that the catalog's calendars and policies cannot count.
"""

from collections.abc import Iterable
from typing import Final

from sportello.findings import Finding, Location, Severity, in_order

SHOWN: Final = 100
"""How many problems of a file are told."""


class EventsError(ValueError):
    """A file of events cannot be used; `findings` say what is wrong where, and the remedy."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(_first(in_order(findings)))
        super().__init__(self.findings)

    def __str__(self) -> str:
        return "\n".join(finding.message for finding in self.findings)


def problem(code: str, message: str, where: Location | None, hint: str) -> Finding:
    """Return a finding that stops the run."""
    return Finding(code, Severity.ERROR, message, where, hint)


def _first(findings: list[Finding]) -> list[Finding]:
    more = len(findings) - SHOWN
    if more <= 0:
        return findings
    rest = problem("E001", f"{more} more problems in this file", None, "correct these first")
    return [*findings[:SHOWN], rest]
