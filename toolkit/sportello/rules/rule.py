"""What a rule is: a code and a check of the whole catalog."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sportello.catalog.model import Catalog
from sportello.findings import Problem


@dataclass(frozen=True)
class Rule:
    """A check that yields problems.

    `from_absence` are those of its codes that conclude from what is not there: they mean nothing
    while parts of the catalog could not be read.
    """

    check: Callable[[Catalog], Iterator[Problem]]
    from_absence: frozenset[str] = frozenset()
