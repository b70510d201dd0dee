"""What else is counted in calendars that have other hours: levels of teams, steps of escalations.

Steps before and after a deadline follow it, and the deadline is told already (`deadlines`). What
is left are the steps that count from the opening of a ticket.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Final

from sportello.catalog.model import Catalog, Target, When
from sportello.catalog.model.publishing import with_parts
from sportello.catalog.model.sla import target_name
from sportello.findings import KeyPath
from sportello.plan.change import Change, DueFigures, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.effects.notices import step_time
from sportello.plan.impact import Impact
from sportello.plan.promises.counted_words import limit_words
from sportello.sla.conditions import may_fit, service_facts
from sportello.worktime import At

SECTIONS: Final = frozenset(
    {"announcements", "calendars", "escalations", "operational_levels", "services"}
)
_Counted = tuple[Change, Target, When, bool]
"""What is told if it differs: what is counted, for which tickets, and whether it waits until the
desk is there."""


def fire_times(comparison: Comparison) -> Iterator[Change]:
    """Yield levels and steps that are written as they were, and fall on other instants."""
    other = _other_hours(comparison)
    if not other:
        return
    difference = cache(partial(_difference, comparison))
    for change, target, when, waits in (*_levels(comparison), *_steps(comparison)):
        for calendar in _calendars(comparison.after, when, target):
            figures = difference(target, calendar, waits) if calendar in other else None
            if figures is not None:
                part = f"{change.part} in {calendar}" if change.part else f"in {calendar}"
                yield replace(change, part=part, figures=figures)


def _levels(comparison: Comparison) -> Iterator[_Counted]:
    """Yield what teams promise as before."""
    before, after = comparison.before.operational_levels, comparison.after.operational_levels
    for name, level in after.items():
        entry = ("operational_levels", name)
        same = before[name].targets if name in before else {}
        for promise, target in level.targets.items():
            if same.get(promise) == target:
                said: Words = (limit_words(target),)
                change = _change("ola", f"level {name}", entry, said)
                yield replace(change, part=target_name(promise)), target, level.when, False


def _steps(comparison: Comparison) -> Iterator[_Counted]:
    """Yield the steps from the opening on that are written as before."""
    before, after = comparison.before.escalations, comparison.after.escalations
    for name, each in after.items():
        if each.target is not None or each.in_ is not None or name not in before:
            continue
        for step in each.steps:
            if step.after is not None and step in before[name].steps:
                said = (*step_time(each, step), f" to {' and '.join(step.to)}")
                change = _change("escalation", f"escalation {name}", ("escalations", name), said)
                target = Target(within=step.after, at=At("same_time"))
                yield change, target, each.when, not step.round_the_clock


def _change(kind: str, subject: str, entry: KeyPath, said: Words) -> Change:
    return Change(kind, Impact.DESK, subject, said, said, about=(entry,))


def _other_hours(comparison: Comparison) -> frozenset[str]:
    """Return the calendars of both sides that are not what they were, or are made of such."""
    before, after = comparison.before.calendars, comparison.after.calendars
    changed = {name for name in after if name in before and before[name] != after[name]}
    return frozenset(
        name for name in after if name in before and changed & {*with_parts(after, (name,))}
    )


def _calendars(catalog: Catalog, when: When, target: Target) -> Mapping[str, None]:
    """Return the calendars that a target is counted in: its own, else those of services."""
    if target.calendar is not None:
        return {target.calendar: None}
    return {
        sheet.calendar: None
        for name, sheet in catalog.services.items()
        if sheet.calendar is not None and may_fit(when, service_facts(name, sheet))
    }


def _difference(
    comparison: Comparison,
    target: Target,
    calendar: str,
    waits: bool,
) -> DueFigures | None:
    """Return how a time from the opening is over otherwise in a calendar, if it is."""
    from sportello.plan.promises.due_curves import (  # noqa: PLC0415 (numpy)
        due_difference,
        fire_curve,
        openings,
    )

    opened = openings(comparison.period)
    before, after = (
        fire_curve(each.calendars[calendar], target, opened, waits=waits)
        for each in (comparison.before, comparison.after)
    )
    return due_difference(before, after, opened, comparison.period.zone)


EFFECTS = (Effect(SECTIONS, fire_times),)
