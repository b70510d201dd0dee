"""Outages as figures have them."""

from collections.abc import Sequence
from typing import Final

from sportello.catalog.model import Text
from sportello.report.figure import Figure, Measure, Month, Row, Share, Table
from sportello.report.report import Outage

NAME: Final = "availability"


def available(outage: Outage) -> Share:
    """Return the share of the agreed time in which a service could be used."""
    return Share(outage.agreed - outage.down, outage.agreed)


def down_table(outages: Sequence[Outage], title: str, down: str) -> Table:
    """Return how long services were down: one by month, several in their last window."""
    services = {each.service for each in outages}
    by = "month" if len(services) == 1 else "service"
    last = max(each.window for each in outages)
    rows = tuple(
        Row((each.window if by == "month" else each.service,), (each.down,))
        for each in outages
        if by == "month" or each.window == last
    )
    measure = Measure("down", Text(down), "seconds")
    figure = Figure(NAME, 0, Text(title), Text(), (measure,), frozenset({by}), _unasked)
    return Table(figure, (by,), rows)


def _unasked(_by: Sequence[str], _month: Month) -> str:
    raise NotImplementedError("outages come from a list, not from the database")
