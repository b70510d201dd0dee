"""Write tickets with their answers, and those without any, each file in one step."""

import csv
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from sportello.sla.bulk.problems import BadRows
from sportello.sla.bulk.source import ROW, Source, quoted_column, text

NONE: Final = -(1 << 62)
"""Stands for no deadline."""
REJECTED: Final = ("rejected_row", "rejected_because")
"""What stands before the cells of a row that is not answered."""


def write(
    duck: duckdb.DuckDBPyConnection, source: Source, targets: Sequence[str], output: Path
) -> int:
    """Write the tables `ticket`, `choice` and `answer` to a file, as its ending says.

    Rows in the table `rejected` are left out. A column of the input that has the name of one of
    ours gives way to it. Returns the number of rows. Raises OSError.
    """
    ours = {"severity", "policy", *(f"due_{target}" for target in targets)}
    kept = [f"ticket.{quoted_column(name)}" for name in source.columns if name.lower() not in ours]
    made = [f"{_iso(n)} AS due_{target}" for n, target in enumerate(targets)]
    columns = ", ".join([*kept, "choice.severity", "choice.policy", *made])
    style = "PARQUET" if output.suffix.lower() == ".parquet" else "CSV, HEADER"
    with _beside(output) as fresh:
        # All that is put in here are names, quoted, and our own words.
        (count,) = duck.execute(
            f"COPY (SELECT {columns} FROM ticket "  # noqa: S608
            f"JOIN answer ON answer.row = ticket.{quoted_column(ROW)} "
            "JOIN choice ON choice.choice = answer.choice "
            "ANTI JOIN rejected ON rejected.row = answer.row ORDER BY answer.row) "
            f"TO {text(str(fresh))} (FORMAT {style})"
        ).fetchall()[0]
    return int(count)


def set_apart(duck: duckdb.DuckDBPyConnection, source: Source, bad: BadRows, rejects: Path) -> None:
    """Write the bad rows to a CSV file, with their numbers and reasons, and into `rejected`."""
    rows = list(bad)
    duck.execute("INSERT INTO rejected SELECT unnest(?::BIGINT[])", [[row.number for row in rows]])
    kept = [name for name in source.columns if name.lower() not in REJECTED]
    places = {place for place, name in enumerate(source.columns) if name not in kept}
    cells = ", ".join(f"ticket.{quoted_column(name)}::VARCHAR" for name in kept)
    # All that is put in here are names, quoted, and our own words.
    found = duck.execute(
        f"SELECT {cells} FROM ticket JOIN rejected "  # noqa: S608
        f"ON rejected.row = ticket.{quoted_column(ROW)} ORDER BY rejected.row"
    )
    with (
        _beside(rejects) as fresh,
        fresh.open("w", encoding="utf-8", errors="surrogateescape", newline="") as stream,
    ):
        writer = csv.writer(stream)
        writer.writerow([*REJECTED, *kept])
        for row in rows:
            # What could not be read is in no table, and stands here as it was found.
            if row.cells is None:
                held = found.fetchone() or ()
            elif len(row.cells) == 1:
                held = tuple(row.cells)
            else:
                held = tuple(cell for at, cell in enumerate(row.cells) if at not in places)
            writer.writerow([row.number, row.problem, *held])


@contextmanager
def _beside(output: Path) -> Iterator[Path]:
    """Give a file that takes the place of another when all is written. Raises OSError."""
    fresh = output.with_name(f".{output.name}.{os.getpid()}.new")
    try:
        fresh.open("wb").close()
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(output)) from None
    try:
        yield fresh
        fresh.replace(output)
    finally:
        fresh.unlink(missing_ok=True)


def _iso(n: int) -> str:
    """Return SQL for a deadline as ISO 8601, with its offset."""
    due, offset = f"answer.due_{n}", f"answer.offset_{n}"
    ahead = f"abs({offset})"
    return (
        f"CASE WHEN {due} <> {NONE} THEN "
        f"strftime(make_timestamp(({due} + {offset}) * 1000000), '%Y-%m-%dT%H:%M:%S') "
        f"|| CASE WHEN {offset} < 0 THEN '-' ELSE '+' END "
        f"|| lpad(({ahead} // 3600)::VARCHAR, 2, '0') || ':' "
        f"|| lpad(({ahead} // 60 % 60)::VARCHAR, 2, '0') "
        f"|| CASE WHEN {ahead} % 60 = 0 THEN '' "
        f"ELSE ':' || lpad(({ahead} % 60)::VARCHAR, 2, '0') END END"
    )
