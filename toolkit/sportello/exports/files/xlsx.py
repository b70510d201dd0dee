"""XLSX: the first sheet of a workbook, row by row."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from sportello.exports.files.cells import as_text
from sportello.exports.files.table import Row, Table, in_batches
from sportello.exports.problems import ExportError, about_file
from sportello.exports.rules import Q001
from sportello.exports.system import BadRow
from sportello.sla.delimiters import fitness

_HEAD: Final = 20
"""Of the rows, those that may be the header: titles and empty rows stand above it."""


def read_xlsx(file: Path, known: Collection[str]) -> Table:
    """Return the table of a workbook, with the rows as the workbook counts them.

    The header is the row with the most `known` headings. Raises ExportError for what is no
    workbook, or an empty one.
    """
    rows = sheet_rows(file)
    head = [*islice(rows, _HEAD)]
    names = {each.lower() for each in known}
    filled = [row for row in head if any(row.cells)]
    if not filled:
        hint = "move the table to the first sheet"
        raise ExportError([about_file(Q001, file, "the first sheet is empty", hint)])
    header = max(filled, key=lambda row: (fitness(row.cells, names)[0], -row.number))
    headings = _trimmed(header.cells)
    below = (row for row in head if row.number > header.number)
    return Table(headings, in_batches(headings, _cut(chain(below, rows), len(headings))))


def sheet_rows(file: Path) -> Iterator[Row]:
    """Yield the rows of the first sheet of a workbook, empty ones too. Raises ExportError."""
    try:
        book = CalamineWorkbook.from_path(file)
        sheet = book.get_sheet_by_index(0)
        start = sheet.start[0] if sheet.start else 0
        rows: Iterator[Sequence[object]] = iter(sheet.iter_rows())
    except (CalamineError, OSError, ValueError, IndexError):
        message, hint = "the file is no whole XLSX workbook", "save it again as XLSX or CSV UTF-8"
        raise ExportError([about_file(Q001, file, message, hint)]) from None
    for number, cells in enumerate(rows, start + 1):
        yield Row(number, [as_text(each).strip() for each in cells])


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return tuple(cells)


def _cut(rows: Iterator[Row], width: int) -> Iterator[Row | BadRow]:
    """Yield the rows of a table so wide, without empty ones."""
    for row in rows:
        if any(row.cells[width:]):
            yield BadRow(row.number, "has more cells than the header: name all columns")
        elif any(row.cells):
            cells = [*row.cells[:width]]
            yield Row(row.number, cells + [""] * (width - len(cells)))
