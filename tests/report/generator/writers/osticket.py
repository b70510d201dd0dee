"""osTicket: the CSV of a queue, and what queries of `thread_event` and `thread_entry` give.

A change between two open states stands nowhere: nothing is known of pauses, nor of taking in charge.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sportello.catalog.model import Catalog
from sportello.sla.events import Event

from ..histories import Made
from ..told import Told
from .jira import SERVICES, named
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

SEVERITIES: Final = {"critical": "Emergency", "high": "High", "ordinary": "Normal", "low": "Low"}
CHANNELS: Final = {"mail": "Email", "portal": "Web", "phone": "Phone", "chat": "Other"}
STATUS: Final = {"resolved": (2, "Resolved"), "closed": (3, "Closed")}
_COLUMNS: Final = (
    ("reference", "Ticket Number"),
    ("opened", "Date Created"),
    ("summary", "Subject"),
    ("requester", "From"),
    ("severity", "Priority"),
    ("department", "Department"),
    ("service", "Help Topic"),
    ("channel", "Source"),
    ("status", "Current Status"),
    ("updated", "Last Updated"),
    ("due", "SLA Due Date"),
    ("closed", "Closed Date"),
    ("reopened", "Reopen Count"),
)


def written(at: datetime) -> str:
    """Write a time as `2026-01-05 16:30:00`."""
    return f"{local(at):%Y-%m-%d %H:%M:%S}"


def _cells(told: Told) -> Cells:
    known = told.attributes
    return {
        "reference": told.reference,
        "opened": written(told.opened),
        "summary": "Non va",
        "requester": "Piero Bianchi",
        "severity": named(SEVERITIES, known["severity"]),
        "department": "Assistenza",
        "service": named(SERVICES, known["service"]),
        "channel": named(CHANNELS, known["channel"]),
        "status": {"resolved": "Resolved", "closed": "Closed"}.get(told.state, "Open"),
        "updated": written(told.updated),
        "closed": if_any(written, told.closed),
        "reopened": str(told.reopened),
    }


def write(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the CSV, the events and the entries of its tickets."""
    lacks = ("opened_by", "type", "contract", "vote", "voted", "customer")
    exported = as_told(map(_seen, made), ALL | {"reopened"}, lacks=lacks, excluded=())
    full = as_told(made, ALL, lacks=lacks, excluded=())
    known = told_of(
        catalog, full, ("opened_by", "taken", "replied", "resolved", "paused", "paused_in")
    )
    known = tuple(
        replace(each, state=each.state if each.state in STATUS else "new") for each in known
    )
    sheet = Sheet(_COLUMNS, _cells, written)
    lines = sheet.lines(known)
    file = folder / "osticket.csv"
    write_csv(file, sheet.rows(lines), delimiter=";", encoding="utf-8-sig")
    events, entries = folder / "thread_event.csv", folder / "thread_entry.csv"
    for path, rows in ((events, _events(exported)), (entries, _entries(exported))):
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    return Written((file,), (events, entries), exported, known, planted(file, lines))


def _seen(made: Made) -> Made:
    """Return a ticket without the changes from one open state to another."""

    def seen() -> Iterator[Event]:
        is_over = False
        for event in made.history.events:
            if event.kind != "state" or event.value in STATUS:
                yield event
            elif is_over:
                yield replace(event, kind="reopened", value=None)
            is_over = event.value in STATUS if event.kind == "state" else is_over

    return replace(made, history=replace(made.history, events=tuple(seen())))


def _events(made: Sequence[Made]) -> Iterator[Sequence[object]]:
    yield ("number", "state", "data", "uid_type", "annulled", "timestamp")
    for each in made:
        ends = [event for event in each.history.events if event.kind == "state"]
        for event in each.history.events:
            at = written(event.at)
            who = {"desk": "S", "requester": "U"}.get(event.by or "", "")
            if event.kind == "opened":
                yield (each.reference, "created", "", "U", 0, at)
            elif event.kind == "state":
                data = json.dumps({"status": STATUS[event.value or ""]})
                # What is closed again or reopened later was closed all the same.
                yield (each.reference, "closed", data, who, int(event is not ends[-1]), at)
            elif event.kind == "reopened":
                yield (each.reference, "reopened", "", who, 0, at)


def _entries(made: Sequence[Made]) -> Iterator[Sequence[object]]:
    yield ("number", "type", "created")
    letters = {("reply", "desk"): "R", ("reply", "requester"): "M", ("note", "desk"): "N"}
    for each in made:
        yield (each.reference, "M", written(each.history.ticket.opened))
        for event in each.history.events:
            if (event.kind, event.by) in letters:
                yield (each.reference, letters[event.kind, event.by or ""], written(event.at))


WRITERS: Final = (Writer("osticket", "osticket", 1, "{}".format, write),)
