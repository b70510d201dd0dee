"""Write tickets with their answers, in one step."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb

from sportello.sla.bulk.source import ROW, Source, quoted, text

NONE: Final = -(1 << 62)
"""Stands for no deadline."""


def write(
    duck: duckdb.DuckDBPyConnection, source: Source, targets: Sequence[str], output: Path
) -> None:
    """Write the tables `ticket`, `choice` and `answer` to a file, as its ending says.

    A column of the input that has the name of one of ours gives way to it. Raises OSError.
    """
    ours = {"severity", "policy", *(f"due_{target}" for target in targets)}
    kept = [f"ticket.{quoted(name)}" for name in source.columns if name.lower() not in ours]
    made = [f"{_iso(n)} AS due_{target}" for n, target in enumerate(targets)]
    columns = ", ".join([*kept, "choice.severity", "choice.policy", *made])
    style = "PARQUET" if output.suffix.lower() == ".parquet" else "CSV, HEADER"
    beside = output.with_name(f".{output.name}.{os.getpid()}.new")
    try:
        beside.open("wb").close()
        # All that is put in here are names, quoted, and our own words.
        duck.execute(
            f"COPY (SELECT {columns} FROM ticket "  # noqa: S608
            f"JOIN answer ON answer.row = ticket.{quoted(ROW)} "
            "JOIN choice ON choice.choice = answer.choice ORDER BY answer.row) "
            f"TO {text(str(beside))} (FORMAT {style})"
        )
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)


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
