"""How the cells of several periods hang together."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sportello.report.publishing.cells import Cell, Relation
from sportello.report.publishing.public import is_year, month_before, months_of

_BALANCE: Final = {"opened": -1, "resolved": 1, "reopened": -1, "removed": 1}


def related_periods(period: str) -> tuple[str, ...]:
    """Return the months by which, with this period, something can be worked out of either."""
    if is_year(period):
        return tuple(months_of(period))
    year, number = map(int, period.split("-"))
    after = f"{year}-{number + 1:02}" if number < 12 else f"{year + 1}-01"
    return month_before(period), after


def opening_backlog(values: Mapping[Cell, int], month: str) -> int | None:
    """Return how many were open before a month, by what is counted of it; None if nothing is."""
    cells = {name: Cell(month, "backlog", name) for name in ("open", *_BALANCE)}
    if not all(each in values for each in cells.values()):
        return None
    changes = sum(times * values[cells[name]] for name, times in _BALANCE.items())
    return values[cells["open"]] + changes


def balances(values: Mapping[Cell, int], months: Iterable[str]) -> Iterator[Relation]:
    """Yield that open = open before + opened - resolved + reopened - removed, in each month."""
    for month in months:
        before = Cell(month_before(month), "backlog", "open")
        relation = {Cell(month, "backlog", name): times for name, times in _BALANCE.items()}
        relation |= {Cell(month, "backlog", "open"): 1, before: -1}
        if all(each in values for each in relation):
            yield relation


def sums_of_year(values: Mapping[Cell, int], year: str) -> Iterator[Relation]:
    """Yield that months add up to their year; what is open at its end is so in December."""
    months = {
        (each.figure, each.measure, each.by) for each in values if each.period in {*months_of(year)}
    }
    for cell in values:
        if cell.period != year or (cell.figure, cell.measure, cell.by) not in months:
            continue
        if cell.measure == "open":
            own = [cell._replace(period=f"{year}-12")]
        else:
            own = [cell._replace(period=month) for month in months_of(year)]
        yield {cell: -1, **{each: 1 for each in own if each in values}}
