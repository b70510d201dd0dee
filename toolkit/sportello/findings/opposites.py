"""Words that are alike and mean the contrary of each other."""

import re
from difflib import SequenceMatcher
from typing import Final

_BEGINNINGS: Final = (
    *((negative, "") for negative in ("non", "un", "in", "im", "ir", "dis", "de")),
    *(("in", contrary) for contrary in ("ex", "es", "out")),
    *(("im", "ex"), ("en", "dis"), ("de", "en"), ("max", "min"), ("up", "down")),
)
"""Beginnings of which one makes the contrary of the other, before the same rest."""
_BETWEEN: Final = re.compile(r"[^\w]|_")
_NEGATION: Final = re.compile(r"(?<![^\W_])(?:no|non|not)[-_ ]")


def opposed(word: str, other: str) -> bool:
    """Return whether two words, or two of their parts, are the contrary of each other.

    What is misspelt behind the beginning is still a contrary: it is nearer without it.

    >>> opposed("unresolved", "resolved"), opposed("external", "internal")
    (True, True)
    >>> opposed("unresolvd", "resolved"), opposed("non-working", "working")
    (True, True)
    >>> opposed("direct", "indirect-area"), opposed("direct", "direct-area")
    (True, False)
    >>> opposed("unresolvd", "unresolved"), opposed("extrenal", "external")
    (False, False)
    """
    one, two = (_BETWEEN.split(_NEGATION.sub("non", each.lower())) for each in (word, other))
    return any(map(_contrary, one, two))


def _contrary(one: str, two: str) -> bool:
    return any(
        one.startswith(first)
        and two.startswith(second)
        and _ratio(one.removeprefix(first), two.removeprefix(second)) > _ratio(one, two)
        for beginning in _BEGINNINGS
        for first, second in (beginning, beginning[::-1])
    )


def _ratio(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two).ratio()
