"""What a ticket system is to us: what its exports look like, and what is written in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple

from sportello.catalog.model.export import ExportField
from sportello.frozendict import FrozenDict
from sportello.sla.events.event import EventKind, Who

BATCH_ROWS: Final = 1 << 16
"""The most rows of a batch."""

Unit = Literal["seconds", "minutes", "hours", "days"]
"""What a number counts that stands for a length of time."""


class Batch(NamedTuple):
    """Rows of a file, in order and by column: what its headings are, and the cells below each.

    Every cell is text, and an empty one is "". `numbers` count the rows as their reader does: in a
    table the header is row 1, in JSON they are the numbers of the tickets. Of two columns with the
    same heading, the first counts.
    """

    numbers: Sequence[int]
    columns: Mapping[str, Sequence[str]]


class BadRow(NamedTuple):
    """A row that cannot be read, and why, as one says of a row: `is not UTF-8: save it as ...`."""

    number: int
    problem: str


class RawEvent(NamedTuple):
    """One thing that happened to a ticket, with its time and value as the file writes them.

    `value` is a name of the ticket system: of a state, a severity, a type and the like.
    """

    row: int
    reference: str
    at: str
    kind: EventKind
    value: str | None = None
    by: Who | None = None


@dataclass(frozen=True)
class System:
    """A ticket system, by its name in the catalog, and how its exports are read.

    `source` is where its vendor publishes the shape of them; None is one that nobody has tried.
    `headings` are all that a column is called, in any language; of several in one file the first
    counts. `dates` are the patterns in which it writes times, beside ISO 8601. A time may end in
    the name of its zone (`2026-01-05 16:30:00 Europe/Rome`), if the file itself says which it is.
    `values` are what it writes and what that means here, by column: channels, votes, who opened a
    ticket, why one is excluded. What it writes is found in any case of letters.

    `paused_unit` is what a bare number counts in the column of paused time, if its heading does not
    say so. `rows` reads a file that is no plain table: a workbook with a title, a tree of JSON. Its
    columns may be called by our own names of fields. `events` reads a file of what happened. Both
    yield nothing for a file that is of another kind, and look no further into it.
    """

    name: str
    title: str
    source: str | None
    headings: Mapping[ExportField, tuple[str, ...]]
    dates: tuple[str, ...] = ()
    values: Mapping[ExportField, Mapping[str, str]] = FrozenDict()
    paused_in: Literal["business time", "calendar time"] | None = None
    paused_unit: Unit | None = None
    rows: Callable[[Path], Iterator[Batch | BadRow]] | None = None
    events: Callable[[Path], Iterator[RawEvent | BadRow]] | None = None
