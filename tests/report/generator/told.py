"""What the row of an export can tell of a ticket: where it stands, and when what happened."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sportello.catalog.model import Catalog
from sportello.sla.events import Event
from sportello.sla.events.event import Who

from .draws import calendar_of
from .histories import Made

_ENDED: Final = ("resolved", "closed", "cancelled")


@dataclass(frozen=True)
class Told:
    """A ticket at the instant of its export, as the best of ticket systems would tell it.

    `resolved` is the last resolution, unless the ticket was reopened since. `paused` are the seconds
    in pausing states, and `paused_in` says of which time; None is what a system does not tell.
    """

    made: Made
    state: str
    opened: datetime
    opened_by: Who | None
    taken: datetime | None
    replied: datetime | None
    resolved: datetime | None
    closed: datetime | None
    updated: datetime
    reopened: int | None
    paused: int | None
    paused_in: Literal["business time", "calendar time"] | None

    @property
    def reference(self) -> str:
        """What the ticket is called."""
        return self.made.reference

    @property
    def attributes(self) -> Mapping[str, str | None]:
        """What is known of the ticket, by our names of columns."""
        ticket = self.made.history.ticket
        return {
            "service": ticket.service,
            "type": ticket.type,
            "channel": ticket.channel,
            "severity": ticket.severity,
            "contract": ticket.contract,
            "customer": self.made.customer,
            "vote": self.made.vote,
            "excluded": self.made.excluded,
            "opened_by": self.opened_by,
        }


def tell(
    catalog: Catalog, made: Made, paused_in: Literal["business time", "calendar time"]
) -> Told:
    """Return what can be told of a ticket when all of its history has happened."""
    assert catalog.lifecycle is not None
    states = catalog.lifecycle.states
    events = made.history.events
    state = next(name for name, each in states.items() if each.category == "new")
    moves = [each for each in events if each.kind == "state" and each.value]
    taken = _first(
        moves, lambda each: each.by == "desk" and states[each.value or ""].category == "open"
    )
    resolved = closed = None
    reopened = paused = by_clock = 0
    calendar = calendar_of(catalog, made.history.ticket.service)
    since: datetime | None = None
    for each in moves:
        before, state = states[state].category, each.value or ""
        category = states[state].category
        if since is not None:
            paused += calendar.elapsed(since, each.at)
            by_clock += int((each.at - since).total_seconds())
        since = each.at if states[state].pauses else None
        if category in _ENDED and before not in _ENDED:
            resolved = each.at if category == "resolved" else None
        elif category not in _ENDED and before in _ENDED:
            resolved, closed, reopened = None, None, reopened + 1
        if category == "closed":
            closed = each.at
    replied = _first(events, lambda each: (each.kind, each.by) == ("reply", "desk"))
    opening = events[0]
    if opening.by in {"desk", None} and made.history.ticket.channel in {"phone", "chat"}:
        replied = opening.at
    return Told(
        made=made,
        state=state,
        opened=opening.at,
        opened_by=opening.by,
        taken=taken,
        replied=replied,
        resolved=resolved,
        closed=closed,
        updated=max(each.at for each in events),
        reopened=reopened,
        paused=paused if paused_in == "business time" else by_clock,
        paused_in=paused_in,
    )


def _first(events: Iterable[Event], is_it: Callable[[Event], bool]) -> datetime | None:
    return next((each.at for each in events if is_it(each)), None)
