"""The tables that exports are read into: what is read is written once, and never changed.

Instants are microseconds since 1970 in UTC, lengths of time are seconds. Names of services,
severities, states and the like are those of the catalog.
"""

from typing import Final

import duckdb

EXPORTED: Final = """
CREATE TABLE exported (
    file SMALLINT NOT NULL,       -- its number among the files that were named, from 0
    row BIGINT NOT NULL,          -- as a spreadsheet counts rows; in JSON the number of the ticket
    reference VARCHAR NOT NULL,
    service VARCHAR NOT NULL,
    channel VARCHAR, severity VARCHAR, type VARCHAR, impact VARCHAR, urgency VARCHAR,
    phase VARCHAR, cause VARCHAR, contract VARCHAR,
    customer VARCHAR,             -- as it is written; never published
    state VARCHAR,
    opened BIGINT NOT NULL,
    opened_by VARCHAR,            -- desk or requester
    take_in_charge BIGINT, first_response BIGINT, resolved BIGINT, closed BIGINT, updated BIGINT,
    paused BIGINT, paused_in VARCHAR,  -- business time or calendar time
    reopened INTEGER,             -- how often, where the export says only that
    vote VARCHAR, voted BIGINT,   -- positive, neutral or negative, and when
    excluded VARCHAR              -- spam, test, deleted or merged
)
"""
HAPPENED: Final = """
CREATE TABLE happened (
    file SMALLINT NOT NULL,
    row BIGINT NOT NULL,
    reference VARCHAR NOT NULL,
    instant BIGINT NOT NULL,
    kind VARCHAR NOT NULL,        -- of `sportello.sla.events`
    value VARCHAR,
    actor VARCHAR                  -- desk, requester or system
)
"""
DOUBT: Final = """
CREATE TABLE doubt (
    file SMALLINT NOT NULL,
    row BIGINT,                   -- NULL: the file as a whole
    reference VARCHAR,
    code VARCHAR NOT NULL,        -- of `sportello.exports.rules`
    message VARCHAR NOT NULL,     -- the same for all rows with the same mistake
    hint VARCHAR NOT NULL,
    counted BOOLEAN NOT NULL      -- whether the ticket is counted in spite of it
)
"""
UNTOLD: Final = """
CREATE TABLE untold (
    file SMALLINT NOT NULL,
    field VARCHAR NOT NULL        -- a promise of which no column of it tells whether it was kept
)
"""


def create_tables(duck: duckdb.DuckDBPyConnection) -> None:
    """Make the four tables, empty."""
    for each in (EXPORTED, HAPPENED, DOUBT, UNTOLD):
        duck.execute(each)
