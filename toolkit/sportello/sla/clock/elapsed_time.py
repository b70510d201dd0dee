"""Counts the time a promise has used, through changes of terms and pauses.

A change of terms keeps the time used before it: each segment counts by the calendar, unit and
pauses that held while it ran.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sportello.catalog.model import Target
from sportello.sla.business_time import BusinessTime, business_time
from sportello.sla.calendars import round_the_clock
from sportello.sla.start import counted_from
from sportello.worktime import Calendar, Duration, DurationKind, Explanation, Standstill

EndedPause = tuple[datetime, datetime]
"""From when to when, of a pause that is cut where the clock is read."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a cycle under one target; `end` is None for the last, which has no end."""

    start: datetime
    end: datetime | None
    target: Target
    calendar: Calendar
    pauses: tuple[EndedPause, ...]

    @property
    def unit(self) -> DurationKind:
        """What is counted here."""
        return self.target.within.kind

    def seconds(self, a: datetime, b: datetime) -> int:
        """Return the seconds that count from a to b (a <= b)."""
        if self.unit.is_day_and_night:
            still = ((each.start, each.end) for each in self.calendar.standstills)
            always = round_the_clock(self.calendar.timezone)
            return always.elapsed(a, b, (*self.pauses, *still))
        return self.calendar.elapsed(a, b, self.pauses)

    @property
    def standstills(self) -> tuple[Standstill, ...]:
        """When what is counted here stands still."""
        return self.calendar.standstills if self.unit.is_day_and_night else ()

    def open_seconds(self, a: datetime, b: datetime) -> int:
        """Return the seconds from a to b (a <= b) that would count without pauses."""
        calendar = self.calendar.standing_still(())
        return replace(self, pauses=(), calendar=calendar).seconds(a, b)

    def amount(self, seconds: int) -> Duration | timedelta:
        """Return an amount in the unit of this stretch."""
        if self.unit.is_day_and_night:
            return Duration(self.unit, seconds, "minutes")
        return timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class ElapsedTime:
    """The segments of one cycle, in order."""

    segments: tuple[Segment, ...]

    @property
    def target(self) -> Target:
        """The target that holds in the end."""
        return self.segments[-1].target

    @property
    def calendar(self) -> Calendar:
        """The calendar that counts in the end."""
        return self.segments[-1].calendar

    def stands_still(self, at: datetime) -> bool:
        """Tell whether an announcement stops the clock at an instant."""
        last = self.segments[-1]
        return any(each.start <= at < each.end for each in last.standstills)

    def counted(self, a: datetime, b: datetime) -> int:
        """Return the seconds that count from a to b; negative if b is first."""
        if b < a:
            return -self.counted(b, a)
        return sum(
            each.seconds(max(a, each.start), last)
            for each in self.segments
            if max(a, each.start) < (last := b if each.end is None else min(b, each.end))
        )

    def due(self) -> datetime:
        """Return the earliest instant by which the time promised has passed since the start.

        A start inside a pause is moved to its end. Raises BeyondKnownHolidays.
        """
        within, last = self.target.within, self.segments[-1]
        if within.kind is DurationKind.WORKING_DAYS:
            return last.calendar.due(self.begin(), within, self._pauses(), self.target.at)
        if not within.amount:
            return last.calendar.due(counted_from(last.calendar, within, self.begin()), timedelta())
        *_, (segment, start, seconds) = self._parts(within.amount)
        found = segment.calendar.due(start, segment.amount(seconds), segment.pauses)
        return self._rolled(found)

    def late(self) -> datetime:
        """Return the first whole second by which more time has passed than was promised.

        There must be one until the cycle was read. Raises BeyondKnownHolidays.
        """
        due = self.due()
        *before, last = (each for each in self.segments if each.end is None or due < each.end)
        for each in before:
            if each.end is not None and each.seconds(max(due, each.start), each.end):
                return each.calendar.due(max(due, each.start), each.amount(1), each.pauses)
        return last.calendar.due(max(due, last.start), last.amount(1), last.pauses)

    def remaining(self, at: datetime) -> int:
        """Return how much of the time promised is left at an instant; negative if it is late."""
        if self.target.within.kind is DurationKind.WORKING_DAYS or self.target.may_roll:
            return self.counted(at, self.due())
        return self.target.within.amount - self.counted(self.segments[0].start, at)

    def begin(self) -> datetime:
        """Return from when on it counts: the start, or the end of the pause it lies in."""
        start = self.segments[0].start
        for first, last in sorted(self._pauses()):
            if first <= start:
                start = max(start, last)
        return start

    def explain(self) -> Iterator[tuple[Calendar, Explanation]]:
        """Yield how the due instant comes about; more than one if calendars change on the way."""
        within, last = self.target.within, self.segments[-1]
        if within.kind is DurationKind.WORKING_DAYS:
            pauses = self._pauses()
            explanation = last.calendar.explain(self.begin(), within, pauses, self.target.at)
            yield last.calendar, explanation
        elif not within.amount:
            start = counted_from(last.calendar, within, self.begin())
            yield last.calendar, last.calendar.explain(start, timedelta())
        elif all(
            each.calendar == last.calendar and each.unit.counts_like(last.unit)
            for each in self.segments
        ):
            amount = last.amount(within.amount)
            begin, pauses, if_closed = self.begin(), self._pauses(), self.target.if_closed
            explanation = last.calendar.explain(begin, amount, pauses, if_closed=if_closed)
            yield last.calendar, explanation
        else:
            *before, (calendar, final) = [
                (each.calendar, each.calendar.explain(start, each.amount(seconds), each.pauses))
                for each, start, seconds in self._parts(within.amount)
            ]
            yield from before
            due = self._rolled(final.due)
            rolled_from = None if due == final.due else final.due
            yield calendar, replace(final, due=due, rolled_from=rolled_from)

    def overrun(self, last: datetime) -> Iterator[tuple[Calendar, BusinessTime]]:
        """Yield the business time from the deadline to an instant, in what counted it.

        Time round the clock counts in no calendar, and is left out.
        """
        due = self.due()
        for each in self.segments:
            start = max(due, each.start)
            end = last if each.end is None else min(last, each.end)
            if start < end and not each.unit.is_day_and_night:
                yield each.calendar, business_time(each.calendar, start, end, each.pauses)

    def _rolled(self, due: datetime) -> datetime:
        """Return a due instant, or that of another day, if the last one is closed."""
        if not self.target.may_roll:
            return due
        return self.calendar.rolled(self.begin(), due, self.target.if_closed)

    def _parts(self, seconds: int) -> Iterator[tuple[Segment, datetime, int]]:
        """Yield the segments in which so many (> 0) seconds pass, with how many in each."""
        for each in self.segments:
            held = seconds if each.end is None else each.seconds(each.start, each.end)
            used = min(held, seconds)
            if used:
                yield each, each.start, used
            seconds -= used
            if not seconds:
                return

    def _pauses(self) -> tuple[EndedPause, ...]:
        """Return the pauses of every segment, cut to it."""
        return tuple(
            (max(start, each.start), end if each.end is None else min(end, each.end))
            for each in self.segments
            for start, end in each.pauses
            if end > each.start and (each.end is None or start < each.end)
        )
