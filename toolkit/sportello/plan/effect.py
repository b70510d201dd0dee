"""What an effect is: a look at one kind of result, before and after."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sportello.plan.change import Change
from sportello.plan.comparison import Comparison


@dataclass(frozen=True)
class Effect:
    """A look at one kind of result; `sections` are those of the catalog that it depends on."""

    sections: frozenset[str]
    changes: Callable[[Comparison], Iterator[Change]]
