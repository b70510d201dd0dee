"""announcements.yaml: extraordinary cover, closures, go-lives, maintenance, incidents."""

from datetime import datetime
from typing import Literal

import msgspec

from sportello.catalog.model.moments import DayOrMinute
from sportello.catalog.model.scalars import NO_TEXT, Text
from sportello.catalog.model.values import CalendarRef, Claim, Part, ProviderRef, ServiceRef
from sportello.worktime import Duration


class AnnouncementUpdate(Part, frozen=True, kw_only=True):
    """What became known of an announcement after it was written."""

    at: DayOrMinute
    """Since when it is known. Example: `2026-03-03T21:15`"""
    text: Text
    """What is to be said. Example: `{it: Trovata la causa., en: The cause is found.}`"""
    state: (
        Literal["investigating", "identified", "monitoring", "resolved", "in-progress", "completed"]
        | None
    ) = None
    """How far it is: of an incident `investigating`, `identified`, `monitoring` or `resolved`, of
    anything else `in-progress` or `completed`. Example: `identified`
    """


class PublicAnnouncement(Claim, frozen=True, kw_only=True):
    """Something extraordinary from one day or minute until another.

    A day counts to its end, a minute as the clock of the desk shows it. With `open` or `closed` it
    also changes the hours of the calendars it names in that time; `days: working` opens only those
    days of them that have hours anyway.
    """

    title: Text
    """What readers see first. Example: `{it: Chiusura estiva, en: Summer closure}`"""
    text: Text = NO_TEXT
    """What else is to be said. Example: `{it: Torniamo il 24., en: We are back on the 24th.}`"""
    kind: Literal["extraordinary-cover", "closure", "go-live", "maintenance", "incident"]
    """What happens; the site marks each kind in its own way. Example: `closure`"""
    from_: DayOrMinute = msgspec.field(name="from")
    """Its first day, or the minute at which it begins. Example: `2026-03-03T20:00`"""
    until: DayOrMinute
    """Its last day, itself included, or the minute at which it ends, as planned.

    Of an incident: when it is expected to end. Example: `2026-03-03T23:00`
    """
    ended: DayOrMinute | None = None
    """When it really ended, if not as planned; an incident lasts until this is written.

    Example: `2026-03-03T22:10`
    """
    announce: Duration | None = None
    """How long before its beginning it is shown: unless written, as soon as it is published.

    Example: `14 calendar days`
    """
    updates: tuple[AnnouncementUpdate, ...] = ()
    """What became known since, the oldest first.

    Example: `[{at: 2026-03-03T21:15, text: {it: Trovata la causa., en: The cause is found.}}]`
    """
    providers: tuple[ProviderRef, ...] = ()
    """Whose desks it is about: all of them, if none is named."""
    services: tuple[ServiceRef, ...] = ()
    """Which services it is about, if not all of them."""
    calendars: tuple[CalendarRef, ...] = ()
    """The calendars whose hours it changes in this time."""
    open: tuple[str, ...] = ()
    """The hours of these days in the calendars it names. Example: `["09:00-13:00"]`"""
    days: Literal["all", "working"] | None = None
    """Whether `open` holds on all of its days, or on those alone that have hours anyway.

    Example: `working`
    """
    closed: bool = False
    """Whether the calendars it names are closed in this time."""
    sla: Literal["none", "pause"] = "none"
    """Whether it stops the clocks of its services that count day and night; business time stops
    in a calendar that is closed. Example: `pause`
    """
    acknowledgement: Text = NO_TEXT
    """What automatic answers of its services say at their beginning while it holds.

    Example: `{it: Oggi rispondiamo più tardi., en: Today we answer later.}`
    """

    @property
    def end(self) -> DayOrMinute:
        """When it really ended, else when it is to end."""
        return self.ended or self.until

    @property
    def lasts(self) -> bool:
        """Whether it goes on until somebody writes its end: an incident that has not ended."""
        return self.kind == "incident" and self.ended is None

    def begins(self, zone: str) -> datetime:
        """Return the instant from which on it holds, by the clock of a desk in `zone`."""
        return self.from_.begins(zone)

    def ends(self, zone: str) -> datetime:
        """Return the instant from which on it holds no more, as far as that is known."""
        return self.end.ends(zone)

    def is_about(self, service: str, provider: str | None) -> bool:
        """Return whether it is about a service, which a provider has."""
        if self.services:
            return service in self.services
        return not self.providers or provider in self.providers


class Announcement(PublicAnnouncement, frozen=True, kw_only=True):
    """An announcement with what only the desk sees."""

    visibility: Literal["public", "internal"] = "public"
    """Whether the public sees it."""
    note: str = ""
    """A note of the desk, which is never published. Example: `Agreed with the management`"""
