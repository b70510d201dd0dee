"""Decisions of earlier months that are others now, since the ticket was reopened.

A resolution that was met when its month ended counts no more as soon as the ticket is reopened and
the clock goes on (`reopen: resume` or `count`); where it begins anew, the first decision stands.
"""

from typing import Final

import duckdb

from sportello.report.lists.places import PLACE, SHOWN, Places
from sportello.report.report import Changed

_CHANGED: Final = """
    WITH again AS (SELECT ticket, instant, month FROM turn WHERE kind = 'reopened'),
    done AS (
        SELECT ticket, instant, month FROM turn
        WHERE kind = 'resolved' AND ticket IN (SELECT ticket FROM again)
    ),
    withdrawn AS (
        SELECT done.ticket, done.instant, done.month, min(again.month) AS reopened_month
        FROM done JOIN again ON again.ticket = done.ticket AND again.instant >= done.instant
        GROUP BY ALL
    )
    SELECT {what}
    FROM withdrawn
    JOIN cycle ON cycle.ticket = withdrawn.ticket AND cycle.target = 'resolution'
        AND withdrawn.instant >= cycle.started
        AND withdrawn.instant < coalesce(cycle.stopped, cycle.ended, withdrawn.instant + 1)
        AND (cycle.decided IS NULL OR cycle.decided > withdrawn.instant)
    JOIN ticket ON ticket.number = cycle.ticket
    WHERE withdrawn.reopened_month > withdrawn.month
"""


def changed(duck: duckdb.DuckDBPyConnection, places: Places) -> tuple[Changed, ...]:
    """Return the first of them, the latest month first."""
    what = f"{PLACE}, cycle.service, target, withdrawn.month, state, decided_month"
    order = f"ORDER BY withdrawn.month DESC, ticket.number, team NULLS FIRST LIMIT {SHOWN}"
    found = duck.execute(_CHANGED.format(what=what) + order).fetchall()
    return tuple(
        Changed(places.place(*row[:3]), row[3], row[4], row[5], "met", row[6], row[7])
        for row in found
    )


def changed_count(duck: duckdb.DuckDBPyConnection) -> int:
    """Return how many there are in all."""
    row = duck.execute(_CHANGED.format(what="count(*)")).fetchone()
    return int(row[0]) if row else 0
