"""What a reader can work out of cells that are hidden: by equations, and by trying numbers.

The reader knows all relations, all values that are shown, and between which bounds a hidden cell
lies. A cell is *determined* if the relations leave it one value: a rank check tells. It is
*possible* that a cell has a value if there are whole numbers for all hidden cells, each within its
bounds, by which every relation still holds: such numbers are looked for, and are the proof. The
search may give up; the value then counts as impossible, which hides more, never less.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from sportello.report.publishing.cells import Cell, Relation

_STEPS: Final = 600
"""After so many attempts the search for other numbers gives up, for each of the depths."""
_DEPTHS: Final = (10, 20, 40, 160)
"""As many cells are moved at most, the fewest first: a long way round is seldom needed."""
_ZERO: Final = 1e-9


class Bounds(NamedTuple):
    """Between which numbers a hidden cell lies, as a reader knows; None: there is no highest."""

    least: int
    most: int | None


def determined(hidden: Collection[Cell], relations: Sequence[Relation]) -> frozenset[Cell]:
    """Return the hidden cells that have one solution, whatever their bounds are.

    A cell is free exactly if it moves in the null space of the relations between hidden cells.
    """
    places = {cell: place for place, cell in enumerate(sorted(hidden))}
    rows = [each for each in relations if any(cell in places for cell in each)]
    if not rows:
        return frozenset()
    matrix = np.zeros((len(rows), len(places)))
    for number, relation in enumerate(rows):
        for cell, times in relation.items():
            if cell in places:
                matrix[number, places[cell]] = times
    _left, sizes, right = np.linalg.svd(matrix, full_matrices=True)
    rank = int((sizes > _ZERO * max(1.0, sizes[0])).sum())
    moves = np.abs(right[rank:]).max(axis=0, initial=0.0)
    return frozenset(cell for cell, place in places.items() if moves[place] < _ZERO)


def is_possible(
    cell: Cell,
    value: int,
    truth: Mapping[Cell, int],
    bounds: Mapping[Cell, Bounds],
    relations: Sequence[Relation],
) -> bool:
    """Return whether hidden cells, whose values are `truth`, can be such that `cell` is `value`."""
    return _Search(truth, bounds, relations).moves(cell, value - truth[cell])


class _Search:
    """Moves one cell, then others, until all relations hold again."""

    def __init__(
        self,
        truth: Mapping[Cell, int],
        bounds: Mapping[Cell, Bounds],
        relations: Sequence[Relation],
    ) -> None:
        own = [{cell: n for cell, n in each.items() if cell in truth} for each in relations]
        self._relations = [each for each in own if each]
        self._of: dict[Cell, list[int]] = {cell: [] for cell in truth}
        for number, relation in enumerate(self._relations):
            for cell in relation:
                self._of[cell].append(number)
        self._values = dict(truth)
        self._bounds = bounds
        self._excess = [0] * len(self._relations)
        self._broken: set[int] = set()
        self._left = self._depth = 0

    def moves(self, cell: Cell, by: int) -> bool:
        if by == 0:
            return True
        if abs(self._room(cell, by)) < abs(by):
            return False
        self._move(cell, by)
        for self._depth in _DEPTHS:
            self._left = _STEPS
            if self._mended({cell}):
                return True
        return False

    def _mended(self, settled: set[Cell]) -> bool:
        """Return whether the rest can be moved so that no relation has an excess."""
        broken = self._broken
        if not broken or len(settled) > self._depth:
            return not broken
        # The relation with the fewest ways to mend it shows a dead end first.
        number = min(broken, key=lambda each: (len(self._relations[each].keys() - settled), each))
        for cell in self._free(number, settled):
            # As much as is needed and goes: other cells take the rest.
            by = self._room(cell, -self._excess[number] * self._relations[number][cell])
            self._left -= 1
            if by and self._left > 0:
                self._move(cell, by)
                if self._mended({*settled, cell}):
                    return True
                self._move(cell, -by)
        return False

    def _free(self, number: int, settled: Collection[Cell]) -> list[Cell]:
        """Return the cells of a relation that may move, those first that move most easily."""
        relation, excess = self._relations[number], self._excess[number]

        def ease(cell: Cell) -> tuple[bool, bool, int, Cell]:
            needed = -excess * relation[cell]
            is_short = self._room(cell, needed) != needed
            return is_short, self._bounds[cell].most is not None, len(self._of[cell]), cell

        return sorted((cell for cell in relation if cell not in settled), key=ease)

    def _room(self, cell: Cell, by: int) -> int:
        """Return how far a cell can move in a direction, at most `by`."""
        value, (least, most) = self._values[cell], self._bounds[cell]
        if by < 0:
            return -min(-by, max(value - least, 0))
        return by if most is None else min(by, max(most - value, 0))

    def _move(self, cell: Cell, by: int) -> None:
        self._values[cell] += by
        for number in self._of[cell]:
            self._excess[number] += by * self._relations[number][cell]
            (self._broken.add if self._excess[number] else self._broken.discard)(number)
