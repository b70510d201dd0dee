"""Our own files of events, as `sportello sla clock` reads them: CSV with an event a row, or JSON.

They tell of tickets too, if they say of which service these are.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb
import numpy as np

from sportello.exports.logs import Entry, log
from sportello.exports.system import BATCH_ROWS, BadRow, Batch, RawEvent
from sportello.exports.trees import Tree, branches, text, trees
from sportello.findings import did_you_mean
from sportello.sla.events.event import ACTORS, EVENT_KINDS, EventKind, Who

_NEEDED: Final = frozenset({"ticket", "at", "event"})
_OURS: Final = frozenset({"ticket", "service", "events"})
"""The keys of which a ticket has one, in JSON of our own form."""
_TOLD: Final = ("channel", "severity", "type", "impact", "urgency", "phase", "cause", "contract")
_COLUMNS: Final = ("number", "ticket", "opened", "opened_by", "service", *_TOLD, "unread")
_OPENERS: Final = {"desk": "desk", "requester": "requester", "system": "requester"}
"""Who opened a ticket, by who did it: what a program opens, nobody of the desk has answered yet."""
_KINDS: Final[Mapping[str, EventKind]] = {each: each for each in EVENT_KINDS}
_ACTORS: Final[Mapping[str, Who]] = {each: each for each in ACTORS}
_DECIDES: Final = (
    "may decide its promise, and is not read in a report: ask sla clock, or leave it out where it "
    "decides nothing"
)
_FIRST: Final = ", ".join(f"coalesce(arg_min({name}, number), '')" for name in _COLUMNS[2:])
_OF_TICKETS: Final = f"""
SELECT min(number), ticket, {_FIRST} FROM told GROUP BY ticket ORDER BY 1
"""  # noqa: S608 - our own words
"""What is known of a ticket stands in the row of its opening, or in any other."""


def ticket_rows(file: Path) -> Iterator[Batch | BadRow]:
    """Yield the tickets of a file of events that names their services, by their first rows."""
    if next(_tickets(file), None) is None:
        return
    with (
        TemporaryDirectory(prefix="sportello-") as folder,
        duckdb.connect(Path(folder) / "told.db", config={"memory_limit": "512MB"}) as duck,
    ):
        columns = ", ".join(f"{name} VARCHAR" for name in _COLUMNS[1:])
        duck.execute(f"CREATE TABLE told (number BIGINT, {columns})")
        rows = _tickets(file)
        while some := [*islice(rows, BATCH_ROWS)]:
            told = dict(zip(_COLUMNS, zip(*some, strict=True), strict=True))
            batch = {name: np.array(cells, object) for name, cells in told.items()}
            batch["number"] = np.array(told["number"], np.int64)
            duck.register("batch", batch)
            duck.execute("INSERT INTO told SELECT * FROM batch")
            duck.unregister("batch")
        duck.execute(_OF_TICKETS)
        while found := duck.fetchmany(BATCH_ROWS):
            for number, *_, unread in found:
                if unread:
                    yield BadRow(number, f'says "{unread}", which {_DECIDES}')
            known = [each[:-1] for each in found if not each[-1]]
            if known:
                numbers, *cells = zip(*known, strict=True)
                yield Batch(numbers, dict(zip(("reference", *_COLUMNS[2:-1]), cells, strict=True)))


def events(file: Path) -> Iterator[RawEvent | BadRow]:
    """Yield the events of a file."""
    for entry in log(file, _NEEDED):
        yield entry if isinstance(entry, BadRow) else _event(entry.row, entry.cells)
    for number, ticket in _with_events(file):
        if isinstance(ticket, BadRow):
            yield ticket
            continue
        reference = _reference(number, ticket)
        for each in branches(ticket["events"]):
            told = {name: text(each.get(name)) for name in ("at", "event", "value", "by")}
            yield _event(number, {"ticket": reference, **told})


def _event(row: int, cells: Mapping[str, str]) -> RawEvent | BadRow:
    word, by = cells["event"].strip(), cells.get("by", "").strip()
    kind = _KINDS.get(word)
    if kind is None:
        return BadRow(row, f'"{word}" is not known: {did_you_mean(word, EVENT_KINDS)}')
    if by and by not in _ACTORS:
        return BadRow(row, f'by "{by}" is not known: {did_you_mean(by, ACTORS)}')
    value = cells.get("value", "").strip() or None
    return RawEvent(row, cells["ticket"].strip(), cells["at"], kind, value, _ACTORS.get(by))


def _tickets(file: Path) -> Iterator[tuple[object, ...]]:
    """Yield what rows, or tickets in JSON, say of tickets, by `_COLUMNS`; None is not said."""
    for entry in log(file, _NEEDED | {"service"}):
        if isinstance(entry, Entry):
            cells = entry.cells
            is_opening = cells["event"].strip() == "opened"
            opened = _opening(cells["at"], cells.get("by", "")) if is_opening else (None, None)
            known = (cells.get(name, "").strip() or None for name in ("service", *_TOLD))
            yield entry.row, cells["ticket"].strip(), *opened, *known, _unread(cells)
    for number, ticket in _with_events(file):
        if not isinstance(ticket, BadRow) and "service" in ticket:
            openings = (e for e in branches(ticket["events"]) if e.get("event") == "opened")
            opening = next(openings, {})
            opened = _opening(text(opening.get("at")), text(opening.get("by")))
            known = (text(ticket.get(name)) or None for name in ("service", *_TOLD))
            yield number, _reference(number, ticket), *opened, *known, _unread(ticket)


def _unread(told: Mapping[str, object]) -> str | None:
    """Return what is said of a ticket that may decide its promise, and has no column."""
    if told.get("tags"):
        return "tags"
    return "severity_by" if told.get("severity_by") == "requester" else None


def _opening(at: str, by: str) -> tuple[str | None, str | None]:
    return at or None, _OPENERS.get(by.strip())


def _with_events(file: Path) -> Iterator[tuple[int, Tree | BadRow]]:
    number = 0
    for each in trees(file, ("events",)):
        if isinstance(each, BadRow):
            yield each.number, each
            continue
        number += 1
        if _OURS.isdisjoint(each):  # the answer of a ticket system, with events further in
            continue
        is_list = isinstance(each.get("events"), list)
        yield number, each if is_list else BadRow(number, "is not in a list: write [{…}, {…}]")


def _reference(number: int, ticket: Tree) -> str:
    return text(ticket.get("ticket")) or str(number)
