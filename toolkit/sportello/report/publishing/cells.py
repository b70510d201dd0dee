"""Numbers that are published together, and how they add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Cell(NamedTuple):
    """One number of a table: of which period and figure, which measure, and about what."""

    period: str
    figure: str
    measure: str
    by: tuple[str, ...] = ()
    group: tuple[str, ...] = ()


Relation = Mapping[Cell, int]
"""Cells that add up to 0, each times 1 or -1: a total is the sum of its parts."""


class Shown(Enum):
    """What is published of a cell."""

    VALUE = "value"
    FEW = "few"
    """That it is at least 1 and less than k."""
    WITHHELD = "withheld"
    """Nothing, since it says too much of few, or since others could be worked out by it."""


@dataclass(frozen=True)
class Cells:
    """Numbers, and all that a reader knows of how they add up.

    `relations` are those between numbers, `wholes` has the cells that each is a part of.
    """

    values: Mapping[Cell, int]
    relations: tuple[Relation, ...]
    wholes: Mapping[Cell, tuple[Cell, ...]]

    def joined(self, other: "Cells") -> "Cells":
        """Return both together."""
        return Cells(
            {**self.values, **other.values},
            (*self.relations, *other.relations),
            {**self.wholes, **other.wholes},
        )


def total(whole: Cell, parts: Iterable[Cell]) -> Relation:
    """Return the relation of a whole and its parts."""
    return {whole: -1, **dict.fromkeys(parts, 1)}


def related(cells: Iterable[Cell], relations: Sequence[Relation]) -> list[frozenset[Cell]]:
    """Return the cells in groups: two that stand in one relation are of one group."""
    group: dict[Cell, set[Cell]] = {each: {each} for each in cells}
    for relation in relations:
        own = [group[each] for each in relation if each in group]
        for other in own[1:]:
            own[0].update(other)
            group |= dict.fromkeys(other, own[0])
    return [*dict.fromkeys(frozenset(each) for each in group.values())]
