"""tests/*.yaml: what editors expect of the catalog, as classes that are also its shape."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from sportello.catalog.model import Address, Part
from sportello.catalog.model.notices import Means
from sportello.catalog.model.service import ChannelKind
from sportello.catalog.model.values import (
    CalendarRef,
    ContractRef,
    DestinationRef,
    Id,
    PolicyRef,
    ServiceRef,
    SeverityRef,
    TicketTypeRef,
)
from sportello.sla.clock.report import ClockState
from sportello.sla.events.event import EventKind, Who
from sportello.worktime import Duration

Instant = Annotated[
    str,
    Meta(
        description="A date and a time of day, by the desk's clock unless an offset is written.",
        extra_json_schema={"format": "instant"},
    ),
]
DateOrInstant = Annotated[
    str,
    Meta(
        description="A date, or a date and a time of day.",
        extra_json_schema={"format": "date-or-instant"},
    ),
]
EscalationRef = Annotated[str, Meta(extra_json_schema={"reference": "escalations"})]


class Expectation(Part, frozen=True, kw_only=True):
    """What every expectation may say: which fact it holds, and why that is right."""

    fact: str = ""
    """Which fact it holds, by the name you give it. Example: `D1`"""
    why: str = ""
    """Why that is right. Example: `The contract says so`"""


MaybeEmpty: TypeAlias = Annotated[str, Meta(pattern="^")]
"""A text that means something though it is empty; others must say something."""


class Mail(Part, frozen=True, kw_only=True):
    """A mail. `from` is the envelope's sender: empty for a bounce."""

    to: Address
    """The address that it is sent to."""
    from_: MaybeEmpty | None = msgspec.field(name="from", default=None)
    """The sender of the envelope: empty for a bounce. Example: `anna@customer.example`"""
    subject: MaybeEmpty | None = None
    """Its subject. Example: `Printer on fire`"""
    headers: Mapping[str, MaybeEmpty] = {}
    """Its other headers, by name. Example: `{Auto-Submitted: auto-replied}`"""


class RouteCase(Expectation, frozen=True, kw_only=True):
    """Where a mail goes. `at` is when it comes; without it, all retirements are in force."""

    mail: Mail
    """The mail."""
    at: Instant | None = None
    """When it comes; unless written, all retirements are in force."""
    delivers_to: tuple[DestinationRef, ...] | None = None
    """The destinations that it must reach, and no others."""
    services: tuple[ServiceRef, ...] | None = None
    """The services that it must be counted to."""
    refused: bool | str | None = None
    """Whether it must be refused, or words that the refusal must have. Example: `true`"""
    acknowledged: bool | None = None
    """Whether the sender must get an acknowledgement. Example: `true`"""


class TicketFacts(Part, frozen=True, kw_only=True):
    """What is known of a ticket when it is opened."""

    service: ServiceRef
    """The service that it is about."""
    opened: Instant
    """When it is opened."""
    channel: ChannelKind | None = None
    """The way that it comes. Example: `mail`"""
    severity: SeverityRef | None = None
    """The severity that somebody gives it."""
    severity_by: Literal["desk", "requester"] = "desk"
    """Who gives that severity."""
    impact: Id | None = None
    """Its grade of impact. Example: `all`"""
    urgency: Id | None = None
    """Its grade of urgency. Example: `now`"""
    type: TicketTypeRef | None = None
    """Its type."""
    phase: Id | None = None
    """The phase of the service, unless its dates say it. Example: `roll-out`"""
    cause: Id | None = None
    """Its cause. Example: `server-fault`"""
    contract: ContractRef | None = None
    """The contract of the customer."""
    tags: tuple[Id, ...] = ()
    """Its tags, beside those of the service. Example: `[safety-critical]`"""


class Due(Part, frozen=True, kw_only=True):
    """When promises to a ticket fall due; without any, that no time is promised."""

    take_in_charge: Instant | None = None
    """When somebody must have taken it in charge."""
    first_response: Instant | None = None
    """When the desk must have answered first."""
    next_update: Instant | None = None
    """When the next news is due."""
    resolution: Instant | None = None
    """When it must be resolved."""


class Audience(Part, frozen=True, kw_only=True):
    """Who is told, and by which means."""

    requester: tuple[Means, ...] = ()
    """By which means the requester is told. Example: `[mail]`"""
    staff: tuple[Means, ...] = ()
    """By which means the staff is told. Example: `[mail, mobile]`"""


class Notified(Part, frozen=True, kw_only=True):
    """Who is told of what happens to a ticket."""

    opened: Audience | None = None
    """Who is told that it was opened. Example: `{staff: [mail]}`"""
    comment: Audience | None = None
    """Who is told of a comment. Example: `{staff: [mail]}`"""
    suspended: Audience | None = None
    """Who is told that it was suspended. Example: `{requester: [mail]}`"""
    resolved: Audience | None = None
    """Who is told that it was resolved. Example: `{requester: [mail]}`"""
    reopened: Audience | None = None
    """Who is told that it was reopened. Example: `{staff: [mail]}`"""
    breached: Audience | None = None
    """Who is told that a deadline was missed. Example: `{staff: [mail, mobile]}`"""


class DeadlineCase(Expectation, frozen=True, kw_only=True):
    """What holds for a ticket: its deadlines, severity, policy, notices and escalations."""

    ticket: TicketFacts
    """The ticket, as it is when it is opened."""
    due: Due | None = None
    """When its promises must fall due; `{}` says that no time is promised.

    Example: `{first_response: 2026-01-06T09:30}`
    """
    severity: SeverityRef | None = None
    """The severity that it must have."""
    policy: PolicyRef | None = None
    """The policy that must apply."""
    told: Notified | None = None
    """Who must be told of what. Example: `{opened: {staff: [mail]}}`"""
    escalations: tuple[EscalationRef, ...] | None = None
    """The escalations that must apply, and no others."""


class LeadDates(Part, frozen=True, kw_only=True):
    """The dates of an activation or deactivation."""

    take_in_charge: DateOrInstant | None = None
    """By when somebody takes care of it."""
    work_starts: DateOrInstant | None = None
    """When the work begins."""
    service_starts: DateOrInstant | None = None
    """Before when the service does not start, or end."""


class LeadTimeCase(Expectation, frozen=True, kw_only=True):
    """The dates that follow from an order, a request or a certified mail."""

    service: ServiceRef
    """The service."""
    process: Literal["activation", "deactivation"]
    """Whether it is activated or ended. Example: `activation`"""
    ordered: DateOrInstant | None = None
    """When it was ordered."""
    requested: DateOrInstant | None = None
    """When it was asked for."""
    certified_mail_sent: DateOrInstant | None = None
    """When the certified mail was sent."""
    dates: LeadDates | None = None
    """The dates that must follow. Example: `{work_starts: 2026-01-12}`"""


class HoursCase(Expectation, frozen=True, kw_only=True):
    """Whether a calendar is open at an instant."""

    calendar: CalendarRef
    """The calendar."""
    at: Instant
    """When it is asked."""
    open: bool | None = None
    """Whether it must be open then. Example: `true`"""


class EventFacts(Part, frozen=True, kw_only=True):
    """Something that happened to a ticket after its opening."""

    at: Instant
    """When it happens."""
    event: EventKind
    """What happens. Example: `state`"""
    value: str | None = None
    """What it changes to, such as the new state. Example: `suspended`"""
    by: Who | None = None
    """Who does it. Example: `desk`"""


class ExpectedClock(Part, frozen=True, kw_only=True):
    """What a clock shows; `used` and `left` are lengths of time in its calendar."""

    state: ClockState | None = None
    """What it does. Example: `running`"""
    due: Instant | None = None
    """When it is due."""
    used: Duration | None = None
    """How much of the time is used."""
    left: Duration | None = None
    """How much of the time is left."""


class Clocks(Part, frozen=True, kw_only=True):
    """What the clocks of a ticket show, by promise; without any, that no time is promised."""

    take_in_charge: ExpectedClock | None = None
    """The clock of taking in charge. Example: `{state: met}`"""
    first_response: ExpectedClock | None = None
    """The clock of the first response. Example: `{state: running, left: 2 business hours}`"""
    next_update: ExpectedClock | None = None
    """The clock of the next news. Example: `{due: 2026-01-06T09:30}`"""
    resolution: ExpectedClock | None = None
    """The clock of the resolution. Example: `{state: paused}`"""


class ClockCase(Expectation, frozen=True, kw_only=True):
    """What the clocks of a ticket show `at` an instant, after what happened to it."""

    ticket: TicketFacts
    """The ticket, as it is when it is opened."""
    opened_by: Who | None = None
    """Who opens it. Example: `requester`"""
    events: tuple[EventFacts, ...] = ()
    """What happens to it, one after the other.

    Example: `[{at: 2026-01-05T10:00, event: state, value: open}]`
    """
    at: Instant
    """When the clocks are read."""
    shows: Clocks | None = None
    """What they must show; `{}` says that no time is promised.

    Example: `{resolution: {state: paused}}`
    """


class ExpectationFile(Part, frozen=True, kw_only=True):
    """A file of expectations, by what they are about."""

    routes: tuple[RouteCase, ...] = ()
    """Where mails must go."""
    deadlines: tuple[DeadlineCase, ...] = ()
    """When tickets must be due, and who must be told."""
    lead_times: tuple[LeadTimeCase, ...] = ()
    """Which dates must follow from an order."""
    hours: tuple[HoursCase, ...] = ()
    """When calendars must be open."""
    clocks: tuple[ClockCase, ...] = ()
    """What the clocks of tickets must show."""


AnyCase: TypeAlias = RouteCase | DeadlineCase | LeadTimeCase | HoursCase | ClockCase

CLAIMS: Mapping[type[AnyCase], tuple[str, ...]] = {
    RouteCase: ("delivers_to", "services", "refused", "acknowledged"),
    DeadlineCase: ("due", "severity", "policy", "told", "escalations"),
    LeadTimeCase: ("dates",),
    HoursCase: ("open",),
    ClockCase: ("shows",),
}
"""The keys that say what is expected; one at least must be there."""
