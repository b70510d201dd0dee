"""Working days: a day must be the same wherever they are counted."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from sportello.catalog.model import Catalog, Escalation
from sportello.findings import OWN, KeyPath, Problem, Rule, Severity, more
from sportello.rules.sla.groups import Grouped
from sportello.rules.sla.units import LEAD_STEPS, LEADS
from sportello.worktime import Duration, DurationKind
from sportello.worktime.last_day import END_OF_DAY, may_roll

L041: Final = Rule("L041", Severity.ERROR, complete=frozenset({OWN, "calendars"}))
"""Working days over calendars in several time zones.

*Giorni lavorativi su calendari di più fusi orari.*

Friday 20:00 in New York is Saturday in Rome: where offices of several time zones share a calendar
(`any_of`, `all_of`), nobody can say which date a ticket came on, nor when the day ends on which an
answer is due. Write the time in business hours, which are the same everywhere, or name the calendar
of one office for it.

With, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
  us: {country: US}
calendars:
  office: {timezone: Europe/Rome, week: {mon-fri: "08:00-18:00"}, holidays: [italy]}
  new-york: {timezone: America/New_York, week: {mon-fri: "09:00-17:00"}, holidays: [us]}
  sun: {any_of: [office, new-york], timezone: Europe/Rome}
```

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {resolution: {within: 2 working days, calendar: sun}}}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {resolution: {within: 10 business hours, calendar: sun}}}
```
"""
_Counted: TypeAlias = tuple[KeyPath, Duration | None, Iterable[str | None]]
"""Where a time is written, itself if days with openings count, and in which calendars it counts."""


def _working_days(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    over = {
        name: calendar.combined
        for name, calendar in catalog.calendars.items()
        if calendar.combined and len(calendar.combined.zones) > 1
    }
    found: dict[str, list[tuple[KeyPath, Duration]]] = {}
    for path, length, calendars in _times(catalog, grouped) if over else ():
        if length:
            for name in dict.fromkeys(each for each in calendars if each in over):
                found.setdefault(str(name), []).append((path, length))
    for name, ((path, length), *others) in found.items():
        likewise = f" (likewise {more(len(others), 'time')})" if others else ""
        yield L041.problem(
            path,
            f'"{length}" cannot be counted in "{name}", which is made of calendars in several '
            f"time zones: {', '.join(sorted(over[name].zones))}{likewise}",
            f"write business hours, or count in one of {', '.join(over[name].names)}",
        )


def _times(catalog: Catalog, grouped: Grouped) -> Iterator[_Counted]:
    for section in ("policies", "operational_levels"):
        for name, entry in getattr(catalog, section).items():
            for kind, target in entry.targets.items():
                path = (section, name, "targets", kind)
                calendars = grouped.calendars(target, grouped.possible(entry.when))
                last_day = target.may_roll or target.at != END_OF_DAY
                # Nothing at all that says no more is no promise (L034).
                within = target.within if target.within.amount or last_day else None
                yield (*path, "within"), _in_days(within, last_day=last_day), calendars
                yield (*path, "also_stated"), _in_days(target.also_stated), calendars
    for name, escalation in catalog.escalations.items():
        among = [*_guarded(catalog, grouped, escalation)]
        for index, step in enumerate(escalation.steps):
            place = ("escalations", name, "steps", index)
            yield (*place, "before"), _in_days(step.before), among
            yield (*place, "after"), _in_days(step.after), among
            yield (*place, "every"), _in_days(step.every), among
    yield from _lead_times(catalog)


def _in_days(length: Duration | None, *, last_day: bool = False) -> Duration | None:
    """Return a time that asks which days a calendar is open; None for any other.

    With `last_day`, calendar days ask for it too.
    """
    if length is None:
        return None
    is_asked = length.kind is DurationKind.WORKING_DAYS
    return length if is_asked or (last_day and length.kind is DurationKind.CALENDAR_DAYS) else None


def _lead_times(catalog: Catalog) -> Iterator[_Counted]:
    for name, service in catalog.services.items():
        for process in LEADS:
            lead = getattr(service, process)
            for step, key in LEAD_STEPS.items() if lead else ():
                written = getattr(lead, step)
                if written is not None:
                    place = ("services", name, process, step, key)
                    length = getattr(written, key)
                    rolls = may_roll(length, written.if_closed)
                    counted = _in_days(length, last_day=rolls)
                    yield place, counted, [lead.calendar or service.calendar]


def _guarded(catalog: Catalog, grouped: Grouped, escalation: Escalation) -> Iterator[str | None]:
    """Yield the calendars that the steps of an escalation count in: those of its promises."""
    if escalation.target is None:
        members = grouped.members(grouped.possible(escalation.when))
        yield from (each.calendar for each in members)
        return
    for policy in catalog.policies.values():
        groups = grouped.meet(policy.when, escalation.when)
        target = policy.targets.get(escalation.target)
        if target is not None and groups:
            yield from grouped.calendars(target, groups)


GROUPED_CHECKS = (_working_days,)
