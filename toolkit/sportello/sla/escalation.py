"""Which steps of escalations a ticket meets, and when they fire: before and after its deadlines.

The others count from its opening, or from its coming into a state. When one step fires is told in
`sportello.sla.fire_time`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from operator import itemgetter

from sportello.catalog.model import Catalog, Escalation, EscalationStep
from sportello.sla.calendars import hours_of_service
from sportello.sla.conditions import Facts
from sportello.sla.deadlines import Answer, Deadline
from sportello.sla.fire_time import Promise, fire_times
from sportello.sla.match import why_unmet
from sportello.worktime import Calendar

_FIRST_TIMES = 3
_MOST_TIMES = 1000


@dataclass(frozen=True, slots=True)
class ScheduledEscalation:
    """A step of an escalation, when it fires and why then.

    `number` counts the steps of the escalation from 1, as they are written. `moved_from` is the
    instant that was counted, if the step does not fire there. `repetition` is how often the step
    has fired before.
    """

    escalation: str
    number: int
    step: EscalationStep
    at: datetime
    moved_from: datetime | None
    why: str
    repetition: int = 0


EscalationSchedule = Mapping[str | None, tuple[ScheduledEscalation, ...]]
"""The steps by the kind of the target they guard; None for those that count from the opening."""


def escalation_schedule(catalog: Catalog, answer: Answer) -> EscalationSchedule:
    """Return the steps before and after each deadline of a ticket, and those without a target.

    The latter count in the calendar of the service, else round the clock in the desk's zone. Of a
    step that repeats, they are the first three times. Raises WorktimeError beyond the known
    holidays.
    """
    facts, ticket = answer.terms.facts, answer.ticket
    calendar = hours_of_service(catalog, ticket.service)
    return {
        **{each.kind: escalations_of(catalog, facts, each) for each in answer.deadlines},
        None: escalations_from_opening(catalog, facts, calendar, answer.received),
    }


def escalations_of(
    catalog: Catalog, facts: Facts, deadline: Deadline
) -> tuple[ScheduledEscalation, ...]:
    """Return the steps that warn of a deadline or follow it, in the order in which they fire.

    All escalations with this target whose condition fits the facts apply. Raises WorktimeError
    beyond the known holidays.
    """
    promise = Promise(
        deadline.calendar,
        deadline.explanation.start,
        deadline.due,
        deadline.target.within,
    )
    return scheduled(_fitting(catalog, facts, deadline.kind), promise)


def escalations_from_opening(
    catalog: Catalog,
    facts: Facts,
    calendar: Calendar,
    opened: datetime,
) -> tuple[ScheduledEscalation, ...]:
    """Return the steps of escalations without target, which count from the ticket's opening.

    `calendar` is the one they are counted in, as a rule that of the service; `opened` is aware.
    Otherwise like `escalations_of`.
    """
    promise = Promise(calendar, opened, opened, None, "the opening of the ticket")
    return scheduled(_fitting(catalog, facts, None), promise)


def state_escalations(catalog: Catalog, facts: Facts) -> Mapping[str, Escalation]:
    """Return the escalations for these facts whose steps count from a state."""
    return {
        name: each
        for name, each in catalog.escalations.items()
        if each.in_ is not None and why_unmet(each.when, facts) is None
    }


def _fitting(catalog: Catalog, facts: Facts, target: str | None) -> Mapping[str, Escalation]:
    return {
        name: each
        for name, each in catalog.escalations.items()
        if each.target == target and each.in_ is None and why_unmet(each.when, facts) is None
    }


def scheduled(
    escalations: Mapping[str, Escalation],
    promise: Promise,
    goes_on: Callable[[datetime], bool] | None = None,
) -> tuple[ScheduledEscalation, ...]:
    """Return the steps of escalations in the order in which they fire.

    A step that repeats is followed as long as `goes_on` says of the instant at which it fired, a
    thousand times at most; without it, three times. Of those that wait for the desk to be there,
    none overtakes one that was due before it.
    """
    found: list[tuple[datetime, ScheduledEscalation]] = []
    latest: datetime | None = None
    for each in sorted(_each(escalations, promise, goes_on), key=_counted_at):
        at = each.at.astimezone(UTC)
        if not each.step.round_the_clock:
            latest = at if latest is None else max(at, latest)
            at = latest
        zone = each.at.tzinfo
        found.append((at, replace(each, at=at.astimezone(zone))))
    return tuple(each for _, each in sorted(found, key=itemgetter(0)))


def _each(
    escalations: Mapping[str, Escalation],
    promise: Promise,
    goes_on: Callable[[datetime], bool] | None,
) -> Iterator[ScheduledEscalation]:
    most = _FIRST_TIMES if goes_on is None else _MOST_TIMES
    for name, escalation in escalations.items():
        for number, step in enumerate(escalation.steps, 1):
            times = islice(fire_times(step, promise), most)
            for repetition, (at, instant, why) in enumerate(times):
                moved_from = instant if at.timestamp() != instant.timestamp() else None
                yield ScheduledEscalation(name, number, step, at, moved_from, why, repetition)
                if goes_on is not None and not goes_on(at):
                    break


def _counted_at(step: ScheduledEscalation) -> float:
    return (step.moved_from or step.at).timestamp()
