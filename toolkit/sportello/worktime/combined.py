"""Calendars made of others: open where any of them is, or where all are."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, TypeAlias

from sportello.worktime.calendar_rules import CalendarRules
from sportello.worktime.exceptions import DatedHours, RuledHours
from sportello.worktime.holidayset import HolidaySet
from sportello.worktime.hours import Hours
from sportello.worktime.seasons import NO_SEASONS, Seasons
from sportello.worktime.spec import COMBINING
from sportello.worktime.special import SpecialDays, special_days
from sportello.worktime.text import NO_TEXTS
from sportello.worktime.week import Week
from sportello.worktime.written import AssumedOf
from sportello.worktime.zone import DAY, new_year
from sportello.worktime.zones import Zone

_ONE_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CombinedRules:
    """A calendar that is open where any of its parts is or, if `needs_all`, where all are.

    It has no special days of its own: each part has its zone, its holidays and its exceptions.
    """

    name: str
    zone: Zone
    parts: "tuple[Rules, ...]"
    needs_all: bool
    title: Mapping[str, str] = NO_TEXTS
    assumed: Mapping[str, str] = NO_TEXTS
    assumed_of: AssumedOf = "hours"

    holidays: ClassVar[tuple[HolidaySet, ...]] = ()
    exceptions: ClassVar[tuple[DatedHours, ...]] = ()
    ruled: ClassVar[tuple[RuledHours, ...]] = ()
    seasons: ClassVar[Seasons] = NO_SEASONS

    @property
    def key(self) -> str:
        """The key that names the parts in the catalog."""
        return COMBINING[self.needs_all]

    @property
    def hours_assumed(self) -> bool:
        """Whether no source gives its hours, or those of one of its parts."""
        own = bool(self.assumed) and self.assumed_of == "hours"
        return own or any(part.hours_assumed for part in self.parts)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(part.name for part in self.parts)

    @property
    def all_names(self) -> frozenset[str]:
        """The names of its parts, and of what these are made of."""
        inner = (part.all_names for part in self.parts if isinstance(part, CombinedRules))
        return frozenset(self.names).union(*inner)

    @property
    def zones(self) -> frozenset[str]:
        """The names of its zone and of those of its parts."""
        return frozenset({self.zone.key}).union(*(zones_of(part) for part in self.parts))

    @property
    def plain_parts(self) -> "tuple[CalendarRules, ...]":
        """The calendars with hours of their own that it is made of, at any depth."""
        return tuple(
            each
            for part in self.parts
            for each in (part.plain_parts if isinstance(part, CombinedRules) else (part,))
        )

    @property
    def week(self) -> Week:
        """The hours of a usual week; nothing if they depend on the clocks of several zones."""
        if len(self.zones) > 1:
            return ()
        weeks = [part.week for part in self.parts]
        return tuple(
            self._combined([(week[day - 1], week[day]) for week in weeks]) for day in range(7)
        )

    @property
    def first_year(self) -> int:
        """The first year of its zone in which all parts know their holidays."""
        year = max(part.first_year for part in self.parts)
        begun = max(new_year(part.first_year, part.zone) for part in self.parts)
        return year + (new_year(year, self.zone) < begun)

    @property
    def last_year(self) -> int:
        """The last year of its zone in which all parts know their holidays."""
        year = min(part.last_year for part in self.parts)
        ended = min(new_year(part.last_year + 1, part.zone) for part in self.parts)
        return year - (new_year(year + 1, self.zone) > ended)

    def special_days(self, year: int) -> SpecialDays:
        """Return the special days of a year: none."""
        return special_days((), year)

    def hours_of(self, date: dt.date) -> tuple[Hours, ...]:
        """Return a date's hours, if all parts are in one zone."""
        eve = date - _ONE_DAY
        return self._combined([(part.hours_of(eve), part.hours_of(date)) for part in self.parts])

    def hours_of_year(self, year: int) -> Iterator[tuple[Hours, ...]]:
        """Yield the hours of each date of a year, those of its eve first, as `hours_of` does.

        Of the night before the eve nothing is left in the year.
        """
        days = zip(*(part.hours_of_year(year) for part in self.parts), strict=True)
        before: tuple[tuple[Hours, ...], ...] = ((),) * len(self.parts)
        for today in days:
            yield self._combined([*zip(before, today, strict=True)])
            before = today

    def _combined(self, days: Sequence[tuple[tuple[Hours, ...], ...]]) -> tuple[Hours, ...]:
        """Return the hours of a date, of those of each part on the date before and on it.

        What all parts share belongs to the date on which it begins.
        """
        if not self.needs_all:
            return merged(hours for _, today in days for hours in today)
        common, *others = [_with_night(*of_part) for of_part in days]
        for other in others:
            common = [
                (max(one[0], two[0]), min(one[1], two[1]), one[2] or two[2])
                for one in common
                for two in other
                if max(one[0], two[0]) < min(one[1], two[1])
            ]
        return merged(Hours(start, end) for start, end, is_today in common if is_today)


Rules: TypeAlias = CalendarRules | CombinedRules


def zones_of(rules: Rules) -> frozenset[str]:
    """Return the names of the zones that a calendar's hours are in."""
    return rules.zones if isinstance(rules, CombinedRules) else frozenset({rules.zone.key})


def _with_night(before: tuple[Hours, ...], today: tuple[Hours, ...]) -> list[tuple[int, int, bool]]:
    """Return the hours of a date and of the one before, from the date's midnight, and which."""
    night = [(each.start - DAY, each.end - DAY, False) for each in before]
    return night + [(each.start, each.end, True) for each in today]


def merged(found: Iterable[Hours]) -> tuple[Hours, ...]:
    """Return hours of a day in order; those that touch or overlap are one."""
    joined: list[Hours] = []
    for hours in sorted(found):
        if joined and hours.start <= joined[-1].end:
            joined[-1] = Hours(joined[-1].start, max(joined[-1].end, hours.end))
        else:
            joined.append(hours)
    return tuple(joined)
