"""What can be wrong with a file of ticket events, gathered so that all of it is told in one run.

E001: the file cannot be read.
E002: a key, column or value is missing, unknown, or comes twice.
E003: a time that is none, or that the clocks show twice or never.
E004: a name that the catalog does not have.
E005: the events of a ticket make no life: not opened, opened twice, or older than the opening.
E006: a ticket that the catalog's calendars and policies cannot count.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from sportello.findings import (
    Finding,
    FindingsError,
    KeyPath,
    Location,
    Rule,
    did_you_mean,
    in_order,
)
from sportello.sla.events.raw import RawTicket
from sportello.sla.events.rules import E001, E004

SHOWN_PROBLEMS: Final = 100
"""How many problems of a file are told."""
_Option = TypeVar("_Option", bound=str)


class EventsError(FindingsError):
    """A file of events cannot be used; `findings` are the first hundred reasons."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__(_first(in_order(findings)))


def problem(rule: Rule, message: str, where: Location | None, hint: str) -> Finding:
    """Return a finding that stops the run."""
    return rule.finding(message, where, hint)


@dataclass(slots=True)
class Found:
    """The findings about a ticket so far; a path leads to the value that is wrong."""

    raw: RawTicket
    findings: list[Finding] = field(default_factory=list)

    def add(self, rule: Rule, path: KeyPath, message: str, hint: str) -> None:
        """Note one problem."""
        self.findings.append(problem(rule, message, self.raw.locate(path), hint))

    def choice(
        self, path: KeyPath, what: str, value: str, options: Collection[_Option]
    ) -> _Option | None:
        """Return the option that a value is, or note that it is none."""
        for option in options:
            if option == value:
                return option
        self.add(E004, path, f'{what} "{value}" is not known', did_you_mean(value, options))
        return None


def _first(findings: list[Finding]) -> list[Finding]:
    more = len(findings) - SHOWN_PROBLEMS
    if more <= 0:
        return findings
    rest = problem(E001, f"{more} more problems in this file", None, "correct these first")
    return [*findings[:SHOWN_PROBLEMS], rest]
