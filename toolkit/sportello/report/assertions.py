"""What holds of every report, and is held against its numbers each time that one is made."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, Literal

import duckdb

from sportello.report.bug import ReportBug
from sportello.report.figure import Bounds, Figure, Row, Share, Table, Value
from sportello.report.figures import backlog
from sportello.report.query import COUNTED, DONE, TO_CUSTOMERS

_TIMES: Final = {
    "first_contact": "first_response",
    "take_in_charge": "take_in_charge",
    "resolution": "resolution",
}
"""The figures that have a mean, and of which target."""
_PERCENTILES: Final = ("median", "p90", "p95")
_IN_ORDER: Final = (*pairwise(_PERCENTILES), *zip(_PERCENTILES, _PERCENTILES, strict=True))


def check_report(duck: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> None:
    """Raise ReportBug, with the numbers, if tickets are lost or counted twice anywhere."""
    _check_lives(duck)
    _check_backlog(duck)
    _check_means(duck, tables)
    _check_percentiles(tables)
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


def _check_means(duck: duckdb.DuckDBPyConnection, tables: Iterable[Table]) -> None:
    """Hold that every mean lies within what it is the mean of."""
    ends = {
        target: (least, most)
        for target, least, most in duck.execute(
            f"SELECT target, min(used), max(used) FROM cycle WHERE {DONE} AND {TO_CUSTOMERS} "
            "GROUP BY 1"
        ).fetchall()
    }
    for table in tables:
        target = _TIMES.get(table.figure.name)
        if target is None:
            continue
        for row in table.rows:
            mean = _value(table.figure, row, "mean", "least")
            if mean is not None and not ends[target][0] <= mean <= ends[target][1]:
                raise ReportBug(
                    f"{target} of {row.group}: the mean {mean} is not within {ends[target]}"
                )


def _check_percentiles(tables: Iterable[Table]) -> None:
    """Hold that no percentile is more than a higher one, and none at least more than at most."""
    for table in tables:
        known = {each.name for each in table.figure.measures}
        for low, high in _IN_ORDER:
            for row in table.rows if {low, high} <= known else ():
                least = _value(table.figure, row, low, "least")
                most = _value(table.figure, row, high, "most")
                if least is not None and most is not None and least > most:
                    raise ReportBug(
                        f"{table.figure.name} of {row.group}: {low} is {least}, {high} {most}"
                    )


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
        if measure.unit in {"seconds", "bounds"} or not measure.adds_up:
            continue
        parts = [row.values[place] for row in table.rows]
        added = _added(parts)
        whole = _added([total.values[place]])
        if added != whole:
            raise ReportBug(
                f"{table.figure.name} by {', '.join(table.by)}: {measure.name} adds up to {added}, "
                f"and is {whole}"
            )


def _added(values: Sequence[Value]) -> tuple[int, int]:
    return (
        sum(each.part if isinstance(each, Share) else _count(each) for each in values),
        sum(each.whole if isinstance(each, Share) else 0 for each in values),
    )


def _count(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _value(figure: Figure, row: Row, name: str, side: Literal["least", "most"]) -> int | None:
    """Return seconds of a row; of bounds the one on a side."""
    (found,) = (
        value
        for measure, value in zip(figure.measures, row.values, strict=True)
        if measure.name == name and not isinstance(value, Share)
    )
    return getattr(found, side) if isinstance(found, Bounds) else found
