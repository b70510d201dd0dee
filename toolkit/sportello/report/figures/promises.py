"""How many promises were kept, of those that are decided."""

from collections.abc import Sequence

from sportello.catalog.model import Text
from sportello.report.figure import Figure, Measure, Month
from sportello.report.query import (
    CYCLE_MONTH,
    CYCLE_PARTS,
    DECIDED,
    TO_CUSTOMERS,
    WAITING,
    count,
    select,
    share,
)


def _query(by: Sequence[str], month: Month) -> str:
    return select(
        [
            *share("state = 'met'", DECIDED, "met"),
            count("state = 'breached'", "breached"),
            count(f"state = 'breached' AND {WAITING}", "late"),
            count("state IN ('running', 'paused')", "undecided"),
            count("state = 'cancelled'", "cancelled"),
            count("state = 'undecidable'", "undecidable"),
            count("exactness = 'approximate'", "approximate"),
        ],
        "cycle",
        TO_CUSTOMERS,
        by=by,
        month=CYCLE_MONTH[month],
    )


FIGURE = Figure(
    "promises",
    40,
    Text({"it": "Tempi promessi rispettati", "en": "Promises kept"}),
    Text(
        {
            "it": "Promesse rispettate, divise per quelle rispettate o mancate. Si contano "
            "promesse, non richieste: una richiesta può averne più d'una. Chi è in ritardo"
            " e ancora aperto è mancato. Il mese è quello della decisione: rispettata, "
            "quando la cosa è stata fatta; mancata, al primo secondo di servizio dopo la "
            "scadenza; così un mese chiuso cambia solo se una richiesta si riapre. Fuori "
            "dal conto: le promesse non ancora decise, quelle annullate e quelle che i "
            "dati non bastano a decidere. La percentuale è troncata.",
            "en": "Promises kept, divided by those kept or broken. These are promises, not "
            "requests: a request may have several. What is late and still open is broken. "
            "The month is that of the decision: kept, when it was done; broken, at the "
            "first second of service after it was due; so a month that is over changes "
            "only if a request is reopened. Left out: promises that are not decided yet, "
            "those cancelled, and those that the data do not suffice to decide. The "
            "percentage is cut, not rounded.",
        }
    ),
    (
        Measure("met", Text({"it": "Rispettate", "en": "Kept"}), "share"),
        Measure("breached", Text({"it": "Mancate", "en": "Broken"}), "count"),
        Measure("late", Text({"it": "di cui ancora aperte", "en": "of these still open"}), "count"),
        Measure("undecided", Text({"it": "Non ancora decise", "en": "Not decided yet"}), "count"),
        Measure("cancelled", Text({"it": "Annullate", "en": "Cancelled"}), "count"),
        Measure("undecidable", Text({"it": "Non decidibili", "en": "Undecidable"}), "count"),
        Measure("approximate", Text({"it": "Stimate", "en": "Estimated"}), "count"),
    ),
    CYCLE_PARTS,
    _query,
    notes=Text(
        {
            "it": "Accanto sta quante promesse sono fuori dal conto. «Stimate» sono quelle di cui "
            "i dati non dicono quando il tempo era fermo.",
            "en": 'Beside it stands how many are left out. "Estimated" are those of which the data '
            "do not say when the clock rested.",
        }
    ),
)
