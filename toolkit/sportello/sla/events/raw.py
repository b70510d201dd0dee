"""A ticket as a file gives it: plain data, and where each part of it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sportello.findings import KeyPath, Location
from sportello.sla import ticket

Locate = Callable[[KeyPath], Location]
"""The keys and positions that lead to a value -> its place in the file."""

TICKET_FIELDS: Final = (*ticket.ATTRIBUTES, "system")
"""What may be said of a ticket, beside its name and its events; `system` is where it comes from."""
FIELDS: Final = ("at", "event", "value", "by")
"""What is said of an event."""

_ALSO_CALLED: Final = {
    **dict.fromkeys(("time", "date", "datetime", "when", "timestamp"), "at"),
    **dict.fromkeys(("who", "author", "actor"), "by"),
}

_UNTIL: Final = frozenset({"until", "hold_until", "pending_until", "resume_at"})


def field_meant(name: str) -> str:
    """Return a sentence for a hint on a field of an event that has another name, else ""."""
    if name.lower() in _UNTIL:
        return 'nothing ends by itself: write one more event at that time, such as "state"'
    meant = _ALSO_CALLED.get(name.lower())
    return f'did you mean "{meant}"?' if meant else ""


@dataclass(frozen=True, slots=True)
class RawTicket:
    """One ticket of a file, not checked yet; `number` counts from 1."""

    number: int
    data: Mapping[str, Any]
    locate: Locate
