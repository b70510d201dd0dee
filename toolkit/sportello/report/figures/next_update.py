"""Whether requesters were told in time how things stand, again and again."""

from collections.abc import Sequence

from sportello.catalog.model import Text
from sportello.report.figure import Figure, Measure, Month
from sportello.report.query import (
    CYCLE_MONTH,
    CYCLE_PARTS,
    DECIDED,
    TO_CUSTOMERS,
    added,
    count,
    select_by_ticket,
    share,
)


def _query(by: Sequence[str], month: Month) -> str:
    return select_by_ticket(
        [
            added("met"),
            added("met_of"),
            *share("met = met_of", "met_of > 0", "tickets"),
            added("undecided"),
            added("undecidable"),
        ],
        [
            *share("state = 'met'", DECIDED, "met"),
            count("state IN ('running', 'paused')", "undecided"),
            count("state = 'undecidable'", "undecidable"),
        ],
        "cycle",
        f"target = 'next_update' AND {TO_CUSTOMERS}",
        by=by,
        month=CYCLE_MONTH[month],
    )


FIGURE = Figure(
    "next_update",
    80,
    Text({"it": "Aggiornamenti dati in tempo", "en": "Updates given in time"}),
    Text(
        {
            "it": "Finché una richiesta è aperta, l'assistenza promette notizie entro un certo "
            "tempo, ogni volta da capo. Si conta in due modi: gli aggiornamenti dati in "
            "tempo, divisi per quelli dati o scaduti; e le richieste con tutti gli "
            "aggiornamenti in tempo, divise per quelle con almeno un aggiornamento deciso."
            " Una richiesta può contare in più mesi.",
            "en": "While a request is open, the desk promises news within some time, again and "
            "again. It is counted in two ways: updates given in time, divided by those "
            "given or overdue; and requests with all updates in time, divided by those "
            "with at least one update decided. A request may count in several months.",
        }
    ),
    (
        Measure("met", Text({"it": "Aggiornamenti in tempo", "en": "Updates in time"}), "share"),
        Measure(
            "tickets",
            Text({"it": "Richieste con tutti in tempo", "en": "Requests with all in time"}),
            "share",
            adds_up=False,
        ),
        Measure("undecided", Text({"it": "Non ancora decisi", "en": "Not decided yet"}), "count"),
        Measure("undecidable", Text({"it": "Non decidibili", "en": "Undecidable"}), "count"),
    ),
    CYCLE_PARTS - {"target"},
    _query,
)
