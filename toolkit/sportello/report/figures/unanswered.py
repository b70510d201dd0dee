"""Who waits for a first answer, and what the times are with them."""

from sportello.catalog.model import Text
from sportello.report.times import Words, waiting_figure

FIGURE = waiting_figure(
    "unanswered",
    "first_response",
    51,
    Words(
        Text({"it": "In attesa di primo contatto", "en": "Waiting for first contact"}),
        Text({"it": "Senza risposta", "en": "Unanswered"}),
        Text(
            {
                "it": "Le richieste ancora senza risposta, e i tempi di primo contatto di tutte,"
                " con e senza risposta: almeno quelli che si hanno se chi aspetta avesse "
                "risposta ora, al più quelli che si hanno se non l'avesse mai («≥»: senza "
                "limite). Dove i due sono uguali, il tempo è esatto.",
                "en": "Requests still without an answer, and the times to first contact of all, "
                "answered or not: at least those that come out if whoever waits were "
                'answered now, at most those that come out if never ("≥": without limit). '
                "Where both are equal, the time is exact.",
            }
        ),
    ),
)
