"""A table as every kind of file gives it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from sportello.exports.system import BATCH_ROWS, BadRow, Batch

_FEW: Final = 512


class Table(NamedTuple):
    """The headings of a table, some of which may come twice, and its rows.

    In JSON further headings may come with later rows.
    """

    headings: tuple[str, ...]
    rows: Iterator[Batch | BadRow]


class Row(NamedTuple):
    """One row: its number, and its cells in the order of the headings."""

    number: int
    cells: Sequence[str]


def in_batches(headings: Sequence[str], rows: Iterable[Row | BadRow]) -> Iterator[Batch | BadRow]:
    """Yield rows by column; those that cannot be read come before the batch they stand in."""
    stream = iter(rows)
    # Of two columns with the same heading the first counts.
    places = {name: place for place, name in reversed([*enumerate(headings)])}
    while True:
        numbers: list[int] = []
        columns: list[list[str]] = [[] for _ in headings]
        # A few at a time: many small objects that live long keep the garbage collector busy.
        while len(numbers) <= BATCH_ROWS - _FEW and (some := [*islice(stream, _FEW)]):
            good = [each for each in some if isinstance(each, Row)]
            if len(good) < len(some):
                yield from (each for each in some if isinstance(each, BadRow))
            numbers += [each.number for each in good]
            for column, cells in zip(
                columns, zip(*(each.cells for each in good), strict=True), strict=False
            ):
                column.extend(cells)
        if not numbers:
            return
        yield Batch(numbers, {name: columns[place] for name, place in places.items()})
