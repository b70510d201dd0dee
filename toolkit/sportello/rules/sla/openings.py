"""Openings: what promises wait for still comes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from sportello.catalog.model import Catalog
from sportello.catalog.model.sla import target_name
from sportello.findings import Problem, Rule, Severity
from sportello.rules.sla.groups import Grouped
from sportello.rules.sla.targets import is_counted
from sportello.worktime import BeyondKnownHolidays, Calendar

L042: Final = Rule(
    "L042", Severity.WARNING, complete=frozenset({"helpdesk", "calendars", "holidays"})
)
"""A calendar that promises wait for opens no more.

*Un calendario da cui dipendono promesse e che non apre più.*

Its hours are those of single dates, and the last of them is over before the last of the published
years: a ticket of that year is never received, or its deadline never comes, and whoever asks when
it is due gets an error. Give the calendar a week, or let the promise count in another one.

With, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 8 business hours, calendar: cover}}}
```

Bad, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office: {timezone: Europe/Rome, week: {mon-fri: "08:00-18:00"}, holidays: [italy]}
  cover:
    timezone: Europe/Rome
    holidays: [italy]
    exceptions: [{date: 2026-05-02, open: "08:00-20:00"}]
```

Good:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office: {timezone: Europe/Rome, week: {mon-fri: "08:00-18:00"}, holidays: [italy]}
  cover:
    extends: office
    exceptions: [{date: 2026-05-02, open: "08:00-20:00"}]
```
"""


def _openings(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    year = catalog.helpdesk.years.last
    for name, lost in _needed(catalog, grouped).items():
        calendar = catalog.calendars.get(name)
        if calendar and calendar.known_years(year, year) and not _opens(calendar, year):
            yield L042.problem(
                ("calendars", name),
                f'the calendar "{name}" opens no more from {year} on, so that {lost}',
                "give it a week, or name another calendar",
                on_key=True,
            )


def _needed(catalog: Catalog, grouped: Grouped) -> dict[str, str]:
    """Return the calendars that promises wait for, each with what is lost if it stays closed."""
    found = {
        intake: f'no ticket for the service "{each.example}" is received'
        for each in reversed(grouped.groups)
        for intake in each.intakes
        if intake is not None
    }
    for section, word in (("policies", "policy"), ("operational_levels", "level")):
        for name, entry in getattr(catalog, section).items():
            for kind, target in entry.targets.items():
                if is_counted(target):
                    lost = f'the {target_name(kind)} of the {word} "{name}" is never due'
                    for calendar in grouped.calendars(target, grouped.possible(entry.when)):
                        found.setdefault(calendar, lost)
    return found


def _opens(calendar: Calendar, year: int) -> bool:
    """Return whether a calendar is open in a year, or opens later."""
    begin = datetime(year, 1, 2, tzinfo=UTC)  # which lies in that year wherever it is read
    if calendar.is_open(begin):
        return True
    try:
        calendar.next_opening(begin)
    except BeyondKnownHolidays:
        return False
    return True


GROUPED_CHECKS = (_openings,)
