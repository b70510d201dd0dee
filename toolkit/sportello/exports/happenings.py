"""Events of an export as they are written -> what happened to tickets, and what is wrong."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import numpy as np

from sportello.catalog.model import Catalog
from sportello.exports.mapping import Mapped
from sportello.exports.problems import Mistake
from sportello.exports.rules import Q003, Q004
from sportello.exports.sink import Sink, Told
from sportello.exports.system import BATCH_ROWS, BadRow, RawEvent
from sportello.exports.values.clock import NONE, Clock
from sportello.exports.values.instants import Instants
from sportello.exports.values.names import NameField, Names
from sportello.sla.events.event import EventKind

_NAMES: Final[dict[EventKind, NameField]] = {
    "state": "status",
    "priority": "severity",
    "type": "type",
    "service": "service",
    "contract": "contract",
    "assigned": "assigned",
}
"""What an event changes, by its kind."""
_MAY_BE_NONE: Final = frozenset({"contract"})
_READ_ON: Final = "the ticket is counted without it; correct it in the ticket system"


class EventReader:
    """Reads the events of one file. Raises Invalid for a pattern of dates that is none."""

    def __init__(self, catalog: Catalog, way: Mapped) -> None:
        names = Names(catalog, way.system.name, way.values, way.where)
        self._names = {kind: names.cells(field) for kind, field in _NAMES.items()}
        self._times = Instants("at", Clock(way.dates, way.zone), way.where)

    def read(self, events: Iterable[RawEvent | BadRow], sink: Sink) -> Iterator[int]:
        """Write all events, and what is wrong; yield how many have been read, now and then."""
        stream = iter(events)
        done = 0
        while some := [*islice(stream, BATCH_ROWS)]:
            bad = [each for each in some if isinstance(each, BadRow)]
            sink.doubts(Told(n, None, _unread(problem), True) for n, problem in bad)
            self._write([each for each in some if not isinstance(each, BadRow)], sink)
            done += len(some)
            yield done

    def _write(self, events: list[RawEvent], sink: Sink) -> None:
        instants, wrong = self._times.read([each.at for each in events])
        told: dict[int, Mistake] = dict(wrong)
        values: list[str | None] = []
        for place, event in enumerate(events):
            value, mistake = self._value(event)
            values.append(value)
            if mistake is not None:
                told.setdefault(place, mistake)
            elif instants[place] == NONE:
                told.setdefault(place, Mistake(Q004, "an event has no time", _READ_ON))
        kept = [place for place in range(len(events)) if place not in told]
        sink.happened(
            {
                "row": np.array([events[place].row for place in kept], np.int64),
                "reference": np.array([events[place].reference for place in kept], object),
                "instant": instants[kept],
                "kind": np.array([events[place].kind for place in kept], object),
                "value": np.array([values[place] for place in kept], object),
                "actor": np.array([events[place].by for place in kept], object),
            }
        )
        sink.doubts(
            Told(events[place].row, events[place].reference, mistake, counted=True)
            for place, mistake in sorted(told.items())
        )

    def _value(self, event: RawEvent) -> tuple[str | None, Mistake | None]:
        """Return what an event changes to, or what is wrong with it."""
        if not event.reference:
            return None, Mistake(Q004, "an event names no ticket", _READ_ON)
        if event.kind == "reply" and event.by not in {"desk", "requester"}:
            message = "a reply does not say which side gave it"
            return None, Mistake(Q004, message, _READ_ON)
        if event.kind not in self._names:
            return None, None
        found = self._names[event.kind][event.value or ""]
        if isinstance(found, Mistake):
            return None, found
        if found is None and event.kind not in _MAY_BE_NONE:
            message = f"an event {event.kind} does not say what it changes to"
            return None, Mistake(Q004, message, _READ_ON)
        return found, None


def _unread(problem: str) -> Mistake:
    wrong, _, remedy = problem.partition(": ")
    return Mistake(Q003, f"an event {wrong}", remedy or _READ_ON)
