"""Hours: every promise has a calendar that knows its holidays, and availability its window."""

from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import Catalog, Target
from sportello.catalog.model.publishing import with_parts
from sportello.catalog.model.sla import target_name
from sportello.findings import Problem, Rule, Severity, more
from sportello.rules.sla.groups import Grouped
from sportello.rules.sla.targets import is_counted
from sportello.rules.sla.units import is_round_the_clock
from sportello.worktime import Calendar

L001: Final = Rule(
    "L001", Severity.ERROR, complete=frozenset({"policies", "services", "contracts"})
)
"""A promise without a calendar to count it in.

*Una promessa senza un calendario su cui calcolarla.*

Business hours and working days need a calendar, and for this service there is none: nobody could
tell the customer when an answer is due. Add `calendar:` to the service (or to `defaults:` in its
file), or to the target.

Bad, in `services/main.yaml`:

```yaml
defaults:
  provider: acme
  family: tools
```

Good:

```yaml
defaults:
  provider: acme
  family: tools
  calendar: office
```
"""
L018: Final = Rule(
    "L018", Severity.WARNING, complete=frozenset({"helpdesk", "calendars", "holidays"})
)
"""A promise counted without holidays.

*Una promessa calcolata senza festività.*

Its time would run on holidays too, and customers would be given deadlines on days on which nobody
works. Add `holidays:` to the calendar. A desk that keeps no holidays says so with a set that has
no dates (`dates: []`); time round the clock needs none.

Bad, in `calendars.yaml`:

```yaml
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
```

Good:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
```
"""
L019: Final = Rule(
    "L019", Severity.ERROR, complete=frozenset({"helpdesk", "calendars", "holidays"})
)
"""Holidays that are not known in the published years.

*Festività non note negli anni pubblicati.*

Deadlines cannot be counted in years of which the holidays are not known. If they are known in
some of the published years, the calendar is published for those alone, and this is a warning; if
in none, an error. Shorten `years:` in `helpdesk.yaml`, or list the holidays as dates instead of
the country's set.
"""
L020: Final = Rule("L020", Severity.ERROR, complete=frozenset({"availability"}))
"""Availability without the window it is measured in.

*Una disponibilità senza il periodo su cui si misura.*

Over a year the same percentage allows a twelve times longer outage than over a month, so the
customer does not know what is promised. Add `window:` with `month`, `quarter` or `year`.

Bad, in `sla.yaml`:

```yaml
availability:
  wiki: {service: [wiki], percent: 99.5, hours: office}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
availability:
  wiki: {service: [wiki], percent: 99.5, hours: office, window: month}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""


def _promises(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    counting: dict[str, str] = {}
    if catalog.policies or catalog.operational_levels:
        yield from _without_calendar(catalog, grouped)
        counting = _counting(catalog, grouped)
    yield from _calendars(catalog, counting)


def _without_calendar(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    uncounted: dict[str, list[tuple[tuple[str, ...], Target]]] = {}
    for name, policy in catalog.policies.items():
        for kind, target in policy.targets.items():
            if target.calendar or not is_counted(target):
                continue
            fitting = grouped.members(grouped.possible(policy.when))
            without = next((each.example for each in fitting if each.calendar is None), None)
            if without is not None:
                path: tuple[str, ...] = ("policies", name, "targets", kind, "within")
                uncounted.setdefault(without, []).append((path, target))
    for service, ((path, target), *others) in uncounted.items():
        likewise = f" (likewise {more(len(others), 'promise')})" if others else ""
        yield L001.problem(
            path,
            f'"{target.within}" cannot be counted for the service "{service}"{likewise}',
            f'add "calendar:" to the service "{service}", or to this target',
        )


def _calendars(catalog: Catalog, counting: Mapping[str, str]) -> Iterator[Problem]:
    first, last = catalog.helpdesk.years.first, catalog.helpdesk.years.last
    for name, calendar in catalog.calendars.items():
        promise, rules = counting.get(name), calendar.rules
        known = calendar.known_years(first, last)
        keeps_holidays = rules.holidays or calendar.combined or is_round_the_clock(calendar)
        if promise and not keeps_holidays:
            yield L018.problem(
                ("calendars", name),
                f'{promise} counts in the calendar "{name}", which has no holidays',
                'add "holidays: […]"; if it keeps none, name a set with "dates: []"',
                on_key=True,
            )
        elif known != _expected(catalog, calendar):
            counts = f"{promise} counts in" if promise else "the site publishes"
            yield L019.problem(
                ("calendars", name),
                f'{counts} the calendar "{name}", whose holidays are known from '
                f"{rules.first_year} to {rules.last_year}, not from {first} to {last}",
                "shorten years: in helpdesk.yaml, or, instead of the country's set, list all its "
                "holidays as dates",
                on_key=True,
                severity=Severity.WARNING if known else Severity.ERROR,
            )


def _expected(catalog: Catalog, calendar: Calendar) -> range:
    """Return the years in which a calendar should know its holidays.

    Of one made of others, those in which all of these do: what they lack is told of them.
    """
    first, last = catalog.helpdesk.years.first, catalog.helpdesk.years.last
    for part in calendar.combined.plain_parts if calendar.combined else ():
        first, last = max(first, part.first_year), min(last, part.last_year)
    return range(first, last + 1)


def _counting(catalog: Catalog, grouped: Grouped) -> dict[str, str]:
    """Return the calendars that promises are counted in, each with the first of them in words."""
    found: dict[str, str] = {}
    for section, word in (("policies", "policy"), ("operational_levels", "level")):
        for name, entry in getattr(catalog, section).items():
            for kind, target in entry.targets.items():
                if is_counted(target):
                    promise = f'the {target_name(kind)} of the {word} "{name}"'
                    for calendar in grouped.calendars(target, grouped.possible(entry.when)):
                        for each in with_parts(catalog.calendars, [calendar]):
                            found.setdefault(each, promise)
    return found


def _availability(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.availability.items():
        if each.hours is not None and each.window is None:
            yield L020.problem(
                ("availability", name, "hours"),
                f"{each.percent:g} % of these hours, but not over how long",
                'add "window: month", quarter or year',
            )


CHECKS = (_availability,)
GROUPED_CHECKS = (_promises,)
