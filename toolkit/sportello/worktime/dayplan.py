"""What is planned for a date: its hours, and why they are what they are."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sportello.worktime.calendar_rules import CalendarRules
from sportello.worktime.combined import CombinedRules, Rules
from sportello.worktime.compiled import CompiledCalendar
from sportello.worktime.dates import Names, date_in_languages
from sportello.worktime.exceptions import DatedHours, RuledHours
from sportello.worktime.holidayset import CountryHolidays
from sportello.worktime.hours import Hours
from sportello.worktime.special import SpecialDays

ReasonKind: TypeAlias = Literal[
    "weekend",
    "closed",
    "holiday",
    "half_day",
    "worked",
    "season",
    "exception",
    "pause",
    "before_start",
    "after_due",
    "start_date",
    "rolled",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a date has other hours than its week's, or does not count.

    `text` is language -> text: a holiday's name, the day that is off instead of a worked one, the
    `why` of an exception or a season; else empty.
    """

    kind: ReasonKind
    text: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The hours of a date, none if it is closed.

    `reason` says why it is closed, or by what it has other hours than its week's (an exception, a
    season, a half holiday, a moved working day); None for an ordinary open day.
    """

    date: dt.date
    hours: tuple[Hours, ...]
    reason: Reason | None


def plan_on(compiled: CompiledCalendar, date: dt.date) -> DayPlan:
    """Return a date's plan; one made of others says no more of an open day than its hours."""
    rules = compiled.rules
    if not isinstance(rules, CombinedRules):
        return plan_of(rules, date)
    hours = compiled.hours_on(date)
    return DayPlan(date, hours, None if hours else _why_closed(rules, date))


def _why_closed(rules: CombinedRules, date: dt.date) -> Reason:
    """Return why a date is closed: if any part would do, a usual reason of one goes before others.

    It is no holiday where one office has one and the other is closed on all Saturdays.
    """
    plans = [plan_of(part, date) for part in rules.plain_parts]
    reasons = [plan.reason for plan in plans if plan.reason and not plan.hours]
    usual = [each for each in reasons if each.kind in ("weekend", "closed")]
    if not rules.needs_all and usual:
        return usual[0]
    return reasons[0] if reasons else Reason("closed")


def plan_of(rules: CalendarRules, date: dt.date) -> DayPlan:
    """Return a date's plan: what its exception says, else the usual."""
    dated, usual = rules.exception_on(date), usual_plan(rules, date)
    if dated is None:
        return usual
    hours = rules.hours_on(date, rules.special_days(date.year))
    return _changed(rules, usual, hours, dated, dated.why)


def usual_plan(rules: CalendarRules, date: dt.date) -> DayPlan:
    """Return a date's plan without the exception of this very date."""
    special = rules.special_days(date.year)
    ordinary = _ordinary_plan(rules, date, special)
    ruled = special.ruled.get(date)
    if ruled is None:
        return ordinary
    hours = rules.usual_hours(date, special)
    return _changed(rules, ordinary, hours, ruled, ruled.why or ruled.rule.spoken())


def _changed(
    rules: CalendarRules,
    plan: DayPlan,
    hours: tuple[Hours, ...],
    by: DatedHours | RuledHours,
    why: Mapping[str, str],
) -> DayPlan:
    """Return what an exception makes of a date's plan: these hours."""
    if hours == by.hours:
        return DayPlan(plan.date, hours, Reason("exception", why))
    if not hours:
        return plan
    return DayPlan(plan.date, hours, Reason("half_day", _half_day_name(rules, plan.date)))


def _ordinary_plan(rules: CalendarRules, date: dt.date, special: SpecialDays) -> DayPlan:
    if date in special.holidays:
        return DayPlan(date, (), Reason("holiday", holiday_name(rules, date)))
    hours = rules.ordinary_hours(date, special)
    return DayPlan(date, hours, _why(rules, date, hours, special))


def _why(
    rules: CalendarRules, date: dt.date, hours: tuple[Hours, ...], special: SpecialDays
) -> Reason | None:
    """Return what made the hours of a date that is no holiday other than its week's."""
    off = special.worked.get(date)
    regular = rules.regular_hours(date, (off or date).weekday())
    if hours != regular:
        return Reason("half_day", _half_day_name(rules, date))
    if off is not None and hours:
        instead = date_in_languages(off)
        text = {
            "en": f"worked instead of {instead['en']}",
            "it": f"si lavora al posto di {instead['it']}",
        }
        return Reason("worked", text)
    season = rules.seasons.on(date)
    if season is not None and hours != rules.week[date.weekday()]:
        return Reason("season", season.why)
    if hours:
        return None
    return Reason("weekend" if date.weekday() >= 5 else "closed")


def holiday_name(rules: Rules, date: dt.date) -> Mapping[str, str]:
    """Return a holiday's name, language -> text, from the first set that names it."""
    named = (known.in_year(date.year).get(date) for known in rules.holidays)
    return next((names for names in named if names), {})


def _half_day_name(rules: CalendarRules, date: dt.date) -> Names:
    sets = [known for known in rules.holidays if isinstance(known, CountryHolidays)]
    named = (known.half_days_in(date.year).get(date) for known in sets)
    return next((names for names in named if names), {})
