"""Nobody works out a hidden number, whatever is published beside it."""

from collections.abc import Callable, Mapping
from itertools import islice, product
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.publishing.attacker import possible, solved
from sportello.report.publishing.cells import Cell, Cells, Shown, total
from sportello.report.publishing.suppression import Standing, suppressed

Suppressor: TypeAlias = Callable[[Standing], Mapping[Cell, Shown]]
K = 3
HIGHEST = 40
"""No number that the attacker tries is higher; those of the tables are lower."""


def cell(group: str, measure: str = "n") -> Cell:
    return Cell("2026-01", "tickets", measure, ("service",), (group,))


def table(rows: list[list[int]], k: int = K) -> Standing:
    """Return a table with the sums of its rows, of its columns, and of all."""
    values: dict[Cell, int] = {}
    relations = []
    wholes: dict[Cell, tuple[Cell, ...]] = {}
    width, height = range(len(rows[0])), range(len(rows))
    for i, j in product(height, width):
        values[cell(f"{i}{j}")] = rows[i][j]
        wholes[cell(f"{i}{j}")] = (cell(f"{i}*"), cell(f"*{j}"))
    lines = [(f"{i}*", [f"{i}{j}" for j in width]) for i in height]
    lines += [(f"*{j}", [f"{i}{j}" for i in height]) for j in width]
    lines += [("**", [f"{i}*" for i in height]), ("**", [f"*{j}" for j in width])]
    for whole, parts in lines:
        values[cell(whole)] = sum(values[cell(part)] for part in parts)
        relations.append(total(cell(whole), map(cell, parts)))
    for side in (*(f"{i}*" for i in height), *(f"*{j}" for j in width)):
        wholes[cell(side)] = (cell("**"),)
    return Standing(Cells(values, tuple(relations), wholes), {}, {}, k)


def found_out(standing: Standing, shown: Mapping[Cell, Shown]) -> set[str]:
    """Return what the attacker learns of few, beyond what is said: names of cells."""
    name = {each: each.group[0] + each.measure for each in shown}
    told = {name[each]: standing.cells.values[each] for each in shown if shown[each] is Shown.VALUE}
    equations = [{name[each]: n for each, n in r.items()} for r in standing.cells.relations]
    within = {
        name[each]: range(1, K) if how is Shown.FEW else range(HIGHEST)
        for each, how in shown.items()
        if how is not Shown.VALUE
    }
    learnt = solved(told, equations)
    for each in within:
        few = [*islice(possible(each, told, within, equations), K - 1)]
        if len(few) < K - 1:
            learnt.add(each)
    bare = {
        name[each]
        for each, how in shown.items()
        if how is Shown.VALUE and 0 < standing.cells.values[each] < K
    }
    return learnt | bare


def ours(standing: Standing) -> Mapping[Cell, Shown]:
    return suppressed(standing, {})


def only_what_is_few(standing: Standing) -> Mapping[Cell, Shown]:
    return standing.primary()


def a_second_in_each_row(standing: Standing) -> Mapping[Cell, Shown]:
    """Return what is left by one who looks along rows, and never down columns."""
    shown = standing.primary()
    for relation in standing.cells.relations:
        parts = [
            each for each in relation if each.group[0][0].isdigit() and "*" not in each.group[0]
        ]
        hidden = [each for each in parts if shown[each] is not Shown.VALUE]
        whole = next(each for each in relation if relation[each] == -1)
        if len(hidden) == 1 and whole.group[0].endswith("*") and whole.group[0] != "**":
            rest = [each for each in parts if each not in hidden and standing.cells.values[each]]
            for each in sorted(rest, key=lambda each: standing.cells.values[each])[:1]:
                shown[each] = Shown.WITHHELD
    return shown


def by_rank_alone(standing: Standing) -> Mapping[Cell, Shown]:
    """Return what is left by one who forgets that there are no negative tickets."""
    shown = standing.primary()
    for relation in (*standing.cells.relations, *standing.cells.relations):
        hidden = [each for each in relation if shown[each] is not Shown.VALUE]
        if len(hidden) == 1:
            rest = [each for each in relation if each not in hidden and standing.cells.values[each]]
            for each in sorted(rest, key=lambda each: standing.cells.values[each])[:1]:
                shown[each] = Shown.WITHHELD
    return shown


tables = st.tuples(st.integers(2, 3), st.integers(2, 3)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 4), min_size=size[0], max_size=size[0]),
        min_size=size[1],
        max_size=size[1],
    )
)


@given(tables)
@settings(max_examples=150, deadline=None)
def test_nobody_learns_more_of_few_than_that_they_are_few(rows: list[list[int]]) -> None:
    standing = table(rows)
    assert found_out(standing, ours(standing)) == set()


BROKEN: dict[Suppressor, list[list[int]]] = {
    only_what_is_few: [[2, 4, 4], [4, 4, 4], [4, 4, 4]],
    a_second_in_each_row: [[2, 4, 4], [4, 4, 4], [4, 4, 4]],
    by_rank_alone: [[1, 1, 4], [4, 4, 4], [1, 1, 4]],
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_suppressor_that_hides_too_little_is_found_out(broken: Suppressor) -> None:
    standing = table(BROKEN[broken])
    assert found_out(standing, broken(standing)) != set()
