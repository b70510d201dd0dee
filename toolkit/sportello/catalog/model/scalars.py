"""Values written as one YAML scalar: text, dates, addresses, phone numbers.

Each is made by calling its class with what the YAML says and raises `ValueError` whose text
names the problem and the remedy.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Self
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import msgspec
import phonenumbers

from sportello.findings import did_you_mean
from sportello.worktime import parse_date

_LOCAL_PART = re.compile(r"[a-z0-9]([a-z0-9._+-]*[a-z0-9])?")
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


class Text(Mapping[str, str]):
    """What people read: one string for every language, or one a language.

    A mapping from language code to text; the empty code holds the text for every language.
    """

    __slots__ = ("_texts",)

    def __init__(self, written: str | Mapping[str, str] = "") -> None:
        texts = {"": written} if isinstance(written, str) else dict(written)
        self._texts: Mapping[str, str] = MappingProxyType(texts)

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __bool__(self) -> bool:
        return any(self._texts.values())

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._texts.items())))

    def __repr__(self) -> str:
        return f"Text({dict(self._texts)!r})"

    def says(self, language: str) -> str:
        """Return the text in `language`, else the one written first."""
        return self._texts.get(language) or next(iter(self._texts.values()))

    def missing(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Return the languages that a translated text leaves out; none for one-string texts."""
        if "" in self._texts:
            return ()
        return tuple(language for language in languages if not self._texts.get(language))


NO_TEXT: Text = msgspec.field(default_factory=Text)
"""The default of a text that may be left out."""


class Day(date):
    """A date, written `2021-01-15` or with its weekday, which is checked: `2021-01-15 Friday`."""

    def __new__(cls, written: str) -> Self:  # noqa: D102 - see the class
        found = parse_date(written)
        return super().__new__(cls, found.year, found.month, found.day)

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.isoformat(),)


class Address(str):
    """A mail address in lower case, of the grammar that every mail server agrees on.

    The local part is `[a-z0-9]([a-z0-9._+-]*[a-z0-9])?`, at most 64 characters; the whole at
    most 254 (RFC 5321, 4.5.3.1). Quoted local parts and other legal rarities are refused:
    servers disagree on them.
    """

    __slots__ = ()

    def __new__(cls, written: str) -> Self:  # noqa: D102 - see the class
        text = written.lower()
        local, at, domain = text.rpartition("@")
        if not at:
            raise ValueError(f'"{written}" is not a mail address: write name@domain')
        if len(local) > 64 or len(text) > 254:
            raise ValueError(
                f'"{written[:40]}…" is too long: 64 characters before the @, 254 in all'
            )
        if not _LOCAL_PART.fullmatch(local):
            raise ValueError(
                f'"{local}" cannot stand before the @: use letters, digits and . _ + - between them'
            )
        if not _DOMAIN.fullmatch(domain):
            raise ValueError(f'"{domain}" is not a mail domain: write it like example.it')
        return super().__new__(cls, text)

    @property
    def local(self) -> str:
        """The part before the @."""
        return self.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """The part after the @."""
        return self.rpartition("@")[2]


class Domain(str):
    """A mail domain in lower case; international names in their ASCII form (`xn--…`)."""

    __slots__ = ()

    def __new__(cls, written: str) -> Self:  # noqa: D102 - see the class
        if not _DOMAIN.fullmatch(written.lower()):
            raise ValueError(f'"{written}" is not a mail domain: write it like example.it')
        return super().__new__(cls, written.lower())


class Phone(str):
    """A phone number in the form of E.164 (`+390516033266`).

    Written the way Italian sheets do (`051/6033266`) or with its country code.
    """

    __slots__ = ()

    def __new__(cls, written: str) -> Self:  # noqa: D102 - see the class
        try:
            number = phonenumbers.parse(written, "IT")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_valid_number(number):
            raise ValueError(
                f'"{written}" is not a phone number that exists: write it with its area code, '
                'or with its country code like "+39 051 6033266"'
            )
        return super().__new__(
            cls, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        )

    @property
    def shown(self) -> str:
        """The number with spaces, for people: `+39 051 603 3266`."""
        return phonenumbers.format_number(
            phonenumbers.parse(self), phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )


class Url(str):
    """A web address: `http` or `https` and nothing else, so that no link can run a script."""

    __slots__ = ()

    def __new__(cls, written: str) -> Self:  # noqa: D102 - see the class
        parts = urlsplit(written)
        if parts.scheme not in ("http", "https") or not parts.hostname or " " in written:
            raise ValueError(f'"{written}" is not a web address: write it from https:// on')
        return super().__new__(cls, written)


class ZoneName(str):
    """The name of a time zone in the IANA database, such as `Europe/Rome`."""

    __slots__ = ()

    def __new__(cls, written: str) -> Self:  # noqa: D102 - see the class
        if written not in available_timezones():
            raise ValueError(
                f'"{written}" is not a time zone: {did_you_mean(written, available_timezones())}'
            )
        return super().__new__(cls, written)
