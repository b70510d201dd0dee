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
    text: Text = NO_TEXT
    kind: Literal["extraordinary-cover", "closure", "go-live", "maintenance"]
    from_: Day = msgspec.field(name="from")
    until: Day
    providers: tuple[ProviderRef, ...] = ()
    services: tuple[ServiceRef, ...] = ()
    calendars: tuple[CalendarRef, ...] = ()
    open: tuple[str, ...] = ()
    days: Literal["all", "working"] | None = None
    closed: bool = False


class Announcement(PublicAnnouncement, frozen=True, kw_only=True):
    """An announcement with what only the desk sees."""

    visibility: Literal["public", "internal"] = "public"
    note: str = ""
