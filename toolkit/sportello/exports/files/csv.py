"""CSV of any make: commas, semicolons or tabs, any line ends, texts of several lines."""

from collections.abc import Collection, Iterator
from pathlib import Path

from sportello.exports.files.table import Row, Table, in_batches
from sportello.exports.problems import ExportError, about_file
from sportello.exports.rules import Q001
from sportello.exports.system import BadRow
from sportello.sla.bulk.csv_rows import Header, read_header, read_rows
from sportello.sla.bulk.problems import BulkError


def read_csv(file: Path, known: Collection[str]) -> Table:
    """Return the table of a CSV file. Raises ExportError if its first row is no header."""
    try:
        header = read_header(file, frozenset(each.lower() for each in known))
    except BulkError as error:
        message, hint = "the file is no CSV in UTF-8 with a header", "export it again as CSV UTF-8"
        raise ExportError([about_file(Q001, file, f"{message}: {error}", hint)]) from None
    if any("\0" in each for each in header.columns):
        hint = "save it as CSV UTF-8"
        raise ExportError([about_file(Q001, file, "the file is UTF-16", hint)])
    if not any(each.strip() for each in header.columns):
        hint = "export it with the names of the columns in its first row"
        raise ExportError([about_file(Q001, file, "the first row names no columns", hint)])
    return Table(header.columns, in_batches(header.columns, _rows(file, header)))


def _rows(file: Path, header: Header) -> Iterator[Row | BadRow]:
    for number, cells, problem in read_rows(file, header):
        yield BadRow(number, problem) if problem else Row(number, cells)
