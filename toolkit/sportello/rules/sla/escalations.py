"""Escalations and notifications: each step names an instant that makes sense, and a receiver."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from sportello.catalog.model import Catalog, Escalation, EscalationStep, Target
from sportello.catalog.model.sla import TargetKind, target_name
from sportello.findings import OWN, KeyPath, Problem, Rule, Severity
from sportello.rules.sla.escalation_steps import escalation_steps
from sportello.rules.sla.groups import TICKETS, Grouped
from sportello.rules.sla.samples import Samples, due_at
from sportello.rules.sla.targets import promises_no_time
from sportello.rules.sla.words import local_time
from sportello.sla.fire_time import Promise, fire_time
from sportello.sla.hours import HoursAt
from sportello.worktime import Calendar, Duration, WorktimeError

L023: Final = Rule(
    "L023",
    Severity.WARNING,
    complete=frozenset({"escalations", "policies", "calendars", "holidays", *TICKETS}),
)
"""A warning before the ticket is opened.

*Un avviso prima che il ticket sia aperto.*

The step goes back from the deadline by more time than the whole target has. So it is sent as soon
as the ticket is opened, and people cease to read what comes with every ticket. Shorten it, write
a share such as `at: 80 %`, or narrow `when:`.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{before: 41 business hours, to: [staff]}]
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{before: 8 business hours, to: [staff]}]
```
"""
L025: Final = Rule(
    "L025", Severity.WARNING, complete=frozenset({"escalations", "policies", *TICKETS})
)
"""An escalation that never fires.

*Un'escalation che non scatta mai.*

Whoever relies on being warned never is: no policy promises this target to the tickets that the
escalation is for. Correct `target:` or `when:`, or add the target to a policy.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: resolution
    statement: It is slow
    steps: [{at: 80 %, to: [staff]}]
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{at: 80 %, to: [staff]}]
```
"""
L026: Final = Rule("L026", Severity.ERROR, complete=frozenset({OWN}))
"""A message that reaches nobody.

*Un messaggio che non raggiunge nessuno.*

A step or notification without a receiver, or without means, is sent to nobody, while all believe
that somebody knows. Write whom it tells (`to:`, in a step also `teams:`) and by what (`by:`,
which a step may leave out).

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{at: 80 %, to: []}]
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{at: 80 %, to: [staff]}]
```
"""

_EVERY: Final = 4
"""Which of the sample openings a warning is tried at."""


def _promised(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    if catalog.escalations:
        yield from _too_early(catalog, grouped)
        yield from _never(catalog, grouped)


def _too_early(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    if not any(step.before for _, _, step in escalation_steps(catalog)):
        return
    samples = Samples(catalog)
    for path, escalation, step in escalation_steps(catalog):
        if step.before is None or escalation.target is None:
            continue
        for policy, target, name, hours in _counted(
            catalog, grouped, escalation, escalation.target
        ):
            calendar = samples.calendar(name)
            found = calendar and _before_opening(samples, step.before, target, calendar, hours)
            if found:
                opened, warned = (local_time(catalog, instant, name) for instant in found)
                yield L023.problem(
                    (*path, "before"),
                    f'"{step.before}" is longer than the {target_name(escalation.target)} of the '
                    f'policy "{policy}" ("{target.within}"): for a ticket opened {opened} it would '
                    f"be {warned}",
                    "shorten it, write a share such as at: 80 %, or narrow when:",
                )
                break


def _counted(
    catalog: Catalog, grouped: Grouped, escalation: Escalation, kind: TargetKind
) -> Iterator[tuple[str, Target, str | None, tuple[HoursAt, ...]]]:
    """Yield the policies an escalation may meet, the target, and each calendar it is counted in.

    With the hours in which the tickets may come.
    """
    for policy, target, groups in _promises(catalog, grouped, escalation, kind):
        calendars: list[str | None] = [*grouped.calendars(target, groups)]
        hours = tuple(each.hours for each in grouped.members(groups))
        yield from ((policy, target, name, hours) for name in calendars or [None])


def _promises(
    catalog: Catalog, grouped: Grouped, escalation: Escalation, kind: TargetKind
) -> Iterator[tuple[str, Target, int]]:
    """Yield the policies that promise a target to tickets that an escalation fits."""
    for name, policy in catalog.policies.items():
        groups = grouped.meet(policy.when, escalation.when)
        if groups and kind in policy.targets:
            yield name, policy.targets[kind], groups


def _before_opening(
    samples: Samples,
    before: Duration,
    target: Target,
    calendar: Calendar,
    hours: Iterable[HoursAt],
) -> tuple[datetime, datetime] | None:
    """Return an opening and a warning of its ticket that lies before it; None if none does.

    Where both are counted alike, no calendar is needed to tell that there is none.
    """
    if promises_no_time(target):
        return None  # L034
    if (
        before.days is None
        and before.kind.counts_like(target.within.kind)
        and before.amount <= target.within.amount
    ):
        return None
    step = EscalationStep(before=before, to=())
    for opened in samples.openings(_EVERY):
        due = due_at(calendar, opened, target)
        if due is None or not any(samples.is_in(each, opened) for each in hours):
            continue
        try:
            fired = fire_time(step, Promise(calendar, opened, due, target.within))
        except WorktimeError:
            continue
        if fired and fired[1].timestamp() < opened.timestamp():
            return opened, fired[1]
    return None


def _never(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    if not catalog.policies:
        return  # L003
    for name, escalation in catalog.escalations.items():
        kind = escalation.target
        if kind and not any(_promises(catalog, grouped, escalation, kind)):
            yield L025.problem(
                ("escalations", name, "target"),
                f"no policy promises a {target_name(kind)} to these tickets: this never fires",
                "add the target to a policy, or correct target: or when:",
            )


def _nobody(catalog: Catalog) -> Iterator[Problem]:
    for path, _, step in escalation_steps(catalog):
        if not step.to and not step.teams:
            yield _unheard((*path, "to"), "write whom this step tells, or teams:")
        if not step.by:
            yield _unheard((*path, "by"), "write mail or mobile, or leave it out")
    for name, each in catalog.notifications.items():
        for key, hint in (("to", "requester, staff or both"), ("by", "mail, mobile or both")):
            if not getattr(each, key):
                yield _unheard(("notifications", name, key), f"write {hint}")


def _unheard(path: KeyPath, hint: str) -> Problem:
    what = "no receiver" if path[-1] == "to" else "no means"
    return L026.problem(path, f"this reaches nobody: it has {what}", hint)


CHECKS = (_nobody,)
GROUPED_CHECKS = (_promised,)
