"""How many requests that were resolved came back."""

from collections.abc import Sequence

from sportello.catalog.model import Text
from sportello.report.figure import Figure, Measure, Month
from sportello.report.query import COUNTED, PARTS, count, select, share


def _query(by: Sequence[str], month: Month) -> str:
    return select(
        [
            *share("reopened > 0", "reopened IS NOT NULL", "reopened"),
            count("reopened IS NULL", "unknown"),
        ],
        "ticket",
        f"{COUNTED} AND resolved IS NOT NULL",
        by=by,
        month="opened_month" if month == "opened" else "resolved_month",
    )


FIGURE = Figure(
    "reopened",
    100,
    Text({"it": "Richieste riaperte", "en": "Requests reopened"}),
    Text(
        {
            "it": "Richieste risolte e poi riaperte, divise per le richieste risolte, nel mese "
            "della loro prima risoluzione: la cifra di un mese può crescere, se qualcosa "
            "si riapre dopo. «Non si sa» sono quelle di cui i dati non dicono se sono "
            "state riaperte.",
            "en": "Requests that were resolved and then reopened, divided by requests resolved, "
            "in the month of their first resolution: the figure of a month may grow, if "
            'something is reopened later. "Not known" are those of which the data do not '
            "say whether they were reopened.",
        }
    ),
    (
        Measure("reopened", Text({"it": "Riaperte", "en": "Reopened"}), "share"),
        Measure("unknown", Text({"it": "Non si sa", "en": "Not known"}), "count"),
    ),
    PARTS,
    _query,
)
