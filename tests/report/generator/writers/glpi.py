"""GLPI: the CSV of a search, in Italian, with semicolons and a byte order mark, and `glpi_logs`.

Neither tells of replies. The log names states by number, at the server's clock.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sportello.catalog.model import Catalog

from ..histories import Made
from ..told import Told
from .jira import SERVICES, named
from .sheet import (
    STATES,
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
    "critical": "Altissima",
    "high": "Alta",
    "ordinary": "Media",
    "low": "Bassa",
}
TYPES: Final = {"incident": "Incidente", "request": "Richiesta"}
CHANNELS: Final = {"mail": "E-Mail", "portal": "Helpdesk", "phone": "Telefono", "chat": "Chat"}
STATE_NAMES: Final = {
    "new": "Nuovo",
    "working": "In carico (assegnato)",
    "waiting": "In attesa",
    "resolved": "Risolto",
    "closed": "Chiuso",
}
CODES: Final = {"new": 1, "working": 2, "waiting": 4, "resolved": 5, "closed": 6}
STARS: Final = {"positive": "5", "neutral": "3", "negative": "1"}
_COLUMNS: Final = (
    ("summary", "Titolo"),
    ("reference", "ID"),
    ("customer", "Entità"),
    ("status", "Stato"),
    ("updated", "Ultima modifica"),
    ("opened", "Data di apertura"),
    ("severity", "Priorità"),
    ("requester", "Richiedente - Richiedente"),
    ("technician", "Assegnato a - Tecnico"),
    ("service", "Categoria"),
    ("type", "Tipo"),
    ("channel", "Origine della richiesta"),
    ("resolved", "Data di risoluzione"),
    ("closed", "Data di chiusura"),
    ("paused", "Statistiche - Tempo di attesa"),
    ("vote", "Soddisfazione"),
    ("voted", "Data della risposta"),
)


def written(at: datetime) -> str:
    """Write a time as `05-01-2026 16:30`."""
    return f"{local(at):%d-%m-%Y %H:%M}"


def _cells(told: Told) -> Cells:
    known = told.attributes
    # What is less than nothing says nothing.
    hours, seconds = divmod(told.paused or 0, 3600) if told.paused is not None else (-1, 1800)
    return {
        "summary": "Non va\nproprio",
        "reference": told.reference,
        "customer": known["customer"] or "",
        "status": STATE_NAMES[told.state],
        "updated": written(told.updated),
        "opened": written(told.opened),
        "severity": named(SEVERITIES, known["severity"]),
        "requester": "Piero Bianchi",
        "technician": "Anna Neri",
        "service": named(SERVICES, known["service"]),
        "type": named(TYPES, known["type"]),
        "channel": named(CHANNELS, known["channel"]),
        "resolved": if_any(written, told.resolved),
        "closed": if_any(written, told.closed),
        "paused": f"{hours}:{seconds // 60:02}:{seconds % 60:02}",
        "vote": named(STARS, known["vote"]),
        "voted": if_any(written, told.made.voted),
    }


def write(catalog: Catalog, made: Sequence[Made], folder: Path) -> Written:
    """Write the CSV and the log of its tickets."""
    exported = as_told(made, STATES, lacks=("opened_by", "contract"), excluded=())
    lacks = ("opened_by", "taken", "replied", "reopened")
    known = told_of(catalog, exported, lacks, "calendar time")
    known = (replace(known[0], paused=None), *known[1:])
    sheet = Sheet(_COLUMNS, _cells, written)
    lines = sheet.lines(known)
    file, events = folder / "glpi.csv", folder / "glpi_logs.csv"
    write_csv(file, sheet.rows(lines), delimiter=";", encoding="utf-8-sig")
    with events.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_log(exported))
    return Written((file,), (events,), exported, known, planted(file, lines))


def _log(made: Sequence[Made]) -> Iterator[Sequence[object]]:
    yield (
        *("id", "itemtype", "items_id", "linked_action", "id_search_option"),
        *("old_value", "new_value", "date_mod", "user_name"),
    )
    number = 0
    for each in made:
        before = CODES["new"]
        for event in each.history.events:
            number += 1
            at = f"{local(event.at):%Y-%m-%d %H:%M:%S}"
            if event.kind == "opened":
                yield (number, "Ticket", each.reference, 20, 0, "", "", at, "Anna Neri (7)")
            else:
                after = CODES[event.value or ""]
                yield (number, "Ticket", each.reference, 0, 12, before, after, at, "Anna Neri (7)")
                before = after


WRITERS: Final = (Writer("glpi", "glpi", 60, "{}".format, write),)
