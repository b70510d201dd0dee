"""How alike two entries are: how much they share of what few have."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import log
from typing import Any

import msgspec


class Likeness:
    """How alike entries of a section are, before and after a change.

    The weight of a value is the logarithm of how few entries have it, so that what all entries
    share counts nothing.
    """

    def __init__(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        self._before = {name: _leaves(each) for name, each in before.items()}
        self._after = {name: _leaves(each) for name, each in after.items()}
        having = Counter(
            leaf for each in (*self._before.values(), *self._after.values()) for leaf in each
        )
        total = len(before) + len(after)
        self._weight = {leaf: log(total / count) for leaf, count in having.items()}

    def __call__(self, before: str, after: str) -> float:
        """Return what share of two entries is the same, from 0 to 1."""
        one, other = self._before[before], self._after[after]
        larger = max(self._sum(each) for each in (one, other))
        return self._sum(one & other) / larger if larger else 0.0

    def closest(self, before: str, after: str) -> float:
        """Return how alike one of two entries is to any third one, of the other side."""
        return max(
            (
                *(self(before, each) for each in self._after if each != after),
                *(self(each, after) for each in self._before if each != before),
            ),
            default=0.0,
        )

    def _sum(self, leaves: frozenset[object]) -> float:
        return sum(self._weight[leaf] for leaf in leaves)


def _leaves(entry: Any) -> frozenset[object]:
    """Return the values in an entry, each with the keys that lead to it."""
    return frozenset(_leaves_below(msgspec.to_builtins(entry, enc_hook=repr), ()))


def _leaves_below(value: Any, path: tuple[str, ...]) -> Iterator[object]:
    match value:
        case Mapping():
            for key, each in value.items():
                yield from _leaves_below(each, (*path, str(key)))
        case list() | tuple():
            for each in value:
                yield from _leaves_below(each, path)
        case _:
            yield path, str(value)
