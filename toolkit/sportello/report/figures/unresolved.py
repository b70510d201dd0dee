"""Who waits for a resolution, and what the times are with them."""

from sportello.catalog.model import Text
from sportello.report.times import Words, waiting_figure

FIGURE = waiting_figure(
    "unresolved",
    "resolution",
    71,
    Words(
        Text({"it": "In attesa di risoluzione", "en": "Waiting for resolution"}),
        Text({"it": "Non risolte", "en": "Unresolved"}),
        Text(
            {
                "it": "Le richieste con un tempo di risoluzione promesso e non ancora risolte, e"
                " i tempi di tutte, risolte o no: almeno quelli che si hanno se chi "
                "aspetta fosse servito ora, al più quelli che si hanno se non lo fosse mai"
                " («≥»: senza limite).",
                "en": "Requests with a promised time of resolution that are not resolved yet, "
                "and the times of all, resolved or not: at least those that come out if "
                'whoever waits were served now, at most those that come out if never ("≥":'
                " without limit).",
            }
        ),
    ),
)
