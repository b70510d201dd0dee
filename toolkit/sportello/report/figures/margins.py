"""How near promises were to being late, and how late the broken ones are."""

from collections.abc import Sequence

from sportello.catalog.model import Text
from sportello.report.figure import Figure, Measure, Month
from sportello.report.query import (
    CYCLE_MONTH,
    CYCLE_PARTS,
    DECIDED,
    TO_CUSTOMERS,
    count,
    only,
    percentile,
    select,
)


def _query(by: Sequence[str], month: Month) -> str:
    late = only("state = 'breached'", "margin")
    return select(
        [
            "count(*) AS decided",
            percentile("0.5", "margin", "median"),
            count("state = 'breached'", "breached"),
            percentile("0.5", late, "breach_median"),
            f"min({late}) AS worst",
        ],
        "cycle",
        f"{DECIDED} AND {TO_CUSTOMERS}",
        by=by,
        month=CYCLE_MONTH[month],
    )


FIGURE = Figure(
    "margins",
    90,
    Text({"it": "Margine sulle scadenze", "en": "Margin to the deadlines"}),
    Text(
        {
            "it": "Quanto tempo di servizio mancava alla scadenza quando la promessa è stata "
            "mantenuta; con il segno meno, di quanto era passata: per ciò che è ancora "
            "aperto, fino all'istante del rapporto. Mediana di tutte le promesse "
            "rispettate o mancate, e mediana e peggiore di quelle mancate, nel mese della "
            "decisione.",
            "en": "How much service time was left before the deadline when the promise was kept;"
            " with a minus sign, by how much it had passed: for what is still open, until "
            "the instant of the report. Median of all promises kept or broken, and median "
            "and worst of those broken, in the month of the decision.",
        }
    ),
    (
        Measure("decided", Text({"it": "Decise", "en": "Decided"}), "count"),
        Measure("median", Text({"it": "Margine mediano", "en": "Median margin"}), "seconds"),
        Measure("breached", Text({"it": "Mancate", "en": "Broken"}), "count"),
        Measure(
            "breach_median",
            Text({"it": "Mediana delle mancate", "en": "Median of those broken"}),
            "seconds",
        ),
        Measure("worst", Text({"it": "La peggiore", "en": "Worst"}), "seconds"),
    ),
    CYCLE_PARTS,
    _query,
    charted=("median",),
)
