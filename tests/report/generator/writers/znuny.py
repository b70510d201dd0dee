"""Znuny: the CSV of a search, in Italian where it is translated, and a query of `ticket_history`."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from sportello.catalog.model import Catalog

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

SEVERITIES: Final = {
    "critical": "5 very high",
    "high": "4 high",
    "ordinary": "3 normal",
    "low": "2 low",
}
TYPES: Final = {"incident": "Incident", "request": "RfC"}
ARTICLES: Final = {
    ("reply", "desk"): "EmailAgent",
    ("reply", "requester"): "FollowUp",
    ("note", "desk"): "AddNote",
}
_COLUMNS: Final = (
    ("reference", "Ticket Number"),
    ("summary", "Oggetto"),
    ("status", "Stato"),
    ("severity", "Priority"),
    ("queue", "Coda"),
    ("service", "Servizio"),
    ("type", "Type"),
    ("customer", "CustomerID"),
    ("requester", "Da"),
    ("opened", "Created"),
    ("updated", "Changed"),
    ("closed", "Closed"),
    ("first_response", "FirstResponse"),
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
        "status": catalog.lifecycle.states[told.state].names["znuny"],
        "severity": named(SEVERITIES, known["severity"]),
        "queue": "Assistenza",
        "service": named(SERVICES, known["service"]),
        "type": named(TYPES, known["type"]),
        "customer": known["customer"] or "",
        "requester": "Piero Bianchi",
        "opened": written(told.opened),
        "updated": written(told.updated),
        "closed": if_any(written, told.closed),
        "first_response": if_any(written, told.replied),
    }


def write(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the CSV and the history of its tickets."""
    lacks = ("opened_by", "channel", "contract", "vote", "voted")
    exported = as_told(made, ALL, lacks=lacks, excluded=())
    known = told_of(
        catalog, exported, ("opened_by", "taken", "resolved", "reopened", "paused", "paused_in")
    )
    sheet = Sheet(_COLUMNS, lambda told: _cells(catalog, told), written)
    lines = sheet.lines(known)
    file, events = folder / "znuny.csv", folder / "ticket_history.csv"
    write_csv(file, sheet.rows(lines), delimiter=";")
    with events.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(_history(catalog, exported))
    return Written((file,), (events,), exported, known, planted(file, lines))


def _history(catalog: Catalog, made: Sequence[Made]) -> Iterator[Sequence[object]]:
    assert catalog.lifecycle is not None
    yield ("tn", "history_type", "name", "create_time")
    for each in made:
        before = catalog.lifecycle.states["new"].names["znuny"]
        for event in each.history.events:
            at = written(event.at)
            if event.kind == "opened":
                yield (each.reference, "NewTicket", f"%%{each.reference}%%Assistenza%%new", at)
                yield (each.reference, "EmailCustomer", "%%", at)
                yield (each.reference, "SendAutoReply", "%%piero@example.org", at)
            elif event.kind == "state":
                after = catalog.lifecycle.states[event.value or ""].names["znuny"]
                yield (each.reference, "StateUpdate", f"%%{before}%%{after}%%", at)
                before = after
            else:
                yield (each.reference, ARTICLES[event.kind, event.by or ""], "%%", at)


WRITERS: Final = (Writer("znuny", "znuny", 1, "2026{:06}".format, write),)
