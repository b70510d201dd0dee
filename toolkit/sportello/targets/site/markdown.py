"""Catalog text inside Markdown: it shows as written and can neither break a page nor run a script.

`escape` is the one way in: `prose` and `plain` only decide what goes through it.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from textwrap import dedent

from markupsafe import Markup

_SPECIAL = re.compile(r'[&<>|\\`*_{}\[\]"#]')
_BLOCK_START = re.compile(r"^(?:[-+:=~!]|\d+(?=[.)]))")
_PROSE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<url>(?:https?://|mailto:|tel:)[^\s()<>]+)\)"
    r"|(?P<rule>^\|[-:| ]+\|$)"
    r"|(?P<mark>\*\*?|\|)"
    r"|(?P<item>^ *(?:[-*+]|\d+[.)]) +)",
    re.MULTILINE,
)


@lru_cache(maxsize=8192)
def escape(text: str) -> Markup:
    """Return text for one line of Markdown, a table cell or an HTML attribute.

    What means something to Markdown or HTML becomes a character reference, which both show as
    the character; white space becomes single spaces.
    """
    return Markup(_from_start(text).rstrip())  # noqa: S704 - escaped just now


def prose(text: str) -> Markup:
    """Return text of several paragraphs in which a little Markdown keeps its meaning.

    Kept are paragraphs, list items, tables, `*` and `**`, code in backticks, and links to
    http(s), mailto and tel. All else, raw HTML and other links included, shows as written.
    """
    lines = dedent(text.expandtabs(4)).strip().splitlines()
    body = "\n".join(line.rstrip() for line in lines)
    parts: list[str] = []
    end = 0
    for found in _PROSE.finditer(body):
        parts += _lines(body, end, found.start()), _kept(found)
        end = found.end()
    parts.append(_lines(body, end, len(body)))
    return Markup("".join(parts))  # noqa: S704 - every part is escaped or of our making


def plain_title(text: str) -> str:
    """Return text for a page's title and description.

    The theme prints these without escaping, and takes tags out of some and resolves references
    afterwards; so angle brackets and quotes become their typographic likes.
    """
    likes = str.maketrans({"<": "‹", ">": "›", '"': "”", "&": "&amp;"})
    return " ".join(text.split()).translate(likes)


def link(label: str, url: str) -> Markup:
    """Return a link as HTML; the caller vouches for the kind of address."""
    return Markup(f'<a href="{escape(url)}">{escape(label)}</a>')  # noqa: S704 - both escaped


def fill(message: str, values: Mapping[str, Markup]) -> Markup:
    """Return one of our messages, escaped, with its `{names}` filled in."""
    filled = (values[part] if place % 2 else part for place, part in enumerate(_parts(message)))
    return Markup("".join(filled))  # noqa: S704 - every part is escaped


@lru_cache(maxsize=8192)
def _parts(message: str) -> tuple[str, ...]:
    """Return what stands between places, escaped, and in turn the names of the places."""
    parts = re.split(r"\{(\w+)\}", message)
    return tuple(part if place % 2 else _within(part) for place, part in enumerate(parts))


def one_line(made: Markup) -> Markup:
    """Return what a template made over several lines as one line."""
    return Markup(" ".join(str(made).split()))  # noqa: S704 - it was escaped when it was made


def _kept(found: re.Match[str]) -> str:
    if found["code"] is not None:
        return f"<code>{escape(found['code'])}</code>"
    if found["url"] is not None:
        return str(link(found["label"], found["url"]))
    return found["rule"] or found["item"] or found["mark"]


def _lines(body: str, start: int, end: int) -> str:
    """Escape a part of a body, keeping its lines; what begins a line cannot begin a block."""
    first, *others = body[start:end].split("\n")
    starts = start == 0 or body[start - 1] == "\n"
    return "\n".join((_from_start(first) if starts else _within(first), *map(_from_start, others)))


def _from_start(text: str) -> str:
    """Escape text from the start of a line on."""
    return _BLOCK_START.sub(_reference, _within(text).lstrip())


def _within(text: str) -> str:
    """Escape text within a line, with at most one space on either side."""
    spaced = re.sub(r"\s+", " ", text)
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", spaced)


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0][0])};{found[0][1:]}"
