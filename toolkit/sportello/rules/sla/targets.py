"""Targets: the promises of one policy fit each other, and those of the teams behind it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from sportello.catalog.model import Catalog, OperationalLevel, Policy, Target
from sportello.catalog.model.sla import TargetKind, target_name
from sportello.findings import Problem, Rule, Severity, did_you_mean
from sportello.rules.sla.groups import TICKETS, Group, Grouped
from sportello.rules.sla.samples import Come, Samples, weekly
from sportello.rules.sla.units import is_unclear
from sportello.rules.sla.words import local_time
from sportello.sla.start import STOPS
from sportello.worktime import DurationKind

L012: Final = Rule(
    "L012", Severity.ERROR, complete=frozenset({"policies", "calendars", "holidays", *TICKETS})
)
"""An answer due after the resolution.

*Una risposta che scade dopo la risoluzione.*

No ticket is resolved before somebody has answered it or taken it in charge, so one of the two
times is wrong; the finding shows a ticket with both deadlines. What you agreed upon with the
customer is right, and the other is to be corrected. If nothing was agreed, look how long such
tickets took: give the resolution more time if they need it, else shorten the answer. If it is so
at some hours only, the two count in different time, one also while the desk is closed: count both
alike.

Bad, in `sla.yaml`:

```yaml
policies:
  base:
    name: Base
    targets:
      first_response: {within: 9 business hours}
      resolution: {within: 8 business hours}
```

Good:

```yaml
policies:
  base:
    name: Base
    targets:
      first_response: {within: 4 business hours}
      resolution: {within: 8 business hours}
```
"""
L017: Final = Rule("L017", Severity.ERROR)
"""A start or stop that is not the target's.

*Un inizio o una fine che non spetta a quel termine.*

The clock of the target would start or stop at something that does not belong to it, so nobody
could say whether the promise was kept. Write one of those that the finding allows, or leave the
key out: each target has its usual start and stop.

Bad, in `sla.yaml`:

```yaml
policies:
  base:
    name: Base
    targets: {first_response: {within: 8 business hours, stop: resolved}}
```

Good:

```yaml
policies:
  base:
    name: Base
    targets: {first_response: {within: 8 business hours, stop: desk-reply}}
```
"""
L034: Final = Rule("L034", Severity.ERROR)
"""A promise of no time at all.

*Una promessa con tempo zero.*

Nobody could keep it: with `0 hours` every ticket is late as it is opened. Write `immediate`,
which is due as soon as somebody is there, or a time.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 0 hours}}}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: immediate}}}
```
"""

STARTS: Final[Mapping[TargetKind, tuple[str, ...]]] = {
    "take_in_charge": ("opened", "assigned"),
    "first_response": ("opened", "assigned", "taken-in-charge"),
    "next_update": ("desk-reply", "requester-message"),
    "resolution": ("opened", "assigned", "taken-in-charge"),
}
"""What may start the clock of each kind of target; the first is what holds unwritten."""


class LaterDue(NamedTuple):
    """For which ticket one promise falls due after another, in words.

    `as_much` says that it does so by its time zone alone.
    """

    service: str
    opened: str
    late: str
    early: str
    as_much: bool


_ANSWERS: Final[tuple[TargetKind, ...]] = ("take_in_charge", "first_response")


def _targets(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    yield from _ends(catalog)
    if not catalog.policies:
        return
    samples = Samples(catalog)
    for name in catalog.policies:
        for kind in _ANSWERS:
            problem = _after_resolution(catalog, grouped, samples, name, kind)
            if problem:
                yield problem


def _ends(catalog: Catalog) -> Iterator[Problem]:
    holders: dict[str, Mapping[str, Policy | OperationalLevel]] = {
        "policies": catalog.policies,
        "operational_levels": catalog.operational_levels,
    }
    for section, entries in holders.items():
        for name, entry in entries.items():
            for kind, target in entry.targets.items():
                path = (section, name, "targets", kind)
                if promises_no_time(target):
                    yield L034.problem(
                        (*path, "within"),
                        f'"{target.within}" is no time at all: nobody could keep this promise',
                        'write "immediate", which is due as soon as somebody is there, or a time',
                    )
                for end, allowed in (("start", STARTS[kind]), ("stop", STOPS[kind])):
                    written = getattr(target, end)
                    if written is not None and written not in allowed:
                        yield L017.problem(
                            (*path, end),
                            f'"{written}" does not {end} the clock of a {kind}',
                            did_you_mean("", allowed),
                        )


def promises_no_time(target: Target) -> bool:
    """Return whether a promise is of no time at all, though not written as `immediate`."""
    within = target.within
    if within.kind is DurationKind.WORKING_DAYS and target.at.clock is not None:
        return False  # by that time of the same day
    return within.amount == 0 and within.kind is not DurationKind.IMMEDIATE


def is_counted(target: Target) -> bool:
    """Return whether a promise needs a calendar to be counted in."""
    kind = target.within.kind
    return kind in (DurationKind.BUSINESS, DurationKind.WORKING_DAYS) or target.may_roll


def start_of(kind: TargetKind, target: Target) -> str:
    """Return what starts the clock of a target."""
    return target.start or STARTS[kind][0]


def _after_resolution(
    catalog: Catalog, grouped: Grouped, samples: Samples, name: str, kind: TargetKind
) -> Problem | None:
    policy = catalog.policies[name]
    first, last = policy.targets.get(kind), policy.targets.get("resolution")
    if not first or not last or start_of(kind, first) != start_of("resolution", last):
        return None
    found = later_due(catalog, samples, first, last, grouped.members(grouped.possible(policy.when)))
    if found is None:
        return None
    return L012.problem(
        ("policies", name, "targets", kind, "within"),
        f"the {target_name(kind)} may fall due after the resolution: for a ticket for "
        f'"{found.service}" opened {found.opened}, on {found.late} and {found.early}',
        f'shorten it, or give the resolution ("{last.within}") more time',
    )


def later_due(
    catalog: Catalog, samples: Samples, one: Target, other: Target, groups: Iterable[Group]
) -> LaterDue | None:
    """Return a service and an opening at which `one` falls due after `other`; None if never.

    Each is counted in its own calendar, else in that of the service. One in which the two are
    counted by the same clock comes first. Where L001, L034 or L035 is told, nothing is
    concluded.
    """
    if any(promises_no_time(each) or is_unclear(catalog, each) for each in (one, other)):
        return None
    alike: dict[tuple[object, ...], tuple[Group, str | None]] = {}
    for each in groups:
        calendars = one.calendar or each.calendar, other.calendar or each.calendar
        for intake in each.intakes:
            alike.setdefault((*calendars, intake, *each.hours.items()), (each, intake))
    foreign = None
    for each, intake in sorted(alike.values(), key=lambda found: found[0].example):
        its, others = one.calendar or each.calendar, other.calendar or each.calendar
        if (its is None and is_counted(one)) or (others is None and is_counted(other)):
            continue
        found = samples.later_due((one, its), (other, others), Come(each.hours, intake))
        if found:
            opened, late, early = (local_time(catalog, each, None) for each in found)
            as_much = _as_much(samples, one, its, other, others)
            later = LaterDue(each.example, opened, late, early, as_much)
            if not later.as_much:
                return later
            foreign = foreign or later
    return foreign


def _as_much(
    samples: Samples, one: Target, its: str | None, other: Target, others: str | None
) -> bool:
    """Return whether a promise is later by its time zone alone.

    It is no longer than the other, and its calendar is open for as much of the week.
    """
    calendar, base = samples.calendar(its), samples.calendar(others)
    if not calendar or not base or calendar.timezone == base.timezone:
        return False
    if not calendar.weekly() or not base.weekly():
        return False
    mine, theirs = weekly(calendar), weekly(base)
    longer = (
        not one.within.kind.counts_like(other.within.kind)
        or one.within.amount > other.within.amount
    )
    return not longer and all(a >= b for a, b in zip(mine, theirs, strict=True))


GROUPED_CHECKS = (_targets,)
