"""Tickets and events that come again, and events of tickets that are not there."""

from typing import Final

import duckdb

from sportello.exports.problems import Mistake
from sportello.exports.rules import Q010, Q011

_AGAIN: Final = Mistake(
    Q010, "the ticket comes again, and another row of it counts", "export each ticket once"
)
_ELSEWHERE: Final = Mistake(
    Q010,
    "a ticket of another system has this reference",
    "report the two systems one at a time, or give their references a prefix",
)
_EVENT_AGAIN: Final = Mistake(
    Q010, "the event comes again", "export each event once; it is counted once"
)
_UNKNOWN: Final = Mistake(
    Q011,
    "the ticket of an event is not in the export, or its row is not counted",
    "export the tickets of all events too, if they are to be counted",
)

# Where tickets of two systems have one reference, that of the first file counts; of a ticket
# that comes again, the row that was changed last, else the last one.
_TICKETS: Final = """
CREATE TEMP TABLE again AS
SELECT file, row, reference, elsewhere FROM (
    SELECT *, row_number() OVER (
        PARTITION BY reference ORDER BY elsewhere, updated DESC NULLS LAST, file DESC, row DESC
    ) AS place
    FROM (
        SELECT exported.file, row, reference, updated,
            system <> first_value(system) OVER (PARTITION BY reference ORDER BY file, row)
            AS elsewhere
        FROM exported JOIN system_of USING (file)
        WHERE reference IN (SELECT reference FROM exported GROUP BY reference HAVING count(*) > 1)
    )
) WHERE place > 1
"""
_EVENTS: Final = """
CREATE TEMP TABLE again AS
SELECT * FROM (
    SELECT rowid AS number, file, row, reference, row_number() OVER (
        PARTITION BY reference, instant, kind, value, actor ORDER BY file, row
    ) AS place
    FROM happened
) WHERE place > 1
"""
_STRANGE: Final = """
CREATE TEMP TABLE again AS
SELECT rowid AS number, file, row, reference FROM happened
WHERE reference NOT IN (SELECT reference FROM exported)
"""


def set_tickets_apart(duck: duckdb.DuckDBPyConnection, systems: dict[int, str]) -> None:
    """Leave each ticket once, and doubt the other rows; `systems` are those of the files.

    What the file of a ticket of another system tells that happened to it goes with it.
    """
    duck.execute(
        "CREATE TEMP TABLE system_of AS SELECT unnest(?) AS file, unnest(?) AS system",
        [[*systems], [*systems.values()]],
    )
    duck.execute(_TICKETS)
    for elsewhere, mistake in ((False, _AGAIN), (True, _ELSEWHERE)):
        _doubt(duck, mistake, counted=False, where=f"elsewhere = {elsewhere}")
    duck.execute(
        "DELETE FROM exported USING again "
        "WHERE exported.file = again.file AND exported.row = again.row"
    )
    duck.execute(
        "DELETE FROM happened USING again WHERE elsewhere "
        "AND happened.file = again.file AND happened.reference = again.reference"
    )
    duck.execute("DROP TABLE again")
    duck.execute("DROP TABLE system_of")


def set_events_apart(duck: duckdb.DuckDBPyConnection, exports: int, *, overlap: bool) -> None:
    """Leave the events of tickets that are counted, each once, and doubt the others.

    Only where files may `overlap` are events compared with each other. Those of one of the first
    `exports` files, which tell of tickets too, go with their ticket, whose row is doubted.
    """
    parts = [(_EVENTS, _EVENT_AGAIN, True, "true")] if overlap else []
    strange = (_STRANGE, _UNKNOWN, False, f"file >= {exports}")
    for find, mistake, counted, where in [*parts, strange]:
        duck.execute(find)
        _doubt(duck, mistake, counted=counted, where=where)
        duck.execute("DELETE FROM happened WHERE rowid IN (SELECT number FROM again)")
        duck.execute("DROP TABLE again")


def _doubt(
    duck: duckdb.DuckDBPyConnection, mistake: Mistake, *, counted: bool, where: str = "true"
) -> None:
    said = "INSERT INTO doubt SELECT file, row, reference, ?, ?, ?, ?"
    duck.execute(
        f"{said} FROM again WHERE {where} ORDER BY file, row",
        [mistake.rule.code, mistake.message, mistake.hint, counted],
    )
