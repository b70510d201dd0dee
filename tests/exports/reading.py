"""Exports as a test writes them, and what is read of them."""

from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from sportello.catalog.model import Catalog
from sportello.exports.problems import ExportError
from sportello.exports.read import ReadFile, read_exports

HEADER = "reference,opened,service"
ROW = "1,2026-01-08T10:00,wiki"
Told = dict[str, Any]


class Outcome(NamedTuple):
    """The three tables, without what is empty, and the files."""

    exported: list[Told]
    happened: list[Told]
    doubts: list[Told]
    files: tuple[ReadFile, ...]

    def told(self) -> list[tuple[int, str, str]]:
        """Return the doubts: row, code and message."""
        return [(each.get("row", 0), each["code"], each["message"]) for each in self.doubts]


def read(
    catalog: Catalog,
    *files: Path,
    events: tuple[Path, ...] = (),
    export: str | None = None,
    system: str | None = None,
) -> Outcome:
    """Read exports, and make sure that every row of theirs is counted or doubted."""
    with duckdb.connect() as duck:
        found = read_exports(duck, catalog, files, events, export=export, system=system)
        outcome = Outcome(
            _rows(duck, "exported"), _rows(duck, "happened"), _rows(duck, "doubt"), found
        )
    for number, each in enumerate(found[: len(files)]):
        counted = {told["row"] for told in outcome.exported if told["file"] == number}
        lost = {
            told["row"]
            for told in outcome.doubts
            if told["file"] == number and not told["counted"] and "row" in told
        }
        assert not counted & lost
        assert len(counted) + len(lost) == each.rows
    return outcome


def refused(
    catalog: Catalog, *files: Path, export: str | None = None, system: str | None = None
) -> list[tuple[str, str, str]]:
    """Return why exports cannot be read: code, message and hint."""
    try:
        read(catalog, *files, export=export, system=system)
    except ExportError as error:
        return [(each.code, each.message, each.hint) for each in error.findings]
    return []


def written(folder: Path, *rows: str, header: str = HEADER, name: str = "export.csv") -> Path:
    """Return a file of rows."""
    file = folder / name
    file.write_text("\n".join((header, *rows)), encoding="utf-8")
    return file


def _rows(duck: duckdb.DuckDBPyConnection, table: str) -> list[Told]:
    found = duck.execute(f"SELECT * FROM {table} ORDER BY file, row, rowid")  # noqa: S608
    names = [column[0] for column in found.description or ()]
    return [
        {name: cell for name, cell in zip(names, row, strict=True) if cell is not None}
        for row in found.fetchall()
    ]
