"""What of a text is other than before, in a few words."""

from itertools import takewhile
from typing import Final

_AROUND: Final = 2
"""The words before and after what differs, so that it can be found."""
_LONGEST: Final = 120
"""Characters of what is said of a text."""


def word_diff(before: str, after: str) -> tuple[str, str]:
    """Return what lies between the words that both begin and end with, and two on each side.

    >>> word_diff("An answer comes in 8 hours or less.", "An answer comes in 4 hours or less.")
    ('… comes in 8 hours or …', '… comes in 4 hours or …')
    """
    old, new = before.split(), after.split()
    begin = _alike(old, new)
    end = _alike(old[begin:][::-1], new[begin:][::-1])
    return _excerpt(old, begin, end), _excerpt(new, begin, end)


def short(text: str) -> str:
    """Return a text in one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _alike(one: list[str], other: list[str]) -> int:
    """Return with how many equal words two lists begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _excerpt(words: list[str], begin: int, end: int) -> str:
    first, last = max(0, begin - _AROUND), min(len(words), len(words) - end + _AROUND)
    said = short(" ".join(words[first:last]))
    return f"{'… ' if first else ''}{said}{' …' if last < len(words) else ''}"
