"""What a figure is: what it counts, in words and in SQL, which DuckDB and Spark both read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sportello.catalog.model import Text

Unit = Literal["count", "seconds", "share", "bounds"]
Month = Literal["opened", "decided", "resolved"]
"""Which month a row belongs to: that of its opening, its decision, or its resolution (its stop)."""


class Share(NamedTuple):
    """A part of a whole, both counted, so that nothing is lost by rounding."""

    part: int
    whole: int


class Bounds(NamedTuple):
    """Seconds that are not known but to lie between two; without a `most` they may be any more."""

    least: int
    most: int | None


Value = int | Share | Bounds | None
"""A count, seconds, a share or bounds of seconds; None where nothing is there to count."""


@dataclass(frozen=True)
class Measure:
    """One column of a figure.

    A share is selected as two columns, `name` and `name_of`, bounds as
    `name_least` and `name_most`.
    `adds_up` tells whether counts of parts add up to that of the whole: what is open at the end of
    each month does not.
    """

    name: str
    title: Text
    unit: Unit
    adds_up: bool = True


@dataclass(frozen=True)
class Figure:
    """A figure: its name, what it is called, what it counts, and its SQL.

    The `definition` holds of what is published, too; `notes` are of columns of reports alone.

    `select` returns a query with the columns `by`, then those of the measures. `by` is empty for
    the total, or of the `parts`: columns of the tables, and `month`, which is that of `Month`.
    `charted` names the measures that a chart shows, all of one unit, the main one first; unless
    written, it is the first measure. Several shares among them are parts of one whole.
    """

    name: str
    place: int
    title: Text
    definition: Text
    measures: tuple[Measure, ...]
    parts: frozenset[str]
    select: Callable[[Sequence[str], Month], str]
    charted: tuple[str, ...] = ()
    notes: Text | None = None

    @property
    def explanation(self) -> Text:
        """Return all that a report says of the figure."""
        if self.notes is None:
            return self.definition
        notes = self.notes
        return Text({each: f"{said} {notes[each]}" for each, said in self.definition.items()})

    @property
    def main(self) -> tuple[Measure, ...]:
        """Return the measures that a chart shows, the main one first."""
        named = {each.name: each for each in self.measures}
        return tuple(named[name] for name in self.charted) or self.measures[:1]


class Row(NamedTuple):
    """A row of a table: what it is about, by the columns of `by`, and its values by measure."""

    group: tuple[str | None, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Table:
    """A figure, parted by some columns; the rows are sorted by them, what has none being last.

    Where there are too many rows to be read, it has none, and `left_out` is how many there are.
    """

    figure: Figure
    by: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int = 0
