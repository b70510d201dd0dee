"""What a catalog says to the desk alone, looked for in texts that are public.

A note counts as a whole and by its sentences, a customer and a person by their names;
other internal texts only if they are so long that nobody writes the same by chance.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import KeyPath
from sportello.plan.texts.strings import Saying, details_in, sayings

_WORDS: Final = re.compile(r"\w+")
_SENTENCES: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
_LONG: Final = 5
"""The number of words that are no coincidence."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A text that was internal, and the entry and field that said it."""

    text: str
    entry: KeyPath
    field: str


class Secrets:
    """What the sayings of some entries give away, if it stands in a public text."""

    def __init__(self, catalog: Catalog, internal: Iterable[Saying]) -> None:
        self._country = catalog.helpdesk.country
        self._details: dict[str, list[Leak]] = {}
        self._words: dict[str, list[tuple[tuple[str, ...], Leak]]] = {}
        for entry, field, text in internal:
            for detail in details_in(text, self._country):
                self._details.setdefault(detail, []).append(Leak(detail, entry, field))
            is_name = field == "customer" or (field == "name" and _is_person(catalog, entry))
            for part in _telling(field, text, is_name=is_name):
                words = tuple(_WORDS.findall(part))
                self._words.setdefault(words[0], []).append((words, Leak(part, entry, field)))

    def in_text(self, text: str) -> Iterator[Leak]:
        """Yield what a text gives away, as often as it was said."""
        for detail in details_in(text, self._country):
            yield from self._details.get(detail, ())
        words = tuple(_WORDS.findall(text))
        for at, word in enumerate(words):
            for wanted, leak in self._words.get(word, ()):
                if words[at : at + len(wanted)] == wanted:
                    yield leak


def _telling(field: str, text: str, *, is_name: bool) -> Iterator[str]:
    """Yield the parts of an internal text that nobody writes by chance."""
    if is_name and _WORDS.search(text):
        yield text
    elif _is_long(text):
        sentences = _SENTENCES.split(text) if field == "note" else ()
        yield from dict.fromkeys((text, *filter(_is_long, sentences)))


def _is_long(text: str) -> bool:
    return len(_WORDS.findall(text)) >= _LONG


def _is_person(catalog: Catalog, entry: KeyPath) -> bool:
    section, name = entry
    return section == "contacts" and catalog.contacts[str(name)].kind == "person"


def internal(catalog: Catalog, public: frozenset[str]) -> Iterator[Saying]:
    """Yield what a catalog says and its public part does not."""
    for entry, field, text in sayings(catalog, Catalog.__struct_fields__):
        if text not in public:
            yield entry, field, text
