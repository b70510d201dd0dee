"""A report as a page: what its template is given."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any, Final

from markupsafe import Markup

from sportello.report.forms.grouped import by_figure
from sportello.report.forms.html.sections import Cell, Section, Sections, ShownTable
from sportello.report.forms.html.svg import can_draw
from sportello.report.forms.names import Names
from sportello.report.forms.numbers import availability_number
from sportello.report.forms.outages import available, down_table
from sportello.report.forms.sentences import (
    as_of_words,
    availability_words,
    breach_words,
    change_words,
    doubt_words,
    excluded_words,
    file_words,
    instant_words,
    late_by_words,
    left_words,
    made_words,
    more_words,
    period_words,
    ticket_words,
    title_words,
    without_charts_words,
)
from sportello.report.forms.values import hours_words, share_words
from sportello.report.report import Ahead, Breach, Changed, Report
from sportello.sla.clock.step_words import StepWords
from sportello.targets.site.sources import Sources, own_sources
from sportello.targets.site.templates import templates_of
from sportello.wording.messages import Messages

_STYLES: Final = ("styles/base.css", "staff/report.css")


def as_html(report: Report, names: Names, sources: Sources | None = None) -> bytes:
    """Return a report as a page in UTF-8, the same bytes for the same report.

    `sources` are the files of the site, with those of the desk over ours. Where vl-convert is not
    installed the page has no charts, and says how to get them.
    """
    sources = own_sources() if sources is None else sources
    template = templates_of(sources, names.messages).get_template("report.html.j2")
    return template.render(_Page(report, names).facts(), **_style(sources)).encode()


def _style(sources: Sources) -> dict[str, Any]:
    style = "".join(sources[path].decode() for path in _STYLES)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return {
        "style": Markup(style),  # noqa: S704 - our own files
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'",
    }


@dataclass(frozen=True)
class _Page:
    report: Report
    names: Names

    @property
    def _(self) -> Messages:
        return self.names.messages

    @property
    def sections(self) -> Sections:
        return Sections(self.names)

    def facts(self) -> dict[str, Any]:
        _, report = self._, self.report
        sections = [*map(self.sections.section, by_figure(report)), *self._availability()]
        return {
            "_": _,
            "language": _.language,
            "title": title_words(report, _),
            "period": period_words(report, _),
            "as_of": as_of_words(report, _),
            "sections": sections,
            "breaches": {
                "count": _.number(report.breach_count),
                "shown": [*map(self._breach, report.breaches)],
                "more": more_words(report.breach_count - len(report.breaches), _),
            },
            "lists": [self._ahead(), self._changed()],
            "not_counted": _.number(report.not_counted),
            "left_out": [*self._left_out()],
            "files": [
                {"said": file_words(each, _), "sha256": each.sha256} for each in report.sources
            ],
            "made_by": made_words(report, _),
            "without_charts": "" if can_draw() else without_charts_words(_),
        }

    def _availability(self) -> Iterator[Section]:
        _, outages = self._, self.report.availability
        if not outages:
            return
        title = _("Availability")
        head = (
            *(self.names.heading("service"), _("Period"), _("Available"), _("Promised")),
            *(_("Kept"), _("Down"), _("Left out"), _("Agreed")),
        )
        rows = tuple(
            (
                Cell(self.names.value("service", each.service)),
                Cell(self.names.value("month", each.window)),
                Cell(share_words(available(each), _)),
                Cell(_.percent(each.promised)),
                Cell(_("yes") if each.is_kept else _("no")),
                *(Cell(hours_words(time)) for time in (each.down, each.excluded, each.agreed)),
            )
            for each in outages
        )
        drawn, charted = self.sections.drawn(down_table(outages, title, _("Down")), "down", [])
        shown = ShownTable("down", title, head, 2, rows, (), "", drawn, charted)
        number = availability_number(outages, _)
        yield Section("availability", title, number, availability_words(_), (shown,), "")

    def _breach(self, breach: Breach) -> dict[str, Any]:
        _, names = self._, self.names
        words = StepWords(_, partial(instant_words, _=_), hours_words, names.value)
        return {
            "ticket": ticket_words(breach.ticket),
            "service": names.value("service", breach.service),
            "target": names.value("target", breach.target),
            "late": late_by_words(breach, _),
            "facts": breach_words(breach, names.value("policy", breach.policy), _),
            "steps": [f"{instant_words(step.at, _)}: {words(step)}" for step in breach.steps],
        }

    def _ahead(self) -> dict[str, Any]:
        _, report = self._, self.report
        return {
            "title": _("Due within 24 business hours: {number}").format(
                number=_.number(report.ahead_count)
            ),
            "caption": _("By when they are due; paused ones last"),
            "head": (_("Ticket"), _("Service"), _("Promise"), _("Due"), _("Left")),
            "texts": 3,
            "rows": [
                (
                    *self._ticket(each),
                    Cell(instant_words(each.due, _)),
                    Cell(left_words(each, _)),
                )
                for each in report.ahead
            ],
        }

    def _changed(self) -> dict[str, Any]:
        _, report = self._, self.report
        return {
            "title": _("Decisions of earlier months that are others now"),
            "caption": _("Since the ticket was reopened"),
            "head": (_("Ticket"), _("Service"), _("Promise"), _("Month"), _("Change")),
            "texts": 5,
            "rows": [
                (
                    *self._ticket(each),
                    Cell(self.names.value("month", each.month)),
                    Cell(change_words(each, _)),
                )
                for each in report.changed
            ],
        }

    def _ticket(self, each: Ahead | Changed) -> Iterator[Cell]:
        yield Cell(ticket_words(each.ticket))
        yield Cell(self.names.value("service", each.service))
        yield Cell(self.names.value("target", each.target))

    def _left_out(self) -> Iterator[dict[str, str]]:
        _ = self._
        for reason, number in sorted(self.report.excluded.items()):
            yield {"what": excluded_words(reason, number, _), "hint": ""}
        for doubt in self.report.doubts:
            yield {"what": doubt_words(doubt, _), "hint": doubt.hint}
