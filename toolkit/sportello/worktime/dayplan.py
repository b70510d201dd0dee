"""What is planned for a date: its hours, and why they are what they are."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sportello.worktime.hours import Hours
from sportello.worktime.seasons import season_on
from sportello.worktime.spec import Rules

ReasonKind: TypeAlias = Literal[
    "weekend",
    "closed",
    "holiday",
    "season",
    "exception",
    "pause",
    "before_start",
    "after_due",
    "start_date",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a date has other hours than its week's, or does not count.

    `text` is language -> text: a holiday's name, the `why` of an exception or a season; else
    empty.
    """

    kind: ReasonKind
    text: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The hours of a date, none if it is closed.

    `reason` says why it is closed, or by which exception or season it has other hours than its
    week's; None for an ordinary open day.
    """

    date: dt.date
    hours: tuple[Hours, ...]
    reason: Reason | None


def plan_of(rules: Rules, date: dt.date) -> DayPlan:
    """Return a date's plan: its exception, else closed if a holiday, else season or week."""
    dated = rules.exception_on(date)
    if dated is not None:
        return DayPlan(date, dated.hours, Reason("exception", dated.why))
    if any(date in known.dates_in(date.year) for known in rules.holidays):
        return DayPlan(date, (), Reason("holiday", holiday_name(rules, date)))
    hours = rules.week[date.weekday()]
    season = season_on(rules.seasons, date)
    if season is not None and season.week[date.weekday()] != hours:
        return DayPlan(date, season.week[date.weekday()], Reason("season", season.why))
    if hours:
        return DayPlan(date, hours, None)
    return DayPlan(date, (), Reason("weekend" if date.weekday() >= 5 else "closed"))


def holiday_name(rules: Rules, date: dt.date) -> Mapping[str, str]:
    """Return a holiday's name, language -> text, from the first set that names it."""
    named = (known.in_year(date.year).get(date) for known in rules.holidays)
    return next((names for names in named if names), {})
