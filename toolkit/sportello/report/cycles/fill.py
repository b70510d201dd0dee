"""From the tables of exports to the tables of a report."""

from collections.abc import Mapping
from typing import Final

import duckdb

from sportello.catalog.model import Catalog
from sportello.exports.progress import Progress, silent
from sportello.exports.rules import Q013, Q014, Q016
from sportello.report.cycles.clocked import Clocked
from sportello.report.cycles.columns import Changes, Cycles, Mistakes, Steps, Tickets, Turns
from sportello.report.cycles.count_rows import Error, count_rows
from sportello.report.cycles.instants import at
from sportello.report.cycles.lives import kinds, read_lives
from sportello.report.cycles.lives_many import Lives
from sportello.report.cycles.names import Names
from sportello.report.cycles.offers import Offers
from sportello.report.cycles.read_clocks import ClockCounter
from sportello.report.cycles.row_steps import RowSteps
from sportello.report.cycles.standing import tickets_of, turns_of
from sportello.report.cycles.untold import set_untold_apart
from sportello.report.cycles.write import Writer
from sportello.sla.bulk.openings import MICRO
from sportello.worktime import BeyondKnownHolidays
from sportello.worktime.zones import Zone

_CHUNK: Final = 1 << 18
"""So many tickets are counted at once by their rows."""
_BATCH: Final = 1 << 14
"""So many are read at once with their events."""
_WHAT: Final = "counting tickets"
_INSTANTS: Final = (
    *("opened", "take_in_charge", "first_response", "resolved", "closed", "updated", "voted"),
)
_LATEST: Final = f"""
SELECT max(instant) FROM (
    SELECT greatest({", ".join(_INSTANTS)}) AS instant FROM exported
    UNION ALL SELECT instant FROM happened
)
"""

_END_GUESSED: Final = """
INSERT INTO doubt
SELECT file, row, reference, ?, ?, ?, true FROM life
WHERE is_end_guessed AND excluded IS NULL AND NOT has_events
"""
_NO_END: Final = (
    Q014.code,
    "the ticket is over, and does not say since when",
    "it counts as over since its last update: export the time of its resolution or closing",
)
_TO_COME: Final = f"""
INSERT INTO doubt
SELECT file, row, reference, $code, $message, $hint, true FROM exported
WHERE greatest({", ".join(_INSTANTS)}) > $now
UNION ALL
SELECT file, row, reference, $code, $message, $hint, true FROM happened WHERE instant > $now
"""
_NOT_YET: Final = {
    "code": Q016.code,
    "message": "a time has not come yet",
    "hint": "correct it, mostly the year: what is to come does not count",
}


def fill(
    duck: duckdb.DuckDBPyConnection,
    catalog: Catalog,
    as_of: int | None = None,
    *,
    now: int | None = None,
    progress: Progress = silent,
) -> int:
    """Fill `ticket`, `turn`, `cycle` and `changed` from `exported` and `happened`.

    `as_of` is an instant in epoch seconds, after which nothing counts, and tickets are not there;
    None is the latest one in the tables, and 0 if they are empty. What has not come yet `now` is a
    mistake, and no such instant is taken. Returns the instant. What the catalog
    cannot count is put into `doubt`. Whoever is told of the progress may raise to end it.
    """
    if as_of is None:
        ((latest,),) = duck.execute(_LATEST).fetchall()
        as_of = -(-int(latest or 0) // MICRO)
        as_of = as_of if now is None else min(as_of, now)
    if now is not None:
        duck.execute(_TO_COME, {"now": now * MICRO, **_NOT_YET})
    count = read_lives(duck, catalog, as_of)
    duck.execute(_END_GUESSED, _NO_END)
    counter = _Counter(duck, catalog, as_of)
    for first in range(0, count, _CHUNK):
        progress(_WHAT, first, count)
        counter.count_rows(first, first + _CHUNK - 1)
        for start in range(first, min(first + _CHUNK, count), _BATCH):
            counter.count_events(start, start + _BATCH - 1)
            progress(_WHAT, start, count)
    set_untold_apart(duck)
    progress(_WHAT, count, count)
    return as_of


class _Counter:
    """Counts tickets from a number to another, and writes what is counted."""

    def __init__(self, duck: duckdb.DuckDBPyConnection, catalog: Catalog, as_of: int) -> None:
        alike = kinds(duck)
        states = tuple(catalog.lifecycle.states) if catalog.lifecycle else ()
        self._duck = duck
        self._now = as_of * MICRO
        self._names = Names(duck, catalog)
        self._offers = Offers(catalog, alike, self._names)
        self._explain = RowSteps(self._names, states)
        self._clocks = ClockCounter(duck, catalog, alike, self._names, at(self._now))
        self._write = Writer(duck, Zone(catalog.helpdesk.timezone))

    def count_rows(self, first: int, last: int) -> None:
        """Count those of which nothing but their rows tells."""
        self._clocks.forget()
        lives = Lives.read(self._duck, first, last)
        counted = count_rows(self._offers, self._explain, lives, self._now)
        self._write.tickets(tickets_of(lives, counted.terms))
        self._write.turns(turns_of(lives, counted.terms))
        self._write.cycles(counted.cycles, counted.steps)
        clocked = Clocked(self._names)
        errors = self._clocks.count_odd(counted, self._offers, lives, clocked)
        self._write_clocked(clocked)
        numbers = lives.number.tolist()
        self._write_errors({numbers[place]: each for place, each in counted.errors.items()})
        self._write_errors(errors)

    def count_events(self, first: int, last: int) -> None:
        """Count those of which events tell."""
        clocked = Clocked(self._names)
        errors = self._clocks.count_events(first, last, clocked)
        self._write_clocked(clocked)
        self._write_errors(errors)

    def _write_clocked(self, clocked: Clocked) -> None:
        self._write.tickets(Tickets.of(clocked.tickets))
        self._write.turns(Turns.of(clocked.turns))
        self._write.cycles(Cycles.of(clocked.cycles), Steps.of(clocked.steps))
        self._write.changes(Changes.of(clocked.changes))

    def _write_errors(self, errors: Mapping[int, Error]) -> None:
        found = [(number, self._mistake(each)) for number, each in errors.items()]
        self._write.mistakes(Mistakes.of(found))

    def _mistake(self, error: Error) -> int:
        """Return the number of why a ticket cannot be counted: one for all that are alike."""
        message = error.message
        if isinstance(error, BeyondKnownHolidays):
            message = "a date lies outside the dates of its calendar"
        return self._names.mistake(Q013, f"promises cannot be counted: {message}", error.hint)
