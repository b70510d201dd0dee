"""Days by rule: an exception of a calendar for a rule has an effect on some day."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity
from sportello.worktime.calendar_rules import CalendarRules
from sportello.worktime.combined import CombinedRules
from sportello.worktime.special import dates_of_rule

D013: Final = Rule("D013", Severity.WARNING, complete=frozenset({"calendars", "holidays"}))
"""A rule for days that never changes the hours.

*Una regola per i giorni che non cambia mai l'orario.*

An exception by rule (`2nd sat`, `--12-24`, `day before holiday`) leaves all days as they are, so
people come to a closed desk, or the desk answers when nobody is there. Either its days are closed
anyway, since a rule that names no weekday opens nothing unless `days: all` says so; or a rule above
it holds on all of them; or the hours are those that these days have without it. The finding says
which. Correct the rule, or remove it.

Bad, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
    exceptions:
      - {date: 2nd sat, closed: true}
```

Good:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-sat: "08:00-18:00"}
    holidays: [italy]
    exceptions:
      - {date: 2nd sat, closed: true}
```
"""

_CYCLE: Final = 28
"""Years after which the calendar begins again: all weekdays have been on every date."""


def _without_effect(catalog: Catalog) -> Iterator[Problem]:
    first = catalog.helpdesk.years.first
    for name, calendar in catalog.calendars.items():
        rules, years = calendar.rules, calendar.known_years(first, first + _CYCLE - 1)
        if isinstance(rules, CombinedRules):
            continue
        for index, ruled in enumerate(rules.ruled):
            if ruled.place is None or not years or _changes(rules, index, years):
                continue
            why, hint = _why_not(rules, index, years)
            path = ("calendars", name, *ruled.place, "date")
            yield D013.problem(path, f"this never changes the hours: {why}", hint)


def _changes(rules: CalendarRules, index: int, years: range) -> bool:
    """Return whether on some day of these years the hours are others by a rule."""
    return any(
        rules.hours_on(day, special) != rules.ordinary_hours(day, special)
        for year in years
        for special in (rules.special_days(year),)
        for day in _days(rules, index, year)
        if rules.exception_on(day) is None and _holder(rules, day) == index
    )


def _days(rules: CalendarRules, index: int, year: int) -> list[date]:
    return sorted(dates_of_rule(rules.ruled[index].rule, rules.holidays, year))


def _holder(rules: CalendarRules, day: date) -> int:
    """Return the position of the rule that holds on a day of some rule: that of the first."""
    return rules.ruled.index(rules.special_days(day.year).ruled[day])


def _why_not(rules: CalendarRules, index: int, years: range) -> tuple[str, str]:
    """Return why a rule changes nothing, and the remedy."""
    ruled = rules.ruled[index]
    days = [day for year in years for day in _days(rules, index, year)]
    if not days:
        return f"it has no day from {years[0]} to {years[-1]}", "correct it, or remove it"
    holders = {_holder(rules, day) for day in days}
    if index not in holders:
        other = rules.ruled[min(holders)]
        return (
            f'on all its days "{other}" holds, of two rules the first',
            "remove one of the two, or write the one for fewer days first",
        )
    closed = not any(rules.ordinary_hours(day, rules.special_days(day.year)) for day in days)
    if closed and not ruled.hours:
        return "its days are closed anyway", "correct it, or remove it"
    if closed:
        return "its days are closed otherwise", 'write "days: all" if they are to open'
    return "its days have the same ones without it", "correct them, or remove it"


CHECKS = (_without_effect,)
