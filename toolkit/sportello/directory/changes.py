"""When something that depends on the instant changes next.

All instants are in UTC: two of the same zone compare by their wall clocks, which read the same
twice when summer time ends.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

from sportello.worktime import BeyondKnownHolidays, Calendar
from sportello.worktime.zone import at as instant_at
from sportello.worktime.zone import midnight
from sportello.worktime.zones import Zone

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The instants at which something may change: openings, closings, and beginnings of days.

    `zone` is that of the days.
    """

    calendars: tuple[Calendar, ...]
    days: frozenset[date]
    zone: Zone

    def after(self, at: datetime) -> Iterator[datetime]:
        """Yield those after an instant, in order; of a calendar none beyond what it knows."""
        begin = {instant_at(midnight(each, self.zone), UTC) for each in self.days}
        while following := [
            *(found for each in self.calendars if (found := _turn(each, at))),
            *(each for each in begin if each > at),
        ]:
            at = min(following)
            yield at


def next_change(
    value: Callable[[datetime], _Value], at: datetime, boundaries: Boundaries
) -> datetime | None:
    """Return the first instant after `at` at which a value is another; None if none is known."""
    now = value(at)
    try:
        return next((each for each in boundaries.after(at) if value(each) != now), None)
    except BeyondKnownHolidays:
        return None


def _turn(calendar: Calendar, at: datetime) -> datetime | None:
    """Return when a calendar opens or closes next; None if that is not known."""
    try:
        is_open = calendar.is_open(at)
        turn = calendar.next_closing(at) if is_open else calendar.next_opening(at)
    except BeyondKnownHolidays:
        return None
    return turn.astimezone(UTC)
