"""Steps of escalations, for people and for programs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from sportello.catalog.model import Escalation, EscalationStep
from sportello.cli.sla._instants import short, zoned
from sportello.findings import more
from sportello.sla.clock.state_escalations import StateEscalations
from sportello.sla.escalation import ScheduledEscalation
from sportello.worktime.zones import Zone

_SHOWN: Final = 6
"""How many of the steps that fired in a state are told to people: the last."""


def step_lines(steps: Iterable[ScheduledEscalation]) -> Iterator[str]:
    """Yield when each step comes, to whom, and why then."""
    for each in steps:
        yield f"  {zoned(each.at)}  {_audience(each.step)} ({each.why})"


def state_lines(escalations: Mapping[str, Escalation]) -> Iterator[str]:
    """Yield in words what counts from a state: nobody knows yet when a ticket comes there."""
    for each in escalations.values():
        yield ""
        yield f"while it is in state {each.in_}:"
        for step in each.steps:
            rhythm = f", then every {step.every}" if step.every else ""
            yield f"  {step.after} after it came there{rhythm}  {_audience(step)}"


def fired_lines(found: Iterable[StateEscalations], zone: Zone) -> Iterator[str]:
    """Yield what came in each state, and what is still to come in the one that lasts."""
    for each in found:
        if each.steps:
            start, end = each.interval.start, each.interval.end
            until = f" until {short(end.astimezone(zone))}" if end else ""
            yield ""
            yield f"in state {each.interval.what} since {short(start.astimezone(zone))}{until}:"
            rest = len(each.steps) - _SHOWN
            yield from [f"  {more(rest, 'time')} before"] if rest > 0 else []
            yield from step_lines(each.steps[-_SHOWN:])


def plain_steps(steps: Iterable[ScheduledEscalation]) -> list[dict[str, Any]]:
    """Return the same as plain data for JSON."""
    return [
        {
            "escalation": each.escalation,
            "step": each.number,
            "at": each.at.isoformat(),
            "moved_from": each.moved_from.isoformat() if each.moved_from else None,
            **_plain_audience(each.step),
            **(
                {"every": str(each.step.every), "repetition": each.repetition}
                if each.step.every
                else {}
            ),
            "why": each.why,
        }
        for each in steps
    ]


def plain_in_states(escalations: Mapping[str, Escalation]) -> list[dict[str, Any]]:
    """Return what counts from a state as plain data."""
    return [
        {
            "escalation": name,
            "step": number,
            "state": escalation.in_,
            "after": str(step.after),
            "every": str(step.every) if step.every else None,
            **_plain_audience(step),
        }
        for name, escalation in escalations.items()
        for number, step in enumerate(escalation.steps, 1)
    ]


def plain_fired(found: Iterable[StateEscalations], zone: Zone) -> list[dict[str, Any]]:
    """Return what came in each state as plain data."""
    return [
        {
            "state": each.interval.what,
            "since": _instant(each.interval.start, zone),
            "until": _instant(each.interval.end, zone),
            "steps": plain_steps(each.steps),
        }
        for each in found
    ]


def _audience(step: EscalationStep) -> str:
    to = ", ".join((*step.to, *(f"team {team}" for team in step.teams)))
    return f"{to} by {' and '.join(step.by)}"


def _plain_audience(step: EscalationStep) -> dict[str, list[str]]:
    return {"to": [*step.to], "teams": [*step.teams], "by": [*step.by]}


def _instant(moment: datetime | None, zone: Zone) -> str | None:
    return None if moment is None else moment.astimezone(zone).isoformat()
