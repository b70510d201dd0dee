"""What a file says of its tickets, in numbers: the view `asked` and the table `kind`."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import duckdb

from sportello.findings import Invalid
from sportello.sla.bulk.openings import NAIVE
from sportello.sla.bulk.problems import BulkError
from sportello.sla.bulk.source import PARTS, ROW, TICKET_COLUMNS, Source, quoted_column
from sportello.worktime import parse_instant
from sportello.worktime.instants import HOW

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)

_WRITTEN: Final = (
    r"((?:19[7-9]\d|20\d\d|2100)-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d)"
    r"(?:(:[0-5]\d)(?:[.,](\d{1,6})\d*)?)? ?(?:(Z)|([+-])([01]\d|2[0-3])(?::?([0-5]\d))?)?"
)
"""What tickets mostly have, read a million at a time; the rest is read one by one."""
_NAMES: Final = "['date', 'time', 'second', 'fraction', 'utc', 'sign', 'hours', 'minutes']"
_PARTS: Final = quoted_column(PARTS)
_COLUMNS: Final = ", ".join(TICKET_COLUMNS)
_KINDS: Final = f"""
CREATE TEMP TABLE kind AS
SELECT row_number() OVER (ORDER BY min(row)) - 1 AS kind, {_COLUMNS}
FROM raw GROUP BY {_COLUMNS}
"""  # noqa: S608 - our own words
_ALIKE: Final = " AND ".join(f"raw.{n} IS NOT DISTINCT FROM kind.{n}" for n in TICKET_COLUMNS)
_ASKED: Final = f"""
CREATE TEMP TABLE asked AS
SELECT raw.row, kind.kind, raw.wall, raw.offset,
    CASE WHEN raw.wall IS NULL THEN raw.opened END AS opened
FROM raw JOIN kind ON {_ALIKE}
"""  # noqa: S608 - our own words


def prepare(duck: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Make the tables `asked`, with row, kind of ticket, wall clock and offset, and `kind`.

    The wall clock is in microseconds, as a clock at UTC would count, NULL if it cannot be read;
    the offset is in seconds. Tickets of one kind have all attributes in common. Raises BulkError
    if the opening is neither a text nor a timestamp.
    """
    names = {name.lower(): quoted_column(name) for name in source.columns}
    kinds = {name.lower(): kind for name, kind in source.columns.items()}
    opened = names["opened"]
    wall, offset = _clock(opened, kinds["opened"])
    columns = [
        f"{quoted_column(ROW)} AS row",
        *(_attribute(name, names.get(name)) for name in TICKET_COLUMNS),
        f"{opened}::VARCHAR AS opened",
        f"{wall} AS wall",
        f'{offset} AS "offset"',
    ]
    parts = _parts(opened) if kinds["opened"] == "VARCHAR" else "NULL"
    # All that is put in here are column names, quoted, and our own words.
    duck.execute(
        f"CREATE TEMP VIEW raw AS SELECT {', '.join(columns)} "  # noqa: S608
        f"FROM (SELECT *, {parts} AS {_PARTS} FROM ticket)"
    )
    duck.execute(_KINDS)
    duck.execute(_ASKED)
    _read_others(duck)


def kinds(duck: duckdb.DuckDBPyConnection) -> list[dict[str, str | None]]:
    """Return the attributes of each kind of ticket, by its number."""
    found = duck.execute("SELECT * EXCLUDE (kind) FROM kind ORDER BY kind").fetchall()
    return [dict(zip(TICKET_COLUMNS, each, strict=True)) for each in found]


def unreadable(duck: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, str]]:
    """Yield the rows whose opening cannot be read, and what is wrong."""
    for row, problem in duck.execute(
        "SELECT asked.row, other.problem FROM asked LEFT JOIN other USING (opened) "
        "WHERE asked.wall IS NULL ORDER BY asked.row"
    ).fetchall():
        yield row, f"opened: {problem}" if problem else f"opened is empty: {HOW}"


def _read_others(duck: duckdb.DuckDBPyConnection) -> None:
    """Read what `_WRITTEN` does not know, into the table `other`: its clock, or what is wrong."""
    written = duck.execute(
        "SELECT DISTINCT opened FROM asked WHERE wall IS NULL AND trim(opened) <> ''"
    ).fetchall()
    columns = [list(column) for column in zip(*map(_other, written), strict=True)]
    duck.execute(
        'CREATE TEMP TABLE other (opened VARCHAR, wall BIGINT, "offset" BIGINT, problem VARCHAR)'
    )
    if columns:
        duck.execute("INSERT INTO other SELECT unnest(?), unnest(?), unnest(?), unnest(?)", columns)
        duck.execute(
            'UPDATE asked SET wall = other.wall, "offset" = other."offset" FROM other '
            "WHERE asked.opened = other.opened AND asked.wall IS NULL"
        )


def _other(written: tuple[str]) -> tuple[str, int | None, int | None, str | None]:
    (opened,) = written
    try:
        instant = parse_instant(opened)
    except Invalid as error:
        return opened, None, None, str(error)
    ahead = instant.utcoffset()
    wall = instant.replace(tzinfo=UTC) - _EPOCH
    offset = NAIVE if ahead is None else int(ahead.total_seconds())
    return opened, wall // _MICROSECOND, offset, None


def _attribute(name: str, column: str | None) -> str:
    return (
        f"nullif(trim({column}::VARCHAR), '') AS {name}" if column else f"NULL::VARCHAR AS {name}"
    )


def _parts(opened: str) -> str:
    """Return SQL for the parts of an instant as it is written; NULL if it is written otherwise."""
    return (
        f"CASE WHEN regexp_full_match({opened}, '{_WRITTEN}') "
        f"THEN regexp_extract({opened}, '{_WRITTEN}', {_NAMES}) END"
    )


def _clock(opened: str, kind: str) -> tuple[str, str]:
    """Return SQL for the wall clock and the offset of an opening."""
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"CASE WHEN isfinite({opened}) THEN epoch_us({opened}) END", "0"
    if kind.startswith("TIMESTAMP"):
        moment = f"{opened}::TIMESTAMP"
        return f"CASE WHEN isfinite({moment}) THEN epoch_us({moment}) END", f"{NAIVE}::BIGINT"
    if kind != "VARCHAR":
        raise BulkError(
            [f"column opened holds {kind}: store it as a timestamp or as a text; {HOW}"]
        )
    part = _PARTS
    wall = (
        f"epoch_us(try_cast({part}.date || ' ' || {part}.time || {part}.second AS TIMESTAMP)) "
        f"+ rpad({part}.fraction, 6, '0')::BIGINT"
    )
    offset = (
        f"CASE WHEN {part}.utc <> '' THEN 0 WHEN {part}.sign = '' THEN {NAIVE}::BIGINT ELSE "
        f"CASE {part}.sign WHEN '-' THEN -1 ELSE 1 END * ({part}.hours::BIGINT * 3600 + "
        f"coalesce(nullif({part}.minutes, '')::BIGINT, 0) * 60) END"
    )
    return wall, offset
