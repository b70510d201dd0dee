"""The hours of a week as one value, for what is written as the week of a calendar and is none."""

from collections.abc import Mapping
from itertools import groupby
from typing import Self

from sportello.findings import Invalid
from sportello.worktime.hours import Hours
from sportello.worktime.problems import SpecProblems
from sportello.worktime.week import DAYS, Week, read_week


class WeeklyHours:
    """The hours of a week by its days, as the `week` of a calendar is: `mon-fri: "09:00-13:00"`.

    An immutable value. Two are equal if they have the same hours, however they are written. Raises
    Invalid with the first thing that is wrong.
    """

    __slots__ = ("_week",)

    def __init__(self, written: object) -> None:
        problems = SpecProblems()
        week = read_week(written, (), problems)
        for problem in problems.found[:1]:
            raise Invalid(problem.message, problem.hint)
        self._week: Week = week or ((),) * 7

    @property
    def week(self) -> Week:
        """The hours of each day, Monday first."""
        return self._week

    def on(self, weekday: int) -> tuple[Hours, ...]:
        """Return the hours that begin on a day of the week; 0 is Monday."""
        return self._week[weekday]

    def __bool__(self) -> bool:
        return any(self._week)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WeeklyHours) and self._week == other._week

    def __hash__(self) -> int:
        return hash(self._week)

    def __reduce__(self) -> tuple[type[Self], tuple[Mapping[str, list[str]]]]:
        return type(self), (self._by_days(),)

    def __str__(self) -> str:
        return "; ".join(f"{days} {', '.join(hours)}" for days, hours in self._by_days().items())

    def __repr__(self) -> str:
        return f"WeeklyHours({self._by_days()!r})"

    def _by_days(self) -> dict[str, list[str]]:
        """Return it as it may be written, with days that follow each other as a range."""
        found: dict[str, list[str]] = {}
        for hours, group in groupby(range(7), self._week.__getitem__):
            first, *others = group
            if hours:
                days = f"{DAYS[first]}-{DAYS[others[-1]]}" if others else DAYS[first]
                found[days] = [*map(str, hours)]
        return found
