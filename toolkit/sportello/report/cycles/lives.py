"""What exports say of the lives of tickets, up to an instant: tables `life`, `kind` and `event`.

Nothing after that instant is in them, and what is said to lie before the opening counts as if it
came with it. Of what rows leave open, this is made:

- The first resolution or closing ends the work. Where the lifecycle has no state of category
  resolved, a closing is all there is.
- A state of category resolved, closed or cancelled without any instant is taken to have come with
  the last update.
- A state of another category with a resolution is a ticket that was reopened, with its last update.
- How long a ticket was paused is not known at an instant before its end and its last update.
- Who takes a ticket in charge after its end does nothing new.
"""

from typing import Final

import duckdb

from sportello.catalog.model import Catalog
from sportello.report.cycles.instants import EPOCH
from sportello.sla.bulk.openings import MICRO
from sportello.sla.bulk.source import TICKET_COLUMNS
from sportello.sla.ticket import Ticket

KIND_COLUMNS: Final = tuple(name for name in TICKET_COLUMNS if name != "severity_by")
"""What tickets of one kind have in common."""
_ALIKE: Final = " AND ".join(
    f"exported.{name} IS NOT DISTINCT FROM kind.{name}" for name in KIND_COLUMNS
)
_KIND: Final = f"""
CREATE TEMP TABLE kind AS
SELECT row_number() OVER () - 1 AS kind, *
FROM (SELECT DISTINCT {", ".join(KIND_COLUMNS)} FROM exported WHERE opened <= $until ORDER BY ALL)
"""


def _since(name: str) -> str:
    return f"CASE WHEN {name} IS NOT NULL THEN greatest({name}, opened) END AS {name}"


_LIFE: Final = f"""
CREATE TEMP TABLE life AS
WITH told AS (
    SELECT file, row, reference, kind.kind, customer, opened, opened_by, exported.state, category,
        {_since("take_in_charge")}, {_since("first_response")}, {_since("resolved")},
        {_since("closed")}, {_since("updated")},
        paused, paused_in, reopened, vote, voted, excluded,
        happened.reference IS NOT NULL AS has_events
    FROM exported
    JOIN kind ON {_ALIKE}
    LEFT JOIN state_category USING (state)
    LEFT JOIN (SELECT DISTINCT reference FROM happened WHERE instant <= $until) AS happened
        USING (reference)
    WHERE opened <= $until
), ended AS (
    SELECT *,
        coalesce(resolved, closed) IS NULL
            AND coalesce(category IN ('resolved', 'closed', 'cancelled'), false) AS is_end_guessed,
        coalesce(least(resolved, closed), updated, greatest(opened, take_in_charge, first_response))
            AS ended
    FROM told
), parted AS (
    SELECT * REPLACE (CASE WHEN coalesce(resolved, closed) IS NOT NULL OR is_end_guessed
            THEN ended END AS ended),
        coalesce(category = 'cancelled', false) AS is_cancelled,
        CASE WHEN category IN ('new', 'open', 'waiting') AND coalesce(resolved, closed) IS NOT NULL
            AND ended <= $until AND coalesce(updated <= $until, true)
            THEN greatest(ended, updated) END AS back
    FROM ended
), sorted AS (
    SELECT * REPLACE (CASE WHEN ended <= $until THEN ended END AS ended) FROM parted
    ORDER BY file, row
)
SELECT row_number() OVER () - 1 AS number, file, row, reference, kind, customer, opened, opened_by,
    CASE WHEN is_cancelled AND ended IS NOT NULL THEN state
        WHEN coalesce(updated <= $until, true) AND (ended IS NULL OR back IS NOT NULL)
        THEN state END AS state,
    CASE WHEN take_in_charge <= least($until, ended) THEN take_in_charge END AS take_in_charge,
    CASE WHEN first_response <= $until THEN first_response END AS first_response,
    CASE WHEN NOT is_cancelled THEN ended END AS resolved,
    CASE WHEN is_cancelled OR ended IS NULL THEN NULL
        WHEN closed <= $until AND $has_resolved THEN closed
        WHEN category = 'closed' OR NOT $has_resolved THEN ended END AS closed,
    CASE WHEN is_cancelled THEN ended END AS removed,
    back,
    is_end_guessed AND ended IS NOT NULL AS is_end_guessed,
    CASE WHEN ended IS NOT NULL OR coalesce(greatest(updated, resolved, closed) <= $until, true)
        THEN paused END AS paused,
    paused_in,
    CASE WHEN back IS NULL THEN reopened ELSE greatest(reopened, 1) END AS reopened,
    CASE WHEN coalesce(voted <= $until, true) THEN vote END AS vote,
    CASE WHEN voted <= $until THEN voted END AS voted,
    excluded, has_events
FROM sorted
"""
_EVENT: Final = """
CREATE TEMP TABLE event AS
SELECT row_number() OVER () AS place, * FROM (
    SELECT number, instant, happened.kind, value, actor
    FROM happened JOIN life USING (reference)
    WHERE instant <= $until AND life.excluded IS NULL
    ORDER BY number, instant, happened.file, happened.row
)
"""


def read_lives(duck: duckdb.DuckDBPyConnection, catalog: Catalog, as_of: int) -> int:
    """Make the tables `kind`, `life` and `event` as all stood at `as_of`; return how many lives.

    They are numbered from 0, by file and row; events are sorted by them and by time.
    """
    states = catalog.lifecycle.states if catalog.lifecycle else {}
    duck.execute(
        "CREATE TEMP TABLE state_category (number BIGINT, state VARCHAR, category VARCHAR)"
    )
    if states:
        duck.executemany(
            "INSERT INTO state_category VALUES (?, ?, ?)",
            [[number, name, each.category] for number, (name, each) in enumerate(states.items())],
        )
    until = as_of * MICRO
    has_resolved = any(each.category == "resolved" for each in states.values())
    duck.execute(_KIND, {"until": until})
    duck.execute(_LIFE, {"until": until, "has_resolved": has_resolved})
    duck.execute(_EVENT, {"until": until})
    return int(duck.execute("SELECT count(*) FROM life").fetchall()[0][0])


def kinds(duck: duckdb.DuckDBPyConnection) -> list[Ticket]:
    """Return a ticket of each kind, by its number, opened at no time."""
    found = duck.execute("SELECT * EXCLUDE (kind) FROM kind ORDER BY kind").fetchall()
    return [Ticket(opened=EPOCH, **dict(zip(KIND_COLUMNS, each, strict=True))) for each in found]
