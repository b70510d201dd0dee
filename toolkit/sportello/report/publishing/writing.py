"""Between cells and what is published of them: the form of a file, and cells of one again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from sportello.catalog.model import Day, Text
from sportello.frozendict import FrozenDict
from sportello.report.figure import Figure, Measure
from sportello.report.publishing.cells import Cell, Shown
from sportello.report.publishing.counting import Counted
from sportello.report.publishing.public import PERCENTILES, PUBLIC, Parts, PublicFigure
from sportello.report.publishing.suppression import TELLING
from sportello.report.report import Outage
from sportello.targets.site.figures.published import (
    OTHER,
    WITHHELD,
    Number,
    PublishedFigure,
    PublishedFigures,
    PublishedMeasure,
    PublishedRow,
    PublishedTable,
    RuleName,
)

_RULES: Final[Mapping[RuleName, str]] = {
    "S1": 'A count from 1 to k-1 is "few". 0 is shown, unless what it is a part of is few.',
    "S2": "A mean or a share is shown of ten or more.",
    "S3": "A percentile is shown if k or more are beyond it.",
    "S4": 'What would tell a number that is hidden is "withheld".',
    "S5": "Nothing is parted by customer or contract, and nothing is told of one request.",
    "S6": "Periods are whole months and whole years.",
    "S7": "What is published stays as it is.",
    "S8": "That all or none of fewer than ten are something is not told.",
}
_AVAILABILITY: Final = PublishedFigure(
    name="availability",
    title=Text({"it": "Disponibilità", "en": "Availability"}),
    definition=Text(
        {
            "it": "La quota delle ore concordate in cui un servizio si poteva usare: le ore "
            "concordate, meno quelle in cui era fermo, divise per quelle concordate. La "
            "manutenzione annunciata non è un fermo.",
            "en": "The share of the agreed hours in which a service could be used: agreed hours, "
            "less those in which it was down, over agreed hours. Announced maintenance is no time "
            "down.",
        }
    ),
    measures=(
        PublishedMeasure(
            name="available", title=Text({"it": "Disponibile", "en": "Available"}), unit="percent"
        ),
    ),
    tables=(),
)


def written(
    counted: Counted,
    shown: Mapping[Cell, Shown],
    as_of: datetime,
    k: int,
    outages: Iterable[Outage],
) -> PublishedFigures:
    """Return what is published of a period."""
    figures = [
        _figure(counted, shown, k, public, counted.figures[public.name])
        for public in PUBLIC
        if public.name in counted.figures
    ]
    return PublishedFigures(
        period=counted.period,
        as_of=Day(f"{as_of:%Y-%m-%d}"),
        k=k,
        rules=FrozenDict(_RULES),
        figures=(*figures, *_availability(outages)),
    )


def cells_in(published: PublishedFigures) -> Iterator[tuple[Cell, Number]]:
    """Yield the numbers of a file by the cells that they are of; means stand for sums."""
    for figure in published.figures:
        wholes = next((each.wholes for each in PUBLIC if each.name == figure.name), {})
        for table in figure.tables:
            for row in table.rows:
                for name, value in row.numbers.items():
                    measure = wholes.get(name.removesuffix("_of"), name)
                    told = measure if name.endswith("_of") else name
                    yield Cell(published.period, figure.name, told, table.by, row.group), value


def _figure(
    counted: Counted, shown: Mapping[Cell, Shown], k: int, public: PublicFigure, figure: Figure
) -> PublishedFigure:
    measures = tuple(each for each in figure.measures if each.name in public.measures)
    row = _Row(counted, shown, k, public)
    tables = []
    for parts in public.parts(counted.period):
        groups = sorted(
            {
                cell.group
                for cell in counted.cells.values
                if (cell.figure, cell.by) == (public.name, parts)
            },
            key=lambda group: (OTHER in group, group),
        )
        if parts and _is_of_few(counted, public, k):
            continue
        rows = tuple(
            PublishedRow(group=group, numbers=FrozenDict(dict(row.numbers(measures, parts, group))))
            for group in groups
        )
        if rows:
            tables.append(PublishedTable(by=parts, rows=rows))  # type: ignore[arg-type]
    return PublishedFigure(
        name=public.name,
        title=figure.title,
        definition=figure.definition,
        measures=tuple(
            PublishedMeasure(name=each.name, title=each.title, unit=each.unit)
            for each in measures
            if each.unit != "bounds"
        ),
        tables=tuple(tables),
    )


def _is_of_few(counted: Counted, public: PublicFigure, k: int) -> bool:
    """Return whether a figure counts so few that its rows alone would tell of some."""
    values = counted.cells.values
    own = (cell for cell in values if (cell.figure, cell.by) == (public.name, ()))
    return all(values[cell] < k for cell in own if cell not in counted.amounts)


class _Row:
    """Puts rows of a figure into numbers."""

    def __init__(
        self, counted: Counted, shown: Mapping[Cell, Shown], k: int, public: PublicFigure
    ) -> None:
        self._counted = counted
        self._shown = shown
        self._k = k
        self._public = public

    def numbers(
        self, measures: Iterable[Measure], parts: Parts, group: Parts
    ) -> Iterator[tuple[str, Number]]:
        """Yield the numbers of a row by their names."""
        for measure in measures:
            cell = Cell(self._counted.period, self._public.name, measure.name, parts, group)
            if measure.unit == "count":
                yield measure.name, self._count(cell)
            elif measure.unit == "share":
                of = self._public.wholes.get(measure.name, f"{measure.name}_of")
                yield measure.name, self._count(cell)
                yield (
                    f"{measure.name}_not",
                    self._count(cell._replace(measure=f"{measure.name}_not")),
                )
                yield f"{measure.name}_of", self._count(cell._replace(measure=of))
            elif (seconds := self._seconds(cell)) is not None:
                yield measure.name, seconds

    def _count(self, cell: Cell) -> Number:
        how = self._shown[cell]
        return self._counted.cells.values[cell] if how is Shown.VALUE else how.value

    def _seconds(self, cell: Cell) -> Number | None:
        """Return seconds in whole minutes; None where there are none."""
        of = cell._replace(measure=self._public.counted)
        number = self._counted.cells.values[of]
        if not number:
            return None
        if self._shown[of] is not Shown.VALUE or number < TELLING:
            return WITHHELD
        if cell.measure in PERCENTILES:
            if cell not in self._counted.percentiles:
                return None
            beyond = number * (100 - PERCENTILES[cell.measure])
            return (
                _minutes(self._counted.percentiles[cell]) if beyond >= 100 * self._k else WITHHELD
            )
        if self._shown[cell] is not Shown.VALUE:
            return WITHHELD
        return _minutes(self._counted.cells.values[cell] // number)


def _minutes(seconds: int) -> int:
    return (seconds + 30) // 60 * 60


def _availability(outages: Iterable[Outage]) -> Iterator[PublishedFigure]:
    rows = tuple(
        PublishedRow(
            group=(each.service,),
            numbers=FrozenDict({"available": 100_000 * (each.agreed - each.down) // each.agreed}),
        )
        for each in sorted(outages, key=lambda each: each.service)
        if each.agreed
    )
    if rows:
        table = PublishedTable(by=("service",), rows=rows)
        yield PublishedFigure(
            name=_AVAILABILITY.name,
            title=_AVAILABILITY.title,
            definition=_AVAILABILITY.definition,
            measures=_AVAILABILITY.measures,
            tables=(table,),
        )
