"""What the page of figures shows: tables whose cells are words, each with the length of its bar."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sportello.catalog.model import PublicCatalog, Text
from sportello.targets.site.figures.published import (
    FEW,
    OTHER,
    Number,
    PublishedFigure,
    PublishedFigures,
    PublishedMeasure,
    PublishedRow,
)
from sportello.targets.site.phrases import labels
from sportello.targets.site.timeline import length_words
from sportello.wording.messages import Messages

_PERIODS: Final = 24
"""As many months, or years, stand in a table of them."""


class Shown(NamedTuple):
    """A number in words, and how much of 100 its bar is long; None: it has no bar."""

    words: str
    bar: int | None = None
    is_quiet: bool = False


@dataclass(frozen=True)
class Line:
    """A row: what it is about, as the page prints it, and its cells."""

    name: str | Text
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class Sheet:
    """A table, by what its rows are parted, and of which period it is."""

    caption: str
    about: str
    columns: tuple[Text, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """A figure with its definition and its tables."""

    name: str
    title: Text
    definition: Text
    sheets: tuple[Sheet, ...]


def sections(
    catalog: PublicCatalog, published: Sequence[PublishedFigures], _: Messages
) -> tuple[Section, ...]:
    """Return what is shown of figures that are published, the latest first.

    A figure is explained as in its latest period. It has a table of the months and one of the
    years, and of the latest of each one by each part.
    """
    latest = sorted(published, key=lambda each: each.period, reverse=True)
    figures = {each.name: each for told in reversed(latest) for each in told.figures}
    order = dict.fromkeys(each.name for told in latest for each in told.figures)
    page = _Page(catalog, latest, _)
    return tuple(
        Section(name, figures[name].title, figures[name].definition, tuple(page.sheets(name)))
        for name in order
    )


def period_words(period: str, _: Messages) -> str:
    """Return a month or a year in words: `January 2026`."""
    year, _dash, month = period.partition("-")
    return _.date(date(int(year), int(month), 1), "LLLL yyyy") if month else year


class _Page:
    def __init__(
        self, catalog: PublicCatalog, latest: Sequence[PublishedFigures], _: Messages
    ) -> None:
        self._names: Mapping[str, Mapping[str, Text]] = {
            "service": _named(catalog.services),
            "family": _named(catalog.families),
        }
        self._latest = latest
        self._words = _

    def sheets(self, name: str) -> Iterator[Sheet]:
        """Yield the tables of a figure."""
        _ = self._words
        told = [
            (each, figure)
            for each in self._latest
            for figure in each.figures
            if figure.name == name
        ]
        for is_year, caption in ((False, _("{figure}, by month")), (True, _("{figure}, by year"))):
            own = [each for each in told if _is_year(each[0]) == is_year]
            if not own:
                continue
            totals = [
                (each, table) for each, figure in own for table in figure.tables if not table.by
            ]
            rows = [
                (period_words(each.period, _), row, each.k)
                for each, table in totals[:_PERIODS]
                for row in table.rows
            ]
            newest = own[0][1]
            if rows:
                whole = caption.format(figure=newest.title.says(_.language))
                yield self._sheet(whole, _("Period"), newest.measures, rows)
            yield from self._parted(*own[0])

    def _parted(self, told: PublishedFigures, figure: PublishedFigure) -> Iterator[Sheet]:
        _ = self._words
        abouts = {
            "channel": _("Channel"),
            "service": _("Service"),
            "family": _("Group"),
            "target": _("Promise"),
        }
        for table in figure.tables:
            if len(table.by) != 1 or not table.rows:
                continue
            about = abouts[table.by[0]]
            caption = _("{figure}, {period}, by: {part}").format(
                figure=figure.title.says(_.language),
                period=period_words(told.period, _),
                part=about,
            )
            rows = [(self._name(table.by[0], each.group[0]), each, told.k) for each in table.rows]
            measures = [each for each in figure.measures if _is_told(each, table.rows)]
            yield self._sheet(caption, about, measures, rows)

    def _name(self, part: str, group: str) -> str | Text:
        _ = self._words
        if group == OTHER:
            return _("All others")
        if part in self._names:
            return self._names[part].get(group, _("No longer listed here"))
        return labels(_).get(group, group)

    def _sheet(
        self,
        caption: str,
        about: str,
        measures: Sequence[PublishedMeasure],
        rows: Sequence[tuple[str | Text, PublishedRow, int]],
    ) -> Sheet:
        cells = [[self._cell(each, row.numbers, k) for each in measures] for _name, row, k in rows]
        columns = zip(measures, zip(*cells, strict=True), strict=True) if cells else ()
        barred = [_barred(each, column) for each, column in columns]
        lines = (
            Line(name, own)
            for (name, *_rest), own in zip(rows, zip(*barred, strict=True), strict=True)
        )
        return Sheet(caption, about, tuple(each.title for each in measures), tuple(lines))

    def _cell(
        self, measure: PublishedMeasure, numbers: Mapping[str, Number], k: int
    ) -> tuple[Shown, int | None]:
        """Return what is shown of a number, and the number by which bars are long."""
        value = numbers.get(measure.name)
        match measure.unit:
            case "share":
                part, rest, whole = (numbers.get(each) for each in measure.numbers)
                return self._share(part, rest, whole, k)
            case "seconds" if isinstance(value, int):
                return Shown(length_words(value)), None
            case "percent" if isinstance(value, int):
                return Shown(self._words.percent(value / 1000)), None
            case "count" if isinstance(value, int):
                return Shown(self._words.number(value)), value
        return self._hidden(value, k), None

    def _share(
        self, part: Number | None, rest: Number | None, whole: Number | None, k: int
    ) -> tuple[Shown, int | None]:
        _ = self._words
        if not isinstance(whole, int) or not whole:
            return self._hidden(None if whole == 0 else whole, k), None
        if isinstance(part, int):
            share, words = 1000 * part // whole, _("{share}, that is {n} of {all}")
        elif rest == FEW:
            share, words = 1000 * (whole - k + 1) // whole, _("at least {share} of {all}")
        elif part == FEW:
            share, words = -(-1000 * (k - 1) // whole), _("at most {share} of {all}")
        else:
            words = _("not shown, of {all}").format(all=_.number(whole))
            return Shown(words, None, is_quiet=True), None
        number = part if isinstance(part, int) else 0
        told = words.format(share=_.percent(share / 10), n=_.number(number), all=_.number(whole))
        return Shown(told), share // 10

    def _hidden(self, value: Number | None, k: int) -> Shown:
        _ = self._words
        if value is None:
            return Shown("–", None, is_quiet=True)
        if value == FEW:
            return Shown(_("fewer than {k}").format(k=k), None, is_quiet=True)
        return Shown(_("not shown"), None, is_quiet=True)


def _barred(measure: PublishedMeasure, column: Iterable[tuple[Shown, int | None]]) -> list[Shown]:
    """Give the numbers of a column bars: shares of 100, counts of the largest of them."""
    cells = [*column]
    most = 100 if measure.unit == "share" else max((n or 0 for _shown, n in cells), default=0)
    return [
        each if number is None or not most else each._replace(bar=100 * number // most)
        for each, number in cells
    ]


def _is_year(told: PublishedFigures) -> bool:
    return "-" not in told.period


def _is_told(measure: PublishedMeasure, rows: Iterable[PublishedRow]) -> bool:
    return any(name in row.numbers for row in rows for name in measure.numbers)


def _named(entries: Mapping[str, object]) -> Mapping[str, Text]:
    """Return names by identifier; by former ones, too."""
    now = {name: getattr(each, "name") for name, each in entries.items()}  # noqa: B009
    former = {
        old: now[name] for name, each in entries.items() for old in getattr(each, "former", ())
    }
    return {**former, **now}
