"""services/*.yaml: the service sheets, in the order in which a sheet shows its sections."""

from typing import Literal

import msgspec

from sportello.catalog.model.scalars import NO_TEXT, Text, Url
from sportello.catalog.model.values import (
    CalendarRef,
    Claim,
    ContactRef,
    FamilyRef,
    Id,
    MailboxRef,
    Part,
    ProviderRef,
    TeamRef,
    Valid,
)
from sportello.worktime import Duration

ChannelKind = Literal["mail", "phone", "portal", "desk", "chat", "certified-mail"]
LeadStart = Literal["order", "request", "certified-mail"]


class Family(Part, frozen=True, kw_only=True):
    """Services that belong together, such as the procedures of one product."""

    name: Text
    provider: ProviderRef
    summary: Text = NO_TEXT


class Channel(Claim, frozen=True, kw_only=True):
    """A way in: mail to a mailbox, a phone number of the directory, a portal.

    It leads to a mailbox, a contact or a link, or `reachable` says in words where it is; `intake`
    says how it works. Somebody answers in `calendar`, requests are taken in `intake_calendar`.
    """

    kind: ChannelKind
    name: Text = NO_TEXT
    mailbox: MailboxRef | None = None
    contact: ContactRef | None = None
    url: Url | None = None
    reachable: Text = NO_TEXT
    calendar: CalendarRef | None = None
    intake_calendar: CalendarRef | None = None
    intake: Text = NO_TEXT


class WorkLine(Part, frozen=True, kw_only=True):
    """A line of work of a service and what it covers."""

    name: Text
    covers: tuple[Text, ...] = ()


class Prerequisites(Part, frozen=True, kw_only=True):
    """What must be there before the service can work."""

    services: tuple[Text, ...] = ()
    others: tuple[Text, ...] = ()


class Within(Part, frozen=True, kw_only=True):
    """Something is done at the latest so long after a start."""

    within: Duration
    from_: LeadStart = msgspec.field(name="from")


class After(Part, frozen=True, kw_only=True):
    """Something begins so long after a start: `5 working days` is on the fifth of them."""

    after: Duration
    from_: LeadStart = msgspec.field(name="from")


class NotBefore(Part, frozen=True, kw_only=True):
    """Something begins so long after a start at the earliest."""

    not_before: Duration
    from_: LeadStart = msgspec.field(name="from")


class LeadTime(Claim, frozen=True, kw_only=True):
    """How a service is activated or ended, and the times that hold for it.

    Each time says what it is counted from. `calendar` says which days are working days: unless
    written, that of the service.
    """

    take_in_charge: Within | None = None
    work_starts: After | None = None
    service_starts: NotBefore | None = None
    calendar: CalendarRef | None = None
    process: tuple[Text, ...] = ()


class Phase(Part, frozen=True, kw_only=True):
    """A phase in the life of a service, such as its roll-out."""

    phase: Id
    valid: Valid


class PublicService(Part, frozen=True, kw_only=True):
    """A service sheet."""

    name: Text
    kind: Text = NO_TEXT
    provider: ProviderRef
    family: FamilyRef | None = None
    team: TeamRef | None = None
    contacts: tuple[ContactRef, ...] = ()
    summary: Text = NO_TEXT
    description: Text = NO_TEXT
    lines: tuple[WorkLine, ...] = ()
    functions: tuple[Text, ...] = ()
    benefits: tuple[Text, ...] = ()
    prerequisites: Prerequisites | None = None
    mailbox: MailboxRef | None = None
    channels: tuple[Channel, ...] = ()
    intake: tuple[Text, ...] = ()
    intake_calendar: CalendarRef | None = None
    calendar: CalendarRef | None = None
    activation: LeadTime | None = None
    deactivation: LeadTime | None = None
    monitoring: tuple[Text, ...] = ()
    metrics: tuple[Text, ...] = ()
    reports: tuple[Text, ...] = ()
    phases: tuple[Phase, ...] = ()
    tags: tuple[Id, ...] = ()
    keywords: tuple[str, ...] = ()
    valid: Valid | None = None


class Service(PublicService, frozen=True, kw_only=True):
    """A service sheet with what only the desk sees."""

    visibility: Literal["public", "internal"] = "public"
    note: str = ""
