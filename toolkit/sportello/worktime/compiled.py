"""The one place that remembers: a calendar's timeline, compiled as far as it was needed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain, groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from sportello.worktime.combined import CombinedRules, Rules, merged, zones_of
from sportello.worktime.errors import BeyondKnownHolidays, WorktimeError
from sportello.worktime.hours import Hours
from sportello.worktime.timeline import EpochInterval, Timeline, common, cut
from sportello.worktime.zone import (
    DAY,
    OffsetInterval,
    at,
    midnight,
    new_year,
    offset_intervals,
    open_seconds,
    wall_seconds,
)

if TYPE_CHECKING:
    from sportello.worktime.tables import Tables


@dataclass(frozen=True, slots=True)
class Extent:
    """The years from `first` to `last`, both included, compiled; `last` is 0 if there are none.

    `workdays` are the ordinals of the dates with any opening.
    """

    first: int
    last: int
    timeline: Timeline
    workdays: tuple[int, ...]


class WorkingDay(NamedTuple):
    """A date with any opening: the first one and the last closing, in epoch seconds.

    Of a night both belong to the date on which it starts.
    """

    date: dt.date
    opening: int
    closing: int


@dataclass(frozen=True, slots=True)
class _Year:
    """The open intervals of a year, with those of the last night before it, and its workdays."""

    open_intervals: tuple[EpochInterval, ...]
    workdays: tuple[int, ...]


_ONE_DAY: Final = dt.timedelta(days=1)
_NOTHING: Final = Extent(0, 0, Timeline(1, 0, (), (), ()), ())


class CompiledCalendar:
    """A timeline that grows by whole years, to both sides, when a question needs it.

    It grows at least to double its length, so that the work stays proportional to the years that
    are needed in the end.

    Threads may share it. What is compiled is one immutable value, `extent`, and to grow is to put
    another in its place: one assignment, which no thread can see half done, with the interpreter's
    lock or without. A question takes the reference once and works, and grows, on what it took. Of
    two threads that grow at a time one puts its extent over the other's: that costs work, and
    never an answer.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.zone = rules.zone
        self.extent = _NOTHING
        """Covers what was asked for so far."""
        self.tables: Tables | None = None
        """A timeline as tables, kept here by `bulk`: also one value, put in place whole."""
        # A year is the same whoever compiles it, so that it does not matter which one is kept.
        self._years: dict[int, _Year] = {}
        self._parts: tuple[CompiledCalendar, ...] = ()
        """What it is made of, if that is in several zones: then instants are joined, not hours."""
        if isinstance(rules, CombinedRules) and len(rules.zones) > 1:
            self._parts = tuple(map(CompiledCalendar, rules.parts))

    @cached_property
    def low(self) -> int:
        """The first instant whose holidays are known, in epoch seconds."""
        return self.new_year(self.rules.first_year)

    @cached_property
    def high(self) -> int:
        """The end of the last date whose holidays are known, in epoch seconds."""
        return self.new_year(self.rules.last_year + 1)

    def covering(self, first: int, last: int) -> Extent:
        """Return an extent that covers two instants, first <= last, in epoch seconds.

        Raises BeyondKnownHolidays if one of them is not known.
        """
        extent = self.extent
        if extent.timeline.low <= first and last < extent.timeline.high:
            return extent
        self.check(first, last)
        first_year, last_year = self._year(first), self._year(min(last, self.high - 1))
        if not extent.last:
            return self._grown(first_year, last_year)
        length = extent.last - extent.first + 1
        earlier = (
            min(first_year, extent.first - length) if first_year < extent.first else extent.first
        )
        later = max(last_year, extent.last + length) if last_year > extent.last else extent.last
        return self._grown(earlier, later)

    def check(self, first: int, last: int) -> None:
        """Raise BeyondKnownHolidays unless both instants, first <= last, are known."""
        if first < self.low or last > self.high:
            raise self.beyond(f"{self._shown(first if first < self.low else last)} lies outside")

    def later(self, extent: Extent, what: str) -> Extent:
        """Return an extent that reaches further; `what` says what it is needed for.

        Raises BeyondKnownHolidays if nothing further is known.
        """
        if extent.last == self.rules.last_year:
            raise self.beyond(f"{what}, if there is one, lies outside")
        return self._grown(extent.first, 2 * extent.last - extent.first + 1)

    def earlier(self, extent: Extent, what: str) -> Extent:
        """Return an extent that reaches further back; otherwise like `later`."""
        if extent.first == self.rules.first_year:
            raise self.beyond(f"{what}, if there is one, lies outside")
        return self._grown(2 * extent.first - extent.last - 1, extent.last)

    def open_intervals(self, first: int, last: int) -> Iterator[EpochInterval]:
        """Yield the open intervals of each day's hours that touch [first, last), in order.

        Overlapping ones are merged, adjacent ones are not.
        """
        if first >= last:
            return
        pending: EpochInterval | None = None
        for year in range(self._year(first), self._year(last - 1) + 1):
            for start, end in self._of_year(year).open_intervals:
                if end <= first or start >= last:
                    continue
                if pending is not None and start < pending[1]:
                    pending = (pending[0], max(pending[1], end))
                    continue
                if pending is not None:
                    yield pending
                pending = (start, end)
        if pending is not None:
            yield pending

    def hours_on(self, date: dt.date) -> tuple[Hours, ...]:
        """Return a date's hours; over several zones, what its clocks read while it is open."""
        if not self._parts:
            return self.rules.hours_of(date)
        midnight, opened = wall_seconds(date), self.intervals_on(date)
        return merged(
            Hours(max(opens, first) + offset - midnight, min(closes, last) + offset - midnight)
            for opens, closes in opened
            for first, last, offset in self.offsets(date)
            if opens < last and first < closes
        )

    def intervals_on(self, date: dt.date) -> list[EpochInterval]:
        """Return when the hours that belong to a date are open, if it is one with hours.

        Over several zones these end at midnight.
        """
        if self._parts:
            return self._joined(self.midnight(date), self.midnight(date + _ONE_DAY))
        found: list[EpochInterval] = []
        for hours in self.rules.hours_of(date):
            midnight = wall_seconds(date)
            found += open_seconds(midnight + hours.start, midnight + hours.end, self.offsets(date))
        return sorted(found)

    def working_days(self, first_year: int, last_year: int) -> Iterator[WorkingDay]:
        """Yield the dates with any opening in these years, both included."""
        for year in range(first_year, last_year + 1):
            for ordinal, opened in self._days_of(year):
                date = dt.date.fromordinal(ordinal)
                if opened and date.year == year:
                    yield WorkingDay(date, min(opened)[0], max(end for _, end in opened))

    def check_days(self) -> None:
        """Raise WorktimeError if a day is not the same everywhere: over several zones."""
        if self._parts:
            zones = " and ".join(sorted(zones_of(self.rules)))
            raise WorktimeError(
                f'days cannot be counted in calendar "{self.rules.name}", which is made of '
                f"calendars in several time zones: {zones}",
                "count business hours, or the days of one of them",
            )

    def offsets(self, date: dt.date) -> tuple[OffsetInterval, ...]:
        """Return the offsets of the zone around a date."""
        return offset_intervals(self.zone, date.year)

    def midnight(self, date: dt.date) -> int:
        """Return the first instant of a date, in epoch seconds."""
        return midnight(date, self.zone)

    def beyond(self, what: str) -> BeyondKnownHolidays:
        """Return the error that says what cannot be known."""
        rules = self.rules
        return BeyondKnownHolidays(
            f'{what} the dates of calendar "{rules.name}"',
            f"its holidays are known from {rules.first_year}-01-01 to {rules.last_year}-12-31",
        )

    def _grown(self, first: int, last: int) -> Extent:
        first, last = max(first, self.rules.first_year), min(last, self.rules.last_year)
        years = [self._of_year(year) for year in range(first, last + 1)]
        line = Timeline.of(
            (interval for year in years for interval in year.open_intervals),
            self.new_year(first),
            self.new_year(last + 1),
        )
        self.extent = extent = Extent(
            first, last, line, tuple(day for year in years for day in year.workdays)
        )
        return extent

    def _of_year(self, year: int) -> _Year:
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._compile(year)
        return found

    def _compile(self, year: int) -> _Year:
        open_intervals: list[EpochInterval] = []
        workdays: list[int] = []
        eve = dt.date(year, 1, 1).toordinal() - 1
        for ordinal, opened in self._days_of(year):
            open_intervals += opened
            if opened and ordinal > eve:
                workdays.append(ordinal)
        return _Year(tuple(sorted(open_intervals)), tuple(workdays))

    def _days_of(self, year: int) -> Iterator[tuple[int, list[EpochInterval]]]:
        """Yield the dates of a year, as ordinals and after its eve, with what `intervals_on` says.

        Over several zones these are the dates with any opening.
        """
        first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
        if self._parts:
            days = map(dt.date.fromordinal, range(first, last + 1))
            opened = self._joined(self.new_year(year), self.new_year(year + 1))
            pieces = cut(opened, sorted({*map(self.midnight, days)}))
            for ordinal, day in groupby(pieces, lambda piece: at(piece[0], self.zone).toordinal()):
                yield ordinal, list(day)
            return
        offsets = offset_intervals(self.zone, year)
        midnight = wall_seconds(dt.date.fromordinal(first - 1))
        for ordinal, hours in enumerate(self.rules.hours_of_year(year), first - 1):
            found: list[EpochInterval] = []
            for each in hours:
                found += open_seconds(midnight + each.start, midnight + each.end, offsets)
            yield ordinal, found
            midnight += DAY

    def _joined(self, first: int, last: int) -> list[EpochInterval]:
        """Return when the parts are open in [first, last), any or all."""
        found = [part.open_intervals(first, last) for part in self._parts]
        lines = [Timeline.of(each, first, last).intervals() for each in found]
        if isinstance(self.rules, CombinedRules) and self.rules.needs_all:
            return list(reduce(common, lines))
        return list(Timeline.of(chain.from_iterable(lines), first, last).intervals())

    def new_year(self, year: int) -> int:
        """Return the first instant of a year, in epoch seconds."""
        return new_year(year, self.zone)

    def _year(self, instant: int) -> int:
        return at(instant, self.zone).year

    def _shown(self, instant: int) -> str:
        try:
            return at(instant, self.zone).isoformat()
        except (ValueError, OverflowError, OSError):
            return "the instant"
