"""When a step of an escalation fires: a warning before a deadline, a further level after it.

A step is an instant in the business time of its target. While the desk is closed nobody could
act on it, so it waits for the next opening, unless it is to fire round the clock; a warning that
would thus come after its deadline is given in the last hour before the desk closes.

A step with `every` comes again, counted from the first time that it fires, until the clock stops.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from sportello.catalog.model import EscalationStep
from sportello.worktime import Calendar, Duration, DurationKind
from sportello.worktime.zones import Zone

_LAST_HOUR = timedelta(hours=1)
_ONE_DAY = timedelta(days=1)
_ONE_WORKING_DAY = Duration.parse("1 working day")
_CLOSED = "; closed then, so at the next opening"


@dataclass(frozen=True, slots=True)
class Promise:
    """What steps are counted against: a target's time, from its start to its deadline.

    An escalation without target has no `within`: then both instants are what its steps count from,
    which `origin` names. All instants are aware.
    """

    calendar: Calendar
    start: datetime
    due: datetime
    within: Duration | None
    origin: str = "the deadline"


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


def fire_times(step: EscalationStep, promise: Promise) -> Iterator[tuple[datetime, datetime, str]]:
    """Yield when a step fires, the instant that was counted, and why, by time.

    There is no end to them if it repeats. Of several that would wait for one opening, one fires.
    Raises WorktimeError beyond the known holidays.
    """
    fired = fire_time(step, promise)
    if fired is None:
        return
    first, instant, why = fired
    every = step.every
    if every is None or not every.amount:
        yield fired
        return
    yield first, instant, f"{why}, then every {every}"
    zone, last = Zone(promise.calendar.timezone), first.timestamp()
    for number in count(1):
        length = Duration(every.kind, every.amount * number, every.unit)
        at = instant = promise.calendar.due(first, length, at="same_time").astimezone(zone)
        why = f"again, {length} after the first time"
        if not step.round_the_clock and not promise.calendar.is_open(instant):
            at = promise.calendar.next_opening(instant).astimezone(zone)
            why += _CLOSED
        if at.timestamp() > last:
            yield at, instant, why
            last = at.timestamp()


def _while_open(promise: Promise, planned: datetime, why: str) -> tuple[datetime, str]:
    """Return the instant, in UTC, at which the desk is there for a step, and why."""
    calendar, due = promise.calendar, promise.due.astimezone(UTC)
    if calendar.is_open(planned):
        return planned, why
    opening = calendar.next_opening(planned).astimezone(UTC)
    if opening <= due or planned >= due:
        return opening, f"{why}{_CLOSED}"
    earlier = _before_closing(promise, due - planned)
    if earlier > due:
        return earlier, f"{why}; closed from then until after the deadline"
    return earlier, f"{why}; closed from then until the deadline, so before closing"


def _counted(step: EscalationStep, promise: Promise) -> tuple[datetime, str] | None:
    """Return the instant that a step names, whether or not somebody is there, and its words."""
    within = promise.within
    if step.at is not None and within is not None:
        percent = int(step.at.rstrip(" %"))
        return _share(promise, within, percent), f"{percent} % of {within}"
    if step.before is not None and within is not None:
        return _back(promise, step.before), f"{step.before} before the deadline"
    if step.after is not None:
        instant = promise.calendar.due(promise.due, step.after, at="same_time")
        return instant, f"{step.after} after {promise.origin}"
    return None


def _share(promise: Promise, within: Duration, percent: int) -> datetime:
    """Return when so much of the target's time has passed, in the time that it counts."""
    if within.kind.is_day_and_night:
        total = int(promise.due.timestamp() - promise.start.timestamp())
        part = Duration(DurationKind.ELAPSED, _of(total, percent), "minutes")
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
