"""Tickets in CSV: one event a row, in the columns ticket, at, event, value and by.

What is known of a ticket (service, channel, ...) stands in columns of those names, in the row of
its opening or in any other. Several tags are separated by spaces.
"""

import csv
from collections.abc import Iterator
from typing import Any, Final

from sportello.catalog.yaml.source_text import SourceText
from sportello.findings import Finding, KeyPath, Location, did_you_mean
from sportello.sla.delimiters import DELIMITERS, fitness
from sportello.sla.events.problems import problem
from sportello.sla.events.raw import FIELDS, TICKET_FIELDS, RawTicket, field_meant
from sportello.sla.events.rules import E001, E002

COLUMNS: Final = ("ticket", *FIELDS, *TICKET_FIELDS)
_CHANGED_BY: Final = {
    "severity": "priority",
    "type": "type",
    "service": "service",
    "contract": "contract",
}
"""What is known of a ticket at its opening and may change -> the event that says so."""
EventRow = tuple[int, dict[str, str]]
"""The line a row begins on, and its cells by column; empty ones are left out."""


def read_csv(source: SourceText) -> tuple[list[RawTicket], list[Finding]]:
    """Return the tickets of a text in CSV, by first appearance, and what is wrong with its form.

    The delimiter is the one that finds the most columns: comma, semicolon, tab or bar.
    """
    delimiter, columns = _header(source)
    findings = list(_bad_columns(source, columns))
    if findings:
        return [], findings
    groups: dict[str, list[EventRow]] = {}
    for row in _rows(source, delimiter, columns, findings):
        groups.setdefault(row[1].get("ticket", ""), []).append(row)
    findings += _unnamed(source, columns, groups.get("", []))
    if findings:
        return [], findings
    tickets = [
        _ticket(source, number, name, rows, findings)
        for number, (name, rows) in enumerate(groups.items(), 1)
    ]
    return tickets, findings


def _header(source: SourceText) -> tuple[str, list[str]]:
    line = source.line(1)
    found = [(each, _cells(line, each)) for each in DELIMITERS]
    named = [(each, [name.strip().lower() for name in names]) for each, names in found]
    return max(named, key=lambda header: fitness(header[1], COLUMNS))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # such as a heading of more letters than the module takes
        return [line]


def _bad_columns(source: SourceText, columns: list[str]) -> Iterator[Finding]:
    for name in dict.fromkeys(columns):
        where = _cell(source, 1, name)
        if name not in COLUMNS:
            hint = field_meant(name) or did_you_mean(name, COLUMNS)
            shown = f'unknown column "{name}"' if name else "a column without a name"
            yield problem(E002, shown, where, f"{hint}; columns of no meaning must be removed")
        elif columns.count(name) > 1:
            yield problem(E002, f'column "{name}" comes twice', where, "remove one of the two")
    for name in ("at", "event", "service"):
        if name not in columns:
            where = source.location(0, len(source.line(1)))
            hint = f"add it: the columns are {', '.join(COLUMNS)}"
            yield problem(E002, f'there is no column "{name}"', where, hint)


def _unnamed(source: SourceText, columns: list[str], rows: list[EventRow]) -> Iterator[Finding]:
    """Find the rows of several tickets that nothing tells apart."""
    opened = [row for row in rows if row[1].get("event") == "opened"]
    if len(opened) < 2:
        return
    where = _cell(source, opened[1][0], "opened")
    if "ticket" in columns:
        message = f"{len(opened)} tickets are opened in rows that name none"
        hint = "fill the column ticket in every row, with the ticket's number or name"
    else:
        message = f"{len(opened)} tickets are opened, and nothing tells which event is whose"
        hint = "add the column ticket, and write in every row the ticket's number or name"
    yield problem(E002, message, where, hint)


def _rows(
    source: SourceText, delimiter: str, columns: list[str], findings: list[Finding]
) -> Iterator[EventRow]:
    lines = [f"{source.line(number)}\n" for number in range(1, source.line_count + 1)]
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            first, before = before + 1, reader.line_num
            if first == 1 or not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                message = f"this row has {len(cells)} cells, the first row has {len(columns)}"
                hint = "fill the row, or put quotes around text with a delimiter in it"
                findings.append(problem(E001, message, _cell(source, first, ""), hint))
                continue
            named = zip(columns, (cell.strip() for cell in cells), strict=True)
            yield first, {name: cell for name, cell in named if cell}
    except csv.Error as error:
        message = f"from here on this is not CSV: {error}"
        hint = "close the quotes, and double those inside of a text"
        findings.append(problem(E001, message, _cell(source, before + 1, ""), hint))


def _ticket(
    source: SourceText, number: int, name: str, rows: list[EventRow], findings: list[Finding]
) -> RawTicket:
    data: dict[str, Any] = {"ticket": name} if name else {}
    lines: dict[str | int, int] = {}
    for line, cells in rows:
        for attribute in TICKET_FIELDS:
            value = cells.get(attribute)
            if value is None:
                continue
            if data.setdefault(attribute, value) != value:
                message = f'{attribute} is "{value}", but "{data[attribute]}" in line '
                hint = "write it once a ticket, in the row of its opening"
                if attribute in _CHANGED_BY:
                    hint += f"; a change is an event: {_CHANGED_BY[attribute]}, value {value}"
                where = _cell(source, line, value)
                findings.append(problem(E002, f"{message}{lines[attribute]}", where, hint))
            lines.setdefault(attribute, line)
    events = [{field: cells[field] for field in FIELDS if field in cells} for _, cells in rows]
    if "tags" in data:
        data["tags"] = data["tags"].split()
    data["events"] = events

    def locate(path: KeyPath) -> Location:
        if path[:1] == ("events",) and len(path) > 1 and isinstance(path[1], int):
            line, cells = rows[path[1]]
            return _cell(source, line, cells.get(str(path[2]), "") if len(path) > 2 else "")
        attribute = path[0] if path else "ticket"
        line = lines.get(attribute, rows[0][0])
        value = data.get(str(attribute), "")
        return _cell(source, line, value if isinstance(value, str) else "")

    return RawTicket(number, data, locate)


def _cell(source: SourceText, line: int, value: str) -> Location:
    """Return the place of a value in a line, or the line if it does not stand there as it is."""
    text = source.line(line)
    at = text.lower().find(value.lower()) if value else -1
    if at < 0:
        return Location(source.file, line, 1, max(len(text), 1), text)
    return Location(source.file, line, at + 1, len(value), text)
