"""Tables of what happened, as a query of a ticket system's database gives them: CSV or JSON."""

import csv
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from sportello.exports.system import BadRow
from sportello.exports.trees import text, trees
from sportello.sla.delimiters import DELIMITERS, fitness

_NOT_UTF8: Final = "is not UTF-8: save the file as UTF-8"


class Entry(NamedTuple):
    """A row of such a table: its number, and its cells by heading, in small letters."""

    row: int
    cells: Mapping[str, str]


def log(file: Path, headings: Collection[str]) -> Iterator[Entry | BadRow]:
    """Yield the rows of a table that has all of these headings; nothing for any other file.

    Raises OSError if the file cannot be read.
    """
    needed = frozenset(headings)
    with file.open("rb") as stream:
        start = stream.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in {b"{", b"["}:
        yield from _objects(file, needed)
    else:
        yield from _rows(file, needed)


def _objects(file: Path, needed: frozenset[str]) -> Iterator[Entry | BadRow]:
    number = 0
    for each in trees(file, needed):
        if isinstance(each, BadRow):
            yield each
            continue
        number += 1
        cells = {str(key).lower(): text(value) for key, value in each.items()}
        if needed <= cells.keys():
            yield Entry(number, cells)
        elif number == 1:
            return


def _rows(file: Path, needed: frozenset[str]) -> Iterator[Entry | BadRow]:
    with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        header = stream.readline(1 << 16)
        delimiter = max(DELIMITERS, key=lambda each: fitness(header.split(each), needed))
        columns = [name.strip().strip('"').lower() for name in header.strip().split(delimiter)]
        if not needed <= {*columns}:
            return
        reader = csv.reader(stream, delimiter=delimiter)
        number = 1
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield BadRow(number, f"is not CSV: {error}")
                continue
            if any(each.strip() for each in cells):
                yield _entry(number, columns, cells)


def _entry(number: int, columns: list[str], cells: list[str]) -> Entry | BadRow:
    if len(cells) != len(columns):
        return BadRow(
            number, f"has {len(cells)} cells, not {len(columns)}: a comma or quote is off"
        )
    if any(not each.isascii() and _is_broken(each) for each in cells):
        return BadRow(number, _NOT_UTF8)
    return Entry(number, dict(zip(columns, cells, strict=True)))


def _is_broken(cell: str) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in cell)
