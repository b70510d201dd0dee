"""sla.yaml: what is promised: contracts, policies, their targets, availability."""

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
from sportello.worktime import At, Duration, IfClosed
from sportello.worktime.last_day import END_OF_DAY, may_roll

TargetKind = Literal["take_in_charge", "first_response", "next_update", "resolution"]
AverageKind = TargetKind | Literal["handling"]
"""Who tells only that tickets are handled says no more than that: it may be no resolution."""


def target_name(kind: str) -> str:
    """Return the kind of a target in words: `first response`."""
    return kind.replace("_", " ")


_Item = TypeVar("_Item")
Some = Annotated[tuple[_Item, ...], Meta(min_length=1)]
"""A list that says something, if it is written at all."""


class When(Part, frozen=True, kw_only=True):
    """A condition: every key written must hold, and a list holds if one of it does."""

    provider: Some[ProviderRef] = ()
    """The provider of the ticket's service is one of these."""
    family: Some[FamilyRef] = ()
    """The family of the ticket's service is one of these."""
    service: Some[ServiceRef] = ()
    """The ticket's service is one of these."""
    tag: Some[Id] = ()
    """The ticket, or its service, has one of these tags. Example: `[safety-critical]`"""
    phase: Some[Id] = ()
    """The service is in one of these phases. Example: `[roll-out]`"""
    channel: Some[ChannelKind] = ()
    """The ticket came one of these ways."""
    severity: Some[SeverityRef] = ()
    """The severity is one of these."""
    type: Some[TicketTypeRef] = ()
    """The ticket is of one of these types."""
    cause: Some[Id] = ()
    """The cause is one of these. Example: `[server-fault]`"""
    contract: Some[ContractRef] = ()
    """The customer has one of these contracts."""
    hours: Literal["open", "closed"] | None = None
    """Whether `calendar` is open or closed when the ticket is opened. Example: `closed`"""
    calendar: CalendarRef | None = None
    """The calendar that `hours` asks: unless written, the service's."""


class Contract(Part, frozen=True, kw_only=True):
    """A customer's contract with conditions of its own; policies name it in `when`."""

    customer: str
    """Whose contract it is; it is never published. Example: `Comune di Esempio`"""
    services: tuple[ServiceRef, ...] = ()
    """The services that it covers: all, if none is named."""
    valid: Valid | None = None
    """The days on which it holds."""
    note: str = ""
    """A note of the desk, which is never published. Example: `Renewed every year`"""


class Target(Part, frozen=True, kw_only=True):
    """A promise: within a duration, counted in a calendar, from a start to a stop."""

    within: Duration
    """How long it may take at most."""
    calendar: CalendarRef | None = None
    """In which calendar the time counts: unless written, in the service's."""
    at: At = msgspec.field(default_factory=lambda: END_OF_DAY)
    """Of working days alone: due at the end of the last one (`end_of_day`), at the time of day of
    the start (`same_time`), or at another time, open or not. `0 working days` with a time is the
    next such time of a working day: on the same day, if it is not past.

    Example: `"14:00"`
    """
    if_closed: IfClosed = "stay"
    """Of calendar days alone: if the last one is closed in the calendar, the promise is due at the
    same time of the next day that is open, of the previous one, or stays where it is.

    Example: `next`
    """
    also_stated: Duration | None = None
    """The same promise in another unit, where a contract gives both: the two must agree."""
    start: (
        Literal["opened", "assigned", "taken-in-charge", "requester-message", "desk-reply"] | None
    ) = None
    """When the time begins. Unless written, at the opening; that of `next_update` begins anew with
    each reply of the desk, or each message of the requester that waits for one.

    Example: `opened`
    """
    stop: Literal["taken-in-charge", "desk-reply", "resolved", "closed", "note"] | None = None
    """When the promise is kept. Unless written, with what it promises: taking in charge, the desk's
    reply, the resolution. `note` is for `next_update` alone: an internal note of the desk, too.

    Example: `resolved`
    """
    pauses: tuple[StateRef, ...] | None = None
    """The states in which the clock is paused. Unless written, those that the lifecycle says.

    Example: `[suspended]`
    """
    reopen: Literal["resume", "restart", "count"] = "resume"
    """What the time between resolution and reopening does: it does not count (`resume`), it counts
    (`count`), or all begins again (`restart`).

    Example: `count`
    """

    @property
    def may_roll(self) -> bool:
        """Tell whether its last day depends on which days a calendar is open."""
        return may_roll(self.within, self.if_closed)


class Average(Part, frozen=True, kw_only=True):
    """How long something takes on average: what to expect, and no deadline of any ticket."""

    time: Duration
    """How long it takes on average."""
    calendar: CalendarRef | None = None
    """In which calendar the time counts: unless written, in the service's."""


class Policy(Claim, frozen=True, kw_only=True):
    """The promises for the tickets that fit it."""

    name: Text
    """What it is called. Example: `{it: Contratto base, en: Basic contract}`"""
    when: When = When()
    """Which tickets it is for: all, unless written."""
    targets: Mapping[TargetKind, Target] = {}
    """What each ticket is promised, by promise.

    Example: `{first_response: {within: 8 business hours}}`
    """
    averages: Mapping[AverageKind, Average] = {}
    """How long things take on average, which is no promise.

    Example: `{resolution: {time: 3 working days}}`
    """
    statement: Text = NO_TEXT
    """What the site says of it. Example: `{it: Vale per tutti., en: It is for everybody.}`"""
    valid: Valid | None = None
    """The days on which it holds, by the day the ticket was opened."""
    overrides: PolicyRef | None = None
    """The policy that would apply without this one, where a contract improves it."""


class OperationalLevel(Part, frozen=True, kw_only=True):
    """What a team promises to the desk itself (OLA): the time that a ticket may lie with it.

    Of each team, the first that fits applies, beside the policy.
    """

    name: Text
    """What it is called. Example: `{it: Secondo livello, en: Second line}`"""
    team: TeamRef
    """The team that promises it."""
    when: When = When()
    """Which tickets it is for: all, unless written."""
    targets: Mapping[TargetKind, Target]
    """What the team promises, by promise. Example: `{resolution: {within: 16 business hours}}`"""
    valid: Valid | None = None
    """The days on which it holds, by the day the ticket was opened."""


class Availability(Part, frozen=True, kw_only=True):
    """The share of time, in percent, in which services are to be usable."""

    service: tuple[ServiceRef, ...]
    """The services that it is about."""
    percent: Annotated[float, Meta(gt=0, le=100)]
    """The share of time, in percent. Example: `99.5`"""
    window: Literal["month", "quarter", "year"] | None = None
    """Over which stretches of time it is measured. Example: `month`"""
    hours: CalendarRef | None = None
    """A calendar: only its hours are measured."""
    excludes: tuple[Text, ...] = ()
    """What does not count as a failure.

    Example: `[{it: Manutenzione annunciata, en: Announced maintenance}]`
    """
    maintenance: Literal["remove", "forgive"] | None = None
    """What announced maintenance does to the share: `remove` takes its time out of the hours that
    are measured, `forgive` leaves them and does not count it as a failure. Contracts differ, and a
    report asks as soon as its list of outages has any maintenance. Example: `remove`"""
    statement: Text = NO_TEXT
    """What the site says of it. Example: `{it: Misurata ogni mese., en: Measured every month.}`"""
