"""Gathers what is wrong with one ticket."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeVar

from sportello.findings import Finding, did_you_mean
from sportello.sla.clock.problems import problem
from sportello.sla.clock.raw import KeyPath, RawTicket

_Option = TypeVar("_Option", bound=str)


@dataclass(slots=True)
class Found:
    """The findings about a ticket so far; a path leads to the value that is wrong."""

    raw: RawTicket
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, path: KeyPath, message: str, hint: str) -> None:
        """Note one problem."""
        self.findings.append(problem(code, message, self.raw.locate(path), hint))

    def choice(
        self, path: KeyPath, what: str, value: str, options: Collection[_Option]
    ) -> _Option | None:
        """Return the option that a value is, or note that it is none."""
        for option in options:
            if option == value:
                return option
        self.add("E004", path, f'{what} "{value}" is not known', did_you_mean(value, options))
        return None
