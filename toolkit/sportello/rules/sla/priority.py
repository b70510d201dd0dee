"""Priority: severities differ, each rule can apply, and the matrix gives every grade a severity.

L006: two severities of the same rank, at one desk.
L008: a priority rule that can never apply: those above it take all its tickets, no service fits
it, or it asks for the severity, which is what the rules decide.
L031: a matrix of impact and urgency with an empty cell.
L032: a cell of the matrix for a grade that it does not have.
L033: a worse impact or urgency that gives a milder severity.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from sportello.catalog.model import Catalog, Matrix
from sportello.findings import Problem, Severity, did_you_mean
from sportello.rules.rule import Rule
from sportello.rules.sla.groups import TICKETS, group
from sportello.rules.sla.policies import shadowed

_CELLS = ("priority", "matrix", "cells")


def _equal_ranks(catalog: Catalog) -> Iterator[Problem]:
    told: set[str] = set()
    for (other, first), (name, severity) in combinations(catalog.severities.items(), 2):
        shared = not first.providers or not severity.providers
        shared = shared or not set(first.providers).isdisjoint(severity.providers)
        if severity.rank == first.rank and shared and name not in told:
            told.add(name)
            yield Problem(
                "L006",
                ("severities", name, "rank"),
                f'"{other}" has rank {severity.rank} too',
                "give each severity a rank of its own; 1 is the worst",
            )


def _rules(catalog: Catalog) -> Iterator[Problem]:
    rules = catalog.priority.rules if catalog.priority else {}
    path = ("priority", "rules")
    for name, rule in rules.items():
        if rule.when.severity:
            yield Problem(
                "L008",
                (*path, name, "when", "severity"),
                "this rule can never apply: the severity is what the rules decide",
                "remove this condition, or ask for the cause, the tag or the type",
                Severity.WARNING,
                on_key=True,
            )
    able = {name: each for name, each in rules.items() if not each.when.severity}
    if able and catalog.services:
        grouped = group(catalog)
        yield from shadowed("L008", path, "rule", grouped.entries(able), grouped)


def _cells(catalog: Catalog) -> Iterator[Problem]:
    matrix = catalog.priority.matrix if catalog.priority else None
    if matrix is None:
        return
    misnamed = not matrix.cells.keys() <= matrix.urgencies.keys()
    for urgency in matrix.urgencies:
        row = matrix.cells.get(urgency, {})
        missing = [impact for impact in matrix.impacts if impact not in row]
        # What is missing may well be what L032 finds under a wrong name.
        if missing and not (misnamed if not row else row.keys() - matrix.impacts.keys()):
            path: tuple[str, ...] = (*_CELLS, urgency) if urgency in matrix.cells else _CELLS
            yield Problem(
                "L031",
                path,
                f'urgency "{urgency}" has no severity for the impact '
                + " and ".join(f'"{name}"' for name in missing),
                f'add "{missing[0]}: …" with a severity to the row "{urgency}"',
                on_key=True,
            )
    for urgency, cells in matrix.cells.items():
        if urgency not in matrix.urgencies:
            yield _unknown("urgency", urgency, tuple(matrix.urgencies), (*_CELLS, urgency))
        for impact in cells:
            if impact not in matrix.impacts:
                yield _unknown("impact", impact, tuple(matrix.impacts), (*_CELLS, urgency, impact))


def _unknown(what: str, name: str, known: Sequence[str], path: tuple[str, ...]) -> Problem:
    message = f'the matrix has no {what} "{name}"'
    return Problem("L032", path, message, did_you_mean(name, known), on_key=True)


def _steps(matrix: Matrix) -> Iterator[tuple[str, tuple[str, str], tuple[str, str]]]:
    """Yield neighbours of the matrix, the worse one first, as urgency and impact."""
    for urgency in matrix.urgencies:
        for worse, milder in pairwise(matrix.impacts):
            yield "impact", (urgency, worse), (urgency, milder)
    for impact in matrix.impacts:
        for worse, milder in pairwise(matrix.urgencies):
            yield "urgency", (worse, impact), (milder, impact)


def _monotone(catalog: Catalog) -> Iterator[Problem]:
    matrix = catalog.priority.matrix if catalog.priority else None
    if matrix is None:
        return
    # Where the severities could not be read, there is nothing to compare.
    ranks = {name: each.rank for name, each in catalog.severities.items()}
    told: set[tuple[str, str]] = set()
    for what, worse, milder in _steps(matrix):
        one, other = (matrix.cells.get(row, {}).get(column, "") for row, column in (worse, milder))
        if one in ranks and other in ranks and ranks[one] > ranks[other] and worse not in told:
            told.add(worse)
            index = 1 if what == "impact" else 0
            yield Problem(
                "L033",
                (*_CELLS, *worse),
                f'the {what} "{worse[index]}" is worse than "{milder[index]}" but gives the milder '
                f'severity: "{one}" instead of "{other}"',
                "correct one of the two cells; grades are written from the worst to the mildest",
            )


RULES = (
    Rule(_equal_ranks),
    Rule(_rules, from_absence={"L008": TICKETS}),
    Rule(_cells, from_absence={"L031": {"priority"}, "L032": {"priority"}}),
    Rule(_monotone),
)
