"""How long it took until somebody took a request in charge."""

from sportello.catalog.model import Text
from sportello.report.times import Words, times_figure

FIGURE = times_figure(
    "take_in_charge",
    "take_in_charge",
    60,
    Words(
        Text({"it": "Tempo di presa in carico", "en": "Time to take in charge"}),
        Text({"it": "Prese in carico", "en": "Taken in charge"}),
        Text(
            {
                "it": "Dall'apertura fino a quando qualcuno dell'assistenza prende in carico la "
                "richiesta, in ore di servizio del calendario della promessa. Conta nel "
                "mese della presa in carico. Solo le richieste per cui un tempo è "
                "promesso.",
                "en": "From the opening until somebody of the desk takes the request in charge, "
                "in service hours of the promise's calendar. It counts in the month in "
                "which it was taken in charge. Only requests to which a time is promised.",
            }
        ),
    ),
)
