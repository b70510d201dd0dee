"""From when on a promise is counted.

A ticket of a service with an `intake_calendar` is received while that is open: what comes after the
cut-off counts as if it came with the next opening. Nothing of a promise has passed before.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final, Literal

from sportello.catalog.model import Catalog, PublicService, Target
from sportello.worktime import Calendar, Duration, DurationKind

Event = Literal["assigned", "taken-in-charge", "requester-message", "desk-reply"]
_EVENTS: Final[Mapping[Event, str]] = {
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


def intake_name(service: PublicService, channel: str | None) -> str | None:
    """Return the calendar in which a service takes in what comes on a channel; None is always.

    That of the channel goes before that of the service; of several such channels the first's.
    """
    own = (each.intake_calendar for each in service.channels if each.kind == channel)
    return next((name for name in own if name is not None), service.intake_calendar)


def intake_of(catalog: Catalog, service: str, channel: str | None) -> Calendar | None:
    """Return the calendar in which tickets of a service are received; None is always."""
    name = intake_name(catalog.services[service], channel)
    return None if name is None else catalog.calendars[name]


def received(intake: Calendar | None, opened: datetime) -> datetime:
    """Return when a ticket is received: as it is opened, or as its intake next opens.

    `opened` is aware; the answer is in its zone. Raises BeyondKnownHolidays.
    """
    if intake is None:
        return opened
    return intake.received(opened).astimezone(opened.tzinfo)


def counted_from(calendar: Calendar, within: Duration, received: datetime) -> datetime:
    """Return from when on a promise to a ticket is counted: from when it is received.

    What is promised at once is promised for as soon as somebody is there: while the calendar is
    closed, for its next opening.
    """
    return calendar.received(received) if within.kind is DurationKind.IMMEDIATE else received


def awaited_start(
    kind: str, target: Target, promised: Collection[str], channel: str | None
) -> str | None:
    """Return what `awaited_event` does, in words."""
    event = awaited_event(kind, target, promised, channel)
    return None if event is None else _EVENTS[event]


def awaited_event(
    kind: str, target: Target, promised: Collection[str], channel: str | None
) -> Event | None:
    """Return what a promise counts from, if that comes after the opening; else None.

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
    return None if start == "opened" else start


def awaited_by_team(target: Target) -> str:
    """Return what the promise of a team counts from, in words: never before it has the ticket."""
    start = target.start or "assigned"
    return _EVENTS["assigned" if start == "opened" else start]
