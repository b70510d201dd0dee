"""The matrix of impact and urgency: it gives every pair of grades a severity."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from sportello.catalog.model import Catalog, Matrix
from sportello.findings import Problem, Rule, Severity, did_you_mean

L031: Final = Rule("L031", Severity.ERROR, complete=frozenset({"priority"}))
"""A matrix with an empty cell.

*Una matrice con una casella vuota.*

A ticket with this impact and urgency would get no severity, so nobody would know what is promised
for it. Write a severity into the cell.

Bad, in `sla.yaml`:

```yaml
priority:
  set_by: desk
  default: ordinary
  matrix:
    impacts: {all: {name: All}, one: {name: One}}
    urgencies: {now: {name: Now}, later: {name: Later}}
    cells:
      now: {all: high, one: high}
      later: {all: high}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
priority:
  set_by: desk
  default: ordinary
  matrix:
    impacts: {all: {name: All}, one: {name: One}}
    urgencies: {now: {name: Now}, later: {name: Later}}
    cells:
      now: {all: high, one: high}
      later: {all: high, one: ordinary}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""
L032: Final = Rule("L032", Severity.ERROR, complete=frozenset({"priority"}))
"""A cell for a grade that is not there.

*Una casella per un livello che non c'è.*

No ticket ever comes to this cell, for its row or column is not among the `urgencies:` or
`impacts:`. Mostly the name is misspelt, and the cell that was meant is empty. Correct the name,
or add the grade.

Bad, in `sla.yaml`:

```yaml
priority:
  set_by: desk
  default: ordinary
  matrix:
    impacts: {all: {name: All}, one: {name: One}}
    urgencies: {now: {name: Now}, later: {name: Later}}
    cells:
      now: {all: high, one: high}
      later: {all: high, one: ordinary, none: ordinary}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
priority:
  set_by: desk
  default: ordinary
  matrix:
    impacts: {all: {name: All}, one: {name: One}}
    urgencies: {now: {name: Now}, later: {name: Later}}
    cells:
      now: {all: high, one: high}
      later: {all: high, one: ordinary}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""
L033: Final = Rule("L033", Severity.ERROR)
"""A worse case has a milder severity.

*Un caso peggiore ha una gravità minore.*

The customer who is hit harder would wait longer: the worse impact or urgency has the milder
severity. Correct one of the two cells. If both are meant, the grades stand in the wrong order:
the worst comes first.

Bad, in `sla.yaml`:

```yaml
priority:
  set_by: desk
  default: ordinary
  matrix:
    impacts: {all: {name: All}, one: {name: One}}
    urgencies: {now: {name: Now}, later: {name: Later}}
    cells:
      now: {all: ordinary, one: high}
      later: {all: ordinary, one: ordinary}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
priority:
  set_by: desk
  default: ordinary
  matrix:
    impacts: {all: {name: All}, one: {name: One}}
    urgencies: {now: {name: Now}, later: {name: Later}}
    cells:
      now: {all: high, one: high}
      later: {all: high, one: ordinary}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""

_CELLS = ("priority", "matrix", "cells")


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
            yield L031.problem(
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
    return L032.problem(path, message, did_you_mean(name, known), on_key=True)


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
    reported: set[tuple[str, str]] = set()
    for what, worse, milder in _steps(matrix):
        one, other = (matrix.cells.get(row, {}).get(column, "") for row, column in (worse, milder))
        if one in ranks and other in ranks and ranks[one] > ranks[other] and worse not in reported:
            reported.add(worse)
            index = 1 if what == "impact" else 0
            yield L033.problem(
                (*_CELLS, *worse),
                f'the {what} "{worse[index]}" is worse than "{milder[index]}" but gives the milder '
                f'severity: "{one}" instead of "{other}"',
                "correct one of the two cells; grades are written from the worst to the mildest",
            )


CHECKS = (
    _cells,
    _monotone,
)
