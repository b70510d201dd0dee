"""Who is told of a ticket, and what happens to tickets that take long."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Final

from sportello.catalog.model import Escalation, EscalationStep, Notification, When
from sportello.catalog.model.sla import target_name
from sportello.plan.change import Change, Quoted, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.sla.match import condition_in_words

_Step = tuple[Words, bool]
"""What happens when, and whether the requester is told."""


def notifications(comparison: Comparison) -> Iterator[Change]:
    """Yield who is told of an event, or not any more, or otherwise."""
    before, after = (
        {name: (_notice(each),) for name, each in catalog.notifications.items()}
        for catalog in (comparison.before, comparison.after)
    )
    yield from _differences("notification", "notifications", before, after)


def escalations(comparison: Comparison) -> Iterator[Change]:
    """Yield the steps of escalations that are taken at other times, otherwise, or not any more."""
    before, after = (
        {name: tuple(_steps(each)) for name, each in catalog.escalations.items()}
        for catalog in (comparison.before, comparison.after)
    )
    yield from _differences("escalation", "escalations", before, after)


def _differences(
    kind: str,
    section: str,
    before: Mapping[str, tuple[_Step, ...]],
    after: Mapping[str, tuple[_Step, ...]],
) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, ()), after.get(name, ())
        gone = [each for each in old if each not in new]
        came = [each for each in new if each not in old]
        entry = ((section, name),)
        for was, now in zip_longest(gone, came):
            words = [each[0] if each else ("nothing",) for each in (was, now)]
            yield Change(
                kind,
                _impact(was, now),
                f"{kind} {name}",
                words[0],
                words[1],
                about=entry,
                causes=entry,
            )


def _impact(was: _Step | None, now: _Step | None) -> Impact:
    """Return whom it hurts: requesters, if they were told and are not any more."""
    told, tells = (each is not None and each[1] for each in (was, now))
    return Impact.WEAKER if told and not tells else Impact.DESK


def _notice(rule: Notification) -> _Step:
    found: list[str | Quoted] = [
        f"{' and '.join(rule.to)} by {' and '.join(rule.by)} when a ticket is {_EVENTS[rule.on]}"
    ]
    if rule.hours:
        found += [", while ", Quoted(rule.hours), " is open"]
    return (*found, *_condition(rule.when)), "requester" in rule.to


def _condition(when: When) -> Words:
    return () if when == When() else (" (", Quoted(condition_in_words(when)), ")")


_EVENTS: Final = {
    "opened": "opened",
    "comment": "commented on",
    "suspended": "suspended",
    "resolved": "resolved",
    "reopened": "reopened",
    "breached": "late",
}


def _steps(escalation: Escalation) -> Iterator[_Step]:
    for step in escalation.steps:
        found: list[str | Quoted] = [*step_time(escalation, step), f" to {' and '.join(step.to)}"]
        if step.teams:
            found += [", taken over by ", Quoted(", ".join(step.teams))]
        found.append(f" by {' and '.join(step.by)}")
        if step.round_the_clock:
            found.append(", open or closed")
        yield (*found, *_condition(escalation.when)), "requester" in step.to


def step_time(escalation: Escalation, step: EscalationStep) -> Words:
    """Return when a step is taken."""
    again = f", then every {step.every}" if step.every else ""
    if escalation.in_:
        return f"{step.after} after it is ", Quoted(escalation.in_), again
    of = target_name(escalation.target) if escalation.target else "the opening"
    if step.at:
        return (f"at {step.at} of {of}{again}",)
    if step.before:
        return (f"{step.before} before {of}{again}",)
    return (f"{step.after} after {of}{again}",)


EFFECTS = (
    Effect(frozenset({"notifications"}), notifications),
    Effect(frozenset({"escalations"}), escalations),
)
