"""What a new catalog says, in each language that it can begin in."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "destination": "Ticket desk",
        "received_subject": "We have received your message",
        "received_text": "Thank you for writing. Somebody will answer you.",
        "policy": "Standard",
        "service": "Questions and problems",
    },
    "it": {
        "destination": "Gestione dei ticket",
        "received_subject": "Abbiamo ricevuto il tuo messaggio",
        "received_text": "Grazie per averci scritto. Qualcuno ti risponderà.",
        "policy": "Standard",
        "service": "Domande e problemi",
    },
}
KEYWORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("help", "problem", "question"),
    "it": ("aiuto", "problema", "domanda"),
}
"""How people ask for the first service."""
