"""Values of a calendar that are one scalar in YAML, or a text, as they are written.

Each is made by calling its class with what the YAML says and raises `Invalid` with the problem and
the remedy.
"""

from collections.abc import Mapping
from datetime import date
from typing import Self

import msgspec

from sportello.findings import Invalid, did_you_mean
from sportello.frozendict import FrozenDict
from sportello.worktime.dates import parse_date
from sportello.worktime.zones import zone_names


class Text(FrozenDict[str, str]):
    """What people read: one string for every language, or one a language.

    A mapping from language code to text; the empty code holds the text for every language.
    """

    __slots__ = ()

    def __init__(self, written: str | Mapping[str, str] = "") -> None:
        self._entries = {"": written} if isinstance(written, str) else dict(written)

    def __bool__(self) -> bool:
        return any(text.strip() for text in self.values())

    def says(self, language: str) -> str:
        """Return the text in `language`, else the one written first."""
        return self.get(language) or next(iter(self.values()))

    def missing(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Return the languages that a translated text leaves out; none for one-string texts."""
        if "" in self:
            return ()
        return tuple(language for language in languages if not self.get(language))


_EMPTY = Text()
NO_TEXT: Text = msgspec.field(default_factory=lambda: _EMPTY)
"""The default of a text that may be left out."""


class Day(date):
    """A date, alone or with its weekday, which is checked: `2021-01-15 Friday`, or `venerdì`."""

    def __new__(cls, written: str) -> Self:
        found = parse_date(written)
        return super().__new__(cls, found.year, found.month, found.day)

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.isoformat(),)


class ZoneName(str):
    """The name of a time zone in the IANA database, such as `Europe/Rome`."""

    __slots__ = ()

    def __new__(cls, written: str) -> Self:
        if written not in zone_names():
            raise Invalid(f'"{written}" is not a time zone', did_you_mean(written, zone_names()))
        return super().__new__(cls, written)
