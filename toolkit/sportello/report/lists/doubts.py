"""Rows that cannot be right, grouped by their mistake: one mistake is one line."""

from collections.abc import Mapping
from typing import Final

import duckdb

from sportello.report.lists.places import Places
from sportello.report.report import Doubt
from sportello.report.sources import later_tickets

_NAMED: Final = 10
"""How many rows are named of each mistake."""


def doubts(duck: duckdb.DuckDBPyConnection, places: Places) -> tuple[Doubt, ...]:
    """Return the mistakes: first those whose tickets are not counted, then by how many rows."""
    found = duck.execute(
        f"""
        SELECT code, message, hint, counted, count(*),
            min_by((file, row, reference), (file, coalesce(row, 0)), {_NAMED})
        FROM doubt
        GROUP BY code, message, hint, counted
        ORDER BY counted, count(*) DESC, code, message, hint
        """
    ).fetchall()
    return tuple(
        Doubt(code, message, hint, count, counted, tuple(places.place(*each) for each in first))
        for code, message, hint, counted, count, first in found
    )


def excluded(duck: duckdb.DuckDBPyConnection, as_of: int) -> Mapping[str, int]:
    """Return how many tickets are in no figure, by the reason.

    `later` are those that were opened after the instant of the report.
    """
    found = duck.execute(
        "SELECT excluded, count(*) FROM ticket WHERE excluded IS NOT NULL GROUP BY 1 ORDER BY 1"
    ).fetchall()
    later = later_tickets(duck, as_of)
    return dict(found) | ({"later": later} if later else {})
