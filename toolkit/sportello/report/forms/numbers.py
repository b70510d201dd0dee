"""The one number of each figure, which a reader wants before anything else."""

from collections.abc import Sequence
from typing import NamedTuple

from sportello.report.figure import Row, Share, Table
from sportello.report.forms.grouped import FigureTables
from sportello.report.forms.outages import available
from sportello.report.forms.values import counts_words, share_words, value_words
from sportello.report.report import Outage
from sportello.wording.messages import Messages


class Number(NamedTuple):
    """The number of a figure, what it is of, and what a share counts."""

    said: str
    of: str
    counts: str


def number_of(tables: FigureTables, _: Messages) -> Number | None:
    """Return the main number of a figure, over all; None where nothing is there to count."""
    row = tables.total or _only(tables.tables)
    if tables.is_empty or row is None:
        return None
    measure = tables.figure.main[0]
    value = row.values[tables.figure.measures.index(measure)]
    counts = counts_words(value, _) if isinstance(value, Share) and value.whole else ""
    return Number(value_words(value, measure.unit, _), measure.title.says(_.language), counts)


def availability_number(outages: Sequence[Outage], _: Messages) -> Number:
    """Return in how many periods the promised availability was reached, of those that count.

    Of one service and period it is the share of time itself.
    """
    if len(outages) == 1:
        return Number(share_words(available(outages[0]), _), _("Available"), "")
    kept = Share(sum(each.is_kept for each in outages), len(outages))
    return Number(counts_words(kept, _), _("periods in which it was reached"), "")


def _only(tables: Sequence[Table]) -> Row | None:
    """Return the row of a total that stands alone."""
    return next((table.rows[0] for table in tables if not table.by and table.rows), None)
