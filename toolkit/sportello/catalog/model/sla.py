"""sla.yaml: severities, priority, lifecycle, policies, escalation, notification."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from sportello.catalog.model.scalars import NO_TEXT, Text
from sportello.catalog.model.service import ChannelKind
from sportello.catalog.model.values import (
    CalendarRef,
    Claim,
    ContractRef,
    FamilyRef,
    Id,
    Part,
    PolicyRef,
    ProviderRef,
    ServiceRef,
    SeverityRef,
    StateRef,
    TeamRef,
    TicketTypeRef,
    Valid,
)
from sportello.worktime import Duration

TargetKind = Literal["take_in_charge", "first_response", "next_update", "resolution"]
AverageKind = TargetKind | Literal["handling"]
"""Who tells only that tickets are handled says no more than that: it may be no resolution."""
TicketSystem = Literal["jira", "freshdesk", "zammad", "znuny", "glpi", "osticket"]
Means = Literal["mail", "mobile"]
Percent = Annotated[str, Meta(pattern=r"^[1-9][0-9]{0,2} ?%$", examples=["80 %"])]


_Item = TypeVar("_Item")
Some = Annotated[tuple[_Item, ...], Meta(min_length=1)]
"""A list that says something, if it is written at all."""


class When(Part, frozen=True, kw_only=True):
    """A condition: every key written must hold, and a list holds if one of it does."""

    provider: Some[ProviderRef] = ()
    family: Some[FamilyRef] = ()
    service: Some[ServiceRef] = ()
    tag: Some[Id] = ()
    phase: Some[Id] = ()
    channel: Some[ChannelKind] = ()
    severity: Some[SeverityRef] = ()
    type: Some[TicketTypeRef] = ()
    cause: Some[Id] = ()
    contract: Some[ContractRef] = ()


class Contract(Part, frozen=True, kw_only=True):
    """A customer's contract with conditions of its own; policies name it in `when`."""

    customer: str
    services: tuple[ServiceRef, ...] = ()
    valid: Valid | None = None
    note: str = ""


class Severity(Claim, frozen=True, kw_only=True):
    """How much an incident hurts; rank 1 is the worst.

    It is one of those `providers`, or of all if none is named: a desk of others does not have it.
    """

    name: Text
    rank: Annotated[int, Meta(ge=1)]
    providers: tuple[ProviderRef, ...] = ()
    definition: Text = NO_TEXT
    examples: tuple[Text, ...] = ()


class PriorityRule(Part, frozen=True, kw_only=True):
    """A rule that sets the severity of tickets, and why."""

    when: When
    severity: SeverityRef
    why: Text
    valid: Valid | None = None


class Grade(Part, frozen=True, kw_only=True):
    """A grade of impact or of urgency."""

    name: Text
    definition: Text = NO_TEXT


class Matrix(Part, frozen=True, kw_only=True):
    """The severity by impact and urgency, both written from the worst grade to the mildest.

    `cells` gives, for each urgency, the severity of each impact.
    """

    impacts: Mapping[Id, Grade]
    urgencies: Mapping[Id, Grade]
    cells: Mapping[Id, Mapping[Id, SeverityRef]]


class Priority(Claim, frozen=True, kw_only=True):
    """Who sets the severity of a ticket, what it is at first, and the rules, first match wins.

    Where no rule fits and nobody who may set it has, the matrix decides, else the default.
    """

    set_by: Literal["desk", "requester"]
    default: SeverityRef
    statement: Text = NO_TEXT
    matrix: Matrix | None = None
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


class Lifecycle(Claim, frozen=True, kw_only=True):
    """The states a ticket goes through, and the kinds of tickets."""

    types: Mapping[Id, TicketType]
    states: Mapping[Id, State]
    transitions: tuple[Transition, ...] = ()


class Target(Part, frozen=True, kw_only=True):
    """A promise: within a duration, counted in a calendar, from a start to a stop.

    `at` is for working days: the end of the last one, or the time of day of the start.
    `also_stated` is the same promise in another unit, where a contract gives both; the two must
    agree. `start` and `stop` are, unless written, those of the target's kind: from the opening to
    taking in charge, the desk's first reply or the resolution; `next_update` runs anew from each
    reply of the desk, or from each message of the requester that waits for one. `pauses` are the
    states in which the clock rests: unless written, those that the lifecycle says. `reopen` says
    what the time between resolution and reopening does: it does not count (`resume`), it counts
    (`count`), or all begins again (`restart`).
    """

    within: Duration
    calendar: CalendarRef | None = None
    at: Literal["end_of_day", "same_time"] = "end_of_day"
    also_stated: Duration | None = None
    start: (
        Literal["opened", "assigned", "taken-in-charge", "requester-message", "desk-reply"] | None
    ) = None
    stop: Literal["taken-in-charge", "desk-reply", "resolved", "closed"] | None = None
    pauses: tuple[StateRef, ...] | None = None
    reopen: Literal["resume", "restart", "count"] = "resume"


class Average(Part, frozen=True, kw_only=True):
    """How long something takes on average: what to expect, and no deadline of any ticket."""

    time: Duration
    calendar: CalendarRef | None = None


class Policy(Claim, frozen=True, kw_only=True):
    """The promises for the tickets that fit `when`; the first policy that fits applies.

    `targets` are promised for each ticket, `averages` for none. `overrides` names the policy that
    would apply without this one, where a contract improves it.
    """

    name: Text
    when: When = When()
    targets: Mapping[TargetKind, Target] = {}
    averages: Mapping[AverageKind, Average] = {}
    statement: Text = NO_TEXT
    valid: Valid | None = None
    overrides: PolicyRef | None = None


class OperationalLevel(Part, frozen=True, kw_only=True):
    """What a team promises to the desk itself (OLA): the time that a ticket may lie with it.

    Of each team, the first that fits applies, beside the policy.
    """

    name: Text
    team: TeamRef
    when: When = When()
    targets: Mapping[TargetKind, Target]
    valid: Valid | None = None


class Notification(Part, frozen=True, kw_only=True):
    """Who is told of what, and by which means.

    With `hours`, nobody is told while that calendar is closed, but at its next opening.
    """

    on: Literal["opened", "comment", "suspended", "resolved", "reopened", "breached"]
    when: When = When()
    to: tuple[Literal["requester", "staff"], ...]
    by: tuple[Means, ...]
    hours: CalendarRef | None = None
    statement: Text = NO_TEXT


class EscalationStep(Part, frozen=True, kw_only=True):
    """A warning or escalation, in the business time of its target: one of `at`, `before`, `after`.

    `at` is a share of the target's time, `before` and `after` count from its deadline (`after`
    from the opening, if the escalation has no target). It waits for the next opening, unless it
    is to fire round the clock.
    """

    at: Percent | None = None
    before: Duration | None = None
    after: Duration | None = None
    to: tuple[Literal["requester", "staff", "lead", "management"], ...]
    teams: tuple[TeamRef, ...] = ()
    by: tuple[Means, ...] = ("mail",)
    round_the_clock: bool = False
    statement: Text = NO_TEXT


class Escalation(Part, frozen=True, kw_only=True):
    """What happens to tickets that take long; without `steps` the desk judges case by case."""

    when: When = When()
    target: TargetKind | None = None
    steps: tuple[EscalationStep, ...] = ()
    statement: Text


class Availability(Part, frozen=True, kw_only=True):
    """The share of time, in percent, in which services are to be usable.

    It is measured over each `window`, within `hours` if they are given, without `excludes`.
    """

    service: tuple[ServiceRef, ...]
    percent: Annotated[float, Meta(gt=0, le=100)]
    window: Literal["month", "quarter", "year"] | None = None
    hours: CalendarRef | None = None
    excludes: tuple[Text, ...] = ()
    statement: Text = NO_TEXT


class Export(Part, frozen=True, kw_only=True):
    """The columns of a ticket system's export, by what they mean to us."""

    system: TicketSystem
    columns: Mapping[
        Literal["type", "reference", "summary", "desk", "status", "requester", "opened"], str
    ]
