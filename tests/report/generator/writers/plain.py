"""Tables with our own names of columns, as a query would give them, and our own events.

The CSV is one of a spreadsheet in Italian: semicolons, `05.01.2026 16:30`, hours with a comma. The
other tables are in UTC.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from sportello.catalog.model import Catalog

from ..histories import Made
from ..told import Told
from .sheet import (
    ALL,
    Cells,
    Line,
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

_NAMES: Final = (
    *("reference", "service", "type", "channel", "severity", "contract", "customer", "status"),
    *("opened", "opened_by", "take_in_charge", "first_response", "resolved", "closed", "updated"),
    *("paused", "reopened", "vote", "voted", "excluded"),
)
_COLUMNS: Final = tuple((name, name) for name in _NAMES)
_ITALIAN: Final = {"paused": "Pausa (ore)", "opened": "Aperto il", "resolved": "Risolto il"}
HOUR: Final = 3600


def italian(at: datetime) -> str:
    """Write a time as `05.01.2026 16:30`."""
    return f"{local(at):%d.%m.%Y %H:%M}"


def utc(at: datetime) -> str:
    """Write a time as `2026-01-05T15:30:00Z`."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _cells(told: Told) -> Cells:
    known = {name: value or "" for name, value in told.attributes.items()}
    instants = {
        "opened": told.opened,
        "take_in_charge": told.taken,
        "first_response": told.replied,
        "resolved": told.resolved,
        "closed": told.closed,
        "updated": told.updated,
        "voted": told.made.voted,
    }
    return {
        **known,
        "reference": told.reference,
        "status": told.state,
        **{name: if_any(utc, at) for name, at in instants.items()},
        "paused": "" if told.paused is None else str(told.paused),
        "reopened": str(told.reopened),
    }


def _in_italian(told: Told) -> Cells:
    cells = dict(_cells(told))
    for name in (
        "opened",
        "take_in_charge",
        "first_response",
        "resolved",
        "closed",
        "updated",
        "voted",
    ):
        cells[name] = if_any(italian, datetime.fromisoformat(cells[name])) if cells[name] else ""
    cells["paused"] = f"{(told.paused or 0) / HOUR:.2f}".replace(".", ",")
    return cells


def _to_a_hundredth(told: Told) -> Told:
    """Return what a row tells that gives paused time as hours with two decimals."""
    return replace(told, paused=round((told.paused or 0) * 100 / HOUR) * HOUR // 100)


def write_italian(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the CSV of a spreadsheet, and the events of its tickets as ours."""
    exported = as_told(made, ALL)
    known = tuple(map(_to_a_hundredth, told_of(catalog, exported)))
    columns = tuple((name, _ITALIAN.get(name, heading)) for name, heading in _COLUMNS)
    sheet = Sheet(columns, _in_italian, italian)
    lines = sheet.lines(known)
    file, events = folder / "table.csv", folder / "events.csv"
    write_csv(file, sheet.rows(lines), delimiter=";", encoding="utf-8-sig")
    with events.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_events(exported, with_attributes=False))
    return Written((file,), (events,), exported, known, planted(file, lines))


def write_parquet(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the same as Parquet, all cells texts."""
    exported = as_told(made, ALL)
    known = told_of(catalog, exported)
    csv_file, file = folder / "table.csv", folder / "table.parquet"
    write_csv(csv_file, Sheet(_COLUMNS, _cells, utc).rows([Line(_cells(each)) for each in known]))
    duckdb.execute(
        f"COPY (FROM read_csv('{csv_file}', all_varchar = true)) TO '{file}' (FORMAT parquet)"
    )
    csv_file.unlink()
    return Written((file,), (), exported, known, frozenset())


def write_json_lines(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the same, an object a line; what is empty is null."""
    exported = as_told(made, ALL)
    known = told_of(catalog, exported)
    file = folder / "table.jsonl"
    lines = (
        json.dumps({name: value or None for name, value in _cells(each).items()}) for each in known
    )
    file.write_text("".join(f"{line}\n" for line in lines))
    return Written((file,), (), exported, known, frozenset())


def write_events(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write our own events alone, with what is known of each ticket in the row of its opening."""
    lacks = ("vote", "voted", "customer")
    exported = as_told([each for each in made if not each.excluded], ALL, lacks=lacks)
    file = folder / "events.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_events(exported, with_attributes=True))
    return Written((file,), (), exported, told_of(catalog, exported), frozenset())


def _events(made: Sequence[Made], *, with_attributes: bool) -> Iterator[Sequence[str]]:
    attributes = ("service", "channel", "severity", "type", "contract") if with_attributes else ()
    yield ("ticket", "at", "event", "value", "by", *attributes)
    for each in made:
        ticket = each.history.ticket
        known = [getattr(ticket, name) or "" for name in attributes]
        for event in each.history.events:
            cells = (each.reference, utc(event.at), event.kind, event.value or "", event.by or "")
            yield (*cells, *(known if event.kind == "opened" else [""] * len(known)))


WRITERS: Final = (
    Writer("italian", None, 60, "T-{}".format, write_italian),
    Writer("plain", None, 1, "T-{}".format, write_parquet, ("rows",)),
    Writer("plain", None, 1, "T-{}".format, write_json_lines, ("rows",)),
    Writer("plain", None, 1, "T-{}".format, write_events, ("events",)),
)
