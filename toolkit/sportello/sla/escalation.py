"""When the steps of escalations fire: warnings before a deadline, further levels after it.

A step is an instant in the business time of its target. While the desk is closed nobody could
act on it, so it waits for the next opening, unless it is to fire round the clock; a warning that
would thus come after its deadline is given in the last hour before the desk closes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from operator import itemgetter

from sportello.catalog.model import Catalog, Escalation, EscalationStep
from sportello.sla.calendars import round_the_clock
from sportello.sla.deadlines import Answer, Deadline
from sportello.sla.match import Facts, why_unmet
from sportello.worktime import Calendar, Duration, DurationKind
from sportello.worktime.zones import Zone

_LAST_HOUR = timedelta(hours=1)
_ONE_DAY = timedelta(days=1)
_ONE_WORKING_DAY = Duration.parse("1 working day")


@dataclass(frozen=True, slots=True)
class Promise:
    """What steps are counted against: a target's time, from its start to its deadline.

    An escalation without target has no `within`: then both instants are the ticket's opening.
    All instants are aware.
    """

    calendar: Calendar
    start: datetime
    due: datetime
    within: Duration | None


@dataclass(frozen=True, slots=True)
class ScheduledEscalation:
    """A step of an escalation, when it fires and why then.

    `number` counts the steps of the escalation from 1, as they are written. `moved_from` is the
    instant that was counted, if the step does not fire there.
    """

    escalation: str
    number: int
    step: EscalationStep
    at: datetime
    moved_from: datetime | None
    why: str


EscalationSchedule = Mapping[str | None, tuple[ScheduledEscalation, ...]]
"""The steps by the kind of the target they guard; None for those that count from the opening."""


def escalation_schedule(catalog: Catalog, answer: Answer) -> EscalationSchedule:
    """Return the steps before and after each deadline of a ticket, and those without a target.

    The latter count in the calendar of the service, else round the clock in the desk's zone.
    Raises WorktimeError beyond the known holidays.
    """
    facts, ticket = answer.terms.facts, answer.ticket
    name = catalog.services[ticket.service].calendar
    zone = catalog.helpdesk.timezone
    calendar = round_the_clock(zone) if name is None else catalog.calendars[name]
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
    promise = Promise(calendar, opened, opened, None)
    return scheduled(_fitting(catalog, facts, None), promise)


def fire_time(step: EscalationStep, promise: Promise) -> tuple[datetime, datetime, str] | None:
    """Return when a step fires, the instant that was counted, and why; None if it never does.

    A step without `at`, `before` and `after` never fires; nor do `at` and `before` where there is
    no deadline.
    """
    counted = _counted(step, promise)
    if counted is None:
        return None
    instant, why = counted
    # In UTC: Python compares instants of one zone by what the clock shows, which comes twice as
    # clocks are put back.
    planned, start = instant.astimezone(UTC), promise.start.astimezone(UTC)
    if planned < start:
        planned, why = (
            start,
            f"{why}, which lies before the opening of the ticket, so at its opening",
        )
    if not step.round_the_clock:
        planned, why = _while_open(promise, planned, why)
    zone = Zone(promise.calendar.timezone)
    return planned.astimezone(zone), instant.astimezone(zone), why


def _while_open(promise: Promise, planned: datetime, why: str) -> tuple[datetime, str]:
    """Return the instant, in UTC, at which the desk is there for a step, and why."""
    calendar, due = promise.calendar, promise.due.astimezone(UTC)
    if calendar.is_open(planned):
        return planned, why
    opening = calendar.next_opening(planned).astimezone(UTC)
    if opening <= due or planned >= due:
        return opening, f"{why}; closed then, so at the next opening"
    earlier = _before_closing(promise, due - planned)
    if earlier > due:
        return earlier, f"{why}; closed from then until after the deadline"
    return earlier, f"{why}; closed from then until the deadline, so before closing"


def _fitting(catalog: Catalog, facts: Facts, target: str | None) -> Mapping[str, Escalation]:
    return {
        name: each
        for name, each in catalog.escalations.items()
        if each.target == target and why_unmet(each.when, facts) is None
    }


def scheduled(
    escalations: Mapping[str, Escalation], promise: Promise
) -> tuple[ScheduledEscalation, ...]:
    """Return the steps of escalations in the order in which they fire.

    Of those that wait for the desk to be there, none overtakes one that was due before it.
    """
    found: list[tuple[datetime, ScheduledEscalation]] = []
    latest: datetime | None = None
    for each in sorted(_each(escalations, promise), key=_counted_at):
        at = each.at.astimezone(UTC)
        if not each.step.round_the_clock:
            latest = at if latest is None else max(at, latest)
            at = latest
        zone = each.at.tzinfo
        found.append((at, replace(each, at=at.astimezone(zone))))
    return tuple(each for _, each in sorted(found, key=itemgetter(0)))


def _each(escalations: Mapping[str, Escalation], promise: Promise) -> Iterator[ScheduledEscalation]:
    for name, escalation in escalations.items():
        for number, step in enumerate(escalation.steps, 1):
            fired = fire_time(step, promise)
            if fired is not None:
                at, instant, why = fired
                moved_from = instant if at.timestamp() != instant.timestamp() else None
                yield ScheduledEscalation(name, number, step, at, moved_from, why)


def _counted_at(step: ScheduledEscalation) -> float:
    return (step.moved_from or step.at).timestamp()


def _counted(step: EscalationStep, promise: Promise) -> tuple[datetime, str] | None:
    """Return the instant that a step names, whether or not somebody is there, and its words."""
    within = promise.within
    if step.at is not None and within is not None:
        percent = int(step.at.rstrip(" %"))
        return _share(promise, within, percent), f"{percent} % of {within}"
    if step.before is not None and within is not None:
        return _back(promise, step.before), f"{step.before} before the deadline"
    if step.after is not None:
        origin = "the opening of the ticket" if within is None else "the deadline"
        instant = promise.calendar.due(promise.due, step.after, at="same_time")
        return instant, f"{step.after} after {origin}"
    return None


def _share(promise: Promise, within: Duration, percent: int) -> datetime:
    """Return when so much of the target's time has passed, in the time that it counts."""
    if within.kind.is_day_and_night:
        part = Duration(DurationKind.ELAPSED, _of(within.amount, percent), "minutes")
        return promise.calendar.due(promise.start, part)
    total = promise.calendar.elapsed(promise.start, promise.due)
    part_of_it = timedelta(seconds=_of(total, percent))
    return promise.calendar.due(promise.start, part_of_it)


def _of(seconds: int, percent: int) -> int:
    return -(-seconds * percent // 100)  # a whole second, and never before the share has passed


def _back(promise: Promise, before: Duration) -> datetime:
    due, calendar = promise.due, promise.calendar
    if before.kind is DurationKind.WORKING_DAYS:
        return _days_back(calendar, due, before.amount)
    length = timedelta(seconds=before.amount)
    if before.kind is DurationKind.BUSINESS:
        return calendar.due(due, -length)
    return due.astimezone(UTC) - length


def _days_back(calendar: Calendar, due: datetime, days: int) -> datetime:
    """Return the same time of day so many working days earlier, pulled into that day's hours."""
    local = due.astimezone(Zone(calendar.timezone))
    date = local.date()
    while days:
        date -= _ONE_DAY
        days -= bool(calendar.day(date).hours)
    if date == local.date():
        return due
    # Counted forward from the eve, as a deadline is.
    eve = datetime.combine(date - _ONE_DAY, local.timetz())
    return calendar.due(eve, _ONE_WORKING_DAY, at="same_time")


def _before_closing(promise: Promise, rest: timedelta) -> datetime:
    """Return the open instant, in UTC, from which an hour of business time is left.

    Less if the warning is meant to leave less than that until the deadline, which is `rest`.
    Never before the start; if all is closed from there to the deadline, the opening after it.
    """
    calendar, start = promise.calendar, promise.start.astimezone(UTC)
    earlier = calendar.due(promise.due, -min(rest, _LAST_HOUR)).astimezone(UTC)
    if earlier >= start:
        return earlier
    return start if calendar.is_open(start) else calendar.next_opening(start).astimezone(UTC)
