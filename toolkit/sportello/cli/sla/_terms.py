"""Severity, policy and operational levels of a ticket, for people and for programs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sportello.catalog.model import Target, Text
    from sportello.sla import SeverityChoice, Terms
    from sportello.worktime import Calendar

_BY = {
    "rule": "by rule {}",
    "proposal": "as given",
    "matrix": "by the matrix",
    "default": "by default",
}
_ROLLS = {
    "next": "and if that day is closed, the next one that is open",
    "previous": "and if that day is closed, the one before that is open",
}


def terms_lines(terms: "Terms") -> Iterator[str]:
    """Yield severity and policy, with their reasons."""
    severity, policy = terms.severity, terms.policy
    yield f"severity  {severity_in_words(severity)}"
    if severity.why:
        yield f"          {severity.why.says('en')}"
    if severity.not_applied is not None:
        yield f"          the requester proposed {severity.not_applied}, which is not applied"
    promise = policy.policy
    yield f"policy    {policy.name or 'none'}" + (f": {promise.name.says('en')}" if promise else "")
    if promise and promise.overrides:
        yield f"          takes the place of policy {promise.overrides}"
    if promise and promise.statement:
        yield f"          {promise.statement.says('en')}"
    if promise and promise.assumed:
        yield f"          assumed: {promise.assumed.says('en')}"
    for kind, average in promise.averages.items() if promise else ():
        counted = f", calendar {average.calendar}" if average.calendar else ""
        yield f"          on average, no deadline: {kind.replace('_', ' ')} {average.time}{counted}"


def severity_in_words(severity: "SeverityChoice") -> str:
    """Return a severity and what decided it: `high (by rule spinfo-safety-critical)`."""
    if severity.severity is None or severity.by is None:
        return "none"
    return f"{severity.severity} ({_BY[severity.by].format(severity.rule)})"


def target_in_words(target: "Target", calendar: "Calendar") -> str:
    """Return a target and its calendar: `40 business hours, calendar office (Europe/Rome)`.

    What counts round the clock is told without one.
    """
    if not counts_in_a_calendar(target) and not target.may_roll:
        return f"{within_in_words(target)}, round the clock"
    return f"{within_in_words(target)}, calendar {calendar.name} ({calendar.timezone})"


def counts_in_a_calendar(target: "Target") -> bool:
    """Tell whether a target counts opening hours or days, not plain hours round the clock."""
    return not target.within.kind.is_day_and_night


def within_in_words(target: "Target") -> str:
    """Return how long a target gives: `2 working days, till closing`."""
    from sportello.worktime import DurationKind

    if target.may_roll:
        return f"{target.within}, round the clock, {_ROLLS[target.if_closed]}"
    if target.within.kind is not DurationKind.WORKING_DAYS:
        return str(target.within)
    if target.at.clock is not None:
        return (
            f"{target.within if target.within.amount else 'the same working day'}, by {target.at}"
        )
    until = "at the time of day of the start" if target.at == "same_time" else "till closing"
    return f"{target.within}, {until}"


def why_lines(terms: "Terms") -> Iterator[str]:
    """Yield every step that led to the terms."""
    yield "Why this severity and this policy:"
    yield from (f"  - {step}" for step in terms.steps)


def plain_terms(terms: "Terms") -> dict[str, Any]:
    """Return severity and policy as plain data for JSON."""
    severity, policy = terms.severity, terms.policy.policy
    return {
        "severity": severity.severity,
        "severity_decided_by": severity.by,
        "priority_rule": severity.rule,
        "severity_why": _plain_text(severity.why),
        "severity_noted": severity.not_applied,
        "policy": terms.policy.name,
        "policy_overrides": policy.overrides if policy else None,
        "policy_statement": _plain_text(policy.statement if policy else None),
        "policy_assumed": _plain_text(policy.assumed if policy else None),
        "policy_averages": {
            kind: {"time": str(each.time), "calendar": each.calendar}
            for kind, each in (policy.averages if policy else {}).items()
        },
    }


def _plain_text(text: "Text | None") -> dict[str, str] | None:
    return dict(text) if text else None


def plain_target(target: "Target", calendar: "Calendar") -> dict[str, Any]:
    """Return a target as plain data for JSON."""
    return {
        "within": str(target.within),
        "at": str(target.at),
        **({"if_closed": target.if_closed} if target.may_roll else {}),
        "calendar": calendar.name,
        "timezone": calendar.timezone,
    }
