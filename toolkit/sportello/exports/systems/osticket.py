"""osTicket: the CSV of a queue or a search, and what happened in its threads.

Proved are the headings in English, by the program that writes them, the sources of tickets, and the
columns of `thread_event` with what it says of closing and reopening (`install-mysql.sql`,
`class.ticket.php`). Untried are the letters of `thread_entry`. The CSV has no first reply: the
entries of threads tell of it.

Both come from queries (see docs/reports.md), in the order of tickets: `number, state, data,
uid_type, timestamp` of events, and `number, type, created` of entries. osTicket annuls a closing as
soon as the ticket is reopened or closed again, so that its statistics count it once; it happened
all the same, and is read. A change from one open status to another stands nowhere: where such a
status pauses a clock, the tickets of osTicket cannot be exact.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec

from sportello.exports.logs import Entry, log
from sportello.exports.system import BadRow, RawEvent, System
from sportello.sla.events.event import EventKind, Who

_EVENTS: Final = frozenset({"number", "state", "data", "uid_type", "timestamp"})
_ENTRIES: Final = frozenset({"number", "type", "created"})
_WHO: Final[dict[str, Who]] = {"S": "desk", "U": "requester"}
_WRITTEN: Final[dict[str, tuple[EventKind, Who]]] = {
    "M": ("reply", "requester"),
    "R": ("reply", "desk"),
    "N": ("note", "desk"),
}
"""The types of entries: a message, a response, a note."""


def _events(file: Path) -> Iterator[RawEvent | BadRow]:
    for each in log(file, _EVENTS):
        if isinstance(each, BadRow):
            yield each
        else:
            yield from _event(each.row, each.cells)
    for _, entries in groupby(log(file, _ENTRIES), _reference):
        yield from _written(entries)


def _event(row: int, cells: Mapping[str, str]) -> Iterator[RawEvent]:
    reference, at, by = cells["number"], cells["timestamp"], _WHO.get(cells["uid_type"])
    if cells["state"] == "created":
        yield RawEvent(row, reference, at, "opened")
    elif cells["state"] == "closed":
        status = _status(cells["data"])
        kind: EventKind = "state" if status else "closed"
        yield RawEvent(row, reference, at, kind, status, by)
    elif cells["state"] == "reopened":
        yield RawEvent(row, reference, at, "reopened", None, by)


def _status(data: str) -> str | None:
    """Return the status that a ticket was closed with: `{"status": [3, "Closed"]}`."""
    try:
        match msgspec.json.decode(data):
            case {"status": [_, str(name)]}:
                return name
    except msgspec.DecodeError:
        pass
    return None


def _reference(entry: Entry | BadRow) -> str:
    return entry.cells["number"] if isinstance(entry, Entry) else ""


def _written(entries: Iterator[Entry | BadRow]) -> Iterator[RawEvent | BadRow]:
    """Yield what was written in one thread: its first message is the request itself."""
    is_request = True
    for each in entries:
        if isinstance(each, BadRow):
            yield each
        elif each.cells["type"] in _WRITTEN:
            kind, by = _WRITTEN[each.cells["type"]]
            if not (is_request and by == "requester"):
                yield RawEvent(
                    each.row, each.cells["number"], each.cells["created"], kind, None, by
                )
            is_request = False


SYSTEM: Final = System(
    name="osticket",
    title="osTicket",
    source=(
        "https://github.com/osTicket/osTicket/blob/8876338ab367d6e111aa176e2f48443cb2ab1b55/"
        "include/class.queue.php"
    ),
    headings={
        "reference": ("Ticket Number",),
        "service": ("Help Topic",),
        "desk": ("Department",),
        "status": ("Current Status",),
        "channel": ("Source",),
        "severity": ("Priority",),
        "opened": ("Date Created", "Create Date"),
        "closed": ("Closed Date", "Close Date"),
        "updated": ("Last Updated",),
        "reopened": ("Reopen Count",),
        "summary": ("Subject",),
        "requester": ("From",),
    },
    values={"channel": {"Web": "portal", "Email": "mail", "Phone": "phone"}},
    events=_events,
)
