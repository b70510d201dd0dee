"""sla.yaml: severities, priority, lifecycle, policies, escalation, notification."""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sportello.catalog.model.scalars import NO_TEXT, Text
from sportello.catalog.model.service import ChannelKind
from sportello.catalog.model.values import (
    CalendarRef,
    FamilyRef,
    Id,
    Part,
    ProviderRef,
    ServiceRef,
    SeverityRef,
    StateRef,
    TicketTypeRef,
    Valid,
)
from sportello.worktime import Duration

TargetKind = Literal["take_in_charge", "first_response", "next_update", "resolution"]
TicketSystem = Literal["jira", "freshdesk", "zammad", "znuny", "glpi", "osticket"]


class When(Part, frozen=True, kw_only=True):
    """A condition: every key written must hold, and a list holds if one of it does."""

    provider: tuple[ProviderRef, ...] = ()
    family: tuple[FamilyRef, ...] = ()
    service: tuple[ServiceRef, ...] = ()
    tag: tuple[Id, ...] = ()
    phase: tuple[Id, ...] = ()
    channel: tuple[ChannelKind, ...] = ()
    severity: tuple[SeverityRef, ...] = ()
    type: tuple[TicketTypeRef, ...] = ()
    cause: tuple[Id, ...] = ()


class Severity(Part, frozen=True, kw_only=True):
    """How much an incident hurts; rank 1 is the worst."""

    name: Text
    rank: Annotated[int, Meta(ge=1)]
    definition: Text = NO_TEXT
    examples: tuple[Text, ...] = ()


class PriorityRule(Part, frozen=True, kw_only=True):
    """A rule that sets the severity of tickets, and why."""

    when: When
    severity: SeverityRef
    why: Text


class Priority(Part, frozen=True, kw_only=True):
    """Who sets the severity of a ticket, what it is at first, and the rules, first match wins."""

    set_by: Literal["desk", "requester"]
    default: SeverityRef
    statement: Text = NO_TEXT
    rules: Mapping[Id, PriorityRule] = {}


class TicketType(Part, frozen=True, kw_only=True):
    """A kind of ticket: an incident, a request, ordinary maintenance."""

    name: Text
    definition: Text = NO_TEXT


class State(Part, frozen=True, kw_only=True):
    """A state of a ticket, which clocks it pauses, and what ticket systems call it."""

    name: Text
    category: Literal["new", "open", "waiting", "resolved", "closed"]
    pauses: tuple[TargetKind, ...] = ()
    resumed_by: Literal["requester-reply", "desk"] | None = None
    providers: tuple[ProviderRef, ...] = ()
    names: Mapping[TicketSystem, str] = {}


class Transition(Part, frozen=True, kw_only=True):
    """A step from one state to another, who makes it and what happens."""

    from_: StateRef = msgspec.field(name="from")
    to: StateRef
    by: Literal["desk", "requester", "system"]
    what: Text = NO_TEXT


class Lifecycle(Part, frozen=True, kw_only=True):
    """The states a ticket goes through, and the kinds of tickets."""

    types: Mapping[Id, TicketType]
    states: Mapping[Id, State]
    transitions: tuple[Transition, ...] = ()


class Target(Part, frozen=True, kw_only=True):
    """A promise: within a duration of the opening, counted in a calendar.

    `also_stated` is the same promise in another unit, where a contract gives both; the two
    must agree.
    """

    within: Duration
    calendar: CalendarRef | None = None
    also_stated: Duration | None = None


class Policy(Part, frozen=True, kw_only=True):
    """The promises for the tickets that fit `when`; the first policy that fits applies."""

    name: Text
    when: When = When()
    targets: Mapping[TargetKind, Target] = {}
    statement: Text = NO_TEXT
    valid: Valid | None = None


class Notification(Part, frozen=True, kw_only=True):
    """Who is told of what, and by which means."""

    on: Literal["opened", "comment", "suspended", "resolved"]
    when: When = When()
    to: tuple[Literal["requester", "staff"], ...]
    by: tuple[Literal["mail", "mobile"], ...]
    statement: Text = NO_TEXT


class Escalation(Part, frozen=True, kw_only=True):
    """What happens to tickets that take long; without `after` the desk judges case by case."""

    when: When = When()
    after: Duration | None = None
    statement: Text


class Availability(Part, frozen=True, kw_only=True):
    """The share of time, in percent, in which services are to be usable."""

    service: tuple[ServiceRef, ...]
    percent: Annotated[float, Meta(gt=0, le=100)]
    statement: Text = NO_TEXT


class Export(Part, frozen=True, kw_only=True):
    """The columns of a ticket system's export, by what they mean to us."""

    system: TicketSystem
    columns: Mapping[
        Literal["type", "reference", "summary", "desk", "status", "requester", "opened"], str
    ]
