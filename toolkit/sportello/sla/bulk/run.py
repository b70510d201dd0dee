"""A file of tickets in, the same with its deadlines out; DuckDB reads, numpy counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

import duckdb
import numpy as np

from sportello.catalog.model import Catalog
from sportello.catalog.model.sla import TargetKind
from sportello.sla.bulk.choices import Choice, Chooser
from sportello.sla.bulk.due import due_seconds, received
from sportello.sla.bulk.openings import MICRO, instants
from sportello.sla.bulk.problems import BadRows, BulkError
from sportello.sla.bulk.sink import NONE, set_apart, write
from sportello.sla.bulk.source import Source, read_tickets
from sportello.sla.bulk.tickets import kinds, prepare, unreadable
from sportello.sla.bulk.zones import Ints

if TYPE_CHECKING:
    from sportello.worktime import WorktimeError

FORMATS: Final = (".csv", ".parquet")
TARGET_KINDS: Final[tuple[TargetKind, ...]] = get_args(TargetKind)
_CHUNK: Final = 1 << 19
_MEMORY: Final = "1GB"


class Done(NamedTuple):
    """How many tickets were answered, and how many were not."""

    answered: int
    rejected: int


def due_in_bulk(catalog: Catalog, file: Path, output: Path, rejects: Path | None = None) -> Done:
    """Write the tickets of a file with their severities, policies and deadlines to another.

    The output ends in one of `FORMATS`. Rows that cannot be answered go to `rejects`, a CSV file,
    each with its number and the reason before its cells. Without that, BulkError is raised for all
    of them and nothing is written, as for a file that holds no tickets. What does not fit into
    memory is kept in a temporary directory. Raises OSError too.
    """
    with bulk_database(str(file)) as (duck, folder):
        bad = BadRows(str(file), keep=rejects is not None)
        source = read_tickets(duck, file, folder, bad)
        return answer(duck, catalog, source, bad, output, rejects)


@contextmanager
def bulk_database(file: str) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """Give a database of little memory, and the folder in which it keeps what does not fit.

    Raises BulkError for what it gives up on.
    """
    with (
        TemporaryDirectory(prefix="sportello-") as spill,
        duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": spill}) as duck,
        _database_errors(f"{file} cannot be answered"),
    ):
        # Instants of a Parquet file are shown by the clock of this zone, not by the machine's.
        duck.execute("SET TimeZone = 'UTC'")
        yield duck, Path(spill)


def answer(  # noqa: PLR0913, PLR0917 - what a run has
    duck: duckdb.DuckDBPyConnection,
    catalog: Catalog,
    source: Source,
    bad: BadRows,
    output: Path,
    rejects: Path | None,
) -> Done:
    """Answer the tickets of the table `ticket`, as `due_in_bulk` does those of its file."""
    prepare(duck, source)
    for row, message in unreadable(duck):
        bad.add(row, message)
    _answer(duck, Chooser(catalog, kinds(duck)), source, bad)
    if rejects is None:
        bad.check()
    else:
        set_apart(duck, source, bad, rejects)
    with _database_errors(f"{output} cannot be written"):
        answered = write(duck, source, TARGET_KINDS, output)
    return Done(answered, len(bad))


@contextmanager
def _database_errors(what: str) -> Iterator[None]:
    """Tell in a line what the database gives up on, such as a full disk."""
    try:
        yield
    except duckdb.Error as error:
        raise BulkError([f"{what}: {str(error).splitlines()[0]}"]) from None


def _answer(
    duck: duckdb.DuckDBPyConnection, chooser: Chooser, source: Source, bad: BadRows
) -> None:
    """Fill the tables `answer`, a chunk of rows at a time, and `choice`."""
    columns = ", ".join(f"due_{n} BIGINT, offset_{n} BIGINT" for n in range(len(TARGET_KINDS)))
    duck.execute(f"CREATE TEMP TABLE answer (row BIGINT, choice BIGINT, {columns})")
    duck.execute("CREATE TEMP TABLE choice (choice BIGINT, severity VARCHAR, policy VARCHAR)")
    duck.execute("CREATE TEMP TABLE rejected (row BIGINT)")
    for first in source.numbers[::_CHUNK]:
        asked = duck.execute(
            'SELECT row, kind, wall, "offset" FROM asked '
            "WHERE row BETWEEN ? AND ? AND wall IS NOT NULL ORDER BY row",
            [first, first + _CHUNK - 1],
        ).fetchnumpy()
        rows, kind, walls, offsets = (
            np.asarray(asked[name], np.int64) for name in ("row", "kind", "wall", "offset")
        )
        problems: dict[int, str] = {}
        opened, known = instants(walls, offsets, chooser.zone, problems.setdefault)
        bad.add_all(rows, problems)
        row, opened = rows[known], opened[known]
        numbers = chooser.numbers(kind[known], opened // MICRO)
        answers = {"row": row, "choice": numbers, **_due(chooser, row, numbers, opened, bad)}
        duck.register("answers", answers)
        duck.execute("INSERT INTO answer SELECT * FROM answers")
        duck.unregister("answers")
    made = [list(column) for column in zip(*chooser.made(), strict=True)]
    if made:
        duck.execute("INSERT INTO choice SELECT unnest(?), unnest(?), unnest(?)", made)


def _due(chooser: Chooser, row: Ints, numbers: Ints, opened: Ints, bad: BadRows) -> dict[str, Ints]:
    """Return the columns of the deadlines and their offsets for tickets, by their choices."""
    due = [np.full(len(row), NONE, np.int64) for _ in TARGET_KINDS]
    offset = [np.zeros(len(row), np.int64) for _ in TARGET_KINDS]
    order = np.argsort(numbers, kind="stable")
    alike, firsts = np.unique(numbers[order], return_index=True)
    for number, places in zip(alike.tolist(), np.split(order, firsts[1:]), strict=False):
        choice = chooser.choice(number)
        if not isinstance(choice, Choice):
            for each in row[places].tolist():
                bad.add(each, str(choice))
            continue
        problems: dict[int, WorktimeError] = {}
        came = received(choice.intake, opened[places], problems.setdefault)
        for n, kind in enumerate(TARGET_KINDS):
            if kind in choice.targets:
                target, calendar = choice.targets[kind]
                due[n][places], offset[n][places] = due_seconds(
                    calendar, target, came, problems.setdefault
                )
        bad.add_all(row[places], {place: str(error) for place, error in problems.items()})
    return {
        name: column
        for n in range(len(TARGET_KINDS))
        for name, column in ((f"due_{n}", due[n]), (f"offset_{n}", offset[n]))
    }
