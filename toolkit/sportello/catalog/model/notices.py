"""sla.yaml: who is told of what, and what happens to tickets that take long."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sportello.catalog.model.scalars import NO_TEXT, Text
from sportello.catalog.model.sla import TargetKind, When
from sportello.catalog.model.values import CalendarRef, Part, StateRef, TeamRef
from sportello.worktime import Duration

Means = Literal["mail", "mobile"]
Percent = Annotated[str, Meta(pattern=r"^[1-9][0-9]{0,2} ?%$", examples=["80 %"])]


class Notification(Part, frozen=True, kw_only=True):
    """Who is told of what, and by which means."""

    on: Literal["opened", "comment", "suspended", "resolved", "reopened", "breached"]
    """What happens to the ticket. Example: `opened`"""
    when: When = When()
    """Which tickets it is for: all, unless written."""
    to: tuple[Literal["requester", "staff"], ...]
    """Who is told. Example: `[requester]`"""
    by: tuple[Means, ...]
    """By which means. Example: `[mail]`"""
    hours: CalendarRef | None = None
    """A calendar: nobody is told while it is closed, but at its next opening."""
    statement: Text = NO_TEXT
    """What the site says of it. Example: `{it: Ricevi una mail., en: You get a mail.}`"""


class EscalationStep(Part, frozen=True, kw_only=True):
    """A warning or escalation, in the business time of its target: one of `at`, `before`, `after`.

    `at` is a share of the target's time, `before` and `after` count from its deadline (`after`
    from the opening, if the escalation has no target, or from the beginning of its state). It waits
    for the next opening, unless it is to fire round the clock.
    """

    at: Percent | None = None
    """After which share of the target's time. Example: `80 %`"""
    before: Duration | None = None
    """How long before the deadline."""
    after: Duration | None = None
    """How long after the deadline; after the opening, if the escalation has no target, or after the
    ticket came into the state that it names."""
    every: Duration | None = None
    """After how long it comes again, and again, until the clock stops or the state ends."""
    to: tuple[Literal["requester", "staff", "lead", "management"], ...]
    """Who is told. Example: `[lead]`"""
    teams: tuple[TeamRef, ...] = ()
    """Which teams take the ticket over."""
    by: tuple[Means, ...] = ("mail",)
    """By which means. Example: `[mail, mobile]`"""
    round_the_clock: bool = False
    """Whether it happens at once, also while the desk is closed, instead of at the next opening."""
    statement: Text = NO_TEXT
    """What the site says of it.

    Example: `{it: Avvisiamo il responsabile., en: We tell the lead.}`
    """


class Escalation(Part, frozen=True, kw_only=True):
    """What happens to tickets that take long; without `steps` the desk judges case by case."""

    when: When = When()
    """Which tickets it is for: all, unless written."""
    target: TargetKind | None = None
    """The promise whose time it watches. Example: `resolution`"""
    in_: StateRef | None = msgspec.field(name="in", default=None)
    """The state that its steps count from, in the calendar of the service, and with which they end;
    beside it there is no `target`. Example: `waiting`
    """
    steps: tuple[EscalationStep, ...] = ()
    """What happens when; without any, the desk judges case by case.

    Example: `[{at: 80 %, to: [lead]}]`
    """
    statement: Text
    """What the site says of it.

    Example: `{it: Dopo otto ore decide il responsabile., en: After eight hours the lead decides.}`
    """
