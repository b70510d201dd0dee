"""Exports of tickets and a catalog -> a report."""

from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Any

import duckdb

from sportello.catalog.model import Catalog
from sportello.report.assertions import check_report
from sportello.report.figure import Month
from sportello.report.lists.ahead import ahead, ahead_count
from sportello.report.lists.breaches import breach_count, breaches
from sportello.report.lists.changed import changed, changed_count
from sportello.report.lists.doubts import doubts, excluded
from sportello.report.lists.places import Places
from sportello.report.report import Outage, Report, Source
from sportello.report.tabulate import tabulate
from sportello.worktime.zone import at
from sportello.worktime.zones import Zone


def report_of(  # noqa: PLR0913 - what a report tells besides
    duck: duckdb.DuckDBPyConnection,
    catalog: Catalog,
    sources: Sequence[Source],
    as_of: int,
    *,
    month_of: Month = "decided",
    by: Sequence[tuple[str, ...]] = (),
    availability: Sequence[Outage] = (),
    revision: str | None = None,
) -> Report:
    """Return the report of the tickets, turns and cycles in a database at an instant.

    Raises Invalid for a part that no figure knows, ReportBug if the tables contradict each other.
    """
    places = Places([each.name for each in sources], Zone(catalog.helpdesk.timezone))
    now = at(as_of, places.zone)
    months = _months(duck, now)
    tables = tuple(tabulate(duck, by, month_of, months))
    check_report(duck, sources, tables)
    return Report(
        desk=catalog.helpdesk.name,
        as_of=now,
        month_of=month_of,
        revision=revision,
        version=version("sportello"),
        sources=tuple(sources),
        first_month=months[0],
        last_month=months[-1],
        tables=tables,
        availability=tuple(availability),
        breaches=breaches(duck, places),
        breach_count=breach_count(duck),
        ahead=ahead(duck, places),
        ahead_count=ahead_count(duck),
        changed=changed(duck, places),
        changed_count=changed_count(duck),
        doubts=doubts(duck, places),
        excluded=excluded(duck),
    )


def _months(duck: duckdb.DuckDBPyConnection, now: datetime) -> list[str]:
    """Return every month from that of the first ticket to the present one."""
    last = f"{now:%Y-%m}"
    found: tuple[Any, ...] | None = duck.execute("SELECT min(opened_month) FROM ticket").fetchone()
    first = (found and found[0]) or last
    year, month = (int(each) for each in first.split("-"))
    months = []
    while (name := f"{year}-{month:02}") <= last:
        months.append(name)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months
