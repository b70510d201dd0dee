"""Zendesk: the answers of its interface about tickets, with their metrics, and about audits.

Who wrote a comment is told by number: the role of it stands among the users. What is spam, a test or
deleted is not exported.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sportello.catalog.model import Catalog
from sportello.sla.events import Event

from ..histories import Made
from ..told import Told
from .jira import SERVICES
from .sheet import (
    ALL,
    Cells,
    Sheet,
    Writer,
    Written,
    as_told,
    if_any,
    local,
    planted,
    told_of,
    write_csv,
)

SEVERITIES: Final = {"critical": "urgent", "high": "high", "ordinary": "normal", "low": "low"}
TYPES: Final = {"incident": "incident", "request": "task"}
CHANNELS: Final = {"mail": "email", "portal": "web", "phone": "voice", "chat": "chat"}
SCORES: Final = {"positive": "good", "negative": "bad_with_comment"}
STATUS: Final = {"supplier": "On-hold"}
TITLES: Final = {"mail": "Mail", "portal": "Web form", "phone": "Voice", "chat": "Chat"}
_COLUMNS: Final = (
    ("summary", "Subject"),
    ("reference", "Id"),
    ("requester", "Requester"),
    ("customer", "Organization"),
    ("service", "Group"),
    ("status", "Status"),
    ("severity", "Priority"),
    ("type", "Ticket type"),
    ("channel", "Via"),
    ("opened", "Created at"),
    ("updated", "Updated at"),
    ("resolved", "Solved at"),
    ("paused", "Agent wait time in minutes within business hours"),
    ("reopened", "Reopens"),
    ("vote", "Satisfaction Score"),
    ("excluded", "Tags"),
)
REQUESTER, AGENT, SYSTEM = 501, 502, -1
_PEOPLE: Final = {"requester": REQUESTER, "desk": AGENT, "system": SYSTEM}
_USERS: Final = (
    {"id": REQUESTER, "name": "Piero Bianchi", "role": "end-user"},
    {"id": AGENT, "name": "Anna Neri", "role": "agent"},
)


def write(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the tickets and their audits."""
    rated = [replace(each, vote=None) if each.vote == "neutral" else each for each in made]
    exported = as_told(rated, ALL, lacks=("voted", "contract"), excluded=["merged"])
    known = told_of(catalog, exported, ("taken", "replied", "closed"))
    file, events = folder / "tickets.json", folder / "audits.json"
    names = {name: number for number, name in enumerate(SERVICES.values(), 71)}
    customers = {
        name: number
        for number, name in enumerate(sorted({each.customer or "" for each in made}), 900)
    }
    answer = {
        "tickets": [_ticket(catalog, each, names, customers) for each in known],
        "metric_sets": [_metrics(each) for each in known],
        "groups": [{"id": number, "name": name} for name, number in names.items()],
        "organizations": [{"id": number, "name": name} for name, number in customers.items()],
    }
    file.write_text(json.dumps(answer))
    audits = [audit for each in exported for audit in _audits(catalog, each)]
    events.write_text(json.dumps({"audits": audits, "users": _USERS}))
    return Written((file,), (events,), exported, known, frozenset())


def write_table(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the CSV of a view, which has rows alone: a wait is told in minutes of business."""
    assert catalog.lifecycle is not None
    states = catalog.lifecycle.states
    rated = [replace(each, vote=None) if each.vote == "neutral" else each for each in made]
    exported = as_told(rated, ALL, lacks=("voted", "contract", "opened_by"), excluded=["merged"])
    lacks = ("opened_by", "taken", "replied", "closed")
    known = tuple(map(_in_minutes, told_of(catalog, exported, lacks)))

    def cells(told: Told) -> Cells:
        names = told.attributes
        return {
            "reference": told.reference,
            "summary": "Non va",
            "status": STATUS.get(told.state, states[told.state].names["zendesk"].capitalize()),
            "severity": SEVERITIES[names["severity"] or ""].capitalize(),
            "type": TYPES[names["type"] or ""].capitalize(),
            "channel": TITLES[names["channel"] or ""],
            "service": SERVICES[names["service"] or ""],
            "customer": names["customer"] or "",
            "requester": "Piero Bianchi",
            "opened": minutes(told.opened),
            "updated": minutes(told.updated),
            "resolved": if_any(minutes, told.resolved),
            "paused": str((told.paused or 0) // 60),
            "reopened": str(told.reopened),
            "vote": {"positive": "Good", "negative": "Bad"}.get(names["vote"] or "", ""),
            "excluded": "closed_by_merge" if names["excluded"] else "",
        }

    sheet = Sheet(_COLUMNS, cells, minutes)
    lines = sheet.lines(known)
    file = folder / "zendesk.csv"
    write_csv(file, sheet.rows(lines))
    return Written((file,), (), exported, known, planted(file, lines))


def _in_minutes(told: Told) -> Told:
    return replace(told, paused=(told.paused or 0) // 60 * 60)


def minutes(at: datetime) -> str:
    """Write a time as `2026-01-05 16:30`."""
    return f"{local(at):%Y-%m-%d %H:%M}"


def _ticket(
    catalog: Catalog, told: Told, names: Mapping[str, int], customers: Mapping[str, int]
) -> Mapping[str, Any]:
    assert catalog.lifecycle is not None
    known = told.attributes
    score = SCORES.get(known["vote"] or "", "offered")
    return {
        "id": int(told.reference),
        "via": {"channel": CHANNELS[known["channel"] or ""]},
        "created_at": _utc(told.opened),
        "updated_at": _utc(told.updated),
        "type": TYPES[known["type"] or ""],
        "subject": "Non va",
        "priority": SEVERITIES[known["severity"] or ""],
        "status": catalog.lifecycle.states[told.state].names["zendesk"],
        "requester_id": REQUESTER,
        "submitter_id": _PEOPLE[told.opened_by or ""],
        "assignee_id": AGENT,
        "organization_id": customers[known["customer"] or ""],
        "group_id": names[SERVICES[known["service"] or ""]],
        "tags": ["closed_by_merge"] if known["excluded"] == "merged" else ["vip"],
        "satisfaction_rating": {"score": score},
    }


def _metrics(told: Told) -> Mapping[str, Any]:
    return {
        "ticket_id": int(told.reference),
        "solved_at": _utc(told.resolved) if told.resolved else None,
        "reopens": told.reopened,
        "agent_wait_time_in_minutes": {
            "calendar": 0,
            "business": (told.paused or 0) // 60,
        },
    }


def _audits(catalog: Catalog, made: Made) -> Iterator[Mapping[str, Any]]:
    opening, *later = made.history.events
    author = _PEOPLE[opening.by or "desk"]
    created: list[Mapping[str, Any]] = [
        {"type": "Create", "field_name": "requester_id", "value": str(REQUESTER)},
        {"type": "Create", "field_name": "status", "value": "new"},
        {"type": "Create", "field_name": "subject", "value": "Non va"},
        {"type": "Comment", "public": True, "author_id": author, "body": "Aiuto"},
    ]
    yield _audit(made, opening.at, author, created)
    # A trigger that confirms is no answer.
    told = {"type": "Notification", "recipients": [REQUESTER], "body": "Ricevuto"}
    yield _audit(made, opening.at, SYSTEM, [told])
    for event in later:
        yield _audit(made, event.at, _PEOPLE[event.by or "desk"], [_change(catalog, event)])


def _change(catalog: Catalog, event: Event) -> Mapping[str, Any]:
    assert catalog.lifecycle is not None
    if event.kind == "state":
        value = catalog.lifecycle.states[event.value or ""].names["zendesk"]
        return {"type": "Change", "field_name": "status", "value": value, "previous_value": "open"}
    return {"type": "Comment", "public": event.kind == "reply", "body": "Grazie"}


def _audit(
    made: Made, at: datetime, author: int, events: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any]:
    numbered = [{"id": number, **each} for number, each in enumerate(events, 1)]
    return {
        "id": 1,
        "ticket_id": int(made.reference),
        "created_at": _utc(at),
        "author_id": author,
        "via": {"channel": "web"},
        "events": numbered,
    }


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


WRITERS: Final = (
    Writer("zendesk", "zendesk", 60, "{}".format, write),
    Writer("zendesk-csv", "zendesk", 60, "{}".format, write_table, ("rows",)),
)
