"""Where something of a person stands: by the identifier, and by each value in any spelling."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import PurePath
from typing import Final, Literal, TypeAlias
from urllib.parse import unquote

from phonenumbers import parse

from sportello.directory.overlay import PersonalData
from sportello.findings import Location

What: TypeAlias = Literal["identifier", "name", "phone", "mail", "local part"]
_BETWEEN_WORDS: Final = r"(?:<[^>]*>|[\W_]){1,20}"
_BETWEEN_DIGITS: Final = r"(?:<[^>]*>|[\s./()\u00a0\u2011-])*"
_FOLDED: Final = frozenset({".ics", ".vcf", ".ldif"})
"""Files in which a line that begins with a space goes on with the one before (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A place where something of a person stands, and what it is."""

    where: Location
    what: What


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for of a person: each with what it is."""

    patterns: tuple[tuple[What, re.Pattern[str]], ...]

    def in_file(self, file: str, content: bytes) -> Iterator[Trace]:
        """Yield what stands in the lines of a file, each kind once a line.

        Lines are read as they are, and with the characters that HTML and addresses write otherwise.
        """
        for number, line in _lines(file, content.decode("utf-8", "replace")):
            readings = dict.fromkeys((line, unescape(line), unquote(line)))
            for what, pattern in self.patterns:
                found = next((hit for each in readings if (hit := pattern.search(each))), None)
                if found:
                    column = found.start() + 1 if found.string is line else 1
                    width = max(1, found.end() - found.start()) if found.string is line else 1
                    yield Trace(Location(file, number, column, width, line), what)


def search_for(data: PersonalData, identifier: str | None = None) -> Search:
    """Return what to look for of a person: what is known, and the identifier where one is given."""
    return Search(tuple(_patterns(data, identifier)))


def _patterns(data: PersonalData, identifier: str | None) -> Iterator[tuple[What, re.Pattern[str]]]:
    if identifier:
        yield "identifier", re.compile(rf"(?<![\w-]){re.escape(identifier)}(?![\w-])")
    words = re.findall(r"\w+", data.name)
    if words:
        orders = dict.fromkeys((tuple(words), (*words[1:], words[0])))
        either = "|".join(_BETWEEN_WORDS.join(map(re.escape, each)) for each in orders)
        # One word alone may be any: it counts as it is written.
        yield (
            "name",
            re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE if len(words) > 1 else 0),
        )
    if data.phone:
        number = parse(data.phone)
        digits = f"{'0' if number.italian_leading_zero else ''}{number.national_number}"
        yield (
            "phone",
            re.compile(rf"(?<!\d){_spaced(str(number.country_code))}?{_spaced(digits)}(?!\d)"),
        )
    if data.mail:
        yield "mail", re.compile(rf"(?<![\w.+-]){re.escape(data.mail)}(?!\w)", re.IGNORECASE)
        if re.search(r"[._-]", data.mail.local):
            local = re.escape(data.mail.local)
            yield "local part", re.compile(rf"(?<![\w.]){local}(?!@)(?!\w)", re.IGNORECASE)


def _spaced(digits: str) -> str:
    return f"(?:{_BETWEEN_DIGITS.join(digits)}{_BETWEEN_DIGITS})"


def _lines(file: str, text: str) -> Iterable[tuple[int, str]]:
    """Yield the lines of a file with their numbers; those that are folded as one."""
    lines = text.splitlines()
    if PurePath(file).suffix.lower() not in _FOLDED:
        return enumerate(lines, 1)
    joined: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if line[:1] in {" ", "\t"} and joined:
            joined[-1] = (joined[-1][0], joined[-1][1] + line[1:])
        else:
            joined.append((number, line))
    return joined
