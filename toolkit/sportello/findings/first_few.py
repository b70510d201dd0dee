"""The first few of many, and how many more there are."""

from collections.abc import Sequence


def more(count: int, what: str = "") -> str:
    """Return how many more there are: `3 more`, or with the word for one `1 more place`.

    >>> more(2, "place")
    '2 more places'
    """
    return f"{count} more {what}{'s' * (count > 1)}" if what else f"{count} more"


def first_few(words: Sequence[str], most: int, what: str = "") -> str:
    """Return the first `most` words as a list, and how many more there are.

    >>> first_few(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" and {more(rest, what)}" if rest > 0 else "")


def first_lines(lines: Sequence[str], most: int, rest: str) -> list[str]:
    """Return the first `most` lines, and if there are more, `rest` with their number for `{}`.

    >>> first_lines(["a", "b", "c"], 1, "… and {} more")
    ['a', '… and 2 more']
    """
    left = len(lines) - most
    return [*lines[:most], rest.format(left)] if left > 0 else [*lines]
