"""What requesters say of how they were helped, in three levels."""

from collections.abc import Sequence
from typing import Final

from sportello.catalog.model import Text
from sportello.frozendict import FrozenDict
from sportello.report.figure import Figure, Measure, Month
from sportello.report.query import COUNTED, PARTS, count, select, share
from sportello.report.tables import GROUPS

_VOTE_MONTH: Final = FrozenDict(
    {
        "opened": "opened_month",
        "decided": "coalesce(voted_month, resolved_month)",
        "resolved": "resolved_month",
    }
)


def _query(by: Sequence[str], month: Month) -> str:
    groups = ", ".join(GROUPS)
    resolved_month = "opened_month" if month == "opened" else "resolved_month"
    votes = (
        f"SELECT {groups}, {_VOTE_MONTH[month]} AS counted_month, vote, voted_month, "
        f"'vote' AS kind, FALSE AS has_voted FROM ticket WHERE {COUNTED} AND vote IS NOT NULL"
    )
    resolved = (
        f"SELECT {groups}, {resolved_month}, vote, voted_month, "
        f"'resolved', vote IS NOT NULL FROM ticket WHERE {COUNTED} AND resolved IS NOT NULL"
    )
    levels = (share(f"vote = '{each}'", "kind = 'vote'", each) for each in _LEVELS)
    return select(
        [
            count("kind = 'vote'", "votes"),
            *(column for level in levels for column in level),
            *share("has_voted", "kind = 'resolved'", "answered"),
            count("kind = 'vote' AND voted_month IS NULL", "undated"),
        ],
        f"(\n{votes}\nUNION ALL {resolved}\n) AS voices",
        "TRUE",
        by=by,
        month="counted_month",
    )


_LEVELS: Final = FrozenDict(
    {
        "positive": Text({"it": "Positivi", "en": "Positive"}),
        "neutral": Text({"it": "Neutri", "en": "Neutral"}),
        "negative": Text({"it": "Negativi", "en": "Negative"}),
    }
)
FIGURE = Figure(
    "satisfaction",
    110,
    Text({"it": "Soddisfazione", "en": "Satisfaction"}),
    Text(
        {
            "it": "L'ultimo voto di ogni richiesta, in tre livelli: positivo, neutro, negativo, "
            "ciascuno diviso per tutti i voti; dove il sistema conosce solo «bene» e "
            "«male», il neutro non c'è. Conta nel mese del voto; se la sua data non è "
            "nota, in quello della risoluzione. Dei voti non si fa una media.",
            "en": "The last vote of each request, in three levels: positive, neutral, negative, "
            "each divided by all votes; where a system knows only good and bad, there is "
            "no neutral. It counts in the month of the vote; if its date is not known, in "
            "that of the resolution. Votes have no mean.",
        }
    ),
    (
        Measure("votes", Text({"it": "Voti", "en": "Votes"}), "count"),
        *(Measure(name, title, "share") for name, title in _LEVELS.items()),
        Measure(
            "answered", Text({"it": "Risolte con voto", "en": "Resolved with a vote"}), "share"
        ),
        Measure("undated", Text({"it": "Voti senza data", "en": "Votes without a date"}), "count"),
    ),
    PARTS,
    _query,
    charted=tuple(_LEVELS),
    notes=Text(
        {
            "it": "«Risolte con voto» sono le richieste risolte nel mese che hanno un voto, divise "
            "per tutte le risolte: pochi voti dicono poco di tutti. Una colonna dice di quanti "
            "voti la data non è nota.",
            "en": '"Resolved with a vote" are requests resolved in the month that have a vote, '
            "divided by all resolved: few votes say little of all. A column says of how many "
            "votes the date is not known.",
        }
    ),
)
