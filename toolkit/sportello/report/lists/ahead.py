"""Promises that will be broken in the next 24 business hours unless something happens.

The hours are those of each promise's own calendar. What is late already is among the breaches.
"""

from typing import Final

import duckdb

from sportello.report.lists.places import PLACE, SHOWN, Places
from sportello.report.report import Ahead

_SOON: Final = 24 * 3600
_AHEAD: Final = f"state IN ('running', 'paused') AND margin BETWEEN 0 AND {_SOON}"


def ahead(duck: duckdb.DuckDBPyConnection, places: Places) -> tuple[Ahead, ...]:
    """Return the first of them by when they are due; those that are paused follow, as if resumed.

    Every one that runs comes before every one that is paused.
    """
    found = duck.execute(
        f"""
        SELECT {PLACE}, cycle.service, target, due, margin, state = 'paused'
        FROM cycle JOIN ticket ON ticket.number = cycle.ticket
        WHERE {_AHEAD}
        ORDER BY state = 'paused', due, margin, ticket.number, target, team NULLS FIRST,
            cycle.number
        LIMIT {SHOWN}
        """
    ).fetchall()
    return tuple(
        Ahead(
            places.place(*row[:3]), row[3], row[4], places.instant(row[5]), row[6], is_paused=row[7]
        )
        for row in found
    )


def ahead_count(duck: duckdb.DuckDBPyConnection) -> int:
    """Return how many there are in all."""
    row = duck.execute(f"SELECT count(*) FROM cycle WHERE {_AHEAD}").fetchone()
    return int(row[0]) if row else 0
