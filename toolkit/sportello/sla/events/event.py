"""A ticket as the list of what happened to it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, get_args

from sportello.findings import Location
from sportello.sla.ticket import Ticket

EventKind = Literal[
    "opened",
    "state",
    "reply",
    "note",
    "priority",
    "type",
    "service",
    "contract",
    "assigned",
    "reopened",
    "closed",
]
Who = Literal["desk", "requester", "system"]
EVENT_KINDS: Final[tuple[EventKind, ...]] = get_args(EventKind)
ACTORS: Final[tuple[Who, ...]] = get_args(Who)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a ticket, at an instant in UTC.

    `value` is for `state` the identifier of a state of the lifecycle, for `priority` a severity,
    for `type` a ticket type, for `service` the one that the ticket is for from then on, for
    `contract` the customer's (None: no contract any more), for `assigned` a team. A `reply` is
    public, by the desk or the requester; a `note` is internal and answers nothing.
    """

    at: datetime
    kind: EventKind
    value: str | None = None
    by: Who | None = None


@dataclass(frozen=True)
class History:
    """A ticket as it was opened, and its events by time; those of one instant in file order.

    `name` is what the file calls the ticket, `where` the place at which it stands there.
    """

    name: str
    ticket: Ticket
    events: tuple[Event, ...]
    where: Location | None = field(default=None, compare=False)
