"""Znuny: the CSV or XLSX of a search, and `ticket_history`.

Proved are the headings, by the program that writes them and its configuration, with some of the
Italian ones, and in the history how a change of state and each kind of article are told
(`Ticket.xml`, `Ticket.pm`, `initial_insert.mysql.sql`). A search writes states in the reader's
language: export with the interface in English, or name them in `values:`. Untried are changes of
priority.

The history comes from a query (see docs/reports.md): `tn, history_type, name, create_time`, in the
order of tickets.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from sportello.exports.changes import Change, Opening, happened
from sportello.exports.logs import Entry, log
from sportello.exports.system import BadRow, RawEvent, System
from sportello.sla.events.event import EventKind, Who

_COLUMNS: Final = frozenset({"tn", "history_type", "name", "create_time"})
_ARTICLES: Final[dict[str, tuple[EventKind, Who]]] = {
    "FollowUp": ("reply", "requester"),
    "EmailCustomer": ("reply", "requester"),
    "PhoneCallCustomer": ("reply", "requester"),
    "WebRequestCustomer": ("reply", "requester"),
    "SendAnswer": ("reply", "desk"),
    "EmailAgent": ("reply", "desk"),
    "PhoneCallAgent": ("reply", "desk"),
    "AddNote": ("note", "desk"),
}
"""What the kinds of articles are; automatic replies answer nothing."""


def _events(file: Path) -> Iterator[RawEvent | BadRow]:
    for reference, entries in groupby(log(file, _COLUMNS), _reference):
        if isinstance(reference, BadRow):
            yield reference
            continue
        found = [each for each in entries if isinstance(each, Entry)]
        yield from happened(reference, _opening(found), _changes(reference, found))
        yield from _articles(reference, found)


def _reference(entry: Entry | BadRow) -> str | BadRow:
    return entry.cells["tn"] if isinstance(entry, Entry) else entry


def _opening(entries: list[Entry]) -> Opening | None:
    found = (each for each in entries if each.cells["history_type"] == "NewTicket")
    return next((Opening(row, cells["create_time"]) for row, cells in found), None)


def _changes(reference: str, entries: list[Entry]) -> Iterator[Change]:
    for row, cells in entries:
        parts = cells["name"].split("%%")[1:]
        match cells["history_type"], parts:
            case "StateUpdate", [before, after, *_]:
                yield Change(row, reference, cells["create_time"], "state", before, after)
            case "PriorityUpdate", [before, _, after, _]:
                yield Change(row, reference, cells["create_time"], "priority", before, after)


def _articles(reference: str, entries: list[Entry]) -> Iterator[RawEvent]:
    """Yield what was written: the first article of a new ticket is the request itself."""
    articles = [each for each in entries if each.cells["history_type"] in _ARTICLES]
    for row, cells in articles[1:] if _opening(entries) else articles:
        kind, by = _ARTICLES[cells["history_type"]]
        yield RawEvent(row, reference, cells["create_time"], kind, None, by)


SYSTEM: Final = System(
    name="znuny",
    title="Znuny, OTRS",
    source=(
        "https://github.com/znuny/Znuny/blob/a108b153ac833e8b68ec84d1077843b63f837a39/Kernel/"
        "Modules/AgentTicketSearch.pm"
    ),
    headings={
        "reference": ("Ticket Number", "TicketNumber"),
        "service": ("Service", "Servizio"),
        "desk": ("Queue", "Coda"),
        "status": ("State", "Stato"),
        "type": ("Type",),
        "severity": ("Priority",),
        "customer": ("CustomerID",),
        "opened": ("Created",),
        "first_response": ("FirstResponse",),
        "closed": ("Closed",),
        "updated": ("Changed",),
        "summary": ("Subject",),
        "requester": ("CustomerName", "Customer Name", "From", "Da"),
    },
    events=_events,
)
