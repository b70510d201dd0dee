"""What libyaml says about broken syntax, in words for people who do not know YAML by heart."""

from dataclasses import dataclass
from typing import Final

from yaml import MarkedYAMLError

from sportello.catalog.yaml.blame import beside, blamed
from sportello.catalog.yaml.rules import Y002
from sportello.catalog.yaml.source_text import SourceText
from sportello.catalog.yaml.tabs import STRANGE_CHARACTER
from sportello.findings import Finding, Location
from sportello.findings.lookalike import disguised

_QUOTE: Final = "put the text in quotes"
_INDENT: Final = "compare the spaces at the start of this line with the lines around it"


@dataclass(frozen=True, slots=True)
class _Words:
    message: str
    hint: str
    at_context: bool = False
    """Whether the place where the construct starts says more than the place where it fails."""


_KNOWN: Final = {
    "mapping values are not allowed in this context": _Words(
        'a ": " that cannot start a value here',
        f"{_QUOTE} if it is part of a text; otherwise {_INDENT}",
    ),
    "block sequence entries are not allowed in this context": _Words(
        'a list item ("- ") cannot start here', "start the list on a line of its own"
    ),
    "mapping keys are not allowed in this context": _Words(
        'a "? " cannot start here', f"{_QUOTE} if it is part of a text"
    ),
    "could not find expected ':'": _Words(
        'this line is no "key: value"',
        'write ": " after the key, or indent the line if it continues the text above',
        at_context=True,
    ),
    "found unexpected ':'": _Words(
        'a ":" stands in a text here', f'write ": " if a value follows; otherwise {_QUOTE}'
    ),
    "did not find expected key": _Words(
        "this does not fit the entries around it",
        f"{_INDENT}; if a quoted text ends before this point, check its quotes",
    ),
    "did not find expected '-' indicator": _Words(
        "this does not fit the list around it", f"{_INDENT}, or start the line with a dash"
    ),
    "did not find expected <document start>": _Words(
        "this line stands further left than the first one", _INDENT
    ),
    "did not find expected ',' or ']'": _Words(
        'a comma or the closing "]" of a list is missing before this',
        'close the list with "]"; put texts with brackets or commas in quotes',
    ),
    "did not find expected ',' or '}'": _Words(
        'a comma or the closing "}" is missing before this',
        'close it with "}"; put texts with brackets or commas in quotes',
    ),
    "did not find expected node content": _Words(
        "a value is expected here", f"{_QUOTE} if it is a text"
    ),
    "found unexpected end of stream": _Words(
        "this quote is never closed", "write the closing quote", at_context=True
    ),
    "found unexpected document indicator": _Words(
        "this quote is not closed before the document ends", "write the closing quote", True
    ),
    "found unknown escape character": _Words(
        "a backslash in double quotes starts an escape, and this one does not exist",
        'write two backslashes ("\\\\"), or use single quotes',
    ),
    "did not find expected hexdecimal number": _Words(
        "an escape in double quotes is not complete", 'write two backslashes ("\\\\")'
    ),
    "found invalid Unicode character escape code": _Words(
        "this escape names a character that does not exist", "write the character itself"
    ),
    "did not find expected comment or line break": _Words(
        'behind "|" or ">" the text starts on a new line', "move the text to the next line"
    ),
    "did not find expected alphabetic or numeric character": _Words(
        'a text cannot start with "*" or "&"', _QUOTE, at_context=True
    ),
    "found undefined tag handle": _Words('a text cannot start with "!"', _QUOTE, at_context=True),
}


def syntax(error: MarkedYAMLError, source: SourceText, after_tabs: bool) -> Finding:
    """Return the finding about broken syntax, after which the document cannot be read on."""
    mark = error.problem_mark
    offset = mark.index if mark else 0
    end = offset + 1
    words = _KNOWN.get(error.problem or "") or _unknown(error, source.text[offset : offset + 1])
    if words.at_context and error.context_mark:
        offset, end = error.context_mark.index, error.context_mark.index + 1
    elif blame := blamed(source, offset, error.problem or ""):
        offset, end = blame.start, blame.end
        words = _Words(blame.message, blame.hint)
    others: tuple[Location, ...] = ()
    if words.hint.startswith(_INDENT) and (above := beside(source, offset)):
        others, words = (source.location(above.start, above.end),), _Words(above.message, _INDENT)
    tabs = "first mend the tabs, this may follow from them" if after_tabs else ""
    where = source.location(offset, end)
    seems = disguised(where.source).replace(" in it ", " in this line ")
    hint = "; ".join(filter(None, (tabs, seems, words.hint)))
    return Y002.finding(words.message, where, hint, others)


def _unknown(error: MarkedYAMLError, char: str) -> _Words:
    if STRANGE_CHARACTER in (error.problem or ""):
        return _Words(f'a text cannot start with "{char}"', _QUOTE)
    return _Words(f"this is no valid YAML: {error.problem}", "see https://yaml.org/spec/1.2.2/")
