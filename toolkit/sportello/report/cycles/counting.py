"""What counts of cycles by one target in one calendar, for many at once.

Instants are microseconds since 1970, answers are seconds, as `sportello.sla.clock` counts them.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from sportello.catalog.model import Target
from sportello.report.cycles.instants import at, second_of
from sportello.sla.bulk.due import NotCounted, due_seconds
from sportello.sla.bulk.openings import MICRO
from sportello.sla.bulk.zones import Ints
from sportello.worktime import (
    BeyondKnownHolidays,
    Calendar,
    Duration,
    DurationKind,
    WorktimeError,
)
from sportello.worktime.zone import DAY, wall_seconds


@dataclass(frozen=True, slots=True)
class Counting:
    """A target and the calendar that it is counted in.

    What cannot be counted is told to `bad`, by its place in the arrays. Cycles in which an
    announcement stops the clock (`stands_still`) are left to that.
    """

    target: Target
    calendar: Calendar

    @property
    def is_day_and_night(self) -> bool:
        """Whether it counts hours or days, open or closed."""
        return self.target.within.kind.is_day_and_night

    def stands_still(self, first: Ints, last: Ints) -> NDArray[np.bool_]:
        """Return between which instants an announcement stops the clock."""
        found = np.zeros(len(first), np.bool_)
        for each in self.calendar.standstills if self.is_day_and_night else ():
            start, end = (int(instant.timestamp()) * MICRO for instant in (each.start, each.end))
            found |= (first < end) & (last >= start)
        return found

    def due(self, begun: Ints, bad: NotCounted) -> Ints:
        """Return when what began at instants is due, in epoch seconds."""
        return due_seconds(self.calendar, self.target, begun, bad)[0]

    def elapsed(self, first: Ints, last: Ints, bad: NotCounted) -> Ints:
        """Return the seconds that count from one instant to another; none if that comes first."""
        last = np.maximum(first, last)
        if self.is_day_and_night:
            return (last - first) // MICRO
        sure = self._known(first) & self._known(last)
        found = np.zeros(len(first), np.int64)
        found[sure] = _open(self.calendar, first[sure], last[sure])
        for place in np.flatnonzero(~sure).tolist():
            try:
                found[place] = self.calendar.elapsed(at(int(first[place])), at(int(last[place])))
            except WorktimeError as error:
                bad(place, error)
        return found

    def remaining(self, begun: Ints, last: Ints, used: Ints, due: Ints, bad: NotCounted) -> Ints:
        """Return how much of the time promised was left at an instant; negative if it was late."""
        within = self.target.within
        if within.kind is not DurationKind.WORKING_DAYS and not self.target.may_roll:
            return within.amount - used
        due, last = due * MICRO, np.maximum(begun, last)
        return self.elapsed(last, due, bad) - self.elapsed(due, last, bad)

    def after_some(self, due: Ints, seconds: Ints, asked: Ints, bad: NotCounted) -> Ints:
        """Return what `after` does at the places that are asked, and the others as they are."""
        found = due.copy()
        found[asked] = self.after(due[asked], seconds[asked], told_at(bad, asked))
        return found

    def after(self, due: Ints, seconds: Ints, bad: NotCounted) -> Ints:
        """Return the first instants, in epoch seconds, by which so much counts since others."""
        if not self.is_day_and_night:
            try:
                return self.calendar.due_many(due, seconds)
            except BeyondKnownHolidays:
                pass
        elif not self.calendar.standstills:
            return due + seconds
        found = due.copy()
        for place, (start, amount) in enumerate(zip(due.tolist(), seconds.tolist(), strict=True)):
            try:
                found[place] = self._one_after(start, amount)
            except WorktimeError as error:
                bad(place, error)
        return found

    def _one_after(self, start: int, seconds: int) -> int:
        amount: Duration | timedelta = timedelta(seconds=seconds)
        if self.is_day_and_night:
            amount = Duration(self.target.within.kind, seconds, "minutes")
        return second_of(self.calendar.due(at(start * MICRO), amount))

    def _known(self, instants: Ints) -> NDArray[np.bool_]:
        """Return which instants are certain to lie in the years whose holidays are known."""
        low, high = (wall_seconds(date) * MICRO for date in self.calendar.known_dates)
        return (instants >= low + 2 * DAY * MICRO) & (instants <= high - 2 * DAY * MICRO)


def told_at(bad: NotCounted, places: Ints) -> NotCounted:
    """Return what tells errors at some of the places."""

    def tell(place: int, error: WorktimeError) -> None:
        bad(int(places[place]), error)

    return tell


def _open(calendar: Calendar, first: Ints, last: Ints) -> Ints:
    """Return the open seconds, without what is left of one in the end."""
    found: Ints = calendar.elapsed_many(first // MICRO, last // MICRO)
    found -= _open_parts(calendar, first) > _open_parts(calendar, last)
    return found


def _open_parts(calendar: Calendar, instants: Ints) -> Ints:
    """Return the microseconds after each whole second, where it is open."""
    parts: Ints = instants % MICRO
    within = np.flatnonzero(parts)
    seconds = instants[within] // MICRO
    parts[within] *= calendar.elapsed_many(seconds, seconds + 1)
    return parts
