"""A report as CSV: its figures as one long table, a value a row."""

from sportello.report.forms.long import COLUMNS, LongRow, long_rows
from sportello.report.report import Report
from sportello.targets.spreadsheet import csv_table


def as_csv(report: Report) -> bytes:
    """Return the figures of a report as a table in UTF-8, in which no cell computes."""
    return csv_table(COLUMNS, map(_cells, long_rows(report)))


def _cells(row: LongRow) -> tuple[str, ...]:
    value, whole = ("" if each is None else str(each) for each in (row.value, row.of))
    parts = (each or "" for each in row.parts)
    return (row.figure, row.by, *parts, row.measure, value, whole, row.unit)
