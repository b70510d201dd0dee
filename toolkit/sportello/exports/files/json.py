"""JSON: an array of tickets, or a ticket a line; a nested value is kept as its text."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from os import SEEK_END
from pathlib import Path
from typing import Final

import duckdb
import msgspec

from sportello.exports.files.cells import as_text
from sportello.exports.files.table import Table
from sportello.exports.problems import ExportError, about_file
from sportello.exports.rules import Q001
from sportello.exports.system import BATCH_ROWS, BadRow, Batch

_OBJECTS: Final = (
    "SELECT json FROM read_json_objects(?, format = 'array', compression = 'none', "
    "maximum_object_size = 64000000)"
)
_SOME: Final = 4096
_CUT_OFF: Final = "the file is no whole list in JSON"
_WHOLE: Final = "export it again: something in it is no JSON, or it was cut off"
_NO_TICKET: Final = "is no ticket in JSON: write one object a line, or a list of objects"
_Ticket = tuple[int, dict[str, object]]


def read_json(file: Path, *, is_array: bool) -> Table:
    """Return the table of a JSON file, whose rows are the tickets, from 1, or its lines.

    Raises ExportError for a list that is cut off.
    """
    rows = _batches(_listed(file) if is_array else _lines(file))
    head = [*islice(rows, 1)]
    while head and isinstance(head[-1], BadRow):
        following = [*islice(rows, 1)]
        if not following:
            break
        head += following
    headings = [key for each in head if isinstance(each, Batch) for key in each.columns]
    if not headings:
        hint = "export the tickets as a list of objects, or one object a line"
        raise ExportError([about_file(Q001, file, "the file has no ticket in JSON", hint)])
    return Table(tuple(headings), chain(head, rows))


def objects(file: Path) -> Iterator[_Ticket | BadRow]:
    """Yield the objects of a file with their numbers, whether it is a list or has one a line."""
    with file.open("rb") as stream:
        head = stream.read(1 << 16)
    is_array = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")
    return _listed(file) if is_array else _lines(file)


def _lines(file: Path) -> Iterator[_Ticket | BadRow]:
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if text := line.removeprefix(b"\xef\xbb\xbf").strip():
                yield _decoded(number, text)


def _listed(file: Path) -> Iterator[_Ticket | BadRow]:
    # DuckDB takes a list that was cut off between two tickets for a whole one.
    if not _last_bytes(file).rstrip().endswith(b"]"):
        raise ExportError([about_file(Q001, file, _CUT_OFF, _WHOLE)])
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 1}) as duck:
        try:
            duck.execute(_OBJECTS, [str(file)])
            first = 1
            while some := duck.fetchmany(_SOME):
                for number, (text,) in enumerate(some, first):
                    yield _decoded(number, text)
                first += len(some)
        except duckdb.Error:
            raise ExportError([about_file(Q001, file, _CUT_OFF, _WHOLE)]) from None


def _last_bytes(file: Path) -> bytes:
    with file.open("rb") as stream:
        stream.seek(0, SEEK_END)
        stream.seek(max(stream.tell() - _SOME, 0))
        return stream.read()


def _decoded(number: int, text: str | bytes) -> _Ticket | BadRow:
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return BadRow(number, _NO_TICKET)
    return (number, found) if isinstance(found, dict) else BadRow(number, _NO_TICKET)


def _batches(tickets: Iterable[_Ticket | BadRow]) -> Iterator[Batch | BadRow]:
    stream = iter(tickets)
    while some := [*islice(stream, BATCH_ROWS)]:
        yield from (each for each in some if isinstance(each, BadRow))
        good = [each for each in some if not isinstance(each, BadRow)]
        if good:
            keys = dict.fromkeys(key for _, found in good for key in found)
            columns = {key: [as_text(found.get(key)) for _, found in good] for key in keys}
            yield Batch([number for number, _ in good], columns)
