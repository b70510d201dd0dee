"""A reader who solves what is published: slowly, exactly, and by nothing of the program."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import count

Equation = Mapping[str, int]
"""Names of numbers that add up to 0, each times its own."""


def solved(told: Mapping[str, int], equations: Iterable[Equation]) -> set[str]:
    """Return what is not told but follows from the equations alone (Gauss and Jordan)."""
    rows = []
    for each in equations:
        row = {name: Fraction(times) for name, times in each.items() if name not in told}
        rows.append(row)
    reduced: list[dict[str, Fraction]] = []
    for row in rows:
        left = dict(row)
        for done in reduced:
            left = _minus(left, done, next(iter(done)))
        if not left:
            continue
        first = next(iter(left))
        left = {first: Fraction(1), **{k: v / left[first] for k, v in left.items() if k != first}}
        reduced = [_minus(done, left, first) for done in reduced] + [left]
    return {next(iter(row)) for row in reduced if len(row) == 1}


def _minus(row: dict[str, Fraction], other: dict[str, Fraction], name: str) -> dict[str, Fraction]:
    times = row.get(name, Fraction(0))
    if not times:
        return row
    names = dict.fromkeys([*row, *other])
    found = {
        each: row.get(each, Fraction(0)) - times * other.get(each, Fraction(0)) for each in names
    }
    return {each: value for each, value in found.items() if value}


def possible(
    name: str,
    told: Mapping[str, int],
    within: Mapping[str, range],
    equations: Sequence[Equation],
) -> Iterator[int]:
    """Yield every value that a number can have, given the ranges of all that is not told.

    Tries each value, and narrows the ranges of the others by the equations until one of them is
    empty or all are settled: then it tries the smallest of these, value by value.
    """
    for value in within[name]:
        if _fits({**within, name: range(value, value + 1)}, told, equations):
            yield value


def _fits(
    within: Mapping[str, range], told: Mapping[str, int], equations: Sequence[Equation]
) -> bool:
    ranges = _narrowed(dict(within), told, equations)
    if ranges is None:
        return False
    open_ones = [name for name, each in ranges.items() if len(each) > 1]
    if not open_ones:
        return True
    name = min(open_ones, key=lambda each: len(ranges[each]))
    return any(
        _fits({**ranges, name: range(value, value + 1)}, told, equations) for value in ranges[name]
    )


def _narrowed(
    ranges: dict[str, range], told: Mapping[str, int], equations: Sequence[Equation]
) -> dict[str, range] | None:
    for _round in count():
        before = dict(ranges)
        for equation in equations:
            for name, times in equation.items():
                if name in told:
                    continue
                least = most = 0
                for other, factor in equation.items():
                    if other != name:
                        own = ranges.get(other, range(told.get(other, 0), told.get(other, 0) + 1))
                        ends = factor * own[0], factor * own[-1]
                        least, most = least + min(ends), most + max(ends)
                low, high = sorted((-times * least, -times * most))
                kept = range(max(low, ranges[name][0]), min(high, ranges[name][-1]) + 1)
                if not kept:
                    return None
                ranges[name] = kept
        if ranges == before:
            return ranges
    return None
