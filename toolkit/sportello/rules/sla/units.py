"""Units: hours that count day and night, where a calendar says that a desk is closed."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import (
    Catalog,
    Escalation,
    EscalationStep,
    LeadTime,
    Service,
    Target,
    When,
    Years,
)
from sportello.catalog.model.sla import target_name
from sportello.findings import OWN, KeyPath, Problem, Rule, Severity
from sportello.rules.sla.groups import Grouped
from sportello.worktime import Calendar, Duration, DurationKind
from sportello.worktime.holidayset import CountryHolidays
from sportello.worktime.hours import is_full_day
from sportello.worktime.last_day import may_roll
from sportello.worktime.zone import new_year

L035: Final = Rule("L035", Severity.ERROR, complete=frozenset({OWN, "calendars"}))
"""Hours by day and night beside a calendar.

*Ore contate giorno e notte accanto a un calendario.*

Minutes, hours and calendar days run day and night, so the calendar beside them counts nothing,
and customer and desk may each understand another deadline. Write `business minutes`, `business
hours` or `working days` if the hours of the calendar are meant; if day and night are, remove
`calendar:`. Without a calendar beside them, minutes or hours of a promise, average, lead time or
escalation are a warning where a service keeps a calendar that closes, if only on holidays or by
an exception: the finding says how to confirm that day and night are meant. A promise stated in
two units is held to both by L002.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {resolution: {within: 40 hours, calendar: office}}}
```

Good:

```yaml
policies:
  base:
    name: Base
    targets: {resolution: {within: 40 business hours, calendar: office}}
```
"""

_OPEN: Final = {
    "minutes": "business minutes",
    "hours": "business hours",
    "calendar days": "working days",
}
"""What counts day and night -> what counts while a calendar is open."""
LEADS: Final = ("activation", "deactivation")
LEAD_STEPS: Final = {
    "take_in_charge": "within",
    "work_starts": "after",
    "service_starts": "not_before",
}


def is_always_open(catalog: Catalog, calendar: Calendar) -> bool:
    """Return whether nothing ever closes a calendar.

    It has 24 hours on every day; one made of others is looked at in the published years.
    """
    if calendar.combined:
        return _is_open_throughout(calendar, catalog.helpdesk.years)
    if any(isinstance(each, CountryHolidays) or each.dates for each in calendar.rules.holidays):
        return False
    exceptions = [each.hours for each in calendar.exceptions]
    exceptions += [each.hours for each in calendar.ruled]
    return is_round_the_clock(calendar) and all(map(is_full_day, exceptions))


def _is_open_throughout(calendar: Calendar, published: Years) -> bool:
    years = calendar.known_years(published.first, published.last)
    if not years:
        return False
    ends = (new_year(year, calendar.rules.zone) for year in (years[0], years[-1] + 1))
    return calendar.timeline(years[0], years[-1]) == (tuple(ends),)


def is_round_the_clock(calendar: Calendar) -> bool:
    """Return whether a calendar has 24 hours on every day of the week, all the year."""
    weeks = (calendar.rules.week, *(season.week for season in calendar.seasons))
    return all(is_full_day(hours) for week in weeks for hours in week)


def is_unclear(catalog: Catalog, target: Target) -> bool:
    """Return whether a target names a calendar that its time does not count in (L035)."""
    return (
        target.within.kind.is_day_and_night
        and not target.may_roll
        and target.within.amount > 0
        and _closes(catalog, target.calendar)
    )


def _is_plain(length: Duration) -> bool:
    """Return whether hours or minutes are written; where there are none, L034 is told."""
    return length.kind is DurationKind.ELAPSED and length.amount > 0


def _closes(catalog: Catalog, name: str | None) -> bool:
    calendar = catalog.calendars.get(name) if name else None
    return calendar is not None and not is_always_open(catalog, calendar)


def _units(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    for path, when, target in _targets(catalog):
        if is_unclear(catalog, target):
            yield _beside((*path, "within"), target.within, target.calendar)
        elif target.calendar or target.also_stated or not _is_plain(target.within):
            continue
        else:
            yield from _among(catalog, grouped, (*path, "within"), target.within, when)
    for name, service in catalog.services.items():
        for process in LEADS:
            lead = getattr(service, process)
            if lead is not None:
                yield from _lead(catalog, service, ("services", name, process), lead)
    yield from _averages(catalog, grouped)
    yield from _escalations(catalog, grouped)


def _averages(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    for name, policy in catalog.policies.items():
        for kind, average in policy.averages.items():
            path, length = ("policies", name, "averages", kind, "time"), average.time
            if length.kind.is_day_and_night and _closes(catalog, average.calendar):
                yield _beside(path, length, average.calendar)
            elif _is_plain(length) and average.calendar is None:
                yield from _among(catalog, grouped, path, length, policy.when)


def _targets(catalog: Catalog) -> Iterator[tuple[KeyPath, When, Target]]:
    for section in ("policies", "operational_levels"):
        for name, entry in getattr(catalog, section).items():
            for kind, target in entry.targets.items():
                yield (section, name, "targets", kind), entry.when, target


def _lead(catalog: Catalog, service: Service, path: KeyPath, lead: LeadTime) -> Iterator[Problem]:
    written = {step: each for step in LEAD_STEPS if (each := getattr(lead, step)) is not None}
    times = {
        (*path, step, LEAD_STEPS[step]): getattr(each, LEAD_STEPS[step])
        for step, each in written.items()
    }
    rolling = [each.if_closed for each in written.values()]
    is_used = any(
        not length.kind.is_day_and_night or may_roll(length, if_closed)
        for length, if_closed in zip(times.values(), rolling, strict=True)
    )
    for place, length in times.items():
        plain = _is_plain(length)
        # Of days there may be both kinds in one process, and the calendar is for the others.
        days = length.kind is DurationKind.CALENDAR_DAYS and not is_used
        if (plain or days) and _closes(catalog, lead.calendar):
            yield _beside(place, length, lead.calendar)
        elif plain and not lead.calendar and _closes(catalog, service.calendar):
            # Many services may have it by their defaults: one mistake, which names none of them.
            yield _though(catalog, place, length, "the service keeps", service.calendar)


def _escalations(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    for name, escalation in catalog.escalations.items():
        for index, step in enumerate(escalation.steps):
            for key, length in _plain(escalation, step):
                path = ("escalations", name, "steps", index, key)
                if escalation.target is None:
                    yield from _among(catalog, grouped, path, length, escalation.when)
                    continue
                kept = next(_kept(catalog, grouped, escalation), None)
                if kept is not None:
                    yield _though(catalog, path, length, *kept)


def _plain(escalation: Escalation, step: EscalationStep) -> Iterator[tuple[str, Duration]]:
    """Yield the times of a step that may be meant in business time, by their keys.

    One that is to fire at night is not. None too where L021, L024 or L038 is told.
    """
    given = [each for each in (step.at, step.before, step.after) if each is not None]
    unclear = len(given) != 1 or (step.before and escalation.target is None)
    if unclear or step.round_the_clock or (escalation.in_ and escalation.target):
        return
    for key in ("before", "after", "every"):
        length = getattr(step, key)
        if length and _is_plain(length):
            yield key, length


def _kept(catalog: Catalog, grouped: Grouped, escalation: Escalation) -> Iterator[tuple[str, str]]:
    """Yield the promises in business time that an escalation guards, with calendars that close."""
    for name, policy in catalog.policies.items():
        groups = grouped.meet(policy.when, escalation.when)
        for kind, target in policy.targets.items():
            counted = target.within.kind in (DurationKind.BUSINESS, DurationKind.WORKING_DAYS)
            if kind == escalation.target and groups and counted:
                calendars = grouped.calendars(target, groups)
                promise = f'the {target_name(kind)} of the policy "{name}" counts in'
                yield from ((promise, each) for each in calendars if _closes(catalog, each))


def _among(
    catalog: Catalog, grouped: Grouped, path: KeyPath, length: Duration, when: When
) -> Iterator[Problem]:
    """Tell plain hours for services of which one at least has a calendar that closes."""
    for each in grouped.members(grouped.possible(when)):
        if _closes(catalog, each.calendar):
            who = f'the service "{each.example}" keeps'
            yield _though(catalog, path, length, who, each.calendar)
            return


def _beside(path: KeyPath, length: Duration, calendar: str | None) -> Problem:
    return L035.problem(
        path,
        f'"{length}" counts day and night, and the calendar "{calendar}" beside it counts nothing',
        f'{_open(length, calendar)}; if day and night are meant, remove "calendar:"',
    )


def _though(
    catalog: Catalog, path: KeyPath, length: Duration, who: str, calendar: str | None
) -> Problem:
    return L035.problem(
        path,
        f'"{length}" counts day and night, though {who} the calendar "{calendar}"',
        f"{_open(length, calendar)}; if day and night are meant, {_always(catalog, path)}",
        severity=Severity.WARNING,
    )


def _open(length: Duration, calendar: str | None) -> str:
    number = str(length).partition(" ")[0]
    unit = _OPEN[length.unit]
    counted = f'"{number} {unit[:-1] if number == "1" else unit}"'
    if unit == "working days" and not number.isdecimal():
        counted = "business hours or whole working days"
    return f'if the hours of "{calendar}" are meant, write {counted}'


def _always(catalog: Catalog, path: KeyPath) -> str:
    """Return how to say that day and night are meant."""
    if path[0] == "escalations":
        return 'add "round_the_clock: true", with which it fires while closed too'
    known = next(
        (name for name, each in catalog.calendars.items() if is_always_open(catalog, each)), None
    )
    if known is None:
        return "name a calendar here that is always open (mon-sun: 00:00-24:00)"
    return f'add "calendar: {known}", which is always open'


# What narrows a condition, or says how the time counts, may be what could not be read.
GROUPED_CHECKS = (_units,)
