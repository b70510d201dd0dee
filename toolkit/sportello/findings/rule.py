"""What a rule is: a code, how bad it is, and a page that says what is wrong."""

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Final

from sportello.findings.lookalike import disguised
from sportello.findings.model import Finding, Location, Severity

OWN: Final = "the section in which the problem stands"

KeyPath = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

_COLLECTION: Final = re.compile(r"""[\[{]|- |(?:"[^"]*"|'[^']*'|[^"' ].*?):(?: |$)""")
"""How a list or mapping begins in YAML, in brackets or in lines of its own."""


@dataclass(frozen=True, eq=False, slots=True)
class Rule:
    """One thing that can be wrong, by its code.

    A rule is a constant of the module that judges by it, named by its code; the docstring below it
    is its page, which begins with its title in English and in Italian. `complete` are the sections
    that must have been read whole before it means anything, since it concludes from what they do
    not have; `OWN` among them is the section in which the problem stands. A rule `of_a_day` says
    what a day brings, and is silent where none is asked about.
    """

    code: str
    severity: Severity
    complete: Set[str] = frozenset()
    of_a_day: bool = False

    def problem(
        self,
        path: KeyPath,
        message: str,
        hint: str = "",
        *,
        severity: Severity | None = None,
        on_key: bool = False,
    ) -> "Problem":
        """Return a problem of this rule; a few rules are milder in some cases."""
        return Problem(self, path, message, hint, severity or self.severity, on_key)

    def finding(
        self,
        message: str,
        where: Location | None,
        hint: str = "",
        others: tuple[Location, ...] = (),
        *,
        severity: Severity | None = None,
    ) -> Finding:
        """Return a finding of this rule in its place, or about the whole."""
        return Finding(self.code, severity or self.severity, message, where, hint, others)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check on plain data yields, before it is located.

    `path` leads to the value through keys and indexes, e.g. `("services", "isee", "mailbox")`;
    `on_key` marks the key instead of the value.
    """

    rule: Rule
    path: KeyPath
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    on_key: bool = False

    @property
    def code(self) -> str:
        """The code of its rule."""
        return self.rule.code

    def holds(self, incomplete: Set[str]) -> bool:
        """Return whether this means something though some sections were not read whole."""
        needed = self.rule.complete
        own = OWN in needed and self.path[0] in incomplete
        return incomplete.isdisjoint(needed) and not own


def placed(problem: Problem, where: Location | None) -> Finding:
    """Return a problem as a finding, with a word on what its value is not what it seems to be."""
    hint = problem.hint
    if where is not None and problem.severity is Severity.ERROR:
        marked = where.source[where.column - 1 :][: where.width]
        # What is wrong with a list or mapping is not how the texts in it are written.
        seems = "" if _COLLECTION.match(marked) else disguised(marked)
        hint = "; ".join(filter(None, (seems, hint)))
    return Finding(problem.code, problem.severity, problem.message, where, hint)
