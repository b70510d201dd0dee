"""The rows that figures count: tickets, the turns of their lives, and cycles of promises.

Instants are seconds since 1970 in UTC (what lies within a second counts as its end), lengths of
time are seconds of business time. A month is written `2026-01` and is that of the desk's zone, cut
at local midnight; `quarter` and year are its parts. Nothing after the instant of the report is in
here. The tables can be written as Parquet; Spark reads the same figures from them. Of decisions of
months that were over, `changed` holds those that are others now, since the ticket was reopened.
"""

from typing import Final

import duckdb

GROUPS: Final = (
    "service",
    "family",
    "provider",
    "customer",
    "contract",
    "channel",
    "severity",
    "type",
)
"""The columns that tickets, turns and cycles have in common, by which figures can be parted."""
_GROUPS: Final = ", ".join(f"{name} VARCHAR" for name in GROUPS)

TICKET: Final = f"""
CREATE TABLE ticket (
    number BIGINT NOT NULL,       -- from 0, by file and row
    file SMALLINT NOT NULL, row BIGINT NOT NULL,
    reference VARCHAR NOT NULL,
    {_GROUPS},
    policy VARCHAR,
    opened BIGINT NOT NULL,
    resolved BIGINT,              -- the first resolution
    reopened INTEGER,             -- how often; NULL if nothing tells
    is_open BOOLEAN NOT NULL,     -- neither resolved nor closed nor cancelled
    excluded VARCHAR,             -- spam, test, deleted or merged: it is in no figure
    vote VARCHAR, voted BIGINT,
    opened_month VARCHAR NOT NULL, resolved_month VARCHAR, voted_month VARCHAR
)
"""
TURN: Final = f"""
CREATE TABLE turn (
    ticket BIGINT NOT NULL,
    {_GROUPS},
    kind VARCHAR NOT NULL,        -- opened, resolved, reopened or removed (cancelled)
    instant BIGINT NOT NULL,
    month VARCHAR NOT NULL
)
"""
CYCLE: Final = f"""
CREATE TABLE cycle (
    ticket BIGINT NOT NULL,
    {_GROUPS},
    policy VARCHAR,
    target VARCHAR NOT NULL,      -- take_in_charge, first_response, next_update or resolution
    team VARCHAR,                 -- whose promise to the desk it is; NULL: the desk's own
    number INTEGER NOT NULL,      -- from 1
    calendar VARCHAR,
    state VARCHAR NOT NULL,       -- met, breached, running, paused, cancelled or undecidable
    exactness VARCHAR NOT NULL,   -- exact or approximate
    started BIGINT NOT NULL,
    due BIGINT,                   -- of a paused one, as if it went on now
    stopped BIGINT,               -- when it was kept, late or not
    ended BIGINT,                 -- when it was cancelled
    used BIGINT NOT NULL,         -- of approximate ones the most that it can be
    used_at_least BIGINT NOT NULL,
    margin BIGINT NOT NULL,       -- what is left of the time promised, negative if late
    decided BIGINT,               -- met: its stop; breached: the first open second after due
    opened_month VARCHAR NOT NULL, decided_month VARCHAR, stopped_month VARCHAR,
    steps STRUCT(kind VARCHAR, "at" BIGINT, value VARCHAR, "until" BIGINT, seconds BIGINT)[]
                                  -- of breached ones that are exact, as the clock explains them
)
"""
CHANGED: Final = """
CREATE TABLE changed (
    ticket BIGINT NOT NULL,
    target VARCHAR NOT NULL,
    month VARCHAR NOT NULL,       -- in which it was decided, as was told when that month was over
    before VARCHAR NOT NULL,      -- met or breached
    after VARCHAR NOT NULL,       -- the state of the same cycle now
    after_month VARCHAR           -- in which it is decided now
)
"""


def create_tables(duck: duckdb.DuckDBPyConnection) -> None:
    """Make the four tables, empty."""
    for each in (TICKET, TURN, CYCLE, CHANGED):
        duck.execute(each)
