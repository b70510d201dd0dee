"""Columns of rows -> the tables of a report."""

from typing import Final

import duckdb
import numpy as np

from sportello.report.cycles.columns import (
    STATES,
    STEP_KINDS,
    TURN_KINDS,
    Changes,
    Columns,
    Cycles,
    Mistakes,
    Steps,
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


def _known(name: str, table: str = "rows") -> str:
    return f"nullif({table}.{name}, {NONE})"


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
SELECT rows.ticket, {_GROUPS}, {_named(TURN_KINDS, "rows.kind")}, instant,
    {month_sql("instant_month")}
FROM rows JOIN term USING (term) JOIN life ON life.number = rows.ticket
"""
_CYCLE: Final = f"""
INSERT INTO cycle
SELECT rows.ticket, {_GROUPS}, term.policy, promise.target, promise.team, rows.number,
    promise.calendar, {_named(STATES, "rows.state")},
    CASE rows.is_approximate WHEN 0 THEN 'exact' ELSE 'approximate' END,
    started, {_known("due")}, {_known("stopped")}, {_known("ended")}, used, used_at_least, margin,
    {_known("decided")},
    {month_sql("opened_month")}, {month_sql("decided_month")}, {month_sql("stopped_month")}, steps
FROM rows JOIN term USING (term) JOIN promise USING (promise)
JOIN life ON life.number = rows.ticket
LEFT JOIN (
    SELECT ticket, promise, number, list({{
        'kind': {_named(STEP_KINDS, "kind")}, 'at': "at", 'value': word.text,
        'until': {_known("until", "step")}, 'seconds': {_known("seconds", "step")}
    }} ORDER BY place) AS steps
    FROM step LEFT JOIN word ON word.word = step.value
    GROUP BY ALL
) AS explained
    ON explained.ticket = rows.ticket AND explained.promise = rows.promise
    AND explained.number = rows.number
"""


_CHANGED: Final = f"""
INSERT INTO changed
SELECT ticket, word.text, {month_sql("month")}, {_named(STATES, "before")},
    {_named(STATES, "after")}, {month_sql("after_month")}
FROM rows JOIN word ON word.word = rows.target
"""
_DOUBT: Final = """
INSERT INTO doubt
SELECT file, row, reference, code, message, hint, true
FROM rows JOIN mistake USING (mistake) JOIN life ON life.number = rows.ticket
"""


class Writer:
    """Writes rows into a database; months are those of a zone."""

    def __init__(self, duck: duckdb.DuckDBPyConnection, zone: Zone) -> None:
        self._duck = duck
        self._zone = zone

    def tickets(self, rows: Tickets) -> None:
        """Write rows of `ticket`."""
        self._write(_TICKET, rows, opened=rows.opened, resolved=rows.resolved, voted=rows.voted)

    def turns(self, rows: Turns) -> None:
        """Write rows of `turn`."""
        self._write(_TURN, rows, instant=rows.instant)

    def cycles(self, rows: Cycles, steps: Steps) -> None:
        """Write rows of `cycle`, with the steps of those that have any."""
        self._duck.register("step", {**steps.arrays(), "place": np.arange(len(steps))})
        self._write(_CYCLE, rows, opened=rows.opened, decided=rows.decided, stopped=rows.stopped)
        self._duck.unregister("step")

    def changes(self, rows: Changes) -> None:
        """Write rows of `changed`."""
        self._write(_CHANGED, rows)

    def mistakes(self, rows: Mistakes) -> None:
        """Write a doubt for each ticket."""
        self._write(_DOUBT, rows)

    def _write(self, query: str, rows: Columns, **instants: Ints) -> None:
        if not len(rows):
            return
        months = {f"{name}_month": months_of(each, self._zone) for name, each in instants.items()}
        self._duck.register("rows", {**rows.arrays(), **months})
        self._duck.execute(query)
        self._duck.unregister("rows")
