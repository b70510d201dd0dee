"""A list of outages in CSV: service, from, to, kind and reason.

Times without an offset are those of the desk's clock; without an end, an outage still lasts.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from sportello.catalog.desk_time import desk_time
from sportello.catalog.model import Catalog
from sportello.catalog.yaml.source_text import SourceText
from sportello.catalog.yaml.text import LARGEST, decode
from sportello.files import read_at_most
from sportello.findings import Finding, FindingsError, Invalid, Location, did_you_mean
from sportello.report.availability.rules import A001, A002
from sportello.sla.delimiters import DELIMITERS, fitness
from sportello.worktime.instants import parse_instant

Kind = Literal["outage", "maintenance"]
COLUMNS: Final = ("service", "from", "to", "kind", "reason")
_NEEDED: Final = ("service", "from", "to")
_EXPECTED: Final = f"write CSV with the columns {', '.join(COLUMNS)}"


class OutageError(FindingsError):
    """A list of outages cannot be used; `findings` say why."""


@dataclass(frozen=True, slots=True)
class Downtime:
    """From when to when, in epoch seconds, a service was down; `end` is None while it lasts."""

    service: str
    start: int
    end: int | None
    kind: Kind
    place: Location


def read_outages(catalog: Catalog, file: Path) -> tuple[Downtime, ...]:
    """Return the outages of a list, in its order.

    Raises OutageError with everything that is wrong with it, OSError if it cannot be read.
    """
    text, findings = decode(read_at_most(file, LARGEST), str(file))
    if findings:
        raise OutageError(findings)
    source = SourceText(str(file), text)
    delimiter, columns = _header(source)
    findings = list(_bad_columns(source, columns))
    if findings:
        raise OutageError(findings)
    found = []
    for line, cells in _rows(source, delimiter, columns, findings):
        try:
            found.append(_downtime(catalog, source, line, cells))
        except OutageError as error:
            findings += error.findings
    if findings:
        raise OutageError(findings)
    return tuple(found)


def _header(source: SourceText) -> tuple[str, list[str]]:
    found = [(each, next(csv.reader([source.line(1)], delimiter=each), [])) for each in DELIMITERS]
    named = [(each, [name.strip().lower() for name in names]) for each, names in found]
    return max(named, key=lambda header: fitness(header[1], COLUMNS))


def _bad_columns(source: SourceText, columns: Sequence[str]) -> Iterator[Finding]:
    where = _place(source, 1)
    for name in dict.fromkeys(columns):
        if name not in COLUMNS:
            shown = f'unknown column "{name}"' if name else "a column without a name"
            yield A001.finding(shown, where, did_you_mean(name, COLUMNS, _EXPECTED))
        elif columns.count(name) > 1:
            yield A001.finding(f'column "{name}" comes twice', where, "remove one of the two")
    for name in _NEEDED:
        if name not in columns:
            yield A001.finding(f'there is no column "{name}"', where, _EXPECTED)


def _rows(
    source: SourceText, delimiter: str, columns: Sequence[str], findings: list[Finding]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line that each row begins on, and its cells by column."""
    lines = [f"{source.line(number)}\n" for number in range(1, source.line_count + 1)]
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            first, before = before + 1, reader.line_num
            if first == 1 or not any(each.strip() for each in cells):
                continue
            if len(cells) != len(columns):
                message = f"this row has {len(cells)} cells, the first row has {len(columns)}"
                hint = "fill the row, or put quotes around text with a delimiter in it"
                findings.append(A001.finding(message, _place(source, first), hint))
                continue
            yield first, dict(zip(columns, (each.strip() for each in cells), strict=True))
    except csv.Error as error:
        message = f"from here on this is not CSV: {error}"
        hint = "close the quotes, and double those inside of a text"
        findings.append(A001.finding(message, _place(source, before + 1), hint))


def _downtime(catalog: Catalog, source: SourceText, line: int, cells: dict[str, str]) -> Downtime:
    place = _place(source, line)

    def refused(message: str, hint: str) -> OutageError:
        return OutageError([A002.finding(message, place, hint)])

    service, end = cells["service"], cells["to"]
    if service not in catalog.services:
        hint = did_you_mean(service, catalog.services)
        raise refused(f'service "{service}" is not in the catalog', hint)
    kind = cells.get("kind") or "outage"
    known: dict[str, Kind] = {each: each for each in get_args(Kind)}
    if kind not in known:
        raise refused(f'kind "{kind}" is not known', did_you_mean(kind, known))
    try:
        first = _instant(catalog, cells["from"])
        last = _instant(catalog, end) if end else None
    except Invalid as error:
        raise refused(error.message, error.hint) from None
    if last is not None and last < first:
        raise refused(f"it ends at {end}, before it begins", "swap the two times, or correct one")
    return Downtime(service, first, last, known[kind], place)


def _instant(catalog: Catalog, written: str) -> int:
    return int(desk_time(catalog, parse_instant(written)).timestamp())


def _place(source: SourceText, line: int) -> Location:
    text = source.line(line)
    return Location(source.file, line, 1, max(len(text), 1), text)
