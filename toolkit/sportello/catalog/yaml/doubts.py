"""Plain texts that may not mean what they say: cut by a comment, or in quotes of typography."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from sportello.catalog.yaml.blame import Comment, comments, cut_by
from sportello.catalog.yaml.positions import Positions
from sportello.catalog.yaml.scalars import resolve
from sportello.catalog.yaml.source_text import SourceText
from sportello.findings import Finding, Rule, Severity

Y014: Final = Rule("Y014", Severity.WARNING)
"""A text is cut by a comment.

*Un testo è tagliato da un commento.*

A `#` after a blank begins a comment, so the text ends before it. Put the text in quotes if the
rest belongs to it.

Bad, in `providers.yaml`:

```yaml
providers:
  acme:
    name: ACME
    note: room #2
```

Good:

```yaml
providers:
  acme:
    name: ACME
    note: "room #2"
```
"""

Y015: Final = Rule("Y015", Severity.ERROR)
"""Typographic quotes quote nothing.

*Virgolette tipografiche che non racchiudono nulla.*

“These quotes” are letters to YAML, so customers would read them as a part of the text. Write "…"
or '…' instead. That is a warning; where a comma between them cuts the text, it is an error.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: “ACME”}
```

Good:

```yaml
providers:
  acme: {name: "ACME"}
```
"""

_BEFORE: Final = r"[:\-\[,{]\s*"
_BEHIND: Final = r"(?=[ \t]*(?:[,\]}\r\n]|$)|[ \t]+#)"
_TYPOGRAPHY: Final = re.compile(rf"{_BEFORE}([“”„‟‘’][^\r\n]*?[“”‟‘’]){_BEHIND}")
"""A whole value in quotes of typography, which are none for YAML."""
_HALVED: Final = re.compile(
    rf"{_BEFORE}(([“”„‟‘’])[^“”„‟‘’\r\n,]*(,)[^“”„‟‘’\r\n]*([“”‟‘’])){_BEHIND}"
)
"""A text in quotes of typography with a comma in it."""
_QUOTES: Final = "“”„‟‘’"


def doubts(source: SourceText, places: Callable[[], Positions]) -> Iterator[Finding]:
    """Find plain texts with a comment right behind that looks like a part of them, and the others.

    Both are warnings: the text may well be meant as it stands. `places` are asked for only where
    there is something to look at.
    """
    text = source.text
    for comment in comments(text):
        yield from _cut(source, places(), comment)
    if any(quote in text for quote in _QUOTES):
        for found in _TYPOGRAPHY.finditer(text):
            yield from _quoted(source, places(), found)


def halved(source: SourceText, places: Callable[[], Positions]) -> Iterator[Finding]:
    """Find texts in quotes of typography that a comma cuts in two, within braces or brackets."""
    if not any(quote in source.text for quote in _QUOTES):
        return
    for found in _HALVED.finditer(source.text):
        start, end = found.span(1)
        node = bisect_right(places().starts, start) - 1
        starts, ends = places().starts, places().ends
        comma = found.start(3)
        if node >= 0 and starts[node] == start and ends[node] <= comma:
            first, last = found[2], found[4]
            message = f'{first} and {last} quote nothing here: the text ends at the ","'
            where = source.location(start, end)
            yield Y015.finding(message, where, 'write "…" instead')


def _cut(source: SourceText, places: Positions, comment: Comment) -> Iterator[Finding]:
    node = bisect_right(places.starts, comment.behind) - 1
    if node < 0 or places.ends[node] != comment.behind:
        return  # in a text, or behind something else
    if isinstance(resolve(source.text[places.starts[node] : comment.behind]), str):
        message, hint = cut_by(comment.text)
        where = source.location(comment.start, comment.start + len(comment.text))
        yield Y014.finding(message, where, hint)


def _quoted(source: SourceText, places: Positions, found: re.Match[str]) -> Iterator[Finding]:
    start, end = found.span(1)
    node = bisect_right(places.starts, start) - 1
    if node >= 0 and places.starts[node] == start:
        first, last = found[1][0], found[1][-1]
        message = f"{first} and {last} quote nothing here: they are part of the text"
        hint = "write \"…\" or '…'; put quotes around all of it if they are meant"
        where = source.location(start, end)
        yield Y015.finding(message, where, hint, severity=Severity.WARNING)
