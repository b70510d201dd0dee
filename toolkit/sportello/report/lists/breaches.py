"""Promises that were not kept, the worst first, and before all those that are late and open."""

from typing import Any

import duckdb

from sportello.report.lists.places import PLACE, SHOWN, Places
from sportello.report.report import Breach
from sportello.sla.clock import ClockStep


def breaches(duck: duckdb.DuckDBPyConnection, places: Places) -> tuple[Breach, ...]:
    """Return the first of the breaches: what is still open first, then by how late it is."""
    found = duck.execute(
        f"""
        SELECT {PLACE}, cycle.service, target, team, cycle.policy, calendar, exactness, started,
            due, stopped, ended, used, margin, steps
        FROM cycle JOIN ticket ON ticket.number = cycle.ticket
        WHERE state = 'breached'
        ORDER BY stopped IS NULL AND ended IS NULL DESC, margin, ticket.number, target,
            team NULLS FIRST, cycle.number
        LIMIT {SHOWN}
        """
    ).fetchall()
    return tuple(_breach(row, places) for row in found)


def breach_count(duck: duckdb.DuckDBPyConnection) -> int:
    """Return how many there are in all."""
    row = duck.execute("SELECT count(*) FROM cycle WHERE state = 'breached'").fetchone()
    return int(row[0]) if row else 0


def _breach(row: tuple[Any, ...], places: Places) -> Breach:
    file, line, reference, service, target, team, policy, calendar, exactness = row[:9]
    started, due, stopped, ended, used, margin, steps = row[9:]
    return Breach(
        places.place(file, line, reference),
        service,
        target,
        team,
        policy,
        calendar,
        exactness == "exact",
        places.instant(started),
        places.instant(due),
        places.instant_or_none(stopped),
        places.instant_or_none(ended),
        used,
        margin,
        tuple(
            ClockStep(
                each["kind"],
                places.instant(each["at"]),
                each["value"],
                places.instant_or_none(each["until"]),
                each["seconds"],
            )
            for each in steps or ()
        ),
    )
