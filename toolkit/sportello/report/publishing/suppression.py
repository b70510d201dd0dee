"""Which cells are hidden, so that nobody works out a number of few.

S1: a count from 1 to k-1 is shown as few. S2, S8: what is said of parts needs a whole of at least
ten. S4: whatever is hidden as few can still be each number from 1 to k-1, and whatever else is
hidden as many numbers; while it cannot, the next smallest cell is withheld too. S7: what is
published stays as it is.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final, NamedTuple

from sportello.report.publishing.cells import Cell, Cells, Relation, Shown, related
from sportello.report.publishing.disclosure import Bounds, determined, is_possible

FEWEST: Final = 5
"""The default of k: the smallest count that is shown."""
LOWEST: Final = 3
"""The smallest k: of two, each finds the other by difference."""
TELLING: Final = 10
"""Of fewer, neither a mean nor a share is shown."""


class DisclosureError(Exception):
    """What is published already, and cannot be changed, gives hidden cells away."""


@dataclass(frozen=True)
class Standing:
    """Cells with what is shown of each; `k` is the smallest count that is shown.

    `shares` are parts, each with the whole of which it is shown as a share. `amounts` are sums,
    such as seconds, each with how many they are of: they may be any, but are not determined.
    """

    cells: Cells
    shares: Mapping[Cell, Cell]
    amounts: Mapping[Cell, int]
    k: int = FEWEST

    def primary(self) -> dict[Cell, Shown]:
        """Return what is shown of each cell by its own value and by its wholes."""
        return {cell: self._alone(cell) for cell in self.cells.values}

    def _alone(self, cell: Cell) -> Shown:
        if cell in self.amounts:
            is_told = self.amounts[cell] >= TELLING
            return Shown.VALUE if is_told else Shown.WITHHELD
        if cell in self._small:
            return Shown.WITHHELD
        return Shown.FEW if 0 < self.cells.values[cell] < self.k else Shown.VALUE

    @cached_property
    def _small(self) -> frozenset[Cell]:
        """The parts of so few that even a 0 says something of each."""
        values, known = self.cells.values, dict[Cell, bool]()

        def is_small(cell: Cell) -> bool:
            if cell not in known:
                wholes = {each: is_small(each) for each in self.cells.wholes.get(cell, ())}
                is_none = any(values[each] == 0 and not wholes[each] for each in wholes)
                share = self.shares.get(cell)
                is_of_few = share is not None and 0 < values[share] < TELLING
                known[cell] = not is_none and (
                    is_of_few or any(wholes[each] or values[each] < self.k for each in wholes)
                )
            return known[cell]

        return frozenset(cell for cell in values if is_small(cell))

    @cached_property
    def telling(self) -> frozenset[Cell]:
        """The cells that are hidden for their own sake."""
        return frozenset(cell for cell, how in self.primary().items() if how is not Shown.VALUE)

    def bounds(self, shown: Mapping[Cell, Shown]) -> dict[Cell, Bounds]:
        """Return between which numbers a reader knows hidden counts to be, by the rules.

        What is withheld is not few, unless it is so of a part of few, or some that are few are too.
        """
        values = self.cells.values
        large = {
            cell
            for cell, how in shown.items()
            if how is Shown.WITHHELD and cell not in self.amounts and cell not in self._small
        }
        least = self.k if all(values[cell] >= self.k for cell in large) else 0
        few = Bounds(1, self.k - 1)
        return {
            cell: few if how is Shown.FEW else Bounds(least if cell in large else 0, None)
            for cell, how in shown.items()
        }


def suppressed(standing: Standing, settled: Mapping[Cell, Shown]) -> dict[Cell, Shown]:
    """Return what is shown of each cell; what is `settled` is published and stays.

    Raises DisclosureError if that is not to be had.
    """
    shown = {**standing.primary(), **settled}
    look = _Look(standing, settled)
    while exposed := look.first_exposed(shown):
        shown |= dict.fromkeys(_next(standing, shown, settled, *exposed), Shown.WITHHELD)
    return shown | dict.fromkeys(look.known_anyway(shown), Shown.VALUE)


class _Group(NamedTuple):
    """Hidden cells that hang together, the relations in which they stand, and their bounds."""

    cells: frozenset[Cell]
    relations: Sequence[Relation]
    bounds: Mapping[Cell, Bounds]


class _Look:
    """Looks for exposed cells again and again, while more and more is hidden.

    Whatever more is hidden, a cell that could be otherwise still can.
    """

    def __init__(self, standing: Standing, settled: Mapping[Cell, Shown]) -> None:
        self._standing = standing
        self._settled = settled
        self._free: set[tuple[Cell, Shown]] = set()
        self._sound: dict[frozenset[Cell], frozenset[Cell]] = {}

    def first_exposed(self, shown: Mapping[Cell, Shown]) -> tuple[Cell, frozenset[Cell]] | None:
        """Return a cell that is exposed, with those that it hangs together with."""
        groups = [each for each in _hidden(self._standing, shown) if not self._is_past(each)]
        for group in groups:
            for cell in sorted(group.cells):
                if (cell, shown[cell]) not in self._free:
                    if not _is_free(self._standing, shown, cell, group):
                        return cell, group.cells
                    self._free.add((cell, shown[cell]))
        for group in groups:
            if group.cells not in self._sound:
                known = determined(group.cells, group.relations)
                anyway = known - self._settled.keys() - self._standing.telling
                for cell in sorted(known - anyway):
                    return cell, group.cells
                self._sound[group.cells] = anyway
        return None

    def known_anyway(self, shown: Mapping[Cell, Shown]) -> Iterator[Cell]:
        """Yield cells that were withheld in vain: they are large, and known by what is shown."""
        for group in _hidden(self._standing, shown):
            yield from self._sound.get(group.cells, ())

    def _is_past(self, group: _Group) -> bool:
        """Return whether nothing that is new adds to what is known of some cells."""
        return self._settled.keys() >= group.cells.union(*group.relations)


def _next(
    standing: Standing,
    shown: Mapping[Cell, Shown],
    settled: Mapping[Cell, Shown],
    exposed: Cell,
    group: frozenset[Cell],
) -> Collection[Cell]:
    """Return what to withhold: the smallest cell that is shown and by which one is worked out.

    If all are hidden, it is that some are few which says too much.
    """
    values = standing.cells.values
    for those in (frozenset({exposed}), group):
        found = {
            cell
            for relation in standing.cells.relations
            if not those.isdisjoint(relation)
            for cell in relation
            if shown[cell] is Shown.VALUE and cell not in settled and values[cell]
        }
        if found:
            return (min(found, key=lambda cell: (values[cell], cell)),)
    few = [each for each in group if shown[each] is Shown.FEW and each not in settled]
    if not few:
        raise DisclosureError(exposed)
    return few


def _hidden(standing: Standing, shown: Mapping[Cell, Shown]) -> list[_Group]:
    # Sorted, since a search in another order may find less, and the same report gives the same.
    hidden = {cell for cell in sorted(shown) if shown[cell] is not Shown.VALUE}
    own: dict[Cell, list[Relation]] = {}
    for relation in standing.cells.relations:
        if (first := next((cell for cell in relation if cell in hidden), None)) is not None:
            own.setdefault(first, []).append(relation)
    return [
        _Group(
            group,
            [each for cell in sorted(group) if cell in own for each in own[cell]],
            standing.bounds({each: shown[each] for each in group}),
        )
        for group in related(sorted(hidden), standing.cells.relations)
    ]


def _is_free(standing: Standing, shown: Mapping[Cell, Shown], cell: Cell, group: _Group) -> bool:
    """Return whether a hidden cell can be all that it should, as far as a reader knows.

    What is as large as what is shown only has to be undetermined, and so have sums of seconds.
    """
    value, least = standing.cells.values[cell], group.bounds[cell].least
    if cell in standing.amounts or cell not in standing.telling:
        return True
    truth = {each: standing.cells.values[each] for each in group.cells}
    can_be = partial(is_possible, cell, truth=truth, bounds=group.bounds, relations=group.relations)
    if shown[cell] is Shown.FEW:
        return all(map(can_be, range(least, standing.k)))
    near = range(max(least, value - standing.k), value + standing.k)
    return sum(map(can_be, near)) >= standing.k - 1
