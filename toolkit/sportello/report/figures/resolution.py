"""How long it took until a request was resolved."""

from sportello.catalog.model import Text
from sportello.report.times import Words, times_figure

FIGURE = times_figure(
    "resolution",
    "resolution",
    70,
    Words(
        Text({"it": "Tempo di risoluzione", "en": "Time to resolution"}),
        Text({"it": "Risolte", "en": "Resolved"}),
        Text(
            {
                "it": "Dall'apertura alla fine del lavoro dell'assistenza, in ore di servizio "
                "del calendario della promessa, senza le attese che la promessa non conta."
                " Se la richiesta viene riaperta, il tempo continua o ricomincia come dice"
                " la promessa. Conta nel mese della risoluzione. Mediana e percentili sono"
                " tempi di richieste vere (rango più vicino).",
                "en": "From the opening to the end of the desk's work, in service hours of the "
                "promise's calendar, without the waits that the promise does not count. If"
                " a request is reopened, the time goes on or begins anew as the promise "
                "says. It counts in the month of the resolution. Median and percentiles "
                "are times of real requests (nearest rank).",
            }
        ),
    ),
)
