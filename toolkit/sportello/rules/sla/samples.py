"""Promises in different units and calendars, compared at sample openings over a year."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from operator import gt, ne
from typing import Final, NamedTuple, TypeAlias

from sportello.catalog.model import Catalog, Target
from sportello.sla.calendars import round_the_clock
from sportello.sla.hours import HoursAt, hours_at
from sportello.sla.start import counted_from, received
from sportello.worktime import At, Calendar, Duration, IfClosed, WorktimeError

_STEP: Final = timedelta(hours=41)
_COUNT: Final = 214
"""A year in steps that meet every hour of the week and both halves of the year."""
_Apart: TypeAlias = tuple[datetime, datetime, datetime]
"""An opening, and when two promises fall due after it."""

Counted: TypeAlias = tuple[Target, str | None]
"""A promise and the name of the calendar in which it is counted; None is round the clock."""


class Come(NamedTuple):
    """How tickets come: while which calendars are open, and received in which; None is always."""

    hours: HoursAt
    intake: str | None


class Samples:
    """When promises fall due for tickets opened at the same instants; remembers what it counted.

    A calendar is named; None is time round the clock.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._always = round_the_clock(catalog.helpdesk.timezone)
        begin = datetime(catalog.helpdesk.years.first, 1, 1, 6, tzinfo=UTC)
        self._openings = tuple(begin + _STEP * number for number in range(_COUNT))
        self._counted: dict[
            tuple[str | None, Duration, At, IfClosed, str | None], tuple[datetime | None, ...]
        ] = {}

    def calendar(self, name: str | None) -> Calendar | None:
        """Return a calendar by name; None if it could not be read."""
        return self._always if name is None else self._catalog.calendars.get(name)

    def later_due(self, one: Counted, other: Counted, come: Come) -> _Apart | None:
        """Return an opening at which `one` falls due after `other`, and both deadlines.

        Each is counted in the calendar beside it. None if there is no such opening; if there are
        many, one while the first calendar is open. Two deadlines in business time with none of it
        between them, such as a closing and the opening after it, are the same.
        """
        calendar = self.calendar(one[1])
        if calendar is None or (one[1] == other[1] and _never_later(one[0], other[0])):
            return None
        apart = self._apart(gt, one, other, come.intake)
        found = [each for each in apart if self.is_in(come.hours, each[0])]
        return next((each for each in found if calendar.is_open(each[0])), next(iter(found), None))

    def differ(self, target: Target, also: Duration, calendar: str | None) -> _Apart | None:
        """Return an opening, while open, at which two ways to say a promise differ.

        What is the same is as in `later_due`.
        """
        counted = self.calendar(calendar)
        if counted is None:
            return None
        other = Target(within=also, at=target.at, if_closed=target.if_closed)
        different = self._apart(ne, (target, calendar), (other, calendar))
        return next((each for each in different if counted.is_open(each[0])), None)

    def _apart(
        self,
        differ: Callable[[datetime, datetime], bool],
        one: Counted,
        other: Counted,
        intake: str | None = None,
    ) -> Iterator[_Apart]:
        """Yield the openings at which two deadlines differ by time that counts."""
        calendars = [each for _, name in (one, other) if (each := self.calendar(name)) is not None]
        if len(calendars) < 2:
            return
        exact = any(target.within.kind.is_day_and_night for target, _ in (one, other))
        dues = (self._dues(name, target, intake) for target, name in (one, other))
        for at, a, b in zip(self._openings, *dues, strict=True):
            if a and b and differ(a, b) and (exact or any(c.elapsed(a, b) for c in calendars)):
                yield at, a, b

    def is_in(self, hours: HoursAt, opening: datetime) -> bool:
        """Tell whether calendars are open and closed at an opening as `hours` says."""
        return not hours or hours_at(self._catalog, (*hours,), opening) == hours

    def openings(self, every: int) -> Iterable[datetime]:
        """Return one in so many of the sample openings."""
        return self._openings[::every]

    def _dues(
        self, name: str | None, target: Target, intake: str | None
    ) -> tuple[datetime | None, ...]:
        key = (name, target.within, target.at, target.if_closed, intake)
        if key not in self._counted:
            calendar = self.calendar(name)
            self._counted[key] = tuple(
                due_at(calendar, opening, target, self.calendar(intake)) if calendar else None
                for opening in self._openings
            )
        return self._counted[key]


def due_at(
    calendar: Calendar, opened: datetime, target: Target, intake: Calendar | None = None
) -> datetime | None:
    """Return when a promise falls due, in UTC; None beyond the known holidays."""
    try:
        start = counted_from(calendar, target.within, received(intake, opened))
        due = calendar.due(start, target.within, at=target.at, if_closed=target.if_closed)
        return due.astimezone(UTC)
    except WorktimeError:
        return None


def weekly(calendar: Calendar) -> tuple[int, int]:
    """Return for how many seconds and on how many days of a usual week a calendar is open."""
    hours = calendar.weekly().values()
    return (
        sum(each.end - each.start for spans in hours for each in spans),
        sum(bool(spans) for spans in hours),
    )


def _never_later(one: Target, other: Target) -> bool:
    """Return whether, in one calendar, the first is never due later: it is shorter by itself."""
    alike = one.at == other.at and one.if_closed == other.if_closed
    same = one.within.kind.counts_like(other.within.kind) and alike
    return same and one.within.amount <= other.within.amount
