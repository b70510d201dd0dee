"""The figures of a report as one long table: a value a row, for spreadsheets and databases."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from sportello.report.figure import Share, Table
from sportello.report.forms.flat import Flat, flat_measures, flat_values
from sportello.report.forms.outages import NAME, available
from sportello.report.report import Outage, Report
from sportello.report.tables import GROUPS

PARTS: Final = ("year", "quarter", "month", *GROUPS, "policy", "target", "calendar")
"""The columns that say what a value is of; empty is what was not asked for, or is not known."""
COLUMNS: Final = ("figure", "by", *PARTS, "measure", "value", "of", "unit")


class LongRow(NamedTuple):
    """One value: of which figure, by which parts, what of these it is about, and its unit.

    A share is the part that it counts and, in `of`, the whole. Lengths of time are seconds.
    """

    figure: str
    by: str
    parts: tuple[str | None, ...]
    measure: str
    value: int | None
    of: int | None
    unit: str


def long_rows(report: Report) -> Iterator[LongRow]:
    """Yield every value of a report: those of its tables, then those of outages."""
    for table in report.tables:
        yield from _table(table)
    for outage in report.availability:
        yield from _outage(outage)


def _table(table: Table) -> Iterator[LongRow]:
    figure, by = table.figure, ",".join(table.by)
    for row in table.rows:
        parts = _parts(dict(zip(table.by, row.group, strict=True)))
        for measure, value in zip(flat_measures(figure), flat_values(figure, row), strict=True):
            part, whole = _numbers(value)
            yield LongRow(figure.name, by, parts, measure.name, part, whole, measure.unit)


def _outage(outage: Outage) -> Iterator[LongRow]:
    period = period_of(outage.window)
    parts = _parts({"service": outage.service, period: outage.window})
    values: tuple[tuple[str, Flat, str], ...] = (
        ("available", available(outage), "share"),
        ("agreed", outage.agreed, "seconds"),
        ("down", outage.down, "seconds"),
        ("excluded", outage.excluded, "seconds"),
    )
    for measure, value, unit in values:
        part, whole = _numbers(value)
        yield LongRow(NAME, f"service,{period}", parts, measure, part, whole, unit)


def period_of(window: str) -> str:
    """Return what a window of time is: `2026-02` is a month, `2026-Q1` a quarter, `2026` a year."""
    if "Q" in window:
        return "quarter"
    return "month" if "-" in window else "year"


def _parts(group: dict[str, str | None]) -> tuple[str | None, ...]:
    return tuple(group.get(part) for part in PARTS)


def _numbers(value: Flat) -> tuple[int | None, int | None]:
    return value if isinstance(value, Share) else (value, None)
