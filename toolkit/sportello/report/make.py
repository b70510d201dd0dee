"""Exports of tickets and a catalog -> a report."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Final

import duckdb

from sportello.catalog.model import Catalog
from sportello.exports.problems import ExportError, about_file
from sportello.exports.progress import Progress, silent
from sportello.exports.read import read_exports
from sportello.exports.rules import Q004
from sportello.frozendict import FrozenDict
from sportello.report.assertions import check_report
from sportello.report.availability import Downtime, Measured, availability, read_outages
from sportello.report.cycles import fill
from sportello.report.database import working_database
from sportello.report.figure import Month, Table
from sportello.report.lists.ahead import ahead, ahead_count
from sportello.report.lists.breaches import breach_count, breaches
from sportello.report.lists.changed import changed, changed_count
from sportello.report.lists.doubts import doubts, excluded
from sportello.report.lists.places import Places
from sportello.report.only import check_only, keep_only
from sportello.report.report import Report, Source
from sportello.report.rows import write_rows
from sportello.report.sources import counted_sources
from sportello.report.tables import create_tables
from sportello.report.tabulate import check_figures, check_parts, tabulate
from sportello.worktime.zone import at
from sportello.worktime.zones import Zone

_FIGURES: Final = "counting figures"


def make_report(  # noqa: PLR0913 - what may be chosen is named
    catalog: Catalog,
    files: Sequence[Path],
    events: Sequence[Path] = (),
    *,
    outages: Path | None = None,
    export: str | None = None,
    system: str | None = None,
    as_of: datetime | None = None,
    now: datetime | None = None,
    month_of: Month = "decided",
    by: Sequence[tuple[str, ...]] = (),
    figures: Sequence[str] = (),
    only: Mapping[str, Sequence[str]] = FrozenDict(),
    rows: Path | None = None,
    revision: str | None = None,
    progress: Progress = silent,
) -> Report:
    """Return the report of exports of tickets, and of files of what happened to them.

    `export` and `system` say how they are read, as `read_exports` takes them. Nothing after `as_of`
    (aware; else the latest instant in the files) counts; what lies after `now` is a mistake. `by`
    are the parts that figures are shown by, beside the total; `figures` names those that are
    wanted, unless it is all. `only` are the values by which tickets are chosen, by column; `rows`
    is a folder that gets the rows that were counted, as Parquet. `revision` is that of the catalog,
    to be told. Whoever is told of the progress may raise: then nothing remains. Raises ExportError
    and OutageError for files that cannot be read, Invalid for an unknown part, figure or name,
    OSError.
    """
    check_parts(by)
    check_figures(figures)
    check_only(only)
    downtimes = None if outages is None else read_outages(catalog, outages)
    with working_database() as duck:
        read = read_exports(
            duck, catalog, files, events, export=export, system=system, progress=progress
        )
        create_tables(duck)
        until = None if as_of is None else math.floor(as_of.timestamp())
        present = None if now is None else math.floor(now.timestamp())
        instant = fill(duck, catalog, until, now=present, progress=progress)
        if until is None and not instant:
            raise _without_instant(duck, files)
        keep_only(duck, only)
        report = report_of(
            duck,
            catalog,
            tuple(counted_sources(duck, read, len(files), instant)),
            instant,
            month_of=month_of,
            by=by,
            figures=figures,
            downtimes=_of_services(downtimes, only.get("service")),
            revision=revision,
            progress=progress,
        )
        if rows is not None:
            write_rows(duck, rows)
        return report


def _of_services(
    downtimes: Sequence[Downtime] | None, services: Sequence[str] | None
) -> Sequence[Downtime] | None:
    """Return the outages of the services that were asked for."""
    if downtimes is None or services is None:
        return downtimes
    return [each for each in downtimes if each.service in services]


def _without_instant(duck: duckdb.DuckDBPyConnection, files: Sequence[Path]) -> ExportError:
    """Return why there is no report, where nothing in the files tells of an instant."""
    found = duck.execute(
        "SELECT message, hint FROM doubt WHERE NOT counted "
        "GROUP BY ALL ORDER BY count(*) DESC, message, hint LIMIT 1"
    ).fetchone()
    why, hint = found or ("it has none", "export the tickets again, or name the instant by --as-of")
    message = f"no ticket of the file can be counted: {why}"
    return ExportError([about_file(Q004, files[0], message, hint)])


def report_of(  # noqa: PLR0913 - what a report tells besides
    duck: duckdb.DuckDBPyConnection,
    catalog: Catalog,
    sources: Sequence[Source],
    as_of: int,
    *,
    month_of: Month = "decided",
    by: Sequence[tuple[str, ...]] = (),
    figures: Sequence[str] = (),
    downtimes: Sequence[Downtime] | None = None,
    revision: str | None = None,
    progress: Progress = silent,
) -> Report:
    """Return the report of the tickets, turns and cycles in a database at an instant.

    The parts in `by` are known. Raises ReportBug if the tables contradict each other, and for
    availability what that does.
    """
    places = Places([each.name for each in sources], Zone(catalog.helpdesk.timezone))
    now = at(as_of, places.zone)
    months = _months(duck, now)
    tables: list[Table] = []
    for table in tabulate(duck, by, month_of, months, figures):
        tables.append(table)
        progress(_FIGURES, len(tables))
    check_report(duck, tables)
    available = (
        Measured() if downtimes is None else availability(catalog, downtimes, months[0], as_of)
    )
    return Report(
        desk=catalog.helpdesk.name,
        as_of=now,
        month_of=month_of,
        revision=revision,
        version=version("sportello"),
        sources=tuple(sources),
        first_month=months[0],
        last_month=months[-1],
        tables=tuple(tables),
        availability=available.outages,
        breaches=breaches(duck, places),
        breach_count=breach_count(duck),
        ahead=ahead(duck, places),
        ahead_count=ahead_count(duck),
        changed=changed(duck, places),
        changed_count=changed_count(duck),
        doubts=(*available.doubts, *doubts(duck, places)),
        excluded=excluded(duck, as_of),
    )


def _months(duck: duckdb.DuckDBPyConnection, now: datetime) -> list[str]:
    """Return every month from that of the first ticket to the present one."""
    # At midnight a month has begun of which nothing is there yet.
    last = f"{now - timedelta(seconds=1):%Y-%m}"
    query = "SELECT min(opened_month), max(opened_month) FROM ticket"
    ((first, latest),) = duck.execute(query).fetchall()
    first, last = first or last, max(last, latest or last)
    year, month = (int(each) for each in first.split("-"))
    months = []
    while (name := f"{year}-{month:02}") <= last:
        months.append(name)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months
