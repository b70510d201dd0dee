"""Read a file of tickets as events, JSON or CSV."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sportello.catalog.model import Catalog
from sportello.catalog.yaml.source_text import SourceText
from sportello.catalog.yaml.text import LARGEST, decode
from sportello.files import read_at_most
from sportello.findings import Finding, Location
from sportello.sla.events.check_ticket import Checker
from sportello.sla.events.csv_file import read_csv
from sportello.sla.events.event import History
from sportello.sla.events.json_file import read_json
from sportello.sla.events.problems import EventsError, problem
from sportello.sla.events.raw import RawTicket
from sportello.sla.events.rules import E001, E005

_EXPECTED: Final = (
    'write tickets in JSON, {"service": ..., "events": [...]}, '
    "or CSV with the columns ticket, at, event, value, by, service"
)
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheets begin, new and old."""


def read_events(catalog: Catalog, file: Path) -> tuple[History, ...]:
    """Return the tickets of a file in JSON or CSV, in file order.

    What begins with a bracket or brace is JSON. Raises EventsError with everything that is wrong
    with the file, OSError if it cannot be read.
    """
    content = read_at_most(file, LARGEST)
    if content.startswith(_WORKBOOKS):
        where = Location(str(file), 1, 1, 1, "")
        raise EventsError([problem(E001, "this is an Excel workbook", where, "save it as CSV")])
    text, findings = decode(content, str(file))
    source = SourceText(str(file), text)
    if findings:
        raise EventsError(findings)
    if not text.strip():
        where = Location(str(file), 1, 1, 1, "")
        raise EventsError([problem(E001, "the file is empty", where, _EXPECTED)])
    is_json = text.lstrip().startswith(("{", "["))
    raw, findings = read_json(source) if is_json else read_csv(source)
    histories = list(_checked(catalog, raw, findings))
    if not raw and not findings:
        where = source.location(0, 1)
        findings.append(problem(E001, "the file has no ticket", where, _EXPECTED))
    if findings:
        raise EventsError(findings)
    return tuple(histories)


def _checked(
    catalog: Catalog, tickets: list[RawTicket], findings: list[Finding]
) -> Iterator[History]:
    checker = Checker(catalog)
    seen: dict[str, RawTicket] = {}
    for raw in tickets:
        history, wrong = checker.history(raw)
        findings += wrong
        name = str(raw.data.get("ticket", raw.number))
        if seen.setdefault(name, raw) is not raw:
            where = raw.locate(("ticket",))
            hint = "put all events of a ticket into one list, or name one of the two otherwise"
            findings.append(problem(E005, f'ticket "{name}" comes twice', where, hint))
        if history is not None:
            yield history
