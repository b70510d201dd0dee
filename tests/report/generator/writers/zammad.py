"""Zammad: the workbook of its reports, and what a query of its table `histories` gives.

The workbook has a title, an empty row, the header in row 3, an empty row where a ticket could not be
written, and its zone in the last row. Histories are in UTC and tell of no replies: of these only
the first is known, from its column.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import xlsxwriter

from sportello.catalog.model import Catalog
from sportello.sla.events import Event

from ..histories import Made
from ..told import Told
from .jira import SERVICES, named
from .sheet import (
    ALL,
    STATES,
    Cells,
    Line,
    Planted,
    Sheet,
    Writer,
    Written,
    as_told,
    if_any,
    local,
    planted,
    told_of,
)

SEVERITIES: Final = {
    "critical": "4 critical",
    "high": "3 high",
    "ordinary": "2 normal",
    "low": "1 low",
}
CHANNELS: Final = {"mail": "email", "portal": "web", "phone": "phone", "chat": "chat"}
SENDERS: Final = {"desk": "Agent", "requester": "Customer"}
_COLUMNS: Final = (
    ("reference", "#"),
    ("summary", "Title"),
    ("status", "State"),
    ("severity", "Priority"),
    ("service", "Group"),
    ("owner", "Owner"),
    ("requester", "Customer"),
    ("customer", "Organization"),
    ("channel", "Create Channel"),
    ("opened_by", "Sender"),
    ("contract", "Contract"),
    ("opened", "Created At"),
    ("updated", "Updated At"),
    ("closed", "Closed At"),
    ("close_in_min", "Close In Min"),
    ("first_response", "First Response At"),
    ("first_response_in_min", "First Response In Min"),
)
_FIRST: Final = 4


def written(at: datetime) -> str:
    """Write a time as `2026-01-05 16:30:00`."""
    return f"{local(at):%Y-%m-%d %H:%M:%S}"


def _cells(catalog: Catalog, told: Told) -> Cells:
    assert catalog.lifecycle is not None
    known = told.attributes
    return {
        "reference": told.reference,
        "summary": "Non va",
        "status": catalog.lifecycle.states[told.state].names["zammad"],
        "severity": named(SEVERITIES, known["severity"]),
        "service": named(SERVICES, known["service"]),
        "owner": "Anna Neri",
        "requester": "Piero Bianchi",
        "customer": known["customer"] or "",
        "channel": named(CHANNELS, known["channel"]),
        "opened_by": named(SENDERS, known["opened_by"]),
        "contract": "Oro" if known["contract"] else "",
        "opened": written(told.opened),
        "updated": written(told.updated),
        "closed": if_any(written, told.closed),
        "first_response": if_any(written, told.replied),
    }


def write(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the workbook and the histories of its tickets."""
    merged = [_merged(each) if each.excluded == "merged" else each for each in made]
    lacks = ("type", "vote", "voted")
    exported = as_told(merged, ALL, lacks=lacks, excluded=["merged"])
    known = told_of(catalog, exported, ("taken", "resolved", "reopened", "paused", "paused_in"))
    sheet = Sheet(_COLUMNS, lambda told: _cells(catalog, told), written, {"close_in_min": "540"})
    lines = sheet.lines(known, footer=False)
    lines.insert(len(lines) // 2, Line({}, ("Q003", False)))
    file, events = folder / "zammad.xlsx", folder / "histories.csv"
    _workbook(file, [*sheet.rows(lines)])
    with events.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_histories(catalog, exported))
    wrong: frozenset[Planted] = planted(file, lines, _FIRST)
    return Written(
        (file,), (events,), as_told(exported, STATES, first_reply_alone=True), known, wrong
    )


def _merged(made: Made) -> Made:
    """Return a ticket that is merged into another as the last thing that happens to it."""
    events = made.history.events
    last = Event(events[-1].at, "state", "merged", "desk")
    return replace(made, history=replace(made.history, events=(*events, last)))


def _workbook(file: Path, rows: Sequence[Sequence[str]]) -> None:
    created = {"created": datetime(2026, 1, 1)}
    with xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False}) as book:
        book.set_properties(created)
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "Tickets: Zeitraum 2026")
        for number, row in enumerate(rows, 2):
            for place, cell in enumerate(row):
                if cell and rows[0][place].endswith("In Min") and number > 2:
                    sheet.write_number(number, place, int(cell))
                elif cell:
                    sheet.write_string(number, place, cell)
        sheet.write_string(len(rows) + 3, 0, "Zeitzone: Europe/Rome")


def _histories(catalog: Catalog, made: Sequence[Made]) -> Iterator[Sequence[str]]:
    assert catalog.lifecycle is not None
    states = catalog.lifecycle.states
    yield ("number", "type", "object", "attribute", "value_from", "value_to", "created_at")
    for each in made:
        opened = each.history.ticket.opened
        yield (each.reference, "created", "Ticket", "", "", "", _utc(opened))
        yield (each.reference, "created", "Ticket::Article", "", "", "", _utc(opened))
        before = "new"
        for event in each.history.events:
            if event.kind != "state" or not event.value:
                continue
            after = states[event.value].names["zammad"]
            row = ("updated", "Ticket", "state", before, after)
            yield (each.reference, *row, _utc(event.at))
            yield (each.reference, "updated", "Ticket", "owner", "-", "Anna Neri", _utc(event.at))
            before = after


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


WRITERS: Final = (Writer("zammad", "zammad", 1, "{}".format, write),)
