"""The figures of a report as a page shows them: number, definition, charts and tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from markupsafe import Markup

from sportello.report.figure import Figure, Measure, Row, Share, Table, Value
from sportello.report.forms.grouped import FigureTables
from sportello.report.forms.html.charts import chart
from sportello.report.forms.html.svg import can_draw, svg
from sportello.report.forms.names import Names
from sportello.report.forms.numbers import Number, number_of
from sportello.report.forms.sentences import empty_words, nothing_words
from sportello.report.forms.values import counts_words, value_words
from sportello.wording.messages import Messages

_NARROW: Final = 5
"""Columns that a phone has room for."""


class Cell(NamedTuple):
    """What a cell says, and what a share in it counts."""

    said: str
    counts: str = ""


@dataclass(frozen=True)
class ShownTable:
    """A table of a figure, with its chart if it has one; the first `texts` cells are names.

    One that is narrow fits a phone as it is.
    """

    anchor: str
    caption: str
    head: tuple[str, ...]
    texts: int
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]
    empty: str
    svg: Markup
    charted: str
    is_narrow: bool = False


@dataclass(frozen=True)
class Section:
    """A figure with its number, its definition and its tables."""

    anchor: str
    title: str
    number: Number | None
    definition: str
    tables: tuple[ShownTable, ...]
    empty: str


@dataclass(frozen=True)
class Sections:
    """Makes sections of figures, in a language."""

    names: Names

    @property
    def _(self) -> Messages:
        return self.names.messages

    def section(self, each: FigureTables) -> Section:
        """Return a figure as it is shown."""
        figure, language = each.figure, self._.language
        return Section(
            _anchor("figure", figure.name),
            figure.title.says(language),
            number_of(each, self._),
            figure.explanation.says(language),
            tuple(self._table(table, each.total) for table in each.tables if not each.is_empty),
            nothing_words(self._) if each.is_empty else "",
        )

    def _table(self, table: Table, total: Row | None) -> ShownTable:
        _, figure = self._, table.figure
        anchor = _anchor("table", figure.name, *table.by)
        by = [self.names.heading(part) for part in table.by]
        titles = [each.title.says(_.language) for each in figure.measures]
        drawn, charted = self.drawn(table, anchor, by)
        title = figure.title.says(_.language)
        all_of = [Cell(_("all")), *(Cell("") for _part in by[1:])] if by else []
        return ShownTable(
            anchor,
            self._by(title, by),
            (*by, *titles) if by else ("", *titles),
            max(len(by), 1),
            tuple(self._row(table, row) for row in table.rows),
            (*all_of, *self._cells(figure, total)) if total else (),
            empty_words(table, _),
            drawn,
            charted,
            _narrow(table),
        )

    def drawn(self, table: Table, anchor: str, by: Sequence[str]) -> tuple[Markup, str]:
        """Return the chart of a table and what it is called; nothing where there is none."""
        found = chart(table, self.names) if can_draw() else None
        if found is None:
            return Markup(), ""
        _ = self._
        titles = _.listed([each.title.says(_.language) for each in found.measures])
        drawn = svg(found.spec, anchor, _.locale)
        said = f"{table.figure.title.says(_.language)}: {titles}"
        charted = self._by(said, by)
        if found.shown is not None:
            most = _("the {number} largest").format(number=_.number(found.shown))
            charted = f"{charted} ({most})"
        return Markup(drawn), charted  # noqa: S704 - Vega escapes what it draws

    def _by(self, title: str, by: Sequence[str]) -> str:
        if not by:
            return title
        parts = self._.listed([each[:1].lower() + each[1:] for each in by])
        return self._("{figure}, by {parts}").format(figure=title, parts=parts)

    def _row(self, table: Table, row: Row) -> tuple[Cell, ...]:
        named = self.names.row(table, row.group) or (self._("all"),)
        return (*map(Cell, named), *self._cells(table.figure, row))

    def _cells(self, figure: Figure, row: Row) -> Iterator[Cell]:
        yield from map(self._cell, figure.measures, row.values)

    def _cell(self, measure: Measure, value: Value) -> Cell:
        counts = counts_words(value, self._) if isinstance(value, Share) and value.whole else ""
        return Cell(value_words(value, measure.unit, self._), counts)


def _anchor(*names: str) -> str:
    return "-".join(names).replace("_", "-")


def _narrow(table: Table) -> bool:
    """Tell whether a table fits a phone; a share takes the room of two numbers."""
    shares = sum(each.unit == "share" for each in table.figure.measures)
    return len(table.by) + len(table.figure.measures) + shares <= _NARROW
