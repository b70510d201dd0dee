"""From a report, and what is published already, to what is published now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from sportello.catalog.model import PublicCatalog
from sportello.findings import Invalid
from sportello.report.publishing.cells import Cell, Cells, Shown
from sportello.report.publishing.counting import Counted, Part, counted
from sportello.report.publishing.periods import (
    balances,
    opening_backlog,
    related_periods,
    sums_of_year,
)
from sportello.report.publishing.public import is_year, month_before, months_of
from sportello.report.publishing.suppression import (
    FEWEST,
    LOWEST,
    DisclosureError,
    Standing,
    suppressed,
)
from sportello.report.publishing.writing import cells_in, written
from sportello.report.report import Report
from sportello.targets.site.figures.published import FEW, PublishedFigures


@dataclass(frozen=True)
class Publication:
    """What is new, and which periods stay as they are though the report counts otherwise."""

    new: tuple[PublishedFigures, ...]
    differing: tuple[str, ...]


def publish(
    report: Report,
    catalog: PublicCatalog,
    published: Sequence[PublishedFigures],
    *,
    since: str | None = None,
    k: int | None = None,
) -> Publication:
    """Return what is to be published of a report beside what is.

    These are the months from `since` on that are over, else those after the last that is published,
    else the last one; and the years of which every month is published. Without `k` it is that of
    what is published, else 5. Raises Invalid if k is too small, or not that of what is published.
    """
    if k is None:
        k = next((each.k for each in published), FEWEST)
    if k < LOWEST:
        raise Invalid(f"k is {k}: of so few each could be known", f"take {LOWEST} or more")
    if other := next((each for each in published if each.k != k), None):
        raise Invalid(
            f"{other.period} is published with k = {other.k}, and not with {k}",
            "keep to one k: what is shown by two of them can be compared",
        )
    told = {each.period: each for each in published}
    new = []
    for period in [*_months(report, told, since), *_years(report)]:
        is_whole = not is_year(period) or all(each in told for each in months_of(period))
        if period not in told and is_whole:
            made = _published(report, catalog, period, told, k)
            if made is not None:
                told[period] = made
                new.append(made)
    differing = (each.period for each in published if _differs(report, catalog, each))
    return Publication(tuple(new), tuple(sorted(differing)))


def _months(report: Report, told: Iterable[str], since: str | None) -> Iterator[str]:
    """Yield the months to publish, in order; some of them may be published already."""
    now = f"{report.as_of:%Y-%m}"
    done = max((each for each in told if not is_year(each)), default=month_before(now))
    first = max(since or done, report.first_month)
    for year in range(int(first[:4]), report.as_of.year + 1):
        yield from (each for each in months_of(str(year)) if first <= each < now)


def _years(report: Report) -> Iterator[str]:
    """Yield the years that are over and that the report has from their first month on."""
    for year in range(int(report.first_month[:4]), report.as_of.year):
        if report.first_month <= f"{year}-01":
            yield str(year)


def _published(
    report: Report,
    catalog: PublicCatalog,
    period: str,
    told: Mapping[str, PublishedFigures],
    k: int,
) -> PublishedFigures | None:
    """Return what is published of a period, without the tables that would give too much away.

    None if nothing is left, or for a year in which something is called otherwise in its months.
    """
    neighbours = [told[each] for each in related_periods(period) if each in told]
    without: set[Part] = set()
    while (own := counted(report, period, catalog, without)).cells.values:
        beside = _beside(report, catalog, own, neighbours)
        if beside is None:
            return None
        cells, settled = beside
        try:
            shown = suppressed(Standing(cells.cells, cells.shares, cells.amounts, k), settled)
        except DisclosureError as error:
            (cell,) = error.args
            own_parts = {(each.figure, each.by) for each in own.cells.values}
            at = {(cell.figure, cell.by)} & own_parts
            without |= at or {each for each in own_parts if each[0] == cell.figure} or own_parts
            continue
        outages = (each for each in report.availability if each.window == period)
        known = [each for each in outages if each.service in catalog.services]
        return written(own, shown, report.as_of, k, known)
    return None


def _beside(
    report: Report, catalog: PublicCatalog, own: Counted, neighbours: Sequence[PublishedFigures]
) -> tuple[Counted, Mapping[Cell, Shown]] | None:
    """Return the cells of a period and of those beside it, with what is shown of the latter."""
    all_of_them = own
    settled: dict[Cell, Shown] = {}
    for other in neighbours:
        if other.period >= report.first_month:
            counts = counted(report, other.period, catalog)
            all_of_them = counts.joined(all_of_them)
            settled |= dict.fromkeys(counts.cells.values, Shown.WITHHELD)
        elif (before := opening_backlog(own.cells.values, own.period)) is not None:
            opening = Cell(other.period, "backlog", "open")
            cells = Cells({opening: before}, (), {}).joined(all_of_them.cells)
            all_of_them = replace(all_of_them, cells=cells)
            settled[opening] = Shown.WITHHELD
        for cell, number in cells_in(_renamed(other, catalog)):
            if cell in settled:
                settled[cell] = Shown.VALUE if isinstance(number, int) else Shown(number)
            elif is_year(own.period) and _is_counted(cell, own) and number != 0:
                return None
    values = all_of_them.cells.values
    between = [*balances(values, _months_in(values))]
    between += sums_of_year(values, own.period) if is_year(own.period) else ()
    cells = all_of_them.cells.joined(Cells({}, tuple(between), {}))
    return replace(all_of_them, cells=cells), settled


def _is_counted(cell: Cell, own: Counted) -> bool:
    """Return whether a cell is of a table of another period, and no time."""
    tables = {(each.figure, each.measure, each.by) for each in own.cells.values}
    return (cell.figure, cell.measure, cell.by) in tables


def _months_in(cells: Iterable[Cell]) -> Sequence[str]:
    return sorted({each.period for each in cells if not is_year(each.period)})


def _renamed(published: PublishedFigures, catalog: PublicCatalog) -> PublishedFigures:
    """Return figures with the present names of services and families."""
    now = {
        old: name
        for entries in (catalog.services, catalog.families)
        for name, each in entries.items()
        for old in each.former
    }
    figures = []
    for figure in published.figures:
        tables = []
        for table in figure.tables:
            rows = [
                msgspec.structs.replace(row, group=tuple(now.get(each, each) for each in row.group))
                for row in table.rows
            ]
            tables.append(msgspec.structs.replace(table, rows=tuple(rows)))
        figures.append(msgspec.structs.replace(figure, tables=tuple(tables)))
    return msgspec.structs.replace(published, figures=tuple(figures))


def _differs(report: Report, catalog: PublicCatalog, published: PublishedFigures) -> bool:
    """Return whether the report counts otherwise what is published of a period that it has."""
    first = published.period if not is_year(published.period) else f"{published.period}-01"
    if first < report.first_month:
        return False
    own = counted(report, published.period, catalog)
    for cell, number in cells_in(_renamed(published, catalog)):
        value = own.cells.values.get(cell)
        if value is None or cell in own.amounts:
            continue
        if number == FEW and not 0 < value < published.k:
            return True
        if isinstance(number, int) and number != value:
            return True
    return False
