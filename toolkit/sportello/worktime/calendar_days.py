"""What a calendar says of itself and of its days."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Mapping
from typing import Self

from sportello.worktime.combined import CombinedRules, Rules, zones_of
from sportello.worktime.compiled import CompiledCalendar
from sportello.worktime.counting import open_date
from sportello.worktime.dayplan import DayPlan, holiday_name, plan_on, usual_plan
from sportello.worktime.exceptions import DatedHours, RuledHours
from sportello.worktime.hours import Hours
from sportello.worktime.last_day import IfClosed
from sportello.worktime.seasons import Season
from sportello.worktime.standstill import Standstill
from sportello.worktime.timeline import EpochInterval


class CalendarDays:
    """A calendar by what is written in it: its names, and the hours of its dates.

    An immutable value. What is asked of a date raises `BeyondKnownHolidays` outside the years whose
    holidays are known.
    """

    __slots__ = ("_compiled", "_rules", "_standstills", "_zone")

    def __init__(self, rules: Rules, standstills: tuple[Standstill, ...] = ()) -> None:
        self._rules = rules
        self._zone = rules.zone
        self._compiled = CompiledCalendar(rules)
        self._standstills = standstills

    @property
    def rules(self) -> Rules:
        """What the calendar was made of."""
        return self._rules

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, CalendarDays)
            and self.rules == other.rules
            and self.standstills == other.standstills
        )

    def __hash__(self) -> int:
        return hash(self.name)

    def __reduce__(self) -> tuple[type[Self], tuple[Rules, tuple[Standstill, ...]]]:
        return type(self), (
            self.rules,
            self.standstills,
        )  # what is compiled is compiled again where it is needed

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"

    @property
    def standstills(self) -> tuple[Standstill, ...]:
        """When nothing counts in it that counts day and night, sorted and disjoint."""
        return self._standstills

    @property
    def name(self) -> str:
        """The calendar's name in the catalog."""
        return self.rules.name

    @property
    def title(self) -> Mapping[str, str]:
        """What people call it, language -> text; empty if the catalog does not say."""
        return self.rules.title

    @property
    def assumed(self) -> Mapping[str, str]:
        """What of it is assumed because no source says it, language -> text; inherited too."""
        return self.rules.assumed

    @property
    def hours_assumed(self) -> bool:
        """Whether no source gives its hours, so that nobody can be told that it is open now."""
        return self.rules.hours_assumed

    @property
    def timezone(self) -> str:
        """The name of the calendar's zone in the IANA database."""
        return self._zone.key

    @property
    def zones(self) -> frozenset[str]:
        """The names of the zones that its hours are in: several, if it is made of such others."""
        return zones_of(self.rules)

    @property
    def combined(self) -> CombinedRules | None:
        """How it is made of other calendars; None if its hours are its own."""
        return self.rules if isinstance(self.rules, CombinedRules) else None

    @property
    def exceptions(self) -> tuple[DatedHours, ...]:
        """The exceptions, inherited ones too, by date."""
        return self.rules.exceptions

    @property
    def ruled(self) -> tuple[RuledHours, ...]:
        """The exceptions by rule, inherited ones too; of two for a date the first holds."""
        return self.rules.ruled

    @property
    def seasons(self) -> tuple[Season, ...]:
        """The seasons, each with its week, as they are written."""
        return self.rules.seasons.written

    @property
    def known_dates(self) -> tuple[dt.date, dt.date]:
        """The first and the last date whose holidays are known."""
        return dt.date(self.rules.first_year, 1, 1), dt.date(self.rules.last_year, 12, 31)

    def known_years(self, first: int, last: int) -> range:
        """Return those of the years from first to last whose holidays are known."""
        return range(max(first, self.rules.first_year), min(last, self.rules.last_year) + 1)

    def day(self, date: dt.date) -> DayPlan:
        """Return a date's hours and why they are what they are."""
        self._check_years(date.year, date.year)
        return plan_on(self._compiled, date)

    def openings(self, date: dt.date) -> list[EpochInterval]:
        """Return when the hours that begin on a date are open, in epoch seconds and sorted.

        There are two for hours in which the clocks go back or forward across their ends. Over
        several zones they end at midnight.
        """
        self._check_years(date.year, date.year)
        return self._compiled.intervals_on(date)

    def workdays_between(self, a: dt.date, b: dt.date) -> int:
        """Return how many dates from a to b, a <= b and b not included, have any opening."""
        first, last = max(a, self.known_dates[0]), min(b, self.known_dates[1])
        if first >= last:
            return 0
        midnights = self._compiled.midnight(first), self._compiled.midnight(last)
        days = self._compiled.covering(*midnights).workdays
        return bisect_left(days, last.toordinal()) - bisect_left(days, first.toordinal())

    def open_date(self, start: dt.date, date: dt.date, if_closed: IfClosed) -> dt.date:
        """Return a date or, if it has no openings, the next or previous one, as `if_closed` says.

        Never `start` or a date before it: then the next one.
        """
        self._check_years(date.year, date.year)
        return open_date(self._compiled, start, date, if_closed)

    def weekly(self) -> Mapping[int, tuple[Hours, ...]]:
        """Return the hours of a week without holidays, seasons and exceptions; 0 is Monday.

        There is none if it is made of others in several zones, whose clocks change apart.
        """
        return dict(enumerate(self.rules.week))

    def holidays_between(
        self, a: dt.date, b: dt.date
    ) -> tuple[tuple[dt.date, Mapping[str, str]], ...]:
        """Return the holidays from a to b, both included, with their names: language -> text."""
        self._check_years(a.year, b.year)
        found = {
            date: holiday_name(self.rules, date)
            for year in range(a.year, b.year + 1)
            for known in self.rules.holidays
            for date in known.dates_in(year)
            if a <= date <= b
        }
        return tuple((date, found[date]) for date in sorted(found))

    def usual_day(self, date: dt.date) -> DayPlan:
        """Return a date's hours as they are without its exception, and why."""
        self._check_years(date.year, date.year)
        if isinstance(self.rules, CombinedRules):
            return self.day(date)
        return usual_plan(self.rules, date)

    def moved_days(self, a: dt.date, b: dt.date) -> tuple[DayPlan, ...]:
        """Return the worked days and half holidays from a to b that have hours of their own."""
        self._check_years(a.year, b.year)
        special = (self.rules.special_days(year) for year in range(a.year, b.year + 1))
        dates = (date for each in special for date in sorted({*each.worked, *each.closings}))
        plans = (self.day(date) for date in dates if a <= date <= b)
        return tuple(
            plan for plan in plans if plan.reason and plan.reason.kind in ("worked", "half_day")
        )

    def _check_years(self, first: int, last: int) -> None:
        if first < self.rules.first_year or last > self.rules.last_year:
            years = str(first) if first == last else f"{first} to {last}"
            raise self._compiled.beyond(f"{years} lies outside")
