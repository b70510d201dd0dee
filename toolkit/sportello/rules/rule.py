"""What a rule is: a code and a check of the whole catalog."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sportello.catalog.model import Catalog
from sportello.findings import Problem


@dataclass(frozen=True)
class Rule:
    """A check that yields problems with one of its codes.

    `from_absence` marks a check that concludes from what is not there: it is left out while
    parts of the catalog could not be read.
    """

    check: Callable[[Catalog], Iterator[Problem]]
    from_absence: bool = False
