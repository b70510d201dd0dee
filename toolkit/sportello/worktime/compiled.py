"""The one place that remembers: a calendar's timeline, compiled as far as it was needed."""

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from sportello.worktime.errors import BeyondKnownHolidays
from sportello.worktime.spec import Rules
from sportello.worktime.timeline import Span, Timeline
from sportello.worktime.zone import (
    OffsetSpan,
    at,
    first_reading,
    offset_spans,
    open_seconds,
    wall_seconds,
)

if TYPE_CHECKING:
    from sportello.worktime.tables import Tables

_NOTHING = Timeline(1, 0, [], [], [])


class Compiled:
    """A timeline that grows by whole years, to both sides, when a question needs it.

    It grows at least to double its length, so that the work stays proportional to the years that
    are needed in the end.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.zone = rules.zone
        self._years: dict[int, tuple[list[Span], list[int]]] = {}
        self._first = self._last = 0
        self.timeline = _NOTHING
        """Covers what was asked for so far."""
        self.workdays: list[int] = []
        """The ordinals of the dates with any opening, of the same years."""
        self.tables: Tables | None = None
        """A timeline as tables, kept here by `bulk`."""

    @cached_property
    def low(self) -> int:
        """The first instant whose holidays are known, in epoch seconds."""
        return self.new_year(self.rules.first_year)

    @cached_property
    def high(self) -> int:
        """The end of the last date whose holidays are known, in epoch seconds."""
        return self.new_year(self.rules.last_year + 1)

    def covering(self, first: int, last: int) -> Timeline:
        """Return a timeline that covers two instants, first <= last, in epoch seconds.

        Raises BeyondKnownHolidays if one of them is not known.
        """
        line = self.timeline
        if line.low <= first and last < line.high:
            return line
        self.check(first, last)
        first_year, last_year = self._year(first), self._year(min(last, self.high - 1))
        if not self._last:
            self._grow(first_year, last_year)
        length = self._last - self._first + 1
        if first_year < self._first:
            self._grow(min(first_year, self._first - length), self._last)
        if last_year > self._last:
            self._grow(self._first, max(last_year, self._last + length))
        return self.timeline

    def check(self, first: int, last: int) -> None:
        """Raise BeyondKnownHolidays unless both instants, first <= last, are known."""
        if first < self.low or last > self.high:
            raise self.beyond(f"{self._shown(first if first < self.low else last)} lies outside")

    def grow_later(self, what: str) -> Timeline:
        """Return a timeline that reaches further; `what` says what it is needed for.

        Raises BeyondKnownHolidays if nothing further is known.
        """
        if self._last == self.rules.last_year:
            raise self.beyond(f"{what}, if there is one, lies outside")
        return self._grow(self._first, 2 * self._last - self._first + 1)

    def grow_earlier(self, what: str) -> Timeline:
        """Return a timeline that reaches further back; otherwise like `grow_later`."""
        if self._first == self.rules.first_year:
            raise self.beyond(f"{what}, if there is one, lies outside")
        return self._grow(2 * self._first - self._last - 1, self._last)

    def stretches(self, first: int, last: int) -> Iterator[Span]:
        """Yield the stretches of each day's hours that touch [first, last), in order.

        Overlapping ones are merged, adjacent ones are not.
        """
        if first >= last:
            return
        pending: Span | None = None
        for year in range(self._year(first), self._year(last - 1) + 1):
            for start, end in self._of_year(year)[0]:
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

    def spans_on(self, date: dt.date) -> list[Span]:
        """Return when the hours that belong to a date are open, if it is one with hours."""
        found: list[Span] = []
        for hours in self.rules.hours_on(date, is_holiday=False):
            midnight = wall_seconds(date)
            found += open_seconds(midnight + hours.start, midnight + hours.end, self.offsets(date))
        return sorted(found)

    def offsets(self, date: dt.date) -> tuple[OffsetSpan, ...]:
        """Return the offsets of the zone around a date."""
        return offset_spans(self.zone, date.year)

    def midnight(self, date: dt.date) -> int:
        """Return the first instant of a date, in epoch seconds."""
        return first_reading(wall_seconds(date), self.offsets(date))

    def beyond(self, what: str) -> BeyondKnownHolidays:
        """Return the error that says what cannot be known."""
        rules = self.rules
        return BeyondKnownHolidays(
            f'{what} the dates of calendar "{rules.name}"',
            f"its holidays are known from {rules.first_year}-01-01 to {rules.last_year}-12-31",
        )

    def _grow(self, first: int, last: int) -> Timeline:
        self._first = max(first, self.rules.first_year)
        self._last = min(last, self.rules.last_year)
        years = [self._of_year(year) for year in range(self._first, self._last + 1)]
        self.workdays = [day for _, workdays in years for day in workdays]
        self.timeline = Timeline.of(
            (span for spans, _ in years for span in spans),
            self.new_year(self._first),
            self.new_year(self._last + 1),
        )
        return self.timeline

    def _of_year(self, year: int) -> tuple[list[Span], list[int]]:
        if year not in self._years:
            self._years[year] = self._compile(year)
        return self._years[year]

    def _compile(self, year: int) -> tuple[list[Span], list[int]]:
        """Return a year's stretches, with those of the last night before it, and its workdays."""
        rules = self.rules
        closed = {
            date.toordinal()
            for known in rules.holidays
            for holidays in (known.dates_in(year - 1), known.dates_in(year))
            for date in holidays
        }
        offsets = offset_spans(rules.zone, year)
        stretches: list[Span] = []
        workdays: list[int] = []
        eve = dt.date(year, 1, 1).toordinal() - 1
        for ordinal in range(eve, dt.date(year, 12, 31).toordinal() + 1):
            date = dt.date.fromordinal(ordinal)
            known = len(stretches)
            midnight = wall_seconds(date)
            for hours in rules.hours_on(date, is_holiday=ordinal in closed):
                stretches += open_seconds(midnight + hours.start, midnight + hours.end, offsets)
            if len(stretches) > known and ordinal > eve:
                workdays.append(ordinal)
        stretches.sort()
        return stretches, workdays

    def new_year(self, year: int) -> int:
        """Return the first instant of a year, in epoch seconds."""
        return self.midnight(dt.date(year, 1, 1))

    def _year(self, instant: int) -> int:
        return at(instant, self.zone).year

    def _shown(self, instant: int) -> str:
        try:
            return at(instant, self.zone).isoformat()
        except (ValueError, OverflowError, OSError):
            return "the instant"
