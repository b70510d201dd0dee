"""Promises that nobody can judge, since neither a column nor an event tells when they were kept.

Without this, an export without the time of the first answer would say of each ticket that it was
never answered.
"""

from typing import Final

import duckdb

from sportello.exports.rules import Q015

_REPLIES: Final = "SELECT reference FROM happened WHERE kind = 'reply' AND actor = 'desk'"
_MOVES: Final = """
SELECT reference FROM happened JOIN state_category ON value = state
WHERE kind = 'state' AND category = 'open'
"""
_COLUMN: Final = (
    "export that column; if it is there, write what it is called under columns: of exports: in "
    "sla.yaml; or add what happened to the tickets, by --events"
)
# By target: which events would tell, which of its cycles are not known without, in words, remedy.
# On the phone a ticket is answered as it is opened: such a cycle is known. Beside others of the
# file that are not, it would pass for all of them.
_TARGETS: Final = {
    "first_response": (
        _REPLIES,
        "stopped IS NULL",
        "neither a column nor an event tells when tickets were first answered",
        _COLUMN,
    ),
    "take_in_charge": (
        _MOVES,
        "true",
        "neither a column nor an event tells when tickets were taken in charge",
        _COLUMN,
    ),
    "next_update": (
        _REPLIES,
        "stopped IS NULL",
        "no event tells of the replies that keep a requester up to date",
        "add what happened to the tickets, with the replies of the desk, by --events",
    ),
}


def set_untold_apart(duck: duckdb.DuckDBPyConnection) -> None:
    """Remove the promises of files that do not tell whether they were kept, and doubt the files."""
    for target, (events, unknown, message, hint) in _TARGETS.items():
        duck.execute(
            f"""
            CREATE TEMP TABLE unjudged AS
            SELECT * FROM (
                SELECT ticket.file, cycle.ticket, cycle.rowid AS cycle,
                    bool_or({unknown}) OVER (PARTITION BY ticket.file) AS is_unknown
                FROM cycle JOIN ticket ON cycle.ticket = ticket.number
                WHERE target = ? AND ticket.file IN (
                    SELECT file FROM untold WHERE field = ?
                    EXCEPT SELECT file FROM ticket WHERE reference IN ({events})
                )
            ) WHERE is_unknown
            """,
            [target, target],
        )
        duck.execute("DELETE FROM cycle WHERE rowid IN (SELECT cycle FROM unjudged)")
        duck.execute(
            "DELETE FROM changed WHERE target = ? AND ticket IN (SELECT ticket FROM unjudged)",
            [target],
        )
        duck.execute(
            """
            INSERT INTO doubt
            SELECT file, NULL, NULL, ?, format('{}; promises in no figure: {}', ?, count(*)), ?,
                true
            FROM unjudged GROUP BY file ORDER BY file
            """,
            [Q015.code, message, hint],
        )
        duck.execute("DROP TABLE unjudged")
