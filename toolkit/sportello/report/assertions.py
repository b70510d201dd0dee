"""What holds of every report, and is held against its numbers each time that one is made."""

from collections.abc import Iterable, Sequence

import duckdb

from sportello.report.bug import ReportBug
from sportello.report.figure import Row, Share, Table
from sportello.report.figures import backlog
from sportello.report.query import COUNTED


def check_report(duck: duckdb.DuckDBPyConnection, tables: Iterable[Table]) -> None:
    """Raise ReportBug, with the numbers, if tickets are lost or counted twice anywhere."""
    _check_lives(duck)
    _check_backlog(duck)
    _check_means(duck)
    _check_sums(tables)


def _check_lives(duck: duckdb.DuckDBPyConnection) -> None:
    """Hold that a ticket is open or not at every instant: never twice, never less than not."""
    wrong = duck.execute(
        """
        SELECT ticket, standing FROM (
            SELECT ticket, sum(CASE WHEN kind IN ('opened', 'reopened') THEN 1 ELSE -1 END)
                OVER (PARTITION BY ticket ORDER BY instant) AS standing
            FROM turn
        ) WHERE standing NOT IN (0, 1) LIMIT 1
        """
    ).fetchone()
    if wrong:
        raise ReportBug(f"ticket {wrong[0]} is open {wrong[1]} times")


def _check_backlog(duck: duckdb.DuckDBPyConnection) -> None:
    """Hold that open = open before + opened - resolved + reopened - removed, and so many are."""
    query = backlog.FIGURE.select(("service", "month"), "decided")
    open_now: dict[str | None, int] = {}
    for service, month, opened, resolved, reopened, removed, standing in duck.execute(
        f"{query} ORDER BY service, month"
    ).fetchall():
        before = open_now.get(service, 0)
        if standing != before + opened - resolved + reopened - removed:
            raise ReportBug(
                f"{service} in {month}: {standing} open are not {before} + {opened} opened - "
                f"{resolved} resolved + {reopened} reopened - {removed} removed"
            )
        open_now[service] = standing
    counted = dict(
        duck.execute(
            f"SELECT service, count(CASE WHEN is_open THEN 1 END) FROM ticket WHERE {COUNTED} "
            "GROUP BY 1"
        ).fetchall()
    )
    if counted != open_now:
        differing = {
            each: (open_now.get(each), counted.get(each))
            for each in (*open_now, *counted)
            if open_now.get(each) != counted.get(each)
        }
        raise ReportBug(f"open by what happened, and by how tickets stand, by service: {differing}")


def _check_means(duck: duckdb.DuckDBPyConnection) -> None:
    """Hold that no mean lies outside of what it is the mean of."""
    for target, least, mean, most in duck.execute(
        "SELECT target, min(used), floor(sum(used) / count(used)), max(used) FROM cycle GROUP BY 1"
    ).fetchall():
        if not least <= mean <= most:
            raise ReportBug(f"{target}: the mean {mean} is not between {least} and {most}")


def _check_sums(tables: Iterable[Table]) -> None:
    """Hold that the parts add up to the total, in every table."""
    totals: dict[str, Row] = {}
    for table in tables:
        if not table.by:
            totals[table.figure.name] = table.rows[0]
        elif not table.left_out:
            _check_sum(table, totals[table.figure.name])


def _check_sum(table: Table, total: Row) -> None:
    for place, measure in enumerate(table.figure.measures):
        if measure.unit == "seconds" or not measure.adds_up:
            continue
        parts = [row.values[place] for row in table.rows]
        added = _added(parts)
        whole = _added([total.values[place]])
        if added != whole:
            raise ReportBug(
                f"{table.figure.name} by {', '.join(table.by)}: {measure.name} adds up to {added}, "
                f"and is {whole}"
            )


def _added(values: Sequence[int | Share | None]) -> tuple[int, int]:
    return (
        sum(each.part if isinstance(each, Share) else each or 0 for each in values),
        sum(each.whole if isinstance(each, Share) else 0 for each in values),
    )
