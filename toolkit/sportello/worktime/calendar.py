"""A business calendar: when a desk is open, and what is counted in its open time."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Self

from sportello.worktime.calendar_days import CalendarDays
from sportello.worktime.combined_spec import read_calendar
from sportello.worktime.compiled import WorkingDay
from sportello.worktime.counting import (
    due,
    elapsed,
    elapsed_within,
    is_zero,
    origin,
    rolled,
)
from sportello.worktime.dayplan import Reason
from sportello.worktime.duration import Duration
from sportello.worktime.explain import ExplainedDay, Explanation, explain
from sportello.worktime.last_day import IfClosed, LastDay
from sportello.worktime.pauses import Pause, union
from sportello.worktime.standstill import Standstill
from sportello.worktime.timeline import EpochInterval, Timeline
from sportello.worktime.zone import at as instant_at
from sportello.worktime.zone import epoch_seconds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

_USUAL: Final = LastDay()


class Calendar(CalendarDays):
    """A business calendar, made by `from_spec`: an immutable value that threads may share.

    Instants are aware datetimes; a naive one is read in the calendar's zone. They are taken to
    the whole second. Every method raises `AmbiguousTime` or `NonexistentTime` for a naive instant
    that the zone's clocks show twice or never, and `BeyondKnownHolidays` for an instant or an
    answer outside the years whose holidays are known.
    """

    __slots__ = ()

    @classmethod
    def from_spec(
        cls,
        spec: object,
        name: str = "calendar",
        holidays: Mapping[str, object] | None = None,
        calendars: Mapping[str, object] | None = None,
    ) -> Self:
        """Make a calendar of one entry of `calendars:` in calendars.yaml.

        `holidays` holds the entries of `holidays:` by name, `calendars` the other calendars, for
        `extends`, `any_of` and `all_of`: an entry, or the `rules` of one made before. Raises
        SpecError with everything that is wrong.
        """
        return cls(read_calendar(spec, name, holidays or {}, calendars or {}))

    def due(
        self,
        start: dt.datetime,
        amount: Duration | dt.timedelta,
        pauses: Iterable[Pause] = (),
        at: str = "end_of_day",
        if_closed: IfClosed = "stay",
    ) -> dt.datetime:
        """Return the earliest instant `t >= start` by which `amount` has passed since `start`.

        A timedelta is business time; a negative one gives the latest `t <= start` from which so
        much passes until `start`. What falls in a pause does not count. For working days, the
        start's date is not counted, `at` says whether the last one's closing, the start's time of
        day or another time is meant (`"14:00"`, open or not, and with 0 days the next one of a
        working day), and the paused business time is added to that. Calendar days that end on a
        date without openings end as `if_closed` says: at the same time of the next date with any
        or the previous one, but not back on the date of the start. Raises StillPaused if a pause
        without end is in the way. The answer is a whole second, and never too early (going
        back, never too late), unless the amount is zero.
        """
        begun = epoch_seconds(start, self._zone)
        stopped = self._pauses(amount, pauses) if self._standstills else pauses
        without = self._union(stopped) if stopped else ()
        # The usual one is made once: to make it takes a sixth of an answer.
        is_usual = at == "end_of_day" and if_closed == "stay"
        last_day = _USUAL if is_usual else LastDay(at, if_closed)
        if not start.microsecond:
            return instant_at(due(self._compiled, begun, amount, without, last_day), self._zone)
        if is_zero(amount, at):
            found = due(self._compiled, begun, amount, without, last_day)
            return instant_at(found, self._zone).replace(microsecond=start.microsecond)
        counted_from = origin(self._compiled, begun, start.microsecond, amount)
        return instant_at(due(self._compiled, counted_from, amount, without, last_day), self._zone)

    def elapsed(self, a: dt.datetime, b: dt.datetime, pauses: Iterable[Pause] = ()) -> int:
        """Return the business seconds from a to b that fall in no pause; negative if b is first.

        Open parts of a second count, and what is left of a second in the end does not.
        """
        first, last = epoch_seconds(a, self._zone), epoch_seconds(b, self._zone)
        merged = self._union(pauses) if pauses else ()
        if not a.microsecond and not b.microsecond:
            return elapsed(self._compiled, first, last, merged)
        return elapsed_within(self._compiled, (first, a.microsecond), (last, b.microsecond), merged)

    def due_many(self, start: "ArrayLike", seconds: "ArrayLike") -> "NDArray[np.int64]":
        """Return what `due` does, for arrays of epoch seconds and of business seconds.

        The amounts may be negative, and one may serve for all: shapes are broadcast. Raises
        TypeError for anything but whole numbers, and BeyondKnownHolidays for the first element
        that is not known.
        """
        from sportello.worktime.bulk import due_many  # noqa: PLC0415 (numpy is slow to import)

        return due_many(self._compiled, start, seconds)

    def elapsed_many(self, a: "ArrayLike", b: "ArrayLike") -> "NDArray[np.int64]":
        """Return what `elapsed` does, for arrays of epoch seconds; otherwise like `due_many`."""
        from sportello.worktime.bulk import elapsed_many  # noqa: PLC0415 (as above)

        return elapsed_many(self._compiled, a, b)

    def is_open(self, t: dt.datetime) -> bool:
        """Tell whether it is open at an instant: at the opening yes, at the closing no."""
        instant = self._epoch(t)
        line = self._compiled.covering(instant, instant).timeline
        if instant == line.high:
            raise self._compiled.beyond("what follows the last date lies outside")
        return line.is_open(instant)

    def next_opening(self, t: dt.datetime) -> dt.datetime:
        """Return the first instant after `t` at which closed turns into open."""
        instant = self._epoch(t)
        extent = self._compiled.covering(instant, instant)
        while (found := extent.timeline.next_start(instant)) is None:
            extent = self._compiled.later(extent, "the next opening")
        return instant_at(found, self._zone)

    def next_closing(self, t: dt.datetime) -> dt.datetime:
        """Return the first instant after `t` at which open turns into closed."""
        instant = self._epoch(t)
        extent = self._compiled.covering(instant, instant)
        while (found := extent.timeline.next_end(instant)) in (None, extent.timeline.high):
            extent = self._compiled.later(extent, "the next closing")
        return instant_at(found, self._zone)

    def received(self, t: dt.datetime) -> dt.datetime:
        """Return when what comes at `t` is received: then, if it is open, else as it next opens."""
        return t if self.is_open(t) else self.next_opening(t)

    def intervals(
        self, a: dt.datetime, b: dt.datetime
    ) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """Yield when it is open in [a, b), cut to it: one interval a stretch of a day's hours.

        Stretches that touch stay apart; those that overlap (a night's end and the next day's
        hours) are one.
        """
        first, last = self._epoch(a), self._epoch(b)
        self._compiled.check(min(first, last), max(first, last))
        zone = self._zone
        return (
            (instant_at(max(start, first), zone), instant_at(min(end, last), zone))
            for start, end in self._compiled.open_intervals(first, last)
        )

    def rolled(self, start: dt.datetime, due: dt.datetime, if_closed: IfClosed) -> dt.datetime:
        """Return a due instant, or the same time of another date, if its own has no openings.

        Which one, is as `open_date` says, for the dates of `start` and `due` in this zone.
        """
        found = rolled(self._compiled, self._epoch(start), self._epoch(due), if_closed)
        return instant_at(found, self._zone)

    def timeline(self, first_year: int, last_year: int) -> tuple[EpochInterval, ...]:
        """Return when it is open in these years, both included, in epoch seconds.

        The intervals are half-open, sorted and merged.
        """
        self._check_years(first_year, last_year)
        first, last = self._compiled.new_year(first_year), self._compiled.new_year(last_year + 1)
        return Timeline.of(self._compiled.open_intervals(first, last), first, last).intervals()

    def working_days(self, first_year: int, last_year: int) -> tuple[WorkingDay, ...]:
        """Return the dates with any opening in these years, both included.

        Each has its first opening and its last closing, in epoch seconds. Over several zones the
        dates are those of the zone in which they are told, and no promise counts them.
        """
        self._check_years(first_year, last_year)
        return tuple(self._compiled.working_days(first_year, last_year))

    def explain(
        self,
        start: dt.datetime,
        amount: Duration | dt.timedelta,
        pauses: Iterable[Pause] = (),
        at: str = "end_of_day",
        if_closed: IfClosed = "stay",
    ) -> Explanation:
        """Return what `due` returns, in whole seconds, and date by date how it comes about."""
        counted_from = origin(self._compiled, self._epoch(start), start.microsecond, amount)
        paused = self._union(self._pauses(amount, pauses))
        found = explain(self._compiled, counted_from, amount, paused, LastDay(at, if_closed))
        if not self._standstills:
            return found
        return replace(found, days=tuple(map(self._with_why, found.days)))

    def standing_still(self, standstills: Iterable[Standstill]) -> Self:
        """Return this calendar with times in which nothing counts that counts day and night.

        They are sorted and disjoint. Business time and working days count as before.
        """
        # A copy would be compiled again, as what is sent elsewhere is.
        found = type(self).__new__(type(self))
        found._rules, found._zone, found._compiled = self._rules, self._zone, self._compiled
        found._standstills = tuple(standstills)
        return found

    def _pauses(self, amount: Duration | dt.timedelta, pauses: Iterable[Pause]) -> Iterable[Pause]:
        """Return the pauses of a question, with those in which what it counts stands still."""
        day_and_night = isinstance(amount, Duration) and amount.kind.is_day_and_night
        if not day_and_night or not self._standstills:
            return pauses
        return (*pauses, *((each.start, each.end) for each in self._standstills))

    def _with_why(self, day: ExplainedDay) -> ExplainedDay:
        """Return a day on which nothing counts with the reason why its time stands still."""
        if day.skipped is None or day.skipped.kind != "pause":
            return day
        midnight, following = (
            instant_at(self._compiled.midnight(date), self._zone)
            for date in (day.date, day.date + dt.timedelta(days=1))
        )
        why = next(
            (
                each.why
                for each in self._standstills
                if each.start < following and midnight < each.end
            ),
            None,
        )
        return day if why is None else replace(day, skipped=Reason("pause", why))

    def _epoch(self, instant: dt.datetime) -> int:
        return epoch_seconds(instant, self._zone)

    def _union(self, pauses: Iterable[Pause]) -> tuple[EpochInterval, ...]:
        return union(self._span(start, end) for start, end in pauses)

    def _span(self, start: dt.datetime, end: dt.datetime | None) -> tuple[int, int | None]:
        """Return a pause in epoch seconds: every second of which it takes a part."""
        first = self._epoch(start)
        if end is None:
            return first, None
        last = self._epoch(end)
        lasts = (first, start.microsecond) < (last, end.microsecond)
        return first, last + (lasts and end.microsecond > 0)
