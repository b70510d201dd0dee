"""announcements.yaml: extraordinary cover, closures, go-lives."""

from typing import Literal

import msgspec

from sportello.catalog.model.scalars import NO_TEXT, Day, Text
from sportello.catalog.model.values import CalendarRef, Claim, ProviderRef, ServiceRef


class PublicAnnouncement(Claim, frozen=True, kw_only=True):
    """Something extraordinary between two days, both included.

    With `open` or `closed` it also changes the hours of the calendars it names on these days;
    `days: working` opens only those of them that have hours anyway.
    """

    title: Text
    """What readers see first. Example: `{it: Chiusura estiva, en: Summer closure}`"""
    text: Text = NO_TEXT
    """What else is to be said. Example: `{it: Torniamo il 24., en: We are back on the 24th.}`"""
    kind: Literal["extraordinary-cover", "closure", "go-live", "maintenance"]
    """What happens; the site marks each kind in its own way. Example: `closure`"""
    from_: Day = msgspec.field(name="from")
    """Its first day."""
    until: Day
    """Its last day, itself included."""
    providers: tuple[ProviderRef, ...] = ()
    """Whose desks it is about: all of them, if none is named."""
    services: tuple[ServiceRef, ...] = ()
    """Which services it is about, if not all of them."""
    calendars: tuple[CalendarRef, ...] = ()
    """The calendars whose hours it changes on these days."""
    open: tuple[str, ...] = ()
    """The hours of these days in the calendars it names. Example: `["09:00-13:00"]`"""
    days: Literal["all", "working"] | None = None
    """Whether `open` holds on all of its days, or on those alone that have hours anyway.

    Example: `working`
    """
    closed: bool = False
    """Whether the calendars it names are closed on these days."""


class Announcement(PublicAnnouncement, frozen=True, kw_only=True):
    """An announcement with what only the desk sees."""

    visibility: Literal["public", "internal"] = "public"
    """Whether the public sees it."""
    note: str = ""
    """A note of the desk, which is never published. Example: `Agreed with the management`"""
