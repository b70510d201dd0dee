"""From when on a promise is counted."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final, Literal

from sportello.catalog.model import Target
from sportello.worktime import Calendar, Duration, DurationKind

_EVENTS: Final = {
    "assigned": "the assignment to the team",
    "taken-in-charge": "taking in charge",
    "requester-message": "the requester's next message",
    "desk-reply": "the desk's reply",
}

Goal = Literal["taken-in-charge", "desk-reply", "resolved", "closed", "note"]
STOPS: Final[Mapping[str, tuple[Goal, ...]]] = {
    "take_in_charge": ("taken-in-charge",),
    "first_response": ("desk-reply",),
    "next_update": ("desk-reply", "note"),
    "resolution": ("resolved", "closed"),
}
"""What may stop the clock of each kind of target; the first is what holds unwritten."""
LIVE_CHANNELS: Final = frozenset({"phone", "chat"})
"""The channels on which a ticket is answered as it is opened."""


def counted_from(calendar: Calendar, within: Duration, opened: datetime) -> datetime:
    """Return from when on a promise to a ticket is counted: from its opening.

    What is promised at once is promised for as soon as somebody is there: while the calendar is
    closed, for its next opening.
    """
    if within.kind is DurationKind.IMMEDIATE and not calendar.is_open(opened):
        return calendar.next_opening(opened)
    return opened


def awaited_start(
    kind: str, target: Target, promised: Collection[str], channel: str | None
) -> str | None:
    """Return what a promise counts from, in words, if that comes after the opening; else None.

    `promised` are the kinds of all targets of the policy: where a first response is promised,
    updates are owed from that response on. A call or a chat is answered as it is opened; the
    opening of any other ticket is a message that waits for a reply.
    """
    answered = channel in LIVE_CHANNELS
    updates = kind == "next_update"
    start = target.start or "opened"
    if updates and start == "opened" and "first_response" in promised:
        start = "desk-reply"
    if start == "desk-reply" and answered:
        return None
    if start == "requester-message" and not (
        updates and (answered or "first_response" in promised)
    ):
        return None
    return _EVENTS.get(start)


def awaited_by_team(target: Target) -> str:
    """Return what the promise of a team counts from, in words: never before it has the ticket."""
    start = target.start or "assigned"
    return _EVENTS["assigned" if start == "opened" else start]
