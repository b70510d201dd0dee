"""Parquet, by DuckDB: every value as text, instants in UTC."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb

from sportello.exports.files.table import Table
from sportello.exports.problems import ExportError, about_file
from sportello.exports.rules import Q001
from sportello.exports.system import BATCH_ROWS, BadRow, Batch
from sportello.sla.bulk.source import quoted_column

_HINT: Final = "write the file again"


def read_parquet(file: Path) -> Table:
    """Return the table of a Parquet file, whose rows count from 1. Raises ExportError if broken."""
    with duckdb.connect() as duck:
        try:
            described = duck.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(file)])
            headings = tuple(str(name) for name, *_ in described.fetchall())
        except duckdb.Error:
            raise ExportError(
                [about_file(Q001, file, "the file is no whole Parquet file", _HINT)]
            ) from None
    return Table(headings, _rows(file, headings))


def _rows(file: Path, headings: tuple[str, ...]) -> Iterator[Batch | BadRow]:
    texts = ", ".join(f"coalesce({quoted_column(name)}::VARCHAR, '')" for name in headings)
    with duckdb.connect(config={"memory_limit": "512MB", "threads": 1}) as duck:
        duck.execute("SET TimeZone = 'UTC'")
        first = 1
        try:
            asked = f"SELECT {texts} FROM read_parquet(?)"  # noqa: S608 - names, quoted
            duck.execute(asked, [str(file)])
            while some := duck.fetchmany(BATCH_ROWS):
                columns = dict(zip(headings, zip(*some, strict=True), strict=True))
                yield Batch(range(first, first + len(some)), columns)
                first += len(some)
        except duckdb.Error:
            raise ExportError(
                [about_file(Q001, file, "the file is no whole Parquet file", _HINT)]
            ) from None
