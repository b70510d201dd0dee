"""The style sheets of a desk: whether pages can be shown with them."""

import re
from collections.abc import Iterator
from typing import Final

from sportello.catalog.yaml.source_text import SourceText
from sportello.catalog.yaml.text import decode
from sportello.findings import Finding, Severity
from sportello.targets.site.checks.rules import T007

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING: Final = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_FOREIGN: Final = re.compile(
    r"url\(\s*[\"']?\s*(?:https?:)?//[^)\s]*|@import\b[^;\n]*", re.IGNORECASE
)


def style_findings(content: bytes, shown: str) -> Iterator[Finding]:
    """Yield what is wrong with a style sheet; `shown` is its path as people read it."""
    text, bad_bytes = decode(content, shown)
    yield from bad_bytes
    source = SourceText(shown, text)
    plain = _COMMENT.sub(_blank, text)
    for found in _FOREIGN.finditer(plain):
        message = "pages load nothing from elsewhere: this has no effect"
        hint = "put the file into assets/ and write url(NAME), or the style itself here"
        where = source.location(*found.span())
        yield T007.finding(message, where, hint, severity=Severity.WARNING)
    opened: list[int] = []
    for found in re.finditer(r"[{}]", _STRING.sub(_blank, plain)):
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            message, hint = 'this "}" closes nothing', "remove it, or open a block before it"
            yield T007.finding(message, source.location(*found.span()), hint)
            return
    if opened:
        message = 'this "{" is not closed, so what comes after it is no style'
        yield T007.finding(message, source.location(opened[-1], opened[-1] + 1), "close it with }")


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
