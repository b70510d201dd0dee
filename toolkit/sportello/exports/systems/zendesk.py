"""Zendesk: the CSV of its data, the JSON of its tickets, and the audits of tickets.

Proved are audits with their comments, the names of a ticket's fields and its metrics, by the
reference of the interface (ticket audits, ticket metrics, events of tickets), and the fields of a
change, by a library for it (zendesk2). Untried are the CSV, and the tag that Zendesk gives to what
was merged.

Of paused time the minutes of `agent wait` count, in business hours: what passed while a ticket was
pending. Time on hold is told by audits alone. Metric events are not read: they tell when Zendesk's
own clocks ran, which is not when those of the catalog do. An audit names authors by number: who is
of the desk stands among the `users` of the same answer (`include=users`). Who submits a ticket for
somebody else is the desk.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from sportello.exports.system import BATCH_ROWS, BadRow, Batch, RawEvent, System
from sportello.exports.trees import Tree, branches, text, tree, trees
from sportello.sla.events.event import EventKind, Who

_SYSTEM_USER: Final = "-1"
_KINDS: Final[dict[str, EventKind]] = {
    "status": "state",
    "priority": "priority",
    "type": "type",
}
_COMMENTS: Final = frozenset({"Comment", "VoiceComment"})
_NO_AUTHOR: Final = (
    "is a comment that does not say whether the desk wrote it: ask with include=users"
)
_VOTES: Final = ("good", "bad")


def _rows(file: Path) -> Iterator[Batch | BadRow]:
    numbers: list[int] = []
    rows: list[dict[str, str]] = []
    number = 0
    for answer in trees(file, ("tickets", "submitter_id")):
        if isinstance(answer, BadRow):
            yield answer
            continue
        metrics = {
            text(each.get("ticket_id")): each for each in branches(answer.get("metric_sets"))
        }
        groups = _names(answer.get("groups"))
        customers = _names(answer.get("organizations"))
        for ticket in branches(answer.get("tickets")) or [answer]:
            if not {"id", "created_at", "status"} <= ticket.keys():
                continue
            number += 1
            numbers.append(number)
            found = metrics.get(text(ticket["id"]), tree(ticket.get("metric_set")))
            rows.append(_row(ticket, found, groups, customers))
            if len(rows) == BATCH_ROWS:
                yield _batch(numbers, rows)
                numbers, rows = [], []
    if rows:
        yield _batch(numbers, rows)


def _batch(numbers: list[int], rows: list[dict[str, str]]) -> Batch:
    return Batch(numbers, {name: [each[name] for each in rows] for name in rows[0]})


def _names(listed: object) -> Mapping[str, str]:
    return {text(each.get("id")): text(each.get("name")) for each in branches(listed)}


def _row(
    ticket: Tree, metrics: Tree, groups: Mapping[str, str], customers: Mapping[str, str]
) -> dict[str, str]:
    group, customer = text(ticket.get("group_id")), text(ticket.get("organization_id"))
    asked, submitted = text(ticket.get("requester_id")), text(ticket.get("submitter_id"))
    score = text(tree(ticket.get("satisfaction_rating")).get("score"))
    return {
        "reference": text(ticket["id"]),
        "service": groups.get(group, group),
        "status": text(ticket["status"]),
        "severity": text(ticket.get("priority")),
        "type": text(ticket.get("type")),
        "channel": text(tree(ticket.get("via")).get("channel")),
        "customer": customers.get(customer, customer),
        "opened": text(ticket["created_at"]),
        "opened_by": ("requester" if asked == submitted else "desk") if submitted else "",
        "resolved": text(metrics.get("solved_at")),
        "updated": text(ticket.get("updated_at")),
        "paused": text(tree(metrics.get("agent_wait_time_in_minutes")).get("business")),
        "reopened": text(metrics.get("reopens")),
        "vote": score if score.startswith(_VOTES) else "",
        "excluded": _excluded(ticket),
    }


def _excluded(ticket: Tree) -> str:
    if ticket["status"] == "deleted":
        return "deleted"
    tags = ticket.get("tags")
    return "merged" if isinstance(tags, list) and "closed_by_merge" in tags else ""


def _events(file: Path) -> Iterator[RawEvent | BadRow]:
    requesters: dict[str, str] = {}
    row = 0
    for answer in trees(file, ("audits", "author_id")):
        if isinstance(answer, BadRow):
            yield answer
            continue
        roles = {
            text(each.get("id")): text(each.get("role")) for each in branches(answer.get("users"))
        }
        for audit in branches(answer.get("audits")) or [answer]:
            if {"ticket_id", "created_at", "events"} <= audit.keys():
                row += 1
                yield from _told(row, audit, roles, requesters)


def _told(
    row: int, audit: Tree, roles: Mapping[str, str], requesters: dict[str, str]
) -> Iterator[RawEvent | BadRow]:
    reference = text(audit["ticket_id"])
    event = partial(RawEvent, row, reference, text(audit["created_at"]))
    parts = branches(audit["events"])
    is_opening = any(each.get("type") == "Create" for each in parts)
    for each in parts:
        kind, field = text(each.get("type")), text(each.get("field_name"))
        value = text(each.get("value"))
        if kind in {"Create", "Change"} and field == "requester_id":
            requesters[reference] = value
        if kind in {"Create", "Change"} and field in _KINDS and value:
            yield event(_KINDS[field], value)
        if kind in _COMMENTS and not is_opening:
            author = text(each.get("author_id")) or text(audit.get("author_id"))
            by = _who(author, roles, requesters.get(reference, ""))
            if each.get("public") is False:
                yield event("note", None, "desk")
            elif by is None:
                yield BadRow(row, _NO_AUTHOR)
            elif by != "system":
                yield event("reply", None, by)


def _who(author: str, roles: Mapping[str, str], requester: str) -> Who | None:
    if author == _SYSTEM_USER:
        return "system"
    if author == requester or roles.get(author) == "end-user":
        return "requester"
    return "desk" if author in roles else None


SYSTEM: Final = System(
    name="zendesk",
    title="Zendesk",
    source="https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/",
    headings={
        "reference": ("Id",),
        "service": ("Group",),
        "status": ("Status",),
        "type": ("Ticket type",),
        "channel": ("Via",),
        "severity": ("Priority",),
        "customer": ("Organization",),
        "opened": ("Created at",),
        "resolved": ("Solved at",),
        "updated": ("Updated at",),
        "paused": ("Agent wait time in minutes within business hours",),
        "reopened": ("Reopens",),
        "vote": ("Satisfaction Score",),
        "summary": ("Subject",),
        "requester": ("Requester",),
    },
    values={
        "channel": {
            "email": "mail",
            "mail": "mail",
            "web": "portal",
            "web form": "portal",
            "mobile": "portal",
            "voice": "phone",
            "chat": "chat",
            "native_messaging": "chat",
        },
        "vote": {
            "good": "positive",
            "good_with_comment": "positive",
            "bad": "negative",
            "bad_with_comment": "negative",
        },
    },
    paused_in="business time",
    paused_unit="minutes",
    rows=_rows,
    events=_events,
)
