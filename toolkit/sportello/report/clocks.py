"""The clocks of the tickets of an export, as `sportello sla clock` has those of events."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import duckdb

from sportello.catalog.model import Catalog
from sportello.exports.problems import ExportError
from sportello.exports.read import read_exports
from sportello.findings import Finding, Location, Severity, more
from sportello.report.cycles.histories import Histories
from sportello.report.cycles.lives import kinds, read_lives
from sportello.report.cycles.read_clocks import read_histories
from sportello.report.database import working_database
from sportello.report.lists.doubts import doubts
from sportello.report.lists.places import Places
from sportello.report.report import Doubt, Place
from sportello.sla.clock import ClockReader, ClockReport
from sportello.sla.events.problems import EventsError, problem
from sportello.sla.events.rules import E006
from sportello.sla.ticket import TicketError
from sportello.worktime import WorktimeError
from sportello.worktime.dates import LAST_YEAR
from sportello.worktime.zone import wall_seconds
from sportello.worktime.zones import Zone

_END: Final = wall_seconds(dt.date(LAST_YEAR + 1, 1, 1))
"""Nothing comes later. What comes after the instant at which clocks are read, these tell."""


class ExportClocks(NamedTuple):
    """The clocks, what of the export is not sure, and how many tickets have no events."""

    reports: tuple[ClockReport, ...]
    unsure: tuple[Finding, ...]
    without_events: int


def clocks_of_export(
    catalog: Catalog, file: Path, events: Sequence[Path], now: dt.datetime, *, export: str
) -> ExportClocks:
    """Return the clocks of all tickets of an export as they stand at an instant (aware).

    `export` names the entry of `exports:` by which the file is read, and with it the files of
    `events`. Spam, tests and the like have no clock. Raises ExportError for what cannot be read,
    rows that a report would not count among it, EventsError for tickets that the catalog cannot
    count, OSError.
    """
    with working_database() as duck:
        files = [each.file for each in read_exports(duck, catalog, [file], events, export=export)]
        places = Places([str(each) for each in files], Zone(catalog.helpdesk.timezone))
        found = doubts(duck, places)
        if wrong := [_finding(each, Severity.ERROR) for each in found if not each.counted]:
            raise ExportError(wrong)
        count = read_lives(duck, catalog, _END)
        reports = tuple(_reports(duck, catalog, count, now))
        ((without,),) = duck.execute(
            "SELECT count(*) FROM life WHERE NOT has_events AND excluded IS NULL"
        ).fetchall()
    return ExportClocks(reports, tuple(_finding(each, Severity.WARNING) for each in found), without)


def _reports(
    duck: duckdb.DuckDBPyConnection, catalog: Catalog, count: int, now: dt.datetime
) -> Iterator[ClockReport]:
    histories = Histories(catalog.lifecycle, kinds(duck))
    reader = ClockReader(catalog)
    findings: list[Finding] = []
    for _, history in read_histories(duck, histories, 0, count, rows=True):
        try:
            yield reader.read(history, now)
        except (TicketError, WorktimeError) as error:
            message = f"ticket {history.name} cannot be counted: {error.message}"
            findings.append(problem(E006, message, None, error.hint))
    if findings:
        raise EventsError(findings)


def _finding(doubt: Doubt, severity: Severity) -> Finding:
    first, *others = map(_where, doubt.places)
    rest = doubt.count - len(doubt.places)
    message = doubt.message + (f", in {more(rest, 'row')} too" if rest else "")
    return Finding(doubt.code, severity, message, first, doubt.hint, tuple(others))


def _where(place: Place) -> Location:
    return Location(place.file, place.row or 1, 1, 1, "")
