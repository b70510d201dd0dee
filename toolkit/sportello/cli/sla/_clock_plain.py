"""The clocks of tickets as plain data for JSON."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sportello.catalog.model import Catalog
from sportello.catalog.revision import Past
from sportello.cli.sla._clock_notes import notes
from sportello.cli.sla._days import plain_days
from sportello.cli.sla._escalations import plain_fired
from sportello.cli.sla._options import past_plain
from sportello.cli.sla._terms import plain_target, plain_terms
from sportello.sla.clock import Clock, ClockReport, ClockStep, Cycle, counted_states
from sportello.worktime.zones import Zone


def plain(
    catalog: Catalog, past: Past | None, now: datetime, reports: Sequence[ClockReport]
) -> dict[str, Any]:
    """Return all that is known of the clocks; instants of events are shown in the desk's zone."""
    zone = Zone(catalog.helpdesk.timezone)
    return {
        "at": past_plain(past),
        "now": now.astimezone(zone).isoformat(),
        "counts": counted_states(reports),
        "tickets": [_ticket(each, zone) for each in reports],
    }


def _ticket(report: ClockReport, zone: Zone) -> dict[str, Any]:
    ticket, before = report.ticket, report.history.ticket.service
    return {
        "ticket": report.history.name,
        "service": ticket.service,
        **({} if before == ticket.service else {"opened_for": before}),
        "opened": _instant(ticket.opened, zone),
        **({"received": _instant(report.received, zone)} if report.is_received_later else {}),
        **plain_terms(report.terms),
        "clocks": [_clock(each, zone) for each in report.clocks],
        "escalations": plain_fired(report.escalations, zone),
        "severities_noted": [
            {"at": _instant(each.at, zone), "severity": each.value} for each in report.not_applied
        ],
        "notes": list(notes(report, zone)),
        "why": list(report.terms.steps),
    }


def _clock(clock: Clock, zone: Zone) -> dict[str, Any]:
    return {
        "target": clock.kind,
        "team": clock.team,
        **plain_target(clock.target, clock.calendar),
        "state": clock.state,
        "cycles": [_cycle(each, zone) for each in clock.cycles],
    }


def _cycle(cycle: Cycle, zone: Zone) -> dict[str, Any]:
    return {
        "state": cycle.state,
        **plain_target(cycle.elapsed.target, cycle.elapsed.calendar),
        "start": _instant(cycle.start, zone),
        "due": cycle.due.isoformat(),
        "stop": _instant(cycle.stop, zone),
        "end": _instant(cycle.end, zone),
        "used": cycle.used,
        "left": cycle.left,
        "margin": cycle.remaining,
        "by_team": {team or "": seconds for team, seconds in cycle.by_team.items()},
        "why": [_step(each, zone) for each in cycle.steps],
        "days": [
            {"calendar": calendar.name, "days": plain_days(explanation.days)}
            for calendar, explanation in cycle.elapsed.explain()
        ],
    }


def _step(step: ClockStep, zone: Zone) -> dict[str, Any]:
    return {
        "step": step.kind,
        "at": _instant(step.at, zone),
        "value": step.value,
        "until": _instant(step.until, zone),
        "seconds": step.seconds,
    }


def _instant(moment: datetime | None, zone: Zone) -> str | None:
    return None if moment is None else moment.astimezone(zone).isoformat()
