"""What one calendar says, and which hours a date has by it."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sportello.worktime.dates import FIRST_YEAR, LAST_YEAR
from sportello.worktime.exceptions import DatedHours, RuledHours
from sportello.worktime.holidayset import HolidaySet
from sportello.worktime.hours import Hours
from sportello.worktime.seasons import NO_SEASONS, Seasons
from sportello.worktime.special import SpecialDays, special_days, until
from sportello.worktime.text import NO_TEXTS
from sportello.worktime.week import Week
from sportello.worktime.written import AssumedOf
from sportello.worktime.zones import Zone


@dataclass(frozen=True, slots=True)
class CalendarRules:
    """What one calendar says, read and checked.

    `exceptions` are sorted and never share a date; nor do `seasons`. Of those by rule, `ruled`,
    the first holds. `extends` names the calendars that it takes over from, the nearest first.
    """

    name: str
    zone: Zone
    week: Week
    holidays: tuple[HolidaySet, ...]
    exceptions: tuple[DatedHours, ...]
    seasons: Seasons = NO_SEASONS
    title: Mapping[str, str] = NO_TEXTS
    assumed: Mapping[str, str] = NO_TEXTS
    ruled: tuple[RuledHours, ...] = ()
    assumed_of: AssumedOf = "hours"
    extends: tuple[str, ...] = field(default=(), compare=False)

    @property
    def hours_assumed(self) -> bool:
        """Whether no source gives its hours."""
        return bool(self.assumed) and self.assumed_of == "hours"

    def exception_on(self, date: dt.date) -> DatedHours | None:
        """Return the exception that covers a date."""
        index = bisect_right(self.exceptions, date, key=lambda dated: dated.first) - 1
        if index >= 0 and date <= self.exceptions[index].last:
            return self.exceptions[index]
        return None

    def special_days(self, year: int) -> SpecialDays:
        """Return the holidays, worked days, half days and days by rule of a year."""
        return special_days(self.holidays, year, self.ruled)

    def hours_of(self, date: dt.date) -> tuple[Hours, ...]:
        """Return a date's hours."""
        return self.hours_on(date, self.special_days(date.year))

    def hours_of_year(self, year: int) -> Iterator[tuple[Hours, ...]]:
        """Yield the hours of each date of a year, those of its eve first."""
        first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
        yield self.hours_on(dt.date.fromordinal(first - 1), self.special_days(year - 1))
        special = self.special_days(year)
        for ordinal in range(first, last + 1):
            yield self.hours_on(dt.date.fromordinal(ordinal), special)

    def hours_on(self, date: dt.date, special: SpecialDays) -> tuple[Hours, ...]:
        """Return a date's hours: its exception's, else the usual ones.

        `special` holds the special days of its year.
        """
        dated = self.exception_on(date)
        if dated is None:
            return self.usual_hours(date, special)
        if dated.days != "working":
            return dated.hours
        if not self.usual_hours(date, special):
            return ()
        return until(dated.hours, special.closings.get(date))

    def usual_hours(self, date: dt.date, special: SpecialDays) -> tuple[Hours, ...]:
        """Return a date's hours without the exception of this very date: by rule, else ordinary."""
        ruled = special.ruled.get(date)
        if ruled is None:
            return self.ordinary_hours(date, special)
        if ruled.days == "all":
            return ruled.hours
        opens = ruled.as_the_week and date not in special.holidays
        if not opens and not self.ordinary_hours(date, special):
            return ()
        return until(ruled.hours, special.closings.get(date))

    def ordinary_hours(self, date: dt.date, special: SpecialDays) -> tuple[Hours, ...]:
        """Return a date's hours without exceptions: none on a holiday, else the regular ones.

        A worked day has those of the weekday that it replaces; a half day closes early.
        """
        if date in special.holidays:
            return ()
        hours = self.regular_hours(date, special.worked.get(date, date).weekday())
        return until(hours, special.closings.get(date))

    def regular_hours(self, date: dt.date, weekday: int) -> tuple[Hours, ...]:
        """Return the hours of a weekday in a date's season, else those of the week; 0 is Monday."""
        season = self.seasons.on(date)
        return (self.week if season is None else season.week)[weekday]

    @property
    def first_year(self) -> int:
        """The first year whose holidays are known."""
        return max((FIRST_YEAR, *(known.first_year for known in self.holidays)))

    @property
    def last_year(self) -> int:
        """The last year whose holidays are known."""
        return min((LAST_YEAR, *(known.last_year for known in self.holidays)))
