"""Who waits to be taken in charge, and what the times are with them."""

from sportello.catalog.model import Text
from sportello.report.times import Words, waiting_figure

FIGURE = waiting_figure(
    "untaken",
    "take_in_charge",
    61,
    Words(
        Text({"it": "In attesa di presa in carico", "en": "Waiting to be taken in charge"}),
        Text({"it": "Non prese in carico", "en": "Not taken in charge"}),
        Text(
            {
                "it": "Le richieste che nessuno ha ancora preso in carico, e i tempi di tutte, "
                "prese in carico o no: almeno quelli che si hanno se chi aspetta fosse "
                "servito ora, al più quelli che si hanno se non lo fosse mai («≥»: senza "
                "limite).",
                "en": "Requests that nobody has taken in charge yet, and the times of all, taken"
                " in charge or not: at least those that come out if whoever waits were "
                'served now, at most those that come out if never ("≥": without limit).',
            }
        ),
    ),
)
