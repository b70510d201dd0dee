"""Jira: the CSV of a search, and the answer of `GET /rest/api/2/search?expand=changelog`.

The CSV writes times by the site's clock to the minute, in twelve hours; names several columns
alike; and tells of its own SLA what remains, negative if late. It has the events of none.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sportello.catalog.model import Catalog
from sportello.sla.events import Event

from ..histories import Made
from ..told import Told
from .sheet import (
    ALL,
    Cells,
    Planted,
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

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SERVICES: Final = {"mail": "Posta", "payroll": "Paghe", "shop": "Negozio online"}
SEVERITIES: Final = {"critical": "Highest", "high": "High", "ordinary": "Medium", "low": "Low"}
TYPES: Final = {"incident": "Incident", "request": "Service Request"}
CHANNELS: Final = {"mail": "Email", "portal": "Portal", "phone": "Phone", "chat": "Chat"}
LABELS: Final = {"spam": "spam", "merged": "duplicate", "test": "test", "deleted": "deleted"}
STARS: Final = {"positive": "5", "neutral": "3", "negative": "1"}
_COLUMNS: Final = (
    ("summary", "Summary"),
    ("reference", "Issue key"),
    ("id", "Issue id"),
    ("type", "Issue Type"),
    ("status", "Status"),
    ("project", "Project key"),
    ("severity", "Priority"),
    ("assignee", "Assignee"),
    ("reporter", "Reporter"),
    ("opened", "Created"),
    ("updated", "Updated"),
    ("resolved", "Resolved"),
    ("service", "Component/s"),
    ("excluded", "Labels"),
    ("channel", "Custom field (Source)"),
    ("contract", "Custom field (Contract)"),
    ("customer", "Custom field (Organizations)"),
    ("first_response", "Custom field ([CHART] Date of First Response)"),
    ("remaining", "Custom field (Time to resolution)"),
    ("vote", "Satisfaction rating"),
    ("voted", "Custom field (Satisfaction date)"),
    ("comment", "Comment"),
    ("comment", "Comment"),
    ("comment", "Comment"),
)


def written(at: datetime) -> str:
    """Write a time as `05/Jan/26 4:30 PM`."""
    shown = local(at)
    half = "AM" if shown.hour < 12 else "PM"
    clock = f"{shown.hour % 12 or 12}:{shown.minute:02} {half}"
    return f"{shown.day:02}/{MONTHS[shown.month - 1]}/{shown:%y} {clock}"


def named(names: Mapping[str, str], value: str | None) -> str:
    """Return what a system calls something of the catalog."""
    return "" if value is None else names[value]


def _cells(catalog: Catalog, told: Told) -> Cells:
    known = told.attributes
    number = told.reference.removeprefix("SUP-")
    return {
        "summary": f'Non va "di nuovo",\nrichiesta {number}',
        "reference": told.reference,
        "id": f"1{number}",
        "type": named(TYPES, known["type"]),
        "status": catalog_name(catalog, told.state),
        "project": "SUP",
        "severity": named(SEVERITIES, known["severity"]),
        "assignee": "Anna Neri",
        "reporter": "Piero Bianchi",
        "opened": written(told.opened),
        "updated": written(told.updated),
        "resolved": if_any(written, told.resolved),
        "service": named(SERVICES, known["service"]),
        "excluded": named(LABELS, known["excluded"]),
        "channel": named(CHANNELS, known["channel"]),
        "contract": "Gold" if known["contract"] else "",
        "customer": known["customer"] or "",
        "first_response": if_any(written, told.replied),
        "remaining": "-1:30",
        "vote": named(STARS, known["vote"]),
        "voted": if_any(written, told.made.voted),
    }


def write(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the CSV, and the JSON of the same issues as their events."""
    exported = as_told(made, ALL, lacks=["opened_by"])
    lacks = ("opened_by", "taken", "closed", "reopened", "paused", "paused_in")
    known = told_of(catalog, exported, lacks)
    sheet = Sheet(
        _COLUMNS,
        lambda told: _cells(catalog, told),
        written,
        {"comment": "05/Jan/26 9:30 AM;anna;Grazie; a presto"},
    )
    lines = sheet.lines(known, footer=False)
    file, events = folder / "jira.csv", folder / "changelog.json"
    write_csv(file, sheet.rows(lines))
    seen, wrong = _write_issues(catalog, events, exported, known)
    return Written((file,), (events,), seen, known, planted(file, lines), wrong)


def write_rest(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the JSON alone, which has the fields of issues and their events."""
    exported = as_told(made, ALL)
    known = told_of(
        catalog, exported, ("taken", "replied", "closed", "reopened", "paused", "paused_in")
    )
    file = folder / "issues.json"
    seen, wrong = _write_issues(catalog, file, exported, known)
    return Written((file,), (), seen, known, wrong)


def _write_issues(
    catalog: Catalog, file: Path, made: Sequence[Made], told: Sequence[Told]
) -> tuple[tuple[Made, ...], frozenset[Planted]]:
    """Write issues, one with an unknown status on the way and one whose changelog is cut off.

    Returns what can be known of them all.
    """
    issues = [_issue(catalog, *each) for each in zip(made, told, strict=True)]
    closed = (n for n, each in enumerate(told) if each.state == "closed" and each.resolved)
    odd, cut = next(closed), next(closed)
    histories = issues[odd]["changelog"]["histories"]
    opened = _iso(made[odd].history.ticket.opened)
    start = catalog_name(catalog, "new")
    for before, after in ((start, "Escalated"), ("Escalated", start)):
        item = {"field": "status", "fromString": before, "toString": after}
        histories.append({"id": "0", "created": opened, "items": [item]})
    # The newest come first.
    histories[-2:] = histories[:-3:-1]
    issues[odd]["changelog"]["total"] += 2
    issues[cut]["changelog"]["total"] = 200
    file.write_text(json.dumps({"startAt": 0, "total": len(issues), "issues": issues}))
    wrong = {Planted(file.name, odd + 1, "Q007", True), Planted(file.name, cut + 1, "Q003", True)}
    seen = [*made]
    seen[cut] = _without_changes(made[cut], told[cut])
    return tuple(seen), frozenset(wrong)


def _without_changes(made: Made, told: Told) -> Made:
    """Return a ticket of which comments and the row of its export tell."""
    assert told.resolved is not None
    (known,) = as_told([made], ALL - {"state"})
    end = Event(told.resolved, "state", "resolved", "desk")
    events = sorted((*known.history.events, end), key=lambda each: each.at)
    return replace(known, history=replace(known.history, events=tuple(events)))


def catalog_name(catalog: Catalog, state: str) -> str:
    """Return what Jira calls a state."""
    assert catalog.lifecycle is not None
    return catalog.lifecycle.states[state].names["jira"]


def _issue(catalog: Catalog, made: Made, told: Told) -> dict[str, Any]:
    requester = {"accountId": "5b10", "accountType": "customer", "displayName": "Piero Bianchi"}
    agent = {"accountId": "5b11", "accountType": "atlassian", "displayName": "Anna Neri"}
    app = {"accountId": "5b12", "accountType": "app", "displayName": "Automation for Jira"}
    people = {"requester": requester, "desk": agent, "system": app}
    comments = [
        {
            "id": str(number),
            "created": _iso(each.at),
            "jsdPublic": each.kind == "reply",
            "author": people[each.by or "desk"],
            "body": "Grazie",
        }
        for number, each in enumerate(made.history.events)
        if each.kind in {"reply", "note"}
    ]
    # What an app says as a ticket comes is no answer.
    receipt = {"id": "0", "created": _iso(made.history.ticket.opened), "jsdPublic": True}
    comments.insert(0, {**receipt, "author": app, "body": "Ricevuto"})
    histories = [*_histories(catalog, made.history.events)]
    return {
        "key": made.reference,
        "fields": {
            **_fields(catalog, told),
            "creator": agent if made.history.events[0].by == "desk" else requester,
            "reporter": requester,
            "comment": {"comments": comments, "maxResults": len(comments), "total": len(comments)},
        },
        "changelog": {"maxResults": 100, "total": len(histories), "histories": histories[::-1]},
    }


def _fields(catalog: Catalog, told: Told) -> Mapping[str, Any]:
    known = told.attributes
    labels = [LABELS[known["excluded"]]] if known["excluded"] else []
    return {
        "project": {"key": "SUP"},
        "issuetype": {"name": named(TYPES, known["type"])},
        "status": {"name": catalog_name(catalog, told.state)},
        "priority": {"name": named(SEVERITIES, known["severity"])},
        "components": [{"name": named(SERVICES, known["service"])}],
        "created": _iso(told.opened),
        "updated": _iso(told.updated),
        "resolutiondate": if_any(_iso, told.resolved) or None,
        "summary": "Non va",
        "customfield_10002": [{"name": known["customer"]}],
        "customfield_10050": {"value": named(CHANNELS, known["channel"])},
        "customfield_10051": {"value": "Gold"} if known["contract"] else None,
        "customfield_10052": labels,
        "customfield_10053": {"rating": int(STARS[known["vote"]])} if known["vote"] else None,
        "customfield_10054": if_any(_iso, told.made.voted) or None,
    }


def _histories(catalog: Catalog, events: Sequence[Event]) -> Iterator[Mapping[str, Any]]:
    before = catalog_name(catalog, "new")
    for number, each in enumerate(events):
        if each.kind == "state" and each.value:
            after = catalog_name(catalog, each.value)
            item = {"field": "status", "fromString": before, "toString": after}
            assigned = {"field": "assignee", "fromString": None, "toString": "Anna Neri"}
            yield {"id": str(number), "created": _iso(each.at), "items": [assigned, item]}
            before = after


def _iso(at: datetime) -> str:
    return local(at).strftime("%Y-%m-%dT%H:%M:%S.000%z")


WRITERS: Final = (
    Writer("jira", "jira", 60, "SUP-{}".format, write),
    Writer("jira-rest", "jira", 1, "SUP-{}".format, write_rest, ("events",)),
)
