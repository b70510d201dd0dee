"""Zammad: the workbook of its reports, and the histories of its tickets.

Proved is the workbook, by the program that writes it: a title, an empty row, the header in row 3,
times as text, an empty row and the zone of the times, whose label alone is in the reader's
language. Proved are the fields of histories, and the states, channels and senders that an
installation begins with (`app/models/history.rb`, `db/seeds`); untried is the answer of
`/api/v1/ticket_history`. What Zammad opened by itself is the desk's; messages of any kind are a
chat.

Histories come from a query (see docs/reports.md): `number, type, attribute, value_from, value_to,
created_at`, in the order of tickets. Their times are in UTC. They tell of no replies: the first one
is a column of the workbook.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from sportello.exports.changes import Change, Opening, happened
from sportello.exports.logs import Entry, log
from sportello.exports.system import BATCH_ROWS, BadRow, Batch, RawEvent, System
from sportello.exports.trees import branches, text, tree, trees
from sportello.sla.events.event import EventKind
from sportello.worktime.zones import zone_names

_HEADER: Final = 2
"""The rows above the header: the title and an empty one."""
_ESSENTIAL: Final = frozenset({"#", "Created At"})
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_FOOTER: Final = re.compile(r"[^:]+: (?P<zone>\S+)")
_EMPTY: Final = "is empty: Zammad could not export this ticket, its log says why"
_NO_ZONE: Final = "begins a table that does not end with the zone of its times: export it again"
_EXCLUDED: Final = {"merged": "merged", "removed": "deleted"}
_COLUMNS: Final = frozenset({"number", "type", "attribute", "value_from", "value_to", "created_at"})
_KINDS: Final[dict[str, EventKind]] = {
    "state": "state",
    "priority": "priority",
    "group": "service",
}


def _rows(file: Path) -> Iterator[Batch | BadRow]:
    sheet = _sheet(file)
    if sheet is None:
        return
    header, zone, end = _frame(sheet)
    if not _ESSENTIAL.issubset(header):
        return
    if not zone:
        yield BadRow(_HEADER + 1, _NO_ZONE)
    numbers: list[int] = []
    rows: list[list[str]] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number <= _HEADER + 1 or number > end:
            continue
        cells = [_cell(each, zone) for each in row]
        if not any(cells):
            yield BadRow(number, _EMPTY)
            continue
        numbers.append(number)
        rows.append(cells)
        if len(rows) == BATCH_ROWS:
            yield _batch(numbers, header, rows)
            numbers, rows = [], []
    if rows:
        yield _batch(numbers, header, rows)


def _sheet(file: Path) -> CalamineSheet | None:
    with file.open("rb") as stream:
        if stream.read(2) != b"PK":
            return None
    try:
        return CalamineWorkbook.from_path(file).get_sheet_by_index(0)
    except CalamineError:  # such as a zip file that is no workbook: told by who reads plain tables
        return None


def _frame(sheet: CalamineSheet) -> tuple[Sequence[str], str, int]:
    """Return the header, the zone below the table, "" if none is known, and the last ticket's row.

    Between it and the zone is an empty row.
    """
    header: Sequence[str] = ()
    footer, last = None, 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [text(each) for each in row]
        if number == _HEADER + 1:
            header = cells
        if any(cells):
            last = number
            footer = None if any(cells[1:]) else _FOOTER.fullmatch(cells[0])
    if footer is None:
        return header, "", last
    return header, footer["zone"] if footer["zone"] in zone_names() else "", last - 2


def _cell(value: object, zone: str) -> str:
    if isinstance(value, datetime):
        value = value.isoformat(sep=" ", timespec="seconds")
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    said = text(value)
    return f"{said} {zone}" if zone and _TIME.fullmatch(said) else said


def _batch(numbers: list[int], header: Sequence[str], rows: list[list[str]]) -> Batch:
    columns = {name: [row[at] for row in rows] for at, name in reversed([*enumerate(header)])}
    states = columns.get("State", [""] * len(rows))
    return Batch(numbers, {**columns, "excluded": [_EXCLUDED.get(each, "") for each in states]})


def _events(file: Path) -> Iterator[RawEvent | BadRow]:
    for reference, entries in groupby(_entries(file), _reference):
        if isinstance(reference, BadRow):
            yield reference
            continue
        opening = None
        changes = []
        for row, cells in (each for each in entries if isinstance(each, Entry)):
            at = _instant(cells["created_at"])
            if cells["type"] == "created" and cells.get("object", "Ticket") == "Ticket":
                opening = Opening(row, at)
            elif cells["type"] == "updated" and cells["attribute"] in _KINDS:
                kind = _KINDS[cells["attribute"]]
                before, after = cells["value_from"], cells["value_to"]
                changes.append(Change(row, reference, at, kind, before, after))
        yield from happened(reference, opening, changes)


def _reference(entry: Entry | BadRow) -> str | BadRow:
    return entry.cells["number"] if isinstance(entry, Entry) else entry


def _entries(file: Path) -> Iterator[Entry | BadRow]:
    """Yield the histories of a query, or those that the interface answers for each ticket."""
    yield from log(file, _COLUMNS)
    row = 0
    for answer in trees(file, ("history",)):
        if isinstance(answer, BadRow):
            yield answer
            continue
        tickets = tree(tree(answer.get("assets")).get("Ticket"))
        for each in branches(answer.get("history")):
            row += 1
            number = text(tree(tickets.get(text(each.get("o_id")))).get("number"))
            cells = {**dict.fromkeys(_COLUMNS, ""), **{key: text(each[key]) for key in each}}
            if number and text(each.get("object")) == "Ticket":
                yield Entry(row, {**cells, "number": number})


def _instant(at: str) -> str:
    return at if at.endswith("Z") else f"{at.replace(' ', 'T')}Z"


SYSTEM: Final = System(
    name="zammad",
    title="Zammad",
    source=(
        "https://github.com/zammad/zammad/blob/0628b78d90e090339d286dbaed153002576153bc/lib/"
        "excel_sheet.rb"
    ),
    headings={
        "reference": ("#",),
        "service": ("Group",),
        "status": ("State",),
        "severity": ("Priority",),
        "channel": ("Create Channel",),
        "opened_by": ("Sender",),
        "customer": ("Organization",),
        "opened": ("Created At",),
        "first_response": ("First Response At",),
        "closed": ("Closed At",),
        "updated": ("Updated At",),
        "summary": ("Title",),
        "requester": ("Customer",),
    },
    values={
        "channel": {
            "email": "mail",
            "phone": "phone",
            "web": "portal",
            "chat": "chat",
            "sms": "chat",
            "telegram personal-message": "chat",
            "facebook direct-message": "chat",
            "twitter direct-message": "chat",
            "whatsapp message": "chat",
            "note": "desk",
        },
        "opened_by": {"Agent": "desk", "Customer": "requester", "System": "desk"},
    },
    rows=_rows,
    events=_events,
)
