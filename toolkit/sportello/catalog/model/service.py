"""services/*.yaml: the service sheets, in the order in which a sheet shows its sections."""

from typing import Literal

import msgspec

from sportello.catalog.model.scalars import NO_TEXT, Day, Text, Url
from sportello.catalog.model.values import (
    CalendarRef,
    Claim,
    ContactRef,
    FamilyRef,
    FileId,
    Id,
    MailboxRef,
    Part,
    ProviderRef,
    TeamRef,
    Valid,
)
from sportello.worktime import Duration, IfClosed

ChannelKind = Literal["mail", "phone", "portal", "desk", "chat", "certified-mail"]
LeadStart = Literal["order", "request", "certified-mail"]


class Family(Part, frozen=True, kw_only=True):
    """Services that belong together, such as the procedures of one product."""

    name: Text
    """What it is called. Example: `{it: Paghe, en: Payroll}`"""
    provider: ProviderRef
    """Who provides the services of the family."""
    summary: Text = NO_TEXT
    """What they have in common. Example: `{it: Procedure per le paghe, en: All about payroll}`"""
    former: tuple[FileId, ...] = ()
    """Identifiers that it had before: the old addresses of its page lead on. Example: `[pay]`"""


class Channel(Claim, frozen=True, kw_only=True):
    """A way in: mail to a mailbox, a phone number of the directory, a portal.

    It leads to a mailbox, a contact or a link, or `reachable` says in words where it is; `intake`
    says how it works. Somebody answers in `calendar`, requests are taken in `intake_calendar`.
    """

    kind: ChannelKind
    """What the customer uses. Example: `mail`"""
    name: Text = NO_TEXT
    """What it is called, if its kind does not say enough.

    Example: `{it: Portale clienti, en: Customer portal}`
    """
    mailbox: MailboxRef | None = None
    """The mailbox that it leads to."""
    contact: ContactRef | None = None
    """The contact that it leads to."""
    url: Url | None = None
    """The page that it leads to."""
    reachable: Text = NO_TEXT
    """Where it is, in words, if none of these says it.

    Example: `{it: Nel menu Aiuto, en: In the menu Help}`
    """
    calendar: CalendarRef | None = None
    """When somebody answers there."""
    intake_calendar: CalendarRef | None = None
    """When requests that come this way are taken in, unless as those of the service: what comes at
    other times counts as if it came when this calendar opens."""
    intake: Text = NO_TEXT
    """How it works. Example: `{it: Una richiesta per mail, en: One request a mail}`"""


class WorkLine(Part, frozen=True, kw_only=True):
    """A line of work of a service and what it covers."""

    name: Text
    """What it is called. Example: `{it: Assistenza, en: Support}`"""
    covers: tuple[Text, ...] = ()
    """What it covers. Example: `[{it: Installazione, en: Installation}]`"""


class Prerequisites(Part, frozen=True, kw_only=True):
    """What must be there before the service can work."""

    services: tuple[Text, ...] = ()
    """What must be in use before. Example: `[{it: Rubrica, en: Address book}]`"""
    others: tuple[Text, ...] = ()
    """What else is needed. Example: `[{it: Un certificato, en: A certificate}]`"""


class Within(Part, frozen=True, kw_only=True):
    """Something is done at the latest so long after a start."""

    within: Duration
    """How long it takes at most."""
    from_: LeadStart = msgspec.field(name="from")
    """What it is counted from. Example: `order`"""
    if_closed: IfClosed = "stay"
    """Of calendar days alone: if the last one is closed in the calendar, the next day that is open
    is meant, the previous one, or the last day all the same.

    Example: `next`
    """


class After(Part, frozen=True, kw_only=True):
    """Something begins so long after a start: `5 working days` is on the fifth of them."""

    after: Duration
    """How long after it begins: `5 working days` is on the fifth of them."""
    from_: LeadStart = msgspec.field(name="from")
    """What it is counted from. Example: `order`"""
    if_closed: IfClosed = "stay"
    """Of calendar days alone: if the last one is closed in the calendar, the next day that is open
    is meant, the previous one, or the last day all the same.

    Example: `next`
    """


class NotBefore(Part, frozen=True, kw_only=True):
    """Something begins so long after a start at the earliest."""

    not_before: Duration
    """How long after at the earliest."""
    from_: LeadStart = msgspec.field(name="from")
    """What it is counted from. Example: `order`"""
    if_closed: IfClosed = "stay"
    """Of calendar days alone: if the last one is closed in the calendar, the next day that is open
    is meant, the previous one, or the last day all the same.

    Example: `next`
    """


class LeadTime(Claim, frozen=True, kw_only=True):
    """How a service is activated or ended, and the times that hold for it.

    Each time says what it is counted from. `calendar` says which days are working days: unless
    written, that of the service.
    """

    take_in_charge: Within | None = None
    """By when somebody takes care of the order."""
    work_starts: After | None = None
    """When the work begins."""
    service_starts: NotBefore | None = None
    """Before when the service does not start, or end."""
    calendar: CalendarRef | None = None
    """Which days are working days: unless written, those of the service's calendar."""
    process: tuple[Text, ...] = ()
    """What happens, step by step. Example: `[{it: Invia il modulo., en: Send the form.}]`"""


class Phase(Part, frozen=True, kw_only=True):
    """A phase in the life of a service, such as its roll-out."""

    phase: Id
    """Its name, which conditions may ask for. Example: `roll-out`"""
    valid: Valid
    """The days on which the service is in it. Example: `{from: 2026-03-02, until: 2026-04-03}`"""


class PublicService(Part, frozen=True, kw_only=True):
    """A service sheet."""

    name: Text
    """What customers call it. Example: `{it: Paghe, en: Payroll}`"""
    kind: Text = NO_TEXT
    """What kind of service it is. Example: `{it: Servizio trasversale, en: Shared service}`"""
    provider: ProviderRef
    """Who provides it."""
    family: FamilyRef | None = None
    """The family that it is listed under."""
    team: TeamRef | None = None
    """The team that answers."""
    contacts: tuple[ContactRef, ...] = ()
    """Whom to ask, beside its mailbox."""
    summary: Text = NO_TEXT
    """What it is, in a sentence. Example: `{it: Calcola le paghe, en: Computes salaries}`"""
    description: Text = NO_TEXT
    """What it is, at length, in Markdown.

    Example: `{it: Calcola le paghe di …, en: Computes the salaries of …}`
    """
    lines: tuple[WorkLine, ...] = ()
    """Its lines of work."""
    functions: tuple[Text, ...] = ()
    """What it does. Example: `[{it: Cedolini, en: Payslips}]`"""
    benefits: tuple[Text, ...] = ()
    """What it is good for. Example: `[{it: Meno carta, en: Less paper}]`"""
    prerequisites: Prerequisites | None = None
    """What must be there before it can work.

    Example: `{services: [{it: Rubrica, en: Address book}]}`
    """
    mailbox: MailboxRef | None = None
    """The mailbox for requests about it."""
    channels: tuple[Channel, ...] = ()
    """The other ways in."""
    intake: tuple[Text, ...] = ()
    """What to write in a request.

    Example: `[{it: Il numero di matricola, en: The serial number}]`
    """
    intake_calendar: CalendarRef | None = None
    """When requests are taken in: what comes at other times counts as if it came when this calendar
    opens. Unless written, they are taken in at any time."""
    calendar: CalendarRef | None = None
    """When somebody answers, and when its clocks run."""
    activation: LeadTime | None = None
    """How it is activated, and how long that takes.

    Example: `{take_in_charge: {within: 2 working days, from: order}}`
    """
    deactivation: LeadTime | None = None
    """How it is ended, and how long that takes.

    Example: `{work_starts: {after: 5 working days, from: request}}`
    """
    monitoring: tuple[Text, ...] = ()
    """What is watched. Example: `[{it: Disponibilità, en: Availability}]`"""
    metrics: tuple[Text, ...] = ()
    """What is measured. Example: `[{it: Ticket al mese, en: Tickets a month}]`"""
    reports: tuple[Text, ...] = ()
    """What is reported, and to whom. Example: `[{it: Rapporto mensile, en: Monthly report}]`"""
    phases: tuple[Phase, ...] = ()
    """The dated phases of its life."""
    tags: tuple[Id, ...] = ()
    """Marks of your own, which conditions may ask for. Example: `[safety-critical]`"""
    keywords: tuple[str, ...] = ()
    """Other words that people look for it by. Example: `[salary, wages]`"""
    valid: Valid | None = None
    """The days on which it is offered."""
    checked: Day | None = None
    """The day on which somebody last went through all of this and found it right: its page shows
    it, and after a year `check --on DAY` asks for another look. Example: `2026-11-20`"""
    former: tuple[FileId, ...] = ()
    """Identifiers that it had before: the old addresses of its page lead on. Example: `[pay]`"""


class Service(PublicService, frozen=True, kw_only=True):
    """A service sheet with what only the desk sees."""

    visibility: Literal["public", "internal"] = "public"
    """Whether the public sees it."""
    note: str = ""
    """A note of the desk, which is never published. Example: `The contract ends soon`"""
