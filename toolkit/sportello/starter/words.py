"""What a new catalog says: in English for a language that is none of these."""

from collections.abc import Iterable, Mapping
from itertools import chain
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


def words_in(language: str) -> Mapping[str, str]:
    """Return what a new catalog says in a language."""
    return WORDS.get(language, WORDS["en"])


def keywords_in(languages: Iterable[str]) -> tuple[str, ...]:
    """Return how people ask for the first service in some languages."""
    found = (KEYWORDS.get(each, KEYWORDS["en"]) for each in languages)
    return tuple(dict.fromkeys(chain.from_iterable(found)))
