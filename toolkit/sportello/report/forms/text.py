"""A report for a terminal: each figure with its definition in one line, and its tables."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sportello.report.figure import Figure, Row, Share, Table, Value
from sportello.report.forms.grid import grid, plain_line
from sportello.report.forms.grouped import FigureTables, by_figure
from sportello.report.forms.names import Names
from sportello.report.forms.numbers import availability_number, number_of
from sportello.report.forms.outages import available
from sportello.report.forms.sentences import (
    as_of_words,
    availability_words,
    change_words,
    clock_words,
    doubt_words,
    empty_words,
    excluded_words,
    file_words,
    late_words,
    left_words,
    more_words,
    nothing_words,
    period_words,
    ticket_words,
    title_words,
)
from sportello.report.forms.values import counts_words, hours_words, share_words, value_words
from sportello.report.report import Report
from sportello.wording.messages import Messages

_ROWS: Final = 40
"""How many rows of a table are shown."""
_TICKETS: Final = 15
"""How many tickets of a list are shown."""


def as_text(report: Report, names: Names, width: int) -> str:
    """Return a report as lines; tables are no wider than `width` characters, where they can be."""
    return "\n".join(_Text(report, names, width).lines()) + "\n"


@dataclass(frozen=True)
class _Text:
    report: Report
    names: Names
    width: int

    @property
    def _(self) -> Messages:
        return self.names.messages

    def lines(self) -> Iterator[str]:
        _ = self._
        yield from self._heading()
        yield from self._in_short()
        for each in by_figure(self.report):
            yield from self._figure(each)
        yield from self._availability()
        yield from self._breaches()
        yield from self._ahead()
        yield from self._changed()
        yield from self._left_out()
        yield ""
        yield _("Files")
        for source in self.report.sources:
            yield f"  {plain_line(file_words(source, _))}"

    def _heading(self) -> Iterator[str]:
        _, report = self._, self.report
        for each in (title_words(report, _), period_words(report, _), as_of_words(report, _)):
            yield from self._wrapped(each)

    def _in_short(self) -> Iterator[str]:
        """Yield the one number of each figure, and how many tickets are to be looked at."""
        _, report = self._, self.report
        rows = [
            (each.figure.title.says(_.language), number.said, f"{number.of} {number.counts}")
            for each in by_figure(report)
            if (number := number_of(each, _)) is not None
        ]
        if report.availability:
            number = availability_number(report.availability, _)
            rows.append((_("Availability"), number.said, number.of))
        rows += [
            (_("Late or not kept"), _.number(report.breach_count), ""),
            (_("What could not be counted"), _.number(report.not_counted), ""),
        ]
        yield ""
        yield _("In short")
        names, numbers = (max(len(row[place]) for row in rows) for place in (0, 1))
        for name, said, of in rows:
            yield f"  {name.ljust(names)}  {said.rjust(numbers)}  {of}".rstrip()

    def _figure(self, each: FigureTables) -> Iterator[str]:
        language = self._.language
        yield ""
        yield each.figure.title.says(language)
        yield from self._indented(self._wrapped(each.figure.explanation.says(language)))
        if each.is_empty:
            yield f"  {nothing_words(self._)}"
            return
        for table in each.tables:
            yield ""
            yield from self._indented(self._table(table, each.total))

    def _table(self, table: Table, total: Row | None) -> Iterator[str]:
        _, figure = self._, table.figure
        header = [*map(self.names.heading, table.by), *_headings(figure, _.language)]
        shown = [
            [*self.names.row(table, row.group), *_cells(figure, row, _)]
            for row in table.rows[:_ROWS]
        ]
        if total is not None and table.rows:
            all_of = [_("all"), *("" for _part in table.by[1:])]
            shown.append([*all_of, *_cells(figure, total, _)])
        if not table.rows:
            yield empty_words(table, _)
            return
        yield from grid(header, shown, len(table.by), self.width - 2)
        if len(table.rows) > _ROWS:
            yield more_words(len(table.rows) - _ROWS, _)

    def _availability(self) -> Iterator[str]:
        _ = self._
        if not self.report.availability:
            return
        yield ""
        yield _("Availability")
        yield from self._indented(self._wrapped(availability_words(_)))
        yield ""
        header = (
            *(self.names.heading("service"), _("Period")),
            *(_("Available"), _("Promised"), _("Kept"), _("Down"), _("Left out"), _("Agreed")),
        )
        rows = [
            (
                self.names.value("service", each.service),
                self.names.value("month", each.window),
                share_words(available(each), _),
                _.percent(each.promised),
                _("yes") if each.is_kept else _("no"),
                *map(hours_words, (each.down, each.excluded, each.agreed)),
            )
            for each in self.report.availability
        ]
        yield from self._indented(grid(header, rows, 2, self.width - 2))

    def _breaches(self) -> Iterator[str]:
        _ = self._
        rows = [
            (
                ticket_words(each.ticket),
                self.names.value("service", each.service),
                self.names.value("target", each.target),
                _instant(each.due),
                late_words(each),
                _("open") if each.is_open else "",
            )
            for each in self.report.breaches[:_TICKETS]
        ]
        yield from self._list(
            _("Late or not kept: {number}").format(number=_.number(self.report.breach_count)),
            (_("Ticket"), _("Service"), _("Promise"), _("Due"), _("Late by"), ""),
            rows,
            self.report.breach_count,
            numbers=3,
        )

    def _ahead(self) -> Iterator[str]:
        _ = self._
        rows = [
            (
                ticket_words(each.ticket),
                self.names.value("service", each.service),
                self.names.value("target", each.target),
                _instant(each.due),
                left_words(each, _),
            )
            for each in self.report.ahead[:_TICKETS]
        ]
        yield from self._list(
            _("Due within 24 business hours: {number}").format(
                number=_.number(self.report.ahead_count)
            ),
            (_("Ticket"), _("Service"), _("Promise"), _("Due"), _("Left")),
            rows,
            self.report.ahead_count,
            numbers=2,
        )

    def _changed(self) -> Iterator[str]:
        _ = self._
        rows = [
            (
                ticket_words(each.ticket),
                self.names.value("service", each.service),
                self.names.value("target", each.target),
                self.names.value("month", each.month),
                change_words(each, _),
            )
            for each in self.report.changed[:_TICKETS]
        ]
        yield from self._list(
            _("Decisions of earlier months that are others now"),
            (_("Ticket"), _("Service"), _("Promise"), _("Month"), _("Change")),
            rows,
            self.report.changed_count,
            numbers=2,
        )

    def _list(
        self,
        title: str,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        count: int,
        numbers: int,
    ) -> Iterator[str]:
        if not rows:
            return
        yield ""
        yield title
        yield from self._indented(grid(header, rows, len(header) - numbers, self.width - 2))
        if count > len(rows):
            yield f"  {more_words(count - len(rows), self._)}"

    def _left_out(self) -> Iterator[str]:
        _ = self._
        yield ""
        yield _("What could not be counted")
        for reason, number in sorted(self.report.excluded.items()):
            yield f"  {excluded_words(reason, number, _)}"
        for doubt in self.report.doubts:
            yield from self._indented(self._wrapped(doubt_words(doubt, _)))
            yield from self._indented(self._indented(self._wrapped(doubt.hint)))
        if not (self.report.excluded or self.report.doubts):
            nothing = _("Nothing: every row is counted.")
            yield f"  {nothing}"

    def _wrapped(self, text: str) -> Iterator[str]:
        yield from textwrap.wrap(plain_line(text), self.width - 4, break_on_hyphens=False)

    def _indented(self, lines: Iterator[str]) -> Iterator[str]:
        yield from (f"  {line}".rstrip() for line in lines)


def _headings(figure: Figure, language: str) -> Iterator[str]:
    for measure in figure.measures:
        yield measure.title.says(language)


def _cells(figure: Figure, row: Row, _: Messages) -> Iterator[str]:
    for measure, value in zip(figure.measures, row.values, strict=True):
        yield f"{value_words(value, measure.unit, _)}{_counts(value, _)}"


def _counts(value: Value, _: Messages) -> str:
    """Return what is behind a share, which a reader needs beside it."""
    return f" {counts_words(value, _)}" if isinstance(value, Share) and value.whole else ""


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d} {clock_words(moment)}"
