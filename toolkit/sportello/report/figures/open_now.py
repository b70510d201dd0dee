"""How many requests are open at the instant of the report."""

from collections.abc import Sequence

from sportello.catalog.model import Text
from sportello.report.figure import Figure, Measure, Month
from sportello.report.query import (
    COUNTED,
    PARTS,
    TICKET_MONTH,
    TO_CUSTOMERS,
    WAITING,
    count,
    select,
)


def _query(by: Sequence[str], month: Month) -> str:  # noqa: ARG001 - opened, in every reading
    late = f"state = 'breached' AND {WAITING} AND {TO_CUSTOMERS}"
    return select(
        ["count(*) AS open", count("late IS NOT NULL", "late")],
        f"ticket LEFT JOIN (SELECT DISTINCT ticket AS late FROM cycle WHERE {late}) AS delays "
        "ON number = late",
        f"{COUNTED} AND is_open",
        by=by,
        month=TICKET_MONTH,
    )


FIGURE = Figure(
    "open_now",
    20,
    Text({"it": "Richieste aperte adesso", "en": "Requests open now"}),
    Text(
        {
            "it": "Le richieste che all'istante di questo rapporto non sono né risolte, né "
            "chiuse, né annullate, nel mese in cui sono state aperte. «In ritardo» sono "
            "quelle con almeno una promessa scaduta e non ancora mantenuta.",
            "en": "Requests that at the instant of this report are neither resolved nor closed "
            'nor cancelled, in the month in which they were opened. "Late" are those with '
            "at least one promise that is overdue and not yet kept.",
        }
    ),
    (
        Measure("open", Text({"it": "Aperte", "en": "Open"}), "count"),
        Measure("late", Text({"it": "di cui in ritardo", "en": "of these late"}), "count"),
    ),
    PARTS,
    _query,
)
