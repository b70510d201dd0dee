"""What a plain (unquoted) YAML scalar means.

YAML 1.2.2, section 10.3.2 (core schema), not the YAML 1.1 of PyYAML's own loaders: `NO`, `on`,
`17:00` and `2026-01-05` are text. Two exceptions make the dialect safer for a contact directory:
a number with a leading zero (`030123`) or a leading plus (`+39051123456`) stays text, because
nobody writes a quantity like that, while phone numbers and codes look like that and lose digits as
integers. Numbers of more than 300 characters stay text too.
"""

import re
from typing import Final

Scalar = str | int | float | bool | None

MAYBE_SPECIAL: Final = frozenset({"", *"-.0123456789~nNtTfF"})
"""First characters of scalars that may mean something else than their text."""

_WORDS: Final[dict[str, Scalar]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_BASED: Final = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)")
_FLOAT: Final = re.compile(r"-?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LONGEST: Final = 300


def resolve(text: str) -> Scalar:
    """Return the value of a plain scalar.

    >>> resolve("40"), resolve("NO"), resolve("17:00"), resolve("030123")
    (40, 'NO', '17:00', '030123')
    """
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _LONGEST:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, base=0)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
