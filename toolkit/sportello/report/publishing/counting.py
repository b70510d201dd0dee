"""From the tables of a report to the cells of a month or a year, and how they add up."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sportello.catalog.model import PublicCatalog
from sportello.findings import Invalid
from sportello.report.figure import Figure, Row, Share, Table
from sportello.report.publishing.cells import Cell, Cells, Relation, total
from sportello.report.publishing.public import (
    PERCENTILES,
    PUBLIC,
    Parts,
    PublicFigure,
    is_year,
)
from sportello.report.report import Report
from sportello.targets.site.figures.published import OTHER


@dataclass(frozen=True)
class Counted:
    """A period as it was counted.

    `amounts` are seconds in all, each with how many they are of. `percentiles` are seconds, too;
    nothing adds up to them.
    """

    period: str
    cells: Cells
    shares: Mapping[Cell, Cell]
    amounts: Mapping[Cell, int]
    percentiles: Mapping[Cell, int]
    figures: Mapping[str, Figure]

    def joined(self, other: "Counted") -> "Counted":
        """Return the cells of both periods together."""
        return replace(
            other,
            cells=self.cells.joined(other.cells),
            shares={**self.shares, **other.shares},
            amounts={**self.amounts, **other.amounts},
        )


Part = tuple[str, Parts]
"""A figure, parted by something."""


def counted(
    report: Report, period: str, catalog: PublicCatalog, without: Collection[Part] = ()
) -> Counted:
    """Return what is counted of a period; services that are not public are all one.

    Tables in `without` are left out. Raises Invalid if the report has not the tables for it.
    """
    tables = {(each.figure.name, each.by): each for each in report.tables}
    counting = _Counting(period, catalog)
    figures: dict[str, Figure] = {}
    for public in PUBLIC:
        for parts in public.parts(period):
            table = tables.get((public.name, (*parts, "year" if is_year(period) else "month")))
            if table is not None and (public.name, parts) not in without:
                figures[public.name] = table.figure
                counting.add(public, parts, table)
    return counting.counted(figures)


class _Counting:
    def __init__(self, period: str, catalog: PublicCatalog) -> None:
        self._period = period
        self._names = {"service": {*catalog.services}, "family": {*catalog.families}}
        self._values: dict[Cell, int] = {}
        self._relations: list[Relation] = []
        self._wholes: dict[Cell, tuple[Cell, ...]] = {}
        self._shares: dict[Cell, Cell] = {}
        self._amounts: dict[Cell, int] = {}
        self._percentiles: dict[Cell, int] = {}

    def counted(self, figures: Mapping[str, Figure]) -> Counted:
        opened = Cell(self._period, "opened", "opened"), Cell(self._period, "backlog", "opened")
        if all(each in self._values for each in opened):
            self._relations.append({opened[0]: 1, opened[1]: -1})
        cells = Cells(self._values, tuple(self._relations), self._wholes)
        return Counted(self._period, cells, self._shares, self._amounts, self._percentiles, figures)

    def add(self, public: PublicFigure, parts: Parts, table: Table) -> None:
        """Add the rows of a table, those of one public name together."""
        if table.left_out:
            raise Invalid(
                f"too many rows of {public.name} by {', '.join(table.by)} to publish: "
                f"{table.left_out}",
                "report from fewer months",
            )
        places = {each.name: place for place, each in enumerate(table.figure.measures)}
        groups: dict[Parts, list[Row]] = {} if parts else {(): []}
        for row in table.rows:
            if row.group[-1] == self._period:
                name = tuple(map(self._public, parts, row.group))
                groups.setdefault(name, []).append(row)
        for group, rows in groups.items():
            for measure in public.measures:
                values = [row.values[places[measure]] for row in rows]
                unit = table.figure.measures[places[measure]].unit
                cell = Cell(self._period, public.name, measure, parts, group)
                if unit == "count":
                    self._values[cell] = sum(each for each in values if isinstance(each, int))
                elif unit == "share":
                    self._share(cell, public, [each for each in values if isinstance(each, Share)])
                else:
                    numbers = [row.values[places[public.counted]] for row in rows]
                    self._seconds(cell, [*zip(values, numbers, strict=True)])
            self._levels(public, parts, group)
        if parts:
            self._add_up(public, parts)

    def _public(self, part: str, name: str | None) -> str:
        known = self._names.get(part)
        is_told = name is not None and (known is None or name in known)
        return str(name) if is_told else OTHER

    def _share(self, cell: Cell, public: PublicFigure, values: Iterable[Share]) -> None:
        part, whole = sum(each.part for each in values), sum(each.whole for each in values)
        rest = cell._replace(measure=f"{cell.measure}_not")
        of = _whole_of(cell, public)
        self._values |= {cell: part, rest: whole - part, of: whole}
        self._relations.append(total(of, (cell, rest)))
        self._shares |= {cell: of, rest: of}
        self._wholes |= {cell: (of,), rest: (of,)}

    def _seconds(self, cell: Cell, values: list[tuple[object, object]]) -> None:
        told = [(s, n) for s, n in values if isinstance(s, int) and isinstance(n, int)]
        if not told:
            return
        if cell.measure not in PERCENTILES:
            self._values[cell] = sum(seconds * number for seconds, number in told)
            self._amounts[cell] = sum(number for _seconds, number in told)
        elif len(values) == 1:
            self._percentiles[cell] = told[0][0]

    def _levels(self, public: PublicFigure, parts: Parts, group: Parts) -> None:
        for whole in dict.fromkeys(public.wholes.values()):
            levels = [name for name, of in public.wholes.items() if of == whole]
            cells = [Cell(self._period, public.name, each, parts, group) for each in levels]
            self._relations.append(total(cells[0]._replace(measure=whole), cells))

    def _add_up(self, public: PublicFigure, parts: Parts) -> None:
        """Note that the groups of a table add up to its total."""
        own: dict[str, list[Cell]] = {}
        for cell in self._values:
            if cell.figure == public.name and cell.by == parts:
                own.setdefault(cell.measure, []).append(cell)
        for measure, cells in own.items():
            whole = Cell(self._period, public.name, measure)
            if whole in self._values:
                self._relations.append(total(whole, cells))
                for cell in cells:
                    if cell not in self._amounts:
                        self._wholes[cell] = (*self._wholes.get(cell, ()), whole)


def _whole_of(cell: Cell, public: PublicFigure) -> Cell:
    """Return the cell of the whole that a share is a part of."""
    return cell._replace(measure=public.wholes.get(cell.measure, f"{cell.measure}_of"))
