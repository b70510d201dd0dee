"""How many requests came."""

from collections.abc import Sequence

from sportello.catalog.model import Text
from sportello.report.figure import Figure, Measure, Month
from sportello.report.query import COUNTED, PARTS, TICKET_MONTH, TO_CUSTOMERS, count, select


def _query(by: Sequence[str], month: Month) -> str:  # noqa: ARG001 - opened, in every reading
    promised = f"(SELECT DISTINCT ticket AS promised FROM cycle WHERE {TO_CUSTOMERS}) AS promises"
    return select(
        ["count(*) AS opened", count("promised IS NULL", "unpromised")],
        f"ticket LEFT JOIN {promised} ON number = promised",
        COUNTED,
        by=by,
        month=TICKET_MONTH,
    )


FIGURE = Figure(
    "opened",
    10,
    Text({"it": "Richieste aperte nel periodo", "en": "Requests opened"}),
    Text(
        {
            "it": "Tutte le richieste arrivate, nel mese in cui sono state aperte. Non contano "
            "spam, prove, richieste cancellate e quelle unite a un'altra.",
            "en": "All requests that came, in the month in which they were opened. Spam, tests, "
            "deleted requests and those merged into another do not count.",
        }
    ),
    (
        Measure("opened", Text({"it": "Aperte", "en": "Opened"}), "count"),
        Measure(
            "unpromised", Text({"it": "Senza tempi promessi", "en": "Without a promise"}), "count"
        ),
    ),
    PARTS,
    _query,
    notes=Text(
        {
            "it": "«Senza tempi promessi» sono quelle per cui nessuna regola promette un tempo, o "
            "di cui i dati non dicono se è stato rispettato: non sono nelle cifre sui tempi.",
            "en": '"Without a promise" are those to which no policy promises a time, or of which '
            "the data do not say whether it was kept: they are in no figure about promises.",
        }
    ),
)
