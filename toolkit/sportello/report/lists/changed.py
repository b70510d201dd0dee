"""Decisions of earlier months that are others now, since the ticket was reopened."""

import duckdb

from sportello.report.lists.places import PLACE, SHOWN, Places
from sportello.report.report import Changed


def changed(duck: duckdb.DuckDBPyConnection, places: Places) -> tuple[Changed, ...]:
    """Return the first of them, the latest month first."""
    found = duck.execute(
        f"""
        SELECT {PLACE}, ticket.service, changed.target, month, before, after, after_month
        FROM changed JOIN ticket ON ticket.number = changed.ticket
        ORDER BY month DESC, ticket.number, changed.target, before, after
        LIMIT {SHOWN}
        """
    ).fetchall()
    return tuple(Changed(places.place(*row[:3]), *row[3:]) for row in found)


def changed_count(duck: duckdb.DuckDBPyConnection) -> int:
    """Return how many there are in all."""
    row = duck.execute("SELECT count(*) FROM changed").fetchone()
    return int(row[0]) if row else 0
