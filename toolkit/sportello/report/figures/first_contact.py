"""How long it took until somebody answered."""

from sportello.catalog.model import Text
from sportello.report.times import Words, times_figure

FIGURE = times_figure(
    "first_contact",
    "first_response",
    50,
    Words(
        Text({"it": "Tempo di primo contatto", "en": "Time to first contact"}),
        Text({"it": "Con risposta", "en": "Answered"}),
        Text(
            {
                "it": "Dall'apertura alla prima risposta pubblica dell'assistenza, in ore di "
                "servizio del calendario della promessa. La ricevuta automatica e le note "
                "interne non sono risposte; al telefono e in chat il contatto è immediato."
                " Il mese è quello della risposta: le richieste senza risposta non sono "
                "contate. Mediana e percentili sono tempi di richieste vere (rango più vicino).",
                "en": "From the opening to the first public answer of the desk, in service hours"
                " of the promise's calendar. The automatic acknowledgement and internal "
                "notes are no answers; by phone and chat the contact is immediate. The "
                "month is that of the answer: requests without an answer are not counted. "
                "Median and percentiles are times of real requests (nearest rank).",
            }
        ),
        Text(
            {
                "it": "Le richieste senza risposta sono nella tabella che segue.",
                "en": "Requests without an answer are in the table that follows.",
            }
        ),
    ),
)
