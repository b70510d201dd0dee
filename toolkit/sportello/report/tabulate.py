"""Figures and the tables that they count -> tables of a report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import duckdb

from sportello.findings import Invalid, did_you_mean
from sportello.report.figure import Bounds, Figure, Measure, Month, Row, Share, Table, Value
from sportello.report.figures import all_figures

DEFAULT: Final = (("month",), ("service",), ("channel",), ("target",))
"""How figures are parted, beside the total, if nobody asks otherwise."""
MOST_ROWS: Final = 1000
"""A table with more rows is left out: it is no reading matter, but a file."""


def tabulate(
    duck: duckdb.DuckDBPyConnection,
    by: Sequence[tuple[str, ...]],
    month: Month,
    months: Sequence[str],
    names: Sequence[str] = (),
) -> Iterator[Table]:
    """Yield each figure, or those that are named: the total, and as it is parted, where it can be.

    `months` are those of the report, which stand in a table of months even where nothing happened.
    """
    for figure in all_figures():
        if names and figure.name not in names:
            continue
        for parts in ((), *(each for each in by or DEFAULT if each)):
            if figure.parts.issuperset(parts):
                yield _table(duck, figure, parts, month, months)


def check_figures(names: Iterable[str]) -> None:
    """Raise Invalid for a name that no figure has."""
    known = [each.name for each in all_figures()]
    for name in names:
        if name not in known:
            raise Invalid(f'there is no figure "{name}"', did_you_mean(name, known))


def check_parts(by: Iterable[tuple[str, ...]]) -> None:
    """Raise Invalid for a part that no figure knows."""
    known = sorted(frozenset().union(*(each.parts for each in all_figures())))
    for part in (part for parts in by for part in parts):
        if part not in known:
            raise Invalid(f'no figure can be parted by "{part}"', did_you_mean(part, known))


def _table(
    duck: duckdb.DuckDBPyConnection,
    figure: Figure,
    by: tuple[str, ...],
    month: Month,
    months: Sequence[str],
) -> Table:
    query = figure.select(by, month)
    found = duck.execute(query).fetchmany(MOST_ROWS + 1)
    if len(found) > MOST_ROWS:
        counted = duck.execute(f"SELECT count(*) FROM ({query})").fetchone()
        return Table(figure, by, (), int(counted[0]) if counted else 0)
    rows = {each.group: each for each in (_row(figure, len(by), row) for row in found)}
    if by == ("month",):
        rows = {row.group: row for row in _in_all_months(figure, rows, months)} | rows
    return Table(figure, by, tuple(sorted(rows.values(), key=_order)))


def _row(figure: Figure, parts: int, found: Sequence[Any]) -> Row:
    cells = iter(found[parts:])
    values: list[Value] = []
    for measure in figure.measures:
        value = next(cells)
        if measure.unit == "share":
            value = Share(int(value), int(next(cells)))
        elif measure.unit == "bounds":
            most = next(cells)
            value = None if value is None else Bounds(value, most)
        values.append(value)
    return Row(tuple(found[:parts]), tuple(values))


def _in_all_months(
    figure: Figure, rows: Mapping[tuple[str | None, ...], Row], months: Iterable[str]
) -> Iterator[Row]:
    """Yield a row for each month, also for one in which nothing happened."""
    before: Sequence[Value] = [None for _measure in figure.measures]
    for month in months:
        empty = Row((month,), tuple(map(_nothing, figure.measures, before)))
        row = rows.get((month,), empty)
        before = row.values
        yield row


def _nothing(measure: Measure, before: Value) -> Value:
    """Return the value of a month in which nothing happened: what stood open does so still."""
    if measure.unit == "share":
        return Share(0, 0) if measure.adds_up else None
    if measure.unit != "count":
        return None
    return 0 if measure.adds_up else before


def _order(row: Row) -> tuple[tuple[bool, str], ...]:
    return tuple((each is None, each or "") for each in row.group)
