"""When each promise to a ticket falls due, and which hours were counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sportello.catalog.model import Catalog, Service, Target
from sportello.sla.match import facts_of
from sportello.sla.policy import PolicyChoice, choose_policy
from sportello.sla.priority import SeverityChoice, choose_severity
from sportello.sla.start import counted_from
from sportello.sla.ticket import Ticket, TicketError
from sportello.worktime import Calendar, DurationKind, Explanation


@dataclass(frozen=True)
class Deadline:
    """One promise: its target, the calendar it is counted in, when it falls due, and why.

    `opens` is the next opening, for a ticket opened while the calendar is closed.
    """

    kind: str
    target: Target
    calendar: Calendar
    due: datetime
    explanation: Explanation
    opens: datetime | None


@dataclass(frozen=True)
class Terms:
    """What holds for a ticket: its severity, its policy, and each target with its calendar."""

    severity: SeverityChoice
    policy: PolicyChoice
    targets: Mapping[str, tuple[Target, Calendar]]


@dataclass(frozen=True)
class Answer:
    """Everything that follows from the opening of a ticket."""

    ticket: Ticket
    severity: SeverityChoice
    policy: PolicyChoice
    deadlines: tuple[Deadline, ...]


def deadlines(catalog: Catalog, ticket: Ticket) -> Answer:
    """Return severity, policy and deadlines of a ticket.

    Raises TicketError for what the catalog does not have, WorktimeError for an instant that
    does not exist or lies beyond the known holidays.
    """
    opened = ticket.opened
    if opened.tzinfo is not None:  # the day of opening is the desk's, whoever wrote the instant
        opened = opened.astimezone(ZoneInfo(catalog.helpdesk.timezone))
    terms = terms_of(catalog, ticket, opened.date())
    return Answer(
        ticket,
        terms.severity,
        terms.policy,
        tuple(
            _deadline(kind, target, calendar, ticket.opened)
            for kind, (target, calendar) in terms.targets.items()
        ),
    )


def terms_of(catalog: Catalog, ticket: Ticket, day: date) -> Terms:
    """Return what holds for a ticket opened on a day of the desk, whatever the time of day.

    Raises TicketError for what the catalog does not have.
    """
    ticket.verify(catalog)
    facts = facts_of(catalog, ticket, day)
    severity = choose_severity(catalog, facts, ticket.severity)
    if severity.severity is not None:
        facts = {**facts, "severity": frozenset({severity.severity})}
    choice = choose_policy(catalog, facts, day)
    service = catalog.services[ticket.service]
    targets = choice.policy.targets if choice.policy else {}
    return Terms(
        severity,
        choice,
        {kind: (each, calendar_of(catalog, service, each)) for kind, each in targets.items()},
    )


def calendar_of(catalog: Catalog, service: Service, target: Target) -> Calendar:
    """Return the calendar a target is counted in: its own, else that of the service.

    Raises TicketError if there is none; time round the clock needs only the desk's time zone.
    """
    name = target.calendar or service.calendar
    if name is not None:
        return catalog.calendars[name]
    if target.within.kind in (DurationKind.IMMEDIATE, DurationKind.ELAPSED):
        return Calendar.from_spec(
            {"timezone": catalog.helpdesk.timezone, "week": {"mon-sun": "00:00-24:00"}},
            name="round the clock",
        )
    shown = service.name.says("en")
    raise TicketError(f'"{target.within}" for "{shown}" needs a calendar: add one to the target')


def _deadline(kind: str, target: Target, calendar: Calendar, opened: datetime) -> Deadline:
    opens = None if calendar.is_open(opened) else calendar.next_opening(opened)
    explanation = calendar.explain(counted_from(calendar, target.within, opened), target.within)
    return Deadline(kind, target, calendar, explanation.due, explanation, opens)
