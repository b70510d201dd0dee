"""Freshdesk: the CSV of tickets, by the account's clock, and the JSON of their activities.

Activities do not say whether a note is public, so the first reply alone is known, from its column.
Of durations many are empty where the instants are there.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sportello.catalog.model import Catalog

from ..histories import Made
from ..told import Told
from .jira import SERVICES, named
from .sheet import (
    STATES,
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

SEVERITIES: Final = {"critical": "Urgent", "high": "High", "ordinary": "Medium", "low": "Low"}
TYPES: Final = {"incident": "Incident", "request": "Request"}
CHANNELS: Final = {"mail": "Email", "portal": "Portal", "phone": "Phone", "chat": "Chat"}
FACES: Final = {"positive": "Extremely Happy", "neutral": "Neutral", "negative": "Very Unhappy"}
_COLUMNS: Final = (
    ("reference", "Ticket ID"),
    ("summary", "Subject"),
    ("status", "Status"),
    ("severity", "Priority"),
    ("channel", "Source"),
    ("type", "Type"),
    ("agent", "Agent"),
    ("service", "Group"),
    ("opened", "Created time"),
    ("due", "Due by Time"),
    ("resolved", "Resolved time"),
    ("closed", "Closed time"),
    ("updated", "Last update time"),
    ("first_response", "Initial response time"),
    ("first_response_hours", "First response time (in hrs)"),
    ("resolution_hours", "Resolution time (in hrs)"),
    ("resolution_status", "Resolution status"),
    ("excluded", "Tags"),
    ("vote", "Survey results"),
    ("contract", "Contract"),
    ("requester", "Full name"),
    ("customer", "Company Name"),
)


def written(at: datetime) -> str:
    """Write a time as `2026-01-05 16:30:00`."""
    return f"{local(at):%Y-%m-%d %H:%M:%S}"


def _cells(catalog: Catalog, told: Told) -> Cells:
    assert catalog.lifecycle is not None
    known = told.attributes
    return {
        "reference": told.reference,
        "summary": "Non va",
        "status": catalog.lifecycle.states[told.state].names["freshdesk"],
        "severity": named(SEVERITIES, known["severity"]),
        "channel": named(CHANNELS, known["channel"]),
        "type": named(TYPES, known["type"]),
        "agent": "Anna Neri",
        "service": named(SERVICES, known["service"]),
        "opened": written(told.opened),
        "resolved": if_any(written, told.resolved),
        "closed": if_any(written, told.closed),
        "updated": written(told.updated),
        "first_response": if_any(written, told.replied),
        "first_response_hours": "01:30:00" if int(told.reference) % 3 else "",
        "resolution_status": "Within SLA",
        "excluded": "unito" if known["excluded"] else "",
        "vote": named(FACES, known["vote"]),
        "contract": "Oro" if known["contract"] else "",
        "requester": "Piero Bianchi",
        "customer": known["customer"] or "",
    }


def write(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the CSV and the activities of its tickets."""
    lacks = ("opened_by", "voted")
    exported = as_told(made, STATES, lacks=lacks, excluded=["merged"], first_reply_alone=True)
    known = told_of(catalog, exported, ("opened_by", "taken", "reopened", "paused", "paused_in"))
    sheet = Sheet(_COLUMNS, lambda told: _cells(catalog, told), written)
    lines = sheet.lines(known)
    file, events = folder / "freshdesk.csv", folder / "activities.json"
    write_csv(file, sheet.rows(lines))
    activities = [each for one in exported for each in _activities(catalog, one)]
    events.write_text(json.dumps({"activities_data": activities}))
    return Written((file,), (events,), exported, known, planted(file, lines))


def _activities(catalog: Catalog, made: Made) -> Iterator[Mapping[str, Any]]:
    assert catalog.lifecycle is not None
    for event in made.history.events:
        activity: dict[str, Any] = {"note": {"id": 10, "type": 4}}
        if event.kind == "opened":
            activity = {"new_ticket": True, "status": "Open", "requester": "Piero Bianchi"}
        if event.kind == "state":
            activity = {"status": catalog.lifecycle.states[event.value or ""].names["freshdesk"]}
        yield {
            "performed_at": local(event.at).strftime("%d-%m-%Y %H:%M:%S %z"),
            "ticket_id": int(made.reference),
            "performer_type": "user",
            "performer_id": 149,
            "activity": activity,
        }


WRITERS: Final = (Writer("freshdesk", "freshdesk", 1, "{}".format, write),)
