"""Read a file of tickets, CSV or Parquet, into a table of DuckDB."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from sportello.findings import nearest
from sportello.sla import ticket
from sportello.sla.bulk.csv_rows import LONGEST_ROW, Header, read_header, read_rows
from sportello.sla.bulk.problems import BadRows, BulkError

NEEDED: Final = ("service", "opened")
TICKET_COLUMNS: Final = tuple(name for name in ticket.ATTRIBUTES if name != "tags")
ROW: Final = "sportello row"
"""The column that numbers the rows; no ticket system calls one so."""
PARTS: Final = "sportello parts"
"""A column of the parts of an instant."""

_KNOWN: Final = frozenset({*NEEDED, *TICKET_COLUMNS})
_NEITHER: Final = "is neither CSV nor Parquet: save the tickets as CSV (UTF-8) or Parquet"
_CHUNK: Final = 1 << 20
_STARTS: Final = (
    ((b"\xff\xfe", b"\xfe\xff"), "is UTF-16: save it as CSV UTF-8"),
    ((b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ"), "is compressed: unpack it"),
    ((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"), "is an Excel workbook or an archive: save it as CSV"),
)
"""How files begin that are something else."""


@dataclass(frozen=True, slots=True)
class Source:
    """The table `ticket`: the file's columns with their types, and the numbers of its rows."""

    columns: dict[str, str]
    count: int
    numbers: range


def read_tickets(duck: duckdb.DuckDBPyConnection, file: Path, folder: Path, bad: BadRows) -> Source:
    """Read a file into the table `ticket`, its rows numbered in the column `ROW`.

    Rows are counted as a spreadsheet shows them: the header of a CSV file is row 1. Those that
    cannot be read are listed in `bad`. `folder` is for what is too large for memory. Raises
    BulkError for a file that is neither CSV nor Parquet, or lacks a column.
    """
    with file.open("rb") as stream:
        head = stream.read(1 << 16)
    if head.startswith(b"PAR1"):
        try:
            _load(duck, f"row_number() OVER () AS {quoted_column(ROW)}, *", _parquet(file))
        except duckdb.Error:
            raise BulkError([f"{file} {_NEITHER}"]) from None
    else:
        _check_head(file, head)
        header = read_header(file, _KNOWN)
        check_columns(str(file), list(header.columns))
        if not read_plain(duck, file, header):
            read_any(duck, file, header, folder / "rows.csv", bad)
    return source_of(duck, str(file))


def source_of(duck: duckdb.DuckDBPyConnection, file: str) -> Source:
    """Return what is in the table `ticket`. Raises BulkError as `check_columns` does."""
    described = duck.execute("DESCRIBE ticket").fetchall()
    columns = {str(name): str(kind) for name, kind, *_ in described if name != ROW}
    check_columns(file, list(columns))
    row = quoted_column(ROW)
    count, first, last = duck.execute(
        f"SELECT count(*), min({row}), max({row}) FROM ticket"  # noqa: S608 - our own words
    ).fetchall()[0]
    return Source(columns, count, range(first, last + 1) if count else range(0))


def check_columns(file: str, columns: list[str]) -> None:
    """Raise BulkError if a needed column is missing, or one has no name or that of another.

    Capitals make no difference.
    """
    known = Counter(name.lower() for name in columns)
    lines = [
        f'{file}: column "{name}" comes twice: rename one'
        for name in known
        if known[name] > 1 and name
    ]
    lines += [
        f"{file}: column {number} has no name: write one, or remove the column"
        for number, name in enumerate(columns, 1)
        if not name
    ]
    lines += [
        f'{file}: column "{name}" has a name that is taken: rename it'
        for name in columns
        if name.lower() in {ROW, PARTS}
    ]
    for name in NEEDED:
        if name not in known:
            near = nearest(name, columns)
            remedy = f'rename "{near}"' if near else "add it, or rename the one that holds it"
            held = ", ".join(each if len(each) < 80 else f"{each[:80]}…" for each in columns[:20])
            lines.append(f'{file} has no column "{name}": {remedy} (its columns are: {held})')
    if lines:
        raise BulkError(lines)


def quoted_column(name: str) -> str:
    """Return the name of a column as SQL."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text as SQL."""
    return "'" + value.replace("'", "''") + "'"


def _check_head(file: Path, head: bytes) -> None:
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        raise BulkError([f"{file} is empty: the first row names the columns, {', '.join(NEEDED)}"])
    for starts, message in _STARTS:
        if head.startswith(starts):
            raise BulkError([f"{file} {message}"])
    first = head.splitlines()[0].lower()
    if b"\0" in head and (b"\0" in first or not all(name.encode() in first for name in NEEDED)):
        raise BulkError([f"{file} {_NEITHER}"])


def read_plain(duck: duckdb.DuckDBPyConnection, file: Path, header: Header) -> bool:
    """Read a CSV file in which nothing is to be understood, in one go; tell whether it was one."""
    if not _is_plain(file):
        return False
    try:
        numbered = f"row_number() OVER () + 1 AS {quoted_column(ROW)}, *"
        _load(duck, numbered, _scan(file, header.delimiter, header.columns, "header = true"))
    except duckdb.Error:
        duck.execute("DROP TABLE IF EXISTS ticket")
        return False
    return True


def _is_plain(file: Path) -> bool:
    """Return whether a file has one kind of line ends, no quotes, no empty lines and no NUL."""
    returns = feeds = pairs = 0
    before = b""
    with file.open("rb") as stream:
        while part := stream.read(_CHUNK):
            block = before + part
            if any(each in block for each in (b'"', b"\0", b"\n\n", b"\n\r")):
                return False
            returns, feeds = returns + part.count(b"\r"), feeds + part.count(b"\n")
            pairs += block.count(b"\r\n")
            before = block[-1:]
    return returns == pairs and pairs in {0, feeds}


def read_any(
    duck: duckdb.DuckDBPyConnection, file: Path, header: Header, clean: Path, bad: BadRows
) -> None:
    """Read a CSV file row by row, and what is sound of it from a file that DuckDB understands."""
    with clean.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_sound(file, header, bad))
    names = (ROW, *header.columns)
    kept = ", ".join(quoted_column(name) for name in header.columns)
    # Said of the line ends that the writer makes, DuckDB takes any others for text.
    scan = _scan(clean, ",", names, "header = false, new_line = '\\r\\n', parallel = false")
    _load(duck, f"{quoted_column(ROW)}::BIGINT AS {quoted_column(ROW)}, {kept}", scan)
    clean.unlink()


def _sound(file: Path, header: Header, bad: BadRows) -> Iterator[list[str]]:
    for row in read_rows(file, header):
        if row.problem:
            bad.add(row.number, row.problem, row.cells)
        else:
            yield [str(row.number), *row.cells]


def _load(duck: duckdb.DuckDBPyConnection, columns: str, scan: str) -> None:
    # All that is put in here are names, quoted, and our own words.
    duck.execute(f"CREATE TEMP TABLE ticket AS SELECT {columns} FROM {scan}")  # noqa: S608


def _parquet(file: Path) -> str:
    return f"read_parquet({text(str(file))})"


def _scan(file: Path, delimiter: str, columns: tuple[str, ...], rest: str) -> str:
    """Return the table function that reads every column as text, just as it stands there."""
    named = ", ".join(f"{text(name)}: 'VARCHAR'" for name in columns)
    return (
        f"read_csv({text(str(file))}, auto_detect = false, {rest}, quote = '\"', "
        f"escape = '\"', delim = {text(delimiter)}, columns = {{{named}}}, compression = 'none', "
        f"max_line_size = {4 * LONGEST_ROW})"
    )
