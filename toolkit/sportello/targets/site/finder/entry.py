"""What the finder can find."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from sportello.catalog.model import Text


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page or an address that the finder leads to, and the words it is found by.

    A result shows `title`, `kind` and what answers at once: `mail`, `phone` (to dial, and for
    people), `way` in words, `hours`. It is found by `names` and other `words`, by `places`
    (addresses and links) and `phones`, by the `groups` that it belongs to, and by what is said
    `about` it. One that is `general` is about no service in particular; one with `dates` tells of
    days and hours, and answers who types one.
    """

    title: str
    url: str
    kind: str = ""
    mail: str = ""
    phone: tuple[str, ...] = ()
    way: str = ""
    hours: str = ""
    general: bool = False
    dates: bool = False
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    def written(self) -> Mapping[str, Any]:
        """Return the entry as JSON holds it, without what is empty."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value}


def in_all(*texts: Text) -> tuple[str, ...]:
    """Return texts in all languages that they are written in, each once."""
    return once(said for text in texts for said in text.values())


def in_one(language: str, texts: Iterable[Text]) -> tuple[str, ...]:
    """Return texts in one language, each once."""
    return once(text.says(language) for text in texts)


def once(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what is not empty of texts, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))
