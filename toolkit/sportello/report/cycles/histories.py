"""What happened to a ticket, from its row and the events that are known: its `History`.

Where the events have nothing of a kind, the row completes them: a reply, if the desk gave none; an
end, if there is none; who took it in charge, if no state is told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sportello.catalog.model import Lifecycle
from sportello.report.cycles.instants import at
from sportello.sla.events import Event, History
from sportello.sla.events.event import EventKind, Who
from sportello.sla.ticket import Ticket

_ENDINGS = ("resolved", "closed", "cancelled")


class RowLife(NamedTuple):
    """The row of a ticket in `life`: instants in microseconds, None where there is none.

    `state` is the one in which it was cancelled, if it was.
    """

    number: int
    kind: int
    reference: str
    opened: int
    opened_by: Who | None
    take_in_charge: int | None
    first_response: int | None
    resolved: int | None
    closed: int | None
    removed: int | None
    state: str | None
    voted: int | None


class Happened(NamedTuple):
    """An event of a ticket in `happened`, in microseconds."""

    instant: int
    kind: EventKind
    value: str | None
    actor: Who | None


class Histories:
    """Makes histories by the lifecycle of a catalog, for tickets of some kinds."""

    def __init__(self, lifecycle: Lifecycle | None, kinds: Sequence[Ticket]) -> None:
        self._kinds = kinds
        states = lifecycle.states if lifecycle else {}
        self._category: Mapping[str, str] = {name: each.category for name, each in states.items()}
        self._resolved = next(
            (name for name, category in self._category.items() if category == "resolved"), None
        )

    def history(self, life: RowLife, happened: Iterable[Happened]) -> History:
        """Return the history of a ticket."""
        opened = at(life.opened)
        told = [
            Event(max(at(each.instant), opened), each.kind, each.value, each.actor)
            for each in happened
            if each.kind != "opened"
        ]
        events = [*told, *self._missing(life, told)]
        events.sort(key=lambda event: event.at)
        first = Event(opened, "opened", by=life.opened_by)
        ticket = replace(self._kinds[life.kind], opened=opened)
        return History(life.reference, ticket, (first, *events))

    def _missing(self, life: RowLife, told: list[Event]) -> Iterator[Event]:
        """Yield what of the row completes what is told."""
        if not any(each.kind == "state" for each in told):
            # In which state it was is not known, so none that would pause a clock.
            yield Event(at(life.opened), "state", by="system")
            if life.take_in_charge is not None:
                yield Event(at(life.take_in_charge), "state", by="desk")
        is_answered = any(each.kind == "reply" and each.by == "desk" for each in told)
        if life.first_response is not None and not is_answered:
            yield Event(at(life.first_response), "reply", by="desk")
        if any(self._ends(each) for each in told):
            return
        if life.resolved is not None and self._resolved is not None:
            yield Event(at(life.resolved), "state", self._resolved)
        if life.closed is not None:
            yield Event(at(life.closed), "closed")
        if life.removed is not None:
            yield Event(at(life.removed), "state", life.state)

    def _ends(self, event: Event) -> bool:
        return event.kind == "closed" or (
            event.kind == "state" and self._category.get(event.value or "") in _ENDINGS
        )
