"""The tables of a report by their figures, each with the total beneath it."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from sportello.report.figure import Figure, Row, Share, Table, Value
from sportello.report.report import Report


class FigureTables(NamedTuple):
    """A figure with the tables of its parts, and the row of its total, if that was asked for.

    Where nothing but the total was asked for, it is the one table, and no row beneath another.
    """

    figure: Figure
    tables: tuple[Table, ...]
    total: Row | None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was there to count, in any of the tables."""
        values = (value for table in self.tables for row in table.rows for value in row.values)
        return not any(map(_counts, values)) and not any(each.left_out for each in self.tables)


def tables_by_figure(report: Report) -> Iterator[tuple[Table, ...]]:
    """Yield the tables of each figure, in their order."""
    for _name, group in groupby(report.tables, key=lambda table: table.figure.name):
        yield tuple(group)


def by_figure(report: Report) -> Iterator[FigureTables]:
    """Yield the figures of a report with their tables, and their totals apart."""
    for tables in tables_by_figure(report):
        parted = tuple(table for table in tables if table.by)
        totals = [table.rows[0] for table in tables if not table.by and table.rows]
        has_total = bool(parted and totals)
        yield FigureTables(tables[0].figure, parted or tables, totals[0] if has_total else None)


def _counts(value: Value) -> bool:
    return bool(value.whole if isinstance(value, Share) else value)
