"""GLPI: the CSV of a search for tickets, and `glpi_logs`.

Proved are the headings in English, of the search options of tickets; a heading that is in a group
is written with it (`Statistics - Waiting time`). Proved are the columns of the log and which of its
numbers means what (`src/Ticket.php`, `src/Log.php`). Untried are the names of satisfaction and
request source, and other languages: write them in `columns:`. GLPI has made the priority of impact
and urgency, so these are not read.

Times are written as each user prefers. `2026-01-05 16:30` is read as it is; `05-01-2026 16:30` may
be of two days, so the catalog says which is meant (`dates: [dd-MM-yyyy HH:mm]`). Waiting time
counts by GLPI's calendar if the ticket has one, else round the clock: as calendar time it is sound
in either case.

The log comes from a query (see docs/reports.md): `items_id, itemtype, linked_action,
id_search_option, old_value, new_value, date_mod`, in the order of tickets. It tells of no replies.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from sportello.exports.changes import Change, Opening, happened
from sportello.exports.logs import Entry, log
from sportello.exports.system import BadRow, RawEvent, System
from sportello.sla.events.event import EventKind

_COLUMNS: Final = frozenset(
    {
        "items_id",
        "itemtype",
        "linked_action",
        "id_search_option",
        "old_value",
        "new_value",
        "date_mod",
    }
)
_CREATED: Final = "20"
"""The linked action of the entry that tells of the opening."""
_KINDS: Final[dict[str, EventKind]] = {"12": "state", "3": "priority", "14": "type", "7": "service"}
"""The search options that tell something to clocks."""
_CODES: Final[dict[EventKind, dict[str, str]]] = {
    "state": {
        "1": "New",
        "2": "Processing (assigned)",
        "3": "Processing (planned)",
        "4": "Pending",
        "5": "Solved",
        "6": "Closed",
    },
    "priority": {
        "1": "Very low",
        "2": "Low",
        "3": "Medium",
        "4": "High",
        "5": "Very high",
        "6": "Major",
    },
    "type": {"1": "Incident", "2": "Request"},
}
"""What its numbers are called in the exports, in English."""
_NUMBERED: Final = re.compile(r"(?P<name>.*) \(\d+\)")
"""A name in the log, with the number of what it names."""


def _events(file: Path) -> Iterator[RawEvent | BadRow]:
    for reference, entries in groupby(log(file, _COLUMNS), _reference):
        if isinstance(reference, BadRow):
            yield reference
            continue
        opening = None
        changes = []
        for row, cells in (each for each in entries if isinstance(each, Entry)):
            if cells["itemtype"] != "Ticket":
                continue
            kind = _KINDS.get(cells["id_search_option"])
            if cells["linked_action"] == _CREATED:
                opening = Opening(row, cells["date_mod"])
            elif kind and cells["linked_action"] in {"", "0"}:
                before, after = (_said(kind, cells[each]) for each in ("old_value", "new_value"))
                changes.append(Change(row, reference, cells["date_mod"], kind, before, after))
        yield from happened(reference, opening, changes)


def _reference(entry: Entry | BadRow) -> str | BadRow:
    return entry.cells["items_id"] if isinstance(entry, Entry) else entry


def _said(kind: EventKind, value: str) -> str:
    named = _NUMBERED.fullmatch(value)
    return _CODES.get(kind, {}).get(value, named["name"] if named else value)


SYSTEM: Final = System(
    name="glpi",
    title="GLPI",
    source=(
        "https://github.com/glpi-project/glpi/blob/002c0a26da7c2a4b6d99e1b0c3cdcdd0a1cdc29c/src/"
        "CommonITILObject.php"
    ),
    headings={
        "reference": ("ID",),
        "service": ("Category",),
        "status": ("Status",),
        "type": ("Type",),
        "channel": ("Request source",),
        "severity": ("Priority",),
        "customer": ("Entity",),
        "opened": ("Opening date",),
        "resolved": ("Resolution date",),
        "closed": ("Closing date",),
        "updated": ("Last update",),
        "paused": ("Statistics - Waiting time", "Waiting time"),
        "vote": ("Satisfaction survey - Satisfaction", "Satisfaction"),
        "voted": ("Satisfaction survey - Response date", "Response date"),
        "summary": ("Title",),
        "requester": ("Requester - Requester", "Requester"),
    },
    values={
        "channel": {"Helpdesk": "portal", "E-Mail": "mail", "Phone": "phone", "Direct": "desk"},
        "vote": {
            "0": "negative",
            "1": "negative",
            "2": "negative",
            "3": "neutral",
            "4": "positive",
            "5": "positive",
        },
    },
    paused_in="calendar time",
    events=_events,
)
