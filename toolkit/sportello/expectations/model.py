"""tests/*.yaml: what editors expect of the catalog, as classes that are also its shape."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from sportello.catalog.model import Address, Part
from sportello.catalog.model.service import ChannelKind
from sportello.catalog.model.sla import Means
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
from sportello.sla.clock.reading import ClockState
from sportello.sla.events.event import EventKind, Who
from sportello.worktime import Duration

Instant = Annotated[str, Meta(extra_json_schema={"format": "instant"})]
DateOrInstant = Annotated[str, Meta(extra_json_schema={"format": "date-or-instant"})]
EscalationRef = Annotated[str, Meta(extra_json_schema={"reference": "escalations"})]


class Expectation(Part, frozen=True, kw_only=True):
    """What every expectation may say: which fact it holds, and why that is right."""

    fact: str = ""
    why: str = ""


MaybeEmpty: TypeAlias = Annotated[str, Meta(pattern="^")]
"""A text that means something though it is empty; others must say something."""


class Mail(Part, frozen=True, kw_only=True):
    """A mail. `from` is the envelope's sender: empty for a bounce."""

    to: Address
    from_: MaybeEmpty | None = msgspec.field(name="from", default=None)
    subject: MaybeEmpty | None = None
    headers: Mapping[str, MaybeEmpty] = {}


class RouteCase(Expectation, frozen=True, kw_only=True):
    """Where a mail goes. `at` is when it comes; without it, all retirements are in force."""

    mail: Mail
    at: Instant | None = None
    delivers_to: tuple[DestinationRef, ...] | None = None
    services: tuple[ServiceRef, ...] | None = None
    refused: bool | str | None = None
    acknowledged: bool | None = None


class TicketFacts(Part, frozen=True, kw_only=True):
    """What is known of a ticket when it is opened."""

    service: ServiceRef
    opened: Instant
    channel: ChannelKind | None = None
    severity: SeverityRef | None = None
    severity_by: Literal["desk", "requester"] = "desk"
    impact: Id | None = None
    urgency: Id | None = None
    type: TicketTypeRef | None = None
    phase: Id | None = None
    cause: Id | None = None
    contract: ContractRef | None = None
    tags: tuple[Id, ...] = ()


class Due(Part, frozen=True, kw_only=True):
    """When promises to a ticket fall due; without any, that no time is promised."""

    take_in_charge: Instant | None = None
    first_response: Instant | None = None
    next_update: Instant | None = None
    resolution: Instant | None = None


class Audience(Part, frozen=True, kw_only=True):
    """Who is told, and by which means."""

    requester: tuple[Means, ...] = ()
    staff: tuple[Means, ...] = ()


class Told(Part, frozen=True, kw_only=True):
    """Who is told of what happens to a ticket."""

    opened: Audience | None = None
    comment: Audience | None = None
    suspended: Audience | None = None
    resolved: Audience | None = None
    reopened: Audience | None = None
    breached: Audience | None = None


class DeadlineCase(Expectation, frozen=True, kw_only=True):
    """What holds for a ticket: its deadlines, severity, policy, notices and escalations."""

    ticket: TicketFacts
    due: Due | None = None
    severity: SeverityRef | None = None
    policy: PolicyRef | None = None
    told: Told | None = None
    escalations: tuple[EscalationRef, ...] | None = None


class LeadDates(Part, frozen=True, kw_only=True):
    """The dates of an activation or deactivation."""

    take_in_charge: DateOrInstant | None = None
    work_starts: DateOrInstant | None = None
    service_starts: DateOrInstant | None = None


class LeadTimeCase(Expectation, frozen=True, kw_only=True):
    """The dates that follow from an order, a request or a certified mail."""

    service: ServiceRef
    process: Literal["activation", "deactivation"]
    ordered: DateOrInstant | None = None
    requested: DateOrInstant | None = None
    certified_mail_sent: DateOrInstant | None = None
    dates: LeadDates | None = None


class HoursCase(Expectation, frozen=True, kw_only=True):
    """Whether a calendar is open at an instant."""

    calendar: CalendarRef
    at: Instant
    open: bool | None = None


class EventFacts(Part, frozen=True, kw_only=True):
    """Something that happened to a ticket after its opening."""

    at: Instant
    event: EventKind
    value: str | None = None
    by: Who | None = None


class Shown(Part, frozen=True, kw_only=True):
    """What a clock shows; `used` and `left` are lengths of time in its calendar."""

    state: ClockState | None = None
    due: Instant | None = None
    used: Duration | None = None
    left: Duration | None = None


class Clocks(Part, frozen=True, kw_only=True):
    """What the clocks of a ticket show, by promise; without any, that no time is promised."""

    take_in_charge: Shown | None = None
    first_response: Shown | None = None
    next_update: Shown | None = None
    resolution: Shown | None = None


class ClockCase(Expectation, frozen=True, kw_only=True):
    """What the clocks of a ticket show `at` an instant, after what happened to it."""

    ticket: TicketFacts
    opened_by: Who | None = None
    events: tuple[EventFacts, ...] = ()
    at: Instant
    shows: Clocks | None = None


class ExpectationFile(Part, frozen=True, kw_only=True):
    """A file of expectations, by what they are about."""

    routes: tuple[RouteCase, ...] = ()
    deadlines: tuple[DeadlineCase, ...] = ()
    lead_times: tuple[LeadTimeCase, ...] = ()
    hours: tuple[HoursCase, ...] = ()
    clocks: tuple[ClockCase, ...] = ()


AnyCase: TypeAlias = RouteCase | DeadlineCase | LeadTimeCase | HoursCase | ClockCase

CLAIMS: Mapping[type[AnyCase], tuple[str, ...]] = {
    RouteCase: ("delivers_to", "services", "refused", "acknowledged"),
    DeadlineCase: ("due", "severity", "policy", "told", "escalations"),
    LeadTimeCase: ("dates",),
    HoursCase: ("open",),
    ClockCase: ("shows",),
}
"""The keys that say what is expected; one at least must be there."""
