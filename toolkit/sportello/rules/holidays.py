"""Holidays: what is known of those that calendars keep, in the years that are published."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity, more
from sportello.worktime import in_language
from sportello.worktime.countries import closings
from sportello.worktime.holidayset import CountryHolidays

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


CHECKS = (_estimated, _half_days)
