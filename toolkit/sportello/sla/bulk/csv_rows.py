"""Rows of CSV of any make: line ends of every kind, quotes left open, delimiters too many.

What cannot be read is a row of its own with what is wrong, and the next line begins anew.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from sportello.sla.bulk.problems import BulkError
from sportello.sla.delimiters import DELIMITERS, fitness

LONGEST_ROW: Final = 15_000_000
"""In characters."""
_MOST_LINES: Final = 10_000
"""Of a row: quotes that span more are left open by mistake."""
_OPEN: Final = "has a quote that is not closed: double the quotes inside of a text"
_FEW: Final = "has fewer cells than the header: fill them or put quotes around the text"
_MANY: Final = "has more cells than the header: put quotes around text with a delimiter"
_NO_TEXT: Final = "is not UTF-8: save the file as CSV UTF-8"
_NUL: Final = "holds a character that is no text (NUL): remove it"
_LONG: Final = "is too long to be a ticket: remove what does not belong into it"

# The module has one limit for all its readers, 131,072 letters unless said: texts may be longer.
csv.field_size_limit(2 * LONGEST_ROW)


class Header(NamedTuple):
    """The delimiter of a file, and what its columns are called."""

    delimiter: str
    columns: tuple[str, ...]


class Row(NamedTuple):
    """A row by its number, as a spreadsheet counts them from the header on, and its cells.

    Where something is wrong the cells are those that were found, or the line as it stands.
    """

    number: int
    cells: list[str]
    problem: str = ""


def read_header(file: Path, known: frozenset[str]) -> Header:
    """Return the header of a file: the one with the most `known` columns, then the most columns.

    Names that are empty at its end are left out: GLPI and Excel write them. Raises BulkError if
    the first row is no header.
    """
    with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        lines = list(islice(stream, _MOST_LINES))
    found = [(each, next(_records(lines, each), ([], _OPEN))) for each in DELIMITERS]
    sound = [Header(each, _named(cells)) for each, (cells, wrong) in found if not wrong]
    header = max(sound, key=lambda each: fitness(each.columns, known), default=Header("", ()))
    if len(sound) < len(found) and not fitness(header.columns, known)[0]:
        raise BulkError([f"{file}, row 1: {_OPEN}"])
    if not _is_text("".join(header.columns)):
        raise BulkError([f"{file} is not UTF-8: save it as CSV UTF-8"])
    return header


def read_rows(file: Path, header: Header) -> Iterator[Row]:
    """Yield the rows behind the header, sound or not; empty lines are counted and left out."""
    with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        records = enumerate(_records(stream, header.delimiter), 1)
        for number, (cells, wrong) in islice(records, 1, None):
            if cells:
                yield _row(number, cells, wrong, len(header.columns))


def _row(number: int, cells: list[str], wrong: str, width: int) -> Row:
    if wrong:
        return Row(number, cells, wrong)
    held = cells[:width]
    if len(cells) < width:
        wrong = _FEW
    elif any(cells[width:]):
        held, wrong = cells, _MANY
    elif sum(map(len, held)) > LONGEST_ROW:
        wrong = _LONG
    text = "".join(held)
    if not wrong and "\0" in text:
        wrong = _NUL
    elif not wrong and not _is_text(text):
        wrong = _NO_TEXT
    return Row(number, held, wrong)


def _named(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return tuple(cells)


def _is_text(written: str) -> bool:
    """Return whether there were no bytes that are not UTF-8."""
    if written.isascii():
        return True
    try:
        written.encode()
    except UnicodeEncodeError:
        return False
    return True


def _records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[list[str], str]]:
    """Yield the cells of each row; of one with quotes left open its first line, and why."""
    feed = _Feed(lines)
    while True:
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield cells, ""
                feed.taken.clear()
        except (csv.Error, _TooManyLines):
            first = feed.taken.popleft()
            feed.give_back()
            yield [first.rstrip("\r\n")], _OPEN
        else:
            return


class _TooManyLines(Exception):
    """A row goes on for more lines than any does."""


class _Feed:
    """Lines, of which those that a row has taken can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.taken: deque[str] = deque()

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if len(self.taken) > _MOST_LINES:
            raise _TooManyLines
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """Let what was taken come again."""
        self._again.extendleft(reversed(self.taken))
        self.taken.clear()
