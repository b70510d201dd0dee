"""Logs that tell of a change what was before and after -> what happened to a ticket."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sportello.exports.system import RawEvent
from sportello.sla.events.event import EventKind, Who


class Change(NamedTuple):
    """That something about a ticket changed: its state, its severity, its type, its service."""

    row: int
    reference: str
    at: str
    kind: EventKind
    before: str
    after: str
    by: Who | None = None


class Opening(NamedTuple):
    """The row that tells of a ticket's opening, and when that was."""

    row: int
    at: str


def happened(
    reference: str, opening: Opening | None, changes: Iterable[Change]
) -> Iterator[RawEvent]:
    """Yield what happened to one ticket, whose changes are in the order of time.

    An export says what holds at its end. What held when the ticket was opened is what was before
    the first change of each kind: it is told at the opening, if that is known. The opening itself
    is told too: of a ticket to which nothing else has happened, that is known then.
    """
    if opening is not None:
        yield RawEvent(opening.row, reference, opening.at, "opened")
    seen: set[EventKind] = set()
    for each in changes:
        if each.kind not in seen and opening and each.before:
            yield RawEvent(opening.row, each.reference, opening.at, each.kind, each.before)
        seen.add(each.kind)
        if each.after:
            yield RawEvent(each.row, each.reference, each.at, each.kind, each.after, each.by)
