"""Comments that speak to Sportello: `# sportello: …`."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from sportello.catalog.yaml.positions import Positions
from sportello.catalog.yaml.source_text import SourceText
from sportello.findings import Location

_DIRECTIVE: Final = re.compile(
    r"(?:^|(?<=[ \t]))#[ \t]*sportello(?:[ \t]*:|(?=[ \t]+ignore\b))[ \t]*([^\r\n]*)",
    re.MULTILINE | re.IGNORECASE,
)
"""The colon may be forgotten: whoever writes "ignore" means it."""
_WORD: Final = re.compile("sportello", re.IGNORECASE)
_EMPTY: Final = re.compile(r"[ \t]*(?:#.*)?")


class Directive(NamedTuple):
    """What a comment says behind `sportello:`, its place, and the line that it is about.

    That is the line of the comment; if nothing else stands there, the next one that says something.
    """

    text: str
    where: Location
    line: int


def directives(source: SourceText, places: Callable[[], Positions]) -> Iterator[Directive]:
    """Yield the directives of a text; what only looks like one, within a text, is none."""
    if _WORD.search(source.text) is None:
        return
    for found in _DIRECTIVE.finditer(source.text):
        if not _is_within_text(places(), found.start()):
            where = source.location(found.start(), found.end())
            yield Directive(found[1].strip(), where, _line(source, where.line))


def _is_within_text(places: Positions, offset: int) -> bool:
    node = bisect_right(places.starts, offset) - 1
    return node >= 0 and node not in places.after and offset < places.ends[node]


def _line(source: SourceText, number: int) -> int:
    while number < source.line_count and _EMPTY.fullmatch(source.line(number)):
        number += 1
    return number
