"""A report as Parquet: its figures as one long table, a value a row."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb

from sportello.report.forms.long import COLUMNS, long_rows
from sportello.report.report import Report

_NUMBERS: Final = ("value", "of")


def as_parquet(report: Report) -> bytes:
    """Return the figures of a report as a Parquet file with the columns of the CSV form."""
    rows = [
        (each.figure, each.by, *each.parts, each.measure, each.value, each.of, each.unit)
        for each in long_rows(report)
    ]
    typed = ", ".join(f'"{name}" {_type(name)}' for name in COLUMNS)
    places = ", ".join("?" for _ in COLUMNS)
    with TemporaryDirectory(prefix="sportello-") as folder, duckdb.connect() as duck:
        duck.execute(f"CREATE TABLE figures ({typed})")
        if rows:
            duck.executemany(f"INSERT INTO figures VALUES ({places})", rows)
        file = Path(folder) / "figures.parquet"
        duck.table("figures").write_parquet(str(file))
        return file.read_bytes()


def _type(name: str) -> str:
    return "BIGINT" if name in _NUMBERS else "VARCHAR"
