"""Holidays: what is known of those that calendars keep, in the years that are published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import OWN, Problem, Rule, Severity, more
from sportello.worktime import in_language
from sportello.worktime.countries import closings
from sportello.worktime.holidayset import CountryHolidays, Written, dates_of

D008: Final = Rule("D008", Severity.NOTE)
"""Holidays whose dates are estimates.

*Festività con date stimate.*

Some holidays are announced only shortly before, such as those that follow the moon. Until then
they are counted on an estimated date, so a deadline near them may be a day off. As soon as the
date is known, write an exception in the calendar, or have the list of holidays updated (the
Python package `holidays`).
"""
D009: Final = Rule("D009", Severity.NOTE)
"""Half holidays without an hour.

*Mezze festività senza orario.*

The country keeps these days as half holidays, but from which hour on is not known, so the
calendar keeps its usual hours. Customers may be promised an answer when your people have left.
Write an exception for each day on which the desk closes early.
"""

D014: Final = Rule("D014", Severity.WARNING, complete=frozenset({OWN}))
"""A date is left out of a country's holidays that is none of them.

*Una data tolta dalle festività di un paese che non ne fa parte.*

What stands under `except:` is no holiday of the country in the years to come, so nothing is left
out: the holiday that was meant still closes the desk, and deadlines wait for a day longer.
The finding names the holiday that is nearest. Correct the date, or remove it.

Bad, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT, except: [--12-09]}
calendars:
  office: {timezone: Europe/Rome, week: {mon-fri: "08:00-18:00"}, holidays: [italy]}
```

Good:

```yaml
holidays:
  italy: {country: IT, except: [--12-08]}
calendars:
  office: {timezone: Europe/Rome, week: {mon-fri: "08:00-18:00"}, holidays: [italy]}
```
"""

_CYCLE: Final = 28
"""Years to come in which a rule is looked for: then the weekdays are on the same dates again."""
_SHOWN: Final = 12
"""Dates that one message names."""


def _estimated(catalog: Catalog) -> Iterator[Problem]:
    for known, years in _sets(catalog):
        found = {day: name for year in years for day, name in known.estimated_in(year).items()}
        if found:
            yield _note(
                D008,
                known,
                f"dates of these holidays are estimates: {_listed(found)}",
                "as each is announced: update the holidays package, or write an exception",
            )


def _half_days(catalog: Catalog) -> Iterator[Problem]:
    for known, years in _sets(catalog):
        found = {
            day: in_language(names, "en")
            for year in years
            for day, names in known.half_days_in(year).items()
            if day not in closings(known.jurisdiction, year) and day not in known.dates_in(year)
        }
        if found:
            yield _note(
                D009,
                known,
                f"half holidays without an hour leave the hours as they are: {_listed(found)}",
                "write an exception for each on which the desk closes early",
            )


def _left_out(catalog: Catalog) -> Iterator[Problem]:
    first = catalog.helpdesk.years.first
    for known, _ in _sets(catalog):
        full = replace(known, excepted=())
        coming = range(max(first, known.first_year), min(first + _CYCLE, known.last_year + 1))
        for index, written in enumerate(known.excepted):
            years, when = coming, f" from {coming[0]} to {coming[-1]}" if coming else ""
            if isinstance(written, date):
                is_known = known.first_year <= written.year <= known.last_year
                years, when = range(written.year, written.year + is_known), ""
            if not any(_is_kept(full, day) for year in years for day in dates_of(written, year)):
                path = ("holidays", known.name, "except", index)
                message = f"{written} is no holiday of {known.jurisdiction}{when}"
                yield D014.problem(path, message, _nearest(full, written, years))


def _is_kept(known: CountryHolidays, day: date) -> bool:
    return day in known.dates_in(day.year) or day in known.half_days_in(day.year)


def _nearest(known: CountryHolidays, written: Written, years: Sequence[int]) -> str:
    """Return what the holiday is that is nearest to the first date of something written."""
    day = next((day for year in years for day in dates_of(written, year)), None)
    named = known.in_year(day.year) if day else {}
    if day is None or not named:
        return "correct it, or remove it"
    near = min(named, key=lambda each: abs(each - day))
    names = named[near]
    name = names.get("en") or next(iter(names.values()), "")
    return f"the nearest is {near} ({name}): correct it, or remove it"


def _sets(catalog: Catalog) -> Iterator[tuple[CountryHolidays, range]]:
    """Yield the sets of countries that calendars keep, with the published years known of each."""
    published = catalog.helpdesk.years
    used = {
        known.name: known
        for calendar in catalog.calendars.values()
        for known in calendar.rules.holidays
        if isinstance(known, CountryHolidays)
    }
    for known in used.values():
        first, last = (
            max(published.first, known.first_year),
            min(published.last, known.last_year),
        )
        yield known, range(first, last + 1)


def _listed(found: Mapping[date, str]) -> str:
    """Return dates by the holiday: `2027-03-09, 2027-03-10 (Eid al-Fitr)`."""
    days = sorted(found)
    named: dict[str, list[date]] = {}
    for day in days[:_SHOWN]:
        named.setdefault(found[day], []).append(day)
    listed = ", ".join(f"{', '.join(map(str, dates))} ({name})" for name, dates in named.items())
    rest = len(days) - _SHOWN
    return listed + (f" and {more(rest, 'day')}" if rest > 0 else "")


def _note(rule: Rule, known: CountryHolidays, message: str, hint: str) -> Problem:
    return rule.problem(("holidays", known.name, "country"), message, hint)


CHECKS = (_estimated, _half_days, _left_out)
