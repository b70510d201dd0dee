"""What stands between the cells of a CSV file: whatever makes the best header of its first row."""

from collections.abc import Collection, Sequence
from typing import Final

DELIMITERS: Final = (",", ";", "\t", "|")


def fitness(names: Sequence[str], known: Collection[str]) -> tuple[int, int]:
    """Return how well some names fit as a header: how many are known, and how many there are.

    Of the delimiters, the one that is meant finds the fittest header.
    """
    return len({name.strip().lower() for name in names} & {*known}), len(names)
