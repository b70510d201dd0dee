"""Which cells are hidden, so that nobody works out a number of few.

S1: a count from 1 to k-1 is shown as few. S2, S8: what is said of parts needs a whole of at least
ten. S4: whatever is hidden as few can still be each number from 1 to k-1, and whatever else is
hidden as many numbers; while it cannot, the next smallest cell is withheld too. S7: what is
published stays as it is.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

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
        if self._is_small(cell):
            return Shown.WITHHELD
        return Shown.FEW if 0 < self.cells.values[cell] < self.k else Shown.VALUE

    def _is_small(self, cell: Cell) -> bool:
        """Return whether a cell is a part of so few that even a 0 says something of each."""
        values = self.cells.values
        wholes = {each: self._is_small(each) for each in self.cells.wholes.get(cell, ())}
        if any(values[each] == 0 and not is_small for each, is_small in wholes.items()):
            return False
        share = self.shares.get(cell)
        is_of_few = share is not None and 0 < values[share] < TELLING
        return is_of_few or any(small or values[each] < self.k for each, small in wholes.items())

    def bounds(self, shown: Mapping[Cell, Shown]) -> dict[Cell, Bounds]:
        """Return between which numbers a reader knows hidden counts to be, by the rules.

        What is withheld is not few, unless it is so of a part of few, or some that are few are too.
        """
        values = self.cells.values
        large = {
            cell
            for cell, how in shown.items()
            if how is Shown.WITHHELD and cell not in self.amounts and not self._is_small(cell)
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
    sound = {
        group for group, _own in _hidden(standing, shown) if _is_past(group, standing, settled)
    }
    while exposed := _first_exposed(standing, shown, sound):
        shown |= dict.fromkeys(_next(standing, shown, settled, *exposed), Shown.WITHHELD)
    return shown


def _is_past(group: Collection[Cell], standing: Standing, settled: Mapping[Cell, Shown]) -> bool:
    """Return whether nothing that is new adds to what is known of some cells."""
    told = (each for each in standing.cells.relations if not each.keys().isdisjoint(group))
    return settled.keys() >= {*group}.union(*told)


def exposed_cells(standing: Standing, shown: Mapping[Cell, Shown]) -> frozenset[Cell]:
    """Return the hidden cells of which a reader can work out more than what is shown says."""
    groups = _hidden(standing, shown)
    return frozenset(cell for each in groups for cell in _exposed(standing, shown, *each))


def _first_exposed(
    standing: Standing, shown: Mapping[Cell, Shown], sound: set[frozenset[Cell]]
) -> tuple[Cell, frozenset[Cell]] | None:
    """Return a cell that is exposed, with those that it is related to; add groups without one."""
    for group, relations in _hidden(standing, shown):
        if group not in sound:
            for cell in _exposed(standing, shown, group, relations):
                return cell, group
            sound.add(group)
    return None


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


def _hidden(
    standing: Standing, shown: Mapping[Cell, Shown]
) -> list[tuple[frozenset[Cell], Sequence[Relation]]]:
    """Return the hidden cells in groups, each with the relations in which some of it stand."""
    hidden = {cell for cell in sorted(shown) if shown[cell] is not Shown.VALUE}
    own: dict[Cell, list[Relation]] = {}
    for relation in standing.cells.relations:
        if (first := next((cell for cell in relation if cell in hidden), None)) is not None:
            own.setdefault(first, []).append(relation)
    return [
        (group, [each for cell in group if cell in own for each in own[cell]])
        for group in related(sorted(hidden), standing.cells.relations)
    ]


def _exposed(
    standing: Standing,
    shown: Mapping[Cell, Shown],
    group: Collection[Cell],
    relations: Sequence[Relation],
) -> Iterator[Cell]:
    """Yield the cells of a group that are determined, or that cannot be all that they should."""
    yield from sorted(determined(group, relations))
    bounds = standing.bounds({cell: shown[cell] for cell in group})
    truth = {cell: standing.cells.values[cell] for cell in group}
    for cell in sorted(group):
        if cell in standing.amounts:
            continue
        can_be = partial(is_possible, cell, truth=truth, bounds=bounds, relations=relations)
        value, least = truth[cell], bounds[cell].least
        if shown[cell] is Shown.FEW:
            is_safe = all(map(can_be, range(least, standing.k)))
        else:
            near = range(max(least, value - standing.k), value + standing.k)
            is_safe = sum(map(can_be, near)) >= standing.k - 1
        if not is_safe:
            yield cell
