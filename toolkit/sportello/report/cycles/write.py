"""Columns of rows -> the tables of a report."""

from typing import Final

import duckdb

from sportello.report.cycles.columns import (
    STATES,
    TURN_KINDS,
    Columns,
    Cycles,
    Tickets,
    Turns,
)
from sportello.report.cycles.instants import NONE
from sportello.report.cycles.months import month_sql, months_of
from sportello.report.tables import GROUPS
from sportello.sla.bulk.zones import Ints
from sportello.worktime.zones import Zone

_GROUPS: Final = ", ".join(
    f"life.{name}" if name == "customer" else f"term.{name}" for name in GROUPS
)


def _known(name: str) -> str:
    return f"nullif(rows.{name}, {NONE})"


def _named(names: tuple[str, ...], column: str) -> str:
    return f"{list(names)}[{column} + 1]"


_TICKET: Final = f"""
INSERT INTO ticket
SELECT rows.number, file, row, reference, {_GROUPS}, term.policy,
    rows.opened, {_known("resolved")}, {_known("reopened")}, is_open::BOOLEAN,
    excluded, vote, {_known("voted")},
    {month_sql("opened_month")}, {month_sql("resolved_month")}, {month_sql("voted_month")}
FROM rows JOIN term USING (term) JOIN life USING (number)
"""
_TURN: Final = f"""
INSERT INTO turn
SELECT rows.ticket, {_GROUPS}, {_named(TURN_KINDS, "rows.kind")}, instant, {month_sql("month")}
FROM rows JOIN term USING (term) JOIN life ON life.number = rows.ticket
"""
_CYCLE: Final = f"""
INSERT INTO cycle
SELECT rows.ticket, {_GROUPS}, term.policy, promise.target, promise.team, rows.number,
    promise.calendar, {_named(STATES, "rows.state")},
    CASE rows.is_approximate WHEN 0 THEN 'exact' ELSE 'approximate' END,
    started, {_known("due")}, {_known("stopped")}, {_known("ended")}, used, used_at_least, margin,
    {_known("decided")},
    {month_sql("opened_month")}, {month_sql("decided_month")}, {month_sql("stopped_month")}, NULL
FROM rows JOIN term USING (term) JOIN promise USING (promise)
JOIN life ON life.number = rows.ticket
"""


def write_tickets(duck: duckdb.DuckDBPyConnection, rows: Tickets, zone: Zone) -> None:
    """Write rows of `ticket`; months are those of a zone."""
    _write(
        duck,
        _TICKET,
        rows,
        opened_month=months_of(rows.opened, zone),
        resolved_month=months_of(rows.resolved, zone),
        voted_month=months_of(rows.voted, zone),
    )


def write_turns(duck: duckdb.DuckDBPyConnection, rows: Turns, zone: Zone) -> None:
    """Write rows of `turn`; months are those of a zone."""
    _write(duck, _TURN, rows, month=months_of(rows.instant, zone))


def write_cycles(duck: duckdb.DuckDBPyConnection, rows: Cycles, zone: Zone) -> None:
    """Write rows of `cycle`; months are those of a zone."""
    _write(
        duck,
        _CYCLE,
        rows,
        opened_month=months_of(rows.opened, zone),
        decided_month=months_of(rows.decided, zone),
        stopped_month=months_of(rows.stopped, zone),
    )


def _write(duck: duckdb.DuckDBPyConnection, query: str, rows: Columns, **months: Ints) -> None:
    if not len(rows):
        return
    duck.register("rows", {**rows.arrays(), **months})
    duck.execute(query)
    duck.unregister("rows")
