"""Read a file of tickets, CSV or Parquet, into a table of DuckDB."""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from sportello.findings import nearest
from sportello.sla import ticket
from sportello.sla.bulk.problems import BadRows, BulkError

NEEDED: Final = ("service", "opened")
ATTRIBUTES: Final = tuple(name for name in ticket.ATTRIBUTES if name != "tags")
ROW: Final = "sportello row"
"""The column that numbers the rows; no ticket system calls one so."""

_DELIMITERS: Final = (",", ";", "\t", "|")
_NEITHER: Final = "is neither CSV nor Parquet: save the tickets as CSV (UTF-8) or Parquet"


@dataclass(frozen=True, slots=True)
class Source:
    """The table `ticket`: the file's columns with their types, rows, and the first one's number."""

    columns: dict[str, str]
    rows: int
    first_row: int


def read(duck: duckdb.DuckDBPyConnection, file: Path, bad: BadRows) -> Source:
    """Read a file into the table `ticket`, its rows numbered in the column `ROW`.

    Rows are counted as a spreadsheet shows them: the header of a CSV file is row 1. Those that
    cannot be read are noted in `bad`. Raises BulkError for a file that is neither CSV nor
    Parquet, or lacks a column.
    """
    head = _head(file)
    try:
        if head.startswith(b"PAR1"):
            first, scan = 1, f"read_parquet({text(str(file))})"
        else:
            first, scan = 2, _csv_scan(file, _header(file, head))
        duck.execute(
            f"CREATE TEMP TABLE ticket AS SELECT row_number() OVER () + {first - 1} "  # noqa: S608
            f"AS {quoted(ROW)}, * FROM {scan}"  # quoted, all of it
        )
        _note_rejects(duck, bad)
    except duckdb.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise BulkError([f"{file} {_NEITHER} (DuckDB says: {reason})"]) from None
    described = duck.execute("DESCRIBE ticket").fetchall()
    columns = {str(name): str(kind) for name, kind, *_ in described if name != ROW}
    check_columns(str(file), list(columns))
    count = duck.execute("SELECT count(*) FROM ticket").fetchone()
    return Source(columns, count[0] if count else 0, first)


def check_columns(file: str, columns: list[str]) -> None:
    """Raise BulkError if a needed column is missing or one comes twice, in whatever case."""
    known = Counter(name.lower() for name in columns)
    lines = [
        f'{file}: column "{name}" comes twice: rename one' for name in known if known[name] > 1
    ]
    for name in NEEDED:
        if name not in known:
            near = nearest(name, columns)
            remedy = f'rename "{near}"' if near else "add it, or rename the one that holds it"
            held = ", ".join(columns[:20])
            lines.append(f'{file} has no column "{name}": {remedy} (its columns are: {held})')
    if lines:
        raise BulkError(lines)


def quoted(name: str) -> str:
    """Return the name of a column as SQL."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text as SQL."""
    return "'" + value.replace("'", "''") + "'"


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(1 << 16)


def _header(file: Path, head: bytes) -> tuple[str, list[str]]:
    """Return the delimiter and the columns of a CSV file."""
    if not head.strip():
        raise BulkError([f"{file} is empty: the first row names the columns, {', '.join(NEEDED)}"])
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BulkError([f"{file} is UTF-16: save it as CSV UTF-8"])
    if b"\0" in head:
        raise BulkError([f"{file} {_NEITHER}"])
    try:
        with file.open("rb") as stream:
            line = stream.readline().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BulkError([f"{file} is not UTF-8: save it as CSV UTF-8"]) from None
    found = [(each, next(csv.reader([line], delimiter=each))) for each in _DELIMITERS]

    def fitness(header: tuple[str, list[str]]) -> tuple[int, int]:
        names = {name.lower() for name in header[1]}
        return len(names & {*NEEDED, *ATTRIBUTES}), len(names)

    delimiter, columns = max(found, key=fitness)
    check_columns(str(file), columns)
    return delimiter, columns


def _csv_scan(file: Path, header: tuple[str, list[str]]) -> str:
    """Return the table function that reads every column as text, just as it stands there."""
    delimiter, columns = header
    named = ", ".join(f"{text(name)}: 'VARCHAR'" for name in columns)
    return (
        f"read_csv({text(str(file))}, auto_detect = false, header = true, quote = '\"', "
        f"escape = '\"', delim = {text(delimiter)}, columns = {{{named}}}, "
        "store_rejects = true, rejects_limit = 1000)"
    )


def _note_rejects(duck: duckdb.DuckDBPyConnection, bad: BadRows) -> None:
    """Note the rows that have more or fewer cells than the header, or are no text."""
    tables = {name for (name,) in duck.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if "reject_errors" not in tables:
        return
    for line, kind, message in duck.execute(
        "SELECT line, any_value(error_type), any_value(error_message) FROM reject_errors "
        "GROUP BY line ORDER BY line"
    ).fetchall():
        first = str(message).strip().splitlines()[0]
        bad.add_unread(int(line), _REJECTED.get(str(kind), f"cannot be read: {first}"))


_REJECTED: Final = {
    "MISSING COLUMNS": "has fewer cells than the header: fill them or put quotes around the text",
    "TOO MANY COLUMNS": "has more cells than the header: put quotes around text with a delimiter",
    "UNQUOTED VALUE": "has a quote that is not closed: double the quotes inside of a text",
    "INVALID ENCODING": "is not UTF-8: save the file as CSV UTF-8",
    "INVALID UNICODE": "is not UTF-8: save the file as CSV UTF-8",
}
