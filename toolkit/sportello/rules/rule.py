"""What a rule is: a code and a check of the whole catalog."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem

OWN: Final = "the section in which the problem stands"


@dataclass(frozen=True)
class Rule:
    """A check that yields problems.

    `from_absence` are those of its codes that conclude from what is not there, each with the
    sections in which they miss it: they mean nothing while a part of these could not be read.
    """

    check: Callable[[Catalog], Iterator[Problem]]
    from_absence: Mapping[str, Set[str]] = field(default_factory=dict)

    def judges(self, problem: Problem, lacking: Set[str]) -> bool:
        """Return whether a problem means something though some sections lack a part."""
        needed = self.from_absence.get(problem.code, frozenset())
        own = OWN in needed and problem.path[0] in lacking
        return lacking.isdisjoint(needed) and not own
