"""The business time between two instants, day by day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sportello.findings import Invalid
from sportello.worktime import Calendar, ExplainedDay, Pause, Reason
from sportello.worktime.pauses import without
from sportello.worktime.zones import Zone

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BusinessTime:
    """From when to when, the seconds of business time between, and what each date adds."""

    start: datetime
    end: datetime
    seconds: int
    days: tuple[ExplainedDay, ...]

    @property
    def by_the_clock(self) -> int:
        """The seconds from start to end, open or not."""
        return int(self.end.timestamp()) - int(self.start.timestamp())


def business_time(
    calendar: Calendar, start: datetime, end: datetime, pauses: Iterable[Pause] = ()
) -> BusinessTime:
    """Return the business time from start to end that falls in no pause.

    Instants without an offset are read in the calendar's zone. Raises Invalid if the end comes
    first, WorktimeError for an instant that cannot be read or lies beyond the known holidays.
    """
    paused = tuple(pauses)
    seconds = calendar.elapsed(start, end, paused)
    zone = Zone(calendar.timezone)
    first, last = _aware(start, zone), _aware(end, zone)
    if last < first:
        raise Invalid("the end comes before the start", "swap them")
    days = _days(calendar, first, last, paused)
    return BusinessTime(first.astimezone(zone), last.astimezone(zone), seconds, tuple(days))


def _aware(instant: datetime, zone: Zone) -> datetime:
    """Return an instant in UTC: within another zone Python compares what the clocks show."""
    local = instant.replace(tzinfo=zone) if instant.tzinfo is None else instant
    return local.astimezone(UTC)


def _days(
    calendar: Calendar, first: datetime, last: datetime, pauses: tuple[Pause, ...]
) -> Iterator[ExplainedDay]:
    zone = Zone(calendar.timezone)
    paused = sorted((_aware(a, zone), last if b is None else _aware(b, zone)) for a, b in pauses)
    total = 0
    day, until = first.astimezone(zone).date(), last.astimezone(zone).date()
    while day <= until:
        low, high = max(_midnight(day, zone), first), min(_midnight(day + _DAY, zone), last)
        opened = tuple(calendar.intervals(low, high))
        # Parts of a second on two days may make a whole one.
        before, total = total, calendar.elapsed(first, high, pauses)
        seconds = total - before
        stretches = tuple(
            (start.astimezone(zone), end.astimezone(zone))
            for opening, closing in opened
            for start, end in without(opening.astimezone(UTC), closing.astimezone(UTC), paused)
        )
        if seconds:
            why = None
        elif opened:
            why = Reason("pause")
        else:
            why = calendar.day(day).reason or _outside(day, first.astimezone(zone).date())
        yield ExplainedDay(day, stretches, seconds, total, None, why)
        day += _DAY


def _outside(day: date, first: date) -> Reason:
    return Reason("before_start" if day == first else "closed")


def _midnight(day: date, zone: Zone) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
