"""The rows that figures count, as Parquet: for other questions, and for Spark."""

import os
from pathlib import Path
from typing import Final

import duckdb

_TABLES: Final = ("ticket", "turn", "cycle", "doubt")


def write_rows(duck: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the tables into a folder, which is made, a file each: `ticket.parquet`.

    They take the place of older ones when all are written. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = {name: folder / f".{name}.parquet.{os.getpid()}" for name in _TABLES}
    try:
        for name, file in made.items():
            try:
                duck.execute(f"COPY {name} TO ? (FORMAT parquet)", [str(file)])
            except duckdb.IOException as error:
                raise OSError(f"{file} cannot be written: {str(error).splitlines()[0]}") from None
        for name, file in made.items():
            file.replace(folder / f"{name}.parquet")
    finally:
        for file in made.values():
            file.unlink(missing_ok=True)
