"""Where broken syntax began: the parser stumbles over what follows, often many lines below."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import yaml
from yaml import MarkedYAMLError
from yaml.tokens import ScalarToken

from sportello.catalog.yaml.source_text import SourceText

_REST: Final = re.compile(r"#[^\s#][^\r\n]*")
_ENTRY: Final = re.compile(r"[\r\n][ \t]*(?:- )?[\"']?[\w.@-]+[\"']?:(?=[ \t\r\n]|$)")
_ENTRY_LINE: Final = re.compile(r"[ \t]*[^\s#]")
_BARE_KEY: Final = re.compile(r"[ \t]*(?:- )?([\w.@-]+)(?::|[ \t]+)([{\[])")
_BRACKETED: Final = re.compile(r"[^#\"']*?[:-][ \t]+(\{[^{}]*\}|\[[^\[\]]*\])[ \t]*")
"""A value in brackets, up to what comes behind them."""
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ABOVE: Final = 2
"""Lines above the place of a fault that a comment may have taken the end of."""


class Blame(NamedTuple):
    """A place, from one offset to another, what is wrong there and the remedy."""

    start: int
    end: int
    message: str
    hint: str


class Comment(NamedTuple):
    """A comment behind something, where that ends, and where the comment starts."""

    behind: int
    start: int
    text: str


def comments(text: str) -> Iterator[Comment]:
    """Yield the comments without a space after their sign, which may be meant as text."""
    start = text.find("#")
    while start >= 0:
        line = _REST.match(text, start)
        if line and text[start - 1 : start] in (" ", "\t"):
            behind = start
            while text[behind - 1 : behind] in (" ", "\t"):
                behind -= 1
            if text[behind - 1 : behind].strip("#\r\n"):
                yield Comment(behind, start, line[0])
        start = text.find("#", start + 1)


def blamed(source: SourceText, offset: int, problem: str) -> Blame | None:
    """Return what made the parser fail at the offset, if that is known better than by `problem`."""
    found = _colon_missing(source, offset) if "mapping values" in problem else None
    found = found or _run_on(source, offset, problem) or _cut(source, offset)
    if "expected key" in problem or "expected '-'" in problem:
        found = found or _bracketed(source, offset)
    return found or (_outdented(source, offset) if "expected key" in problem else None)


def _bracketed(source: SourceText, offset: int) -> Blame | None:
    """Return the brackets with which a text begins that goes on at the offset."""
    number = source.line_number(offset)
    found = _BRACKETED.match(source.line(number))
    start = source.start_of(number)
    if found is None or start + found.end() != offset:
        return None
    message, hint = "a text cannot go on behind a bracket", "put the whole text in quotes"
    return Blame(start + found.start(1), start + found.end(1), message, hint)


def _outdented(source: SourceText, offset: int) -> Blame | None:
    """Return the line above that stands further left than those around it."""
    number = source.line_number(offset)
    written = (line for line in range(number - 1, 0, -1) if _ENTRY_LINE.match(source.line(line)))
    odd, above = next(written, 0), next(written, 0)
    if not above or _depth(source.line(odd)) >= _depth(source.line(number)):
        return None
    depth, text = _depth(source.line(above)), source.line(above).rstrip()
    if depth != _depth(source.line(number)) and not (
        text.endswith(":") and depth == _depth(source.line(odd))
    ):
        return None
    start = source.start_of(odd) + _depth(source.line(odd))
    message = "this line stands further left than the lines around it"
    hint = "write as many spaces in front of it as the next line has"
    return Blame(start, start + len(source.line(odd).strip()), message, hint)


def _colon_missing(source: SourceText, offset: int) -> Blame | None:
    """Return the key at the start of a line behind which a bracket follows without a colon."""
    number = source.line_number(offset)
    found = _BARE_KEY.match(source.line(number))
    if found is None or source.start_of(number) + found.end() > offset:
        return None
    start, key = source.start_of(number) + found.start(1), found[1]
    message = f'": " is missing between "{key}" and its value'
    return Blame(start, start + len(key), message, f'write "{key}: {found[2]}…"')


def beside(source: SourceText, offset: int) -> Blame | None:
    """Return the first of the entries above that a line seems to belong to, but for its spaces."""
    number = source.line_number(offset)
    depth = _depth(source.line(number))
    lowest: tuple[int, int] | None = None
    fewer = ""
    for line in range(number - 1, 0, -1):
        text = source.line(line)
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if _depth(text) <= depth:
            # Spaces between those of two lines may be one too few, or one too many.
            fewer = f", and line {line} has {_depth(text)}" if _depth(text) < depth else ""
            break
        if lowest is None or _depth(text) <= lowest[0]:
            lowest = _depth(text), line
    if lowest is None:
        return None
    above, line = lowest
    start = source.start_of(line) + above
    spaces = f"that has {_spaces(above)} in front, this {_spaces(depth)}{fewer}"
    message = f"this does not fit line {line}: {spaces}"
    return Blame(start, start + len(source.line(line).strip()), message, "")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spaces(number: int) -> str:
    return f"{number} space{'' if number == 1 else 's'}"


def cut_by(comment: str) -> tuple[str, str]:
    """Return what there is to say of a comment that may be meant as text, and the remedy."""
    word = comment.split(maxsplit=1)[0].rstrip(",]}")
    message = f'the text ends before "{word}", with which a comment begins'
    return message, f'put the text in quotes if "{word}" belongs to it, else write "# {word[1:]}"'


def _run_on(source: SourceText, offset: int, problem: str) -> Blame | None:
    """Return the text that runs on over further lines to the fault, quoted or plain."""
    failed = source.line_number(offset)
    found = None
    for token in _texts(source, offset):
        start, end = token.start_mark, token.end_mark
        if start.line == end.line:
            continue
        if token.style in ("'", '"') and end.line + 1 >= failed - 1:
            if _ENTRY.search(source.text, start.index, end.index):
                message, hint = "this quote is not closed on its line", "write the closing quote"
                found = Blame(start.index, start.index + 1, message, hint)
        elif not token.style and end.index == offset and "mapping values" in problem:
            if source.text[source.start_of(start.line + 1) : start.index].strip():
                return _deeper(source, failed, start.line + 1)
            message = f'the text that begins here runs on to the ":" of line {failed}'
            hint = 'write ": " behind a key, or compare the spaces at the start of the lines'
            found = Blame(start.index, start.index + 1, message, hint)
    return found


def _deeper(source: SourceText, number: int, above: int) -> Blame:
    """Return which of an entry and the line below, which stands deeper, is out of line.

    It is the entry if the line below stands as the one before the entry does.
    """
    depths = {line: _depth(source.line(line)) for line in (above - 1, above, number) if line}
    odd, other = (number, above) if depths.get(above - 1) != depths[number] else (above, above - 1)
    start = source.start_of(odd) + depths[odd]
    spaces = f"that has {_spaces(depths[other])} in front, this {_spaces(depths[odd])}"
    message = f"this does not fit line {other}: {spaces}"
    hint = "compare the spaces at the start of the two lines"
    return Blame(start, start + len(source.line(odd).strip()), message, hint)


def _texts(source: SourceText, offset: int) -> Iterator[ScalarToken]:
    """Yield the texts that begin before an offset, as far as they can be read."""
    try:
        for token in yaml.scan(source.text, Loader=_LOADER):
            if token.start_mark.index > offset:
                return
            if isinstance(token, ScalarToken):
                yield token
    except MarkedYAMLError:
        return


def _cut(source: SourceText, offset: int) -> Blame | None:
    """Return a comment just above the fault that took the rest of its line away."""
    number = source.line_number(offset)
    for line in range(number, max(number - _ABOVE, 0), -1):
        for found in comments(source.line(line)):
            start = source.start_of(line) + found.start
            return Blame(start, start + len(found.text), *cut_by(found.text))
    return None
