"""Reads the clocks of tickets in the tables `life` and `event`, a batch at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

import duckdb
import numpy as np

from sportello.catalog.model import Catalog
from sportello.report.cycles.changed import Change, changes
from sportello.report.cycles.clocked import Clocked
from sportello.report.cycles.count_rows import Counted, Error
from sportello.report.cycles.histories import Happened, Histories, RowLife
from sportello.report.cycles.lives_many import Lives
from sportello.report.cycles.names import Names
from sportello.report.cycles.odd_rows import approximation
from sportello.report.cycles.offers import Offers
from sportello.sla.clock import ClockReader, ClockReport
from sportello.sla.clock.state_history import StateHistory, state_history
from sportello.sla.events import History
from sportello.sla.ticket import Ticket, TicketError
from sportello.worktime import WorktimeError
from sportello.worktime.zones import Zone

_LIFE: Final = ", ".join(
    f"CASE WHEN back IS NULL THEN {name} END AS {name}" if name in {"resolved", "closed"} else name
    for name in RowLife._fields
)
_LIVES: Final = f"""
SELECT {_LIFE} FROM life
WHERE number BETWEEN ? AND ? AND (has_events OR ?) AND excluded IS NULL ORDER BY number
"""
_ODD: Final = f"""
SELECT {_LIFE} FROM life JOIN (SELECT unnest(?::BIGINT[]) AS number) USING (number)
ORDER BY number
"""
_EVENTS: Final = f"""
SELECT number, {", ".join(Happened._fields)} FROM event WHERE number BETWEEN ? AND ?
ORDER BY place
"""
Errors = dict[int, Error]


def read_histories(
    duck: duckdb.DuckDBPyConnection, histories: Histories, first: int, last: int, *, rows: bool
) -> Iterator[tuple[RowLife, History]]:
    """Yield the lives from a number to another of which events tell, or `rows` alone as well."""
    happened: dict[int, list[Happened]] = defaultdict(list)
    for number, *event in duck.execute(_EVENTS, [first, last]).fetchall():
        happened[number].append(Happened(*event))
    for row in duck.execute(_LIVES, [first, last, rows]).fetchall():
        life = RowLife(*row)
        yield life, histories.history(life, happened[life.number])


class ClockCounter:
    """Counts tickets by their clocks, as they stand at an instant (aware)."""

    def __init__(
        self,
        duck: duckdb.DuckDBPyConnection,
        catalog: Catalog,
        kinds: Sequence[Ticket],
        names: Names,
        now: datetime,
    ) -> None:
        self._duck = duck
        self._catalog = catalog
        self._names = names
        self._histories = Histories(catalog.lifecycle, kinds)
        self._zone = Zone(catalog.helpdesk.timezone)
        self._now = now
        self.forget()

    def forget(self) -> None:
        """Forget what tickets had in common, so that it does not grow with their number."""
        self._reader = ClockReader(self._catalog)

    def count_events(self, first: int, last: int, clocked: Clocked) -> Errors:
        """Count the tickets from a number to another of which events tell; return why not some."""
        errors: Errors = {}
        for life, history in read_histories(self._duck, self._histories, first, last, rows=False):
            states = state_history(self._catalog.lifecycle, history, self._now)
            try:
                report = self._reader.read(history, self._now)
                clocked.add_cycles(life.number, report)
            except (TicketError, WorktimeError) as error:
                errors[life.number] = error
                term = self._names.term(history.ticket, history.ticket.severity, None)
            else:
                term = clocked.term(report)
                clocked.add_changes(life.number, self._changes(history, states, report))
            clocked.add_ticket(life.number, life.voted, term, states)
        return errors

    def _changes(
        self, history: History, states: StateHistory, now: ClockReport
    ) -> Iterator[Change]:
        def read(instant: datetime) -> ClockReport:
            return self._reader.read(history, instant)

        return changes(read, states, now, self._zone)

    def count_odd(self, counted: Counted, offers: Offers, lives: Lives, clocked: Clocked) -> Errors:
        """Count the tickets whose rows are left to the clock; return why not some."""
        errors: Errors = {}
        places = np.flatnonzero(counted.is_odd)
        by_number = dict(zip(lives.number[places].tolist(), places.tolist(), strict=True))
        for row in self._duck.execute(_ODD, [[*by_number]]).fetchall():
            life = RowLife(*row)
            place = by_number[life.number]
            approximated = approximation(
                offers, counted.deals[place], lives.take(np.array([place]))
            )
            try:
                report = self._reader.read(self._histories.history(life, ()), self._now)
                clocked.add_cycles(life.number, report, approximated)
            except (TicketError, WorktimeError) as error:
                errors[life.number] = error
        return errors
