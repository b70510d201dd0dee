"""The files of a report, and that no row of them is lost: each is counted, or told why not."""

from collections.abc import Iterator, Sequence

import duckdb

from sportello.exports.read import ReadFile
from sportello.report.bug import ReportBug
from sportello.report.report import Source
from sportello.sla.bulk.openings import MICRO


def counted_sources(
    duck: duckdb.DuckDBPyConnection, read: Sequence[ReadFile], exports: int, as_of: int
) -> Iterator[Source]:
    """Yield the files, of which the first `exports` hold tickets and the others events.

    Rows are counted, or opened after the instant of the report, or listed as not counted. Raises
    ReportBug, with the numbers, if these do not add up to the rows of a file.
    """
    for number, file in enumerate(read):
        is_export = number < exports
        tell = _tickets if is_export else _events
        counted, later, left_out = tell(duck, number, as_of)
        if file.rows != counted + later + left_out:
            raise ReportBug(
                f"{file.file}: {file.rows} rows are not {counted} that are counted, {later} of "
                f"later and {left_out} that are not counted"
            )
        yield Source(file.file.name, file.sha256, file.system, file.rows, counted)


def later_tickets(duck: duckdb.DuckDBPyConnection, as_of: int) -> int:
    """Return how many tickets were opened after an instant."""
    return _number(duck, f"FROM exported WHERE opened > {as_of * MICRO}")


def _tickets(duck: duckdb.DuckDBPyConnection, file: int, as_of: int) -> tuple[int, int, int]:
    doubtful = (
        f"FROM (SELECT DISTINCT row FROM doubt WHERE file = {file} AND NOT counted "
        f"AND row NOT IN (SELECT row FROM ticket WHERE file = {file}))"
    )
    return (
        _number(duck, f"FROM ticket WHERE file = {file}"),
        _number(duck, f"FROM exported WHERE file = {file} AND opened > {as_of * MICRO}"),
        _number(duck, doubtful),
    )


def _events(duck: duckdb.DuckDBPyConnection, file: int, as_of: int) -> tuple[int, int, int]:
    happened = f"FROM happened WHERE file = {file} AND instant"
    return (
        _number(duck, f"{happened} <= {as_of * MICRO}"),
        _number(duck, f"{happened} > {as_of * MICRO}"),
        _number(duck, f"FROM doubt WHERE file = {file} AND row IS NOT NULL"),
    )


def _number(duck: duckdb.DuckDBPyConnection, rows: str) -> int:
    ((number,),) = duck.execute(f"SELECT count(*) {rows}").fetchall()
    return int(number)
