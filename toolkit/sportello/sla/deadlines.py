"""When each promise to a ticket falls due, and which hours were counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sportello.catalog.desk_time import desk_time
from sportello.catalog.model import Catalog, Target
from sportello.sla.calendars import calendar_of
from sportello.sla.choice import choose
from sportello.sla.conditions import Facts
from sportello.sla.match import contract_gap
from sportello.sla.operational import LevelChoice, choose_levels
from sportello.sla.policy import PolicyChoice
from sportello.sla.priority import SeverityChoice
from sportello.sla.start import awaited_by_team, awaited_start, counted_from, intake_of, received
from sportello.sla.ticket import Ticket
from sportello.worktime import Calendar, Explanation, Standstill


@dataclass(frozen=True)
class Deadline:
    """One promise: its target, the calendar it is counted in, when it falls due, and why.

    `opens` is the next opening, for a ticket received while the calendar is closed.
    """

    kind: str
    target: Target
    calendar: Calendar
    due: datetime
    explanation: Explanation
    opens: datetime | None

    @property
    def standstills(self) -> tuple[Standstill, ...]:
        """When announcements stop its clock before it falls due."""
        if not self.target.within.kind.is_day_and_night:
            return ()
        begin = self.explanation.start
        known = self.calendar.standstills
        return tuple(each for each in known if begin < each.end and each.start < self.due)


@dataclass(frozen=True)
class PendingTarget:
    """A promise without a deadline yet: it counts from something that comes after the opening."""

    kind: str
    target: Target
    calendar: Calendar
    counts_from: str


@dataclass(frozen=True)
class Terms:
    """What holds for a ticket: its severity, its policy, and each target with its calendar.

    `operational_levels` are those of the teams, by team, with the steps that led to them; `facts`
    are what conditions are held against, the severity included.
    """

    severity: SeverityChoice
    policy: PolicyChoice
    targets: Mapping[str, tuple[Target, Calendar]]
    operational_levels: Mapping[str, LevelChoice]
    level_steps: tuple[str, ...]
    facts: Facts

    @property
    def steps(self) -> tuple[str, ...]:
        """Every step that led to the severity, to the policy and to the levels of the teams."""
        return (*self.severity.steps, *self.policy.steps, *self.level_steps)


@dataclass(frozen=True)
class Answer:
    """Everything that follows from the opening of a ticket.

    `ticket.opened` and `received` are in the desk's zone; the second is the later one if `intake`,
    the calendar in which the service takes in tickets, was closed. `deadlines` are the promises
    that count from the receipt, `pending` the others; `levels` are what the teams promise to the
    desk, by team.
    """

    ticket: Ticket
    intake: Calendar | None
    received: datetime
    terms: Terms
    deadlines: tuple[Deadline, ...]
    pending: tuple[PendingTarget, ...]
    levels: Mapping[str, tuple[PendingTarget, ...]]

    @property
    def is_received_later(self) -> bool:
        """Tell whether the ticket came while its intake was closed."""
        return self.received.timestamp() > self.ticket.opened.timestamp()

    @property
    def severity(self) -> SeverityChoice:
        """The severity of the ticket."""
        return self.terms.severity

    @property
    def policy(self) -> PolicyChoice:
        """The policy of the ticket."""
        return self.terms.policy


def deadlines(catalog: Catalog, ticket: Ticket) -> Answer:
    """Return severity, policy and deadlines of a ticket.

    Raises TicketError for what the catalog does not have, WorktimeError for an instant that
    does not exist or lies beyond the known holidays.
    """
    ticket = replace(ticket, opened=desk_time(catalog, ticket.opened))
    terms = terms_of(catalog, ticket, ticket.opened.date())
    intake = intake_of(catalog, ticket.service, ticket.channel)
    came = received(intake, ticket.opened)
    due: list[Deadline] = []
    pending: list[PendingTarget] = []
    for kind, (target, calendar) in terms.targets.items():
        event = awaited_start(kind, target, terms.targets, ticket.channel)
        if event is None:
            due.append(_deadline(kind, target, calendar, came))
        else:
            pending.append(PendingTarget(kind, target, calendar, event))
    levels = {
        team: tuple(
            PendingTarget(kind, target, calendar, awaited_by_team(target))
            for kind, (target, calendar) in level.targets.items()
        )
        for team, level in terms.operational_levels.items()
    }
    return Answer(ticket, intake, came, terms, tuple(due), tuple(pending), levels)


def terms_of(catalog: Catalog, ticket: Ticket, day: date) -> Terms:
    """Return what holds for a ticket that is opened on this day of the desk.

    The time of day matters only where a condition asks whether a calendar is open. Raises
    TicketError for what the catalog does not have, BeyondKnownHolidays if the terms depend on a
    calendar that is not known at the opening.
    """
    ticket.verify(catalog)
    facts, severity, choice = choose(catalog, ticket, day)
    gap = contract_gap(catalog, ticket, day)
    if gap is not None:
        choice = PolicyChoice(choice.name, choice.policy, (gap, *choice.steps))
    targets = choice.policy.targets if choice.policy else {}
    return Terms(
        severity,
        choice,
        {
            kind: (each, calendar_of(catalog, ticket.service, each))
            for kind, each in targets.items()
        },
        *choose_levels(catalog, ticket.service, facts, day),
        facts,
    )


def _deadline(kind: str, target: Target, calendar: Calendar, came: datetime) -> Deadline:
    opens = None if calendar.is_open(came) else calendar.next_opening(came)
    start = counted_from(calendar, target.within, came)
    explanation = calendar.explain(start, target.within, at=target.at, if_closed=target.if_closed)
    return Deadline(kind, target, calendar, explanation.due, explanation, opens)
