"""The files of figures in a desk's own `site/`, each with what is wrong with it."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from sportello.catalog.schema import schema_of
from sportello.catalog.validate import validate
from sportello.catalog.yaml.reader import read
from sportello.findings import Finding, KeyPath, Location, Problem, placed
from sportello.targets.site.checks.rules import T009
from sportello.targets.site.figures.published import (
    PublishedFigure,
    PublishedFigures,
    figures_of,
)

_AGAIN: Final = "remove it, and publish its period again with `sportello report --publish`"


def figure_findings(content: bytes, shown: str) -> list[Finding]:
    """Return what is wrong with a file of figures; `shown` is its path as people read it."""
    try:
        data = json.loads(content)
    except ValueError as error:
        found = [*read(content, shown).findings]
        line = getattr(error, "lineno", 1)
        where = Location(shown, line, 1, 1, "")
        return found or [T009.finding(f"this is no JSON: {error}", where, _AGAIN)]
    problems = validate(data, schema_of(PublishedFigures), {}) or [*_contradictions(data, shown)]
    if not problems:
        return []
    document = read(content, shown)
    return [placed(each, document.locate(each.path, each.on_key)) for each in problems]


def _contradictions(data: Any, shown: str) -> Iterator[Problem]:
    """Yield what no published file says: it was written or changed by hand."""
    told = figures_of(data)
    named = PurePosixPath(shown).stem
    if told.period != named:
        yield T009.problem(
            ("period",),
            f'the file is called {named}, and its figures are of "{told.period}"',
            "give the file the name of its period",
        )
    if str(told.as_of)[: len(told.period)] <= told.period:
        yield T009.problem(
            ("as_of",),
            f"{told.period} was not over on {told.as_of}",
            "publish a month or a year when it is over",
        )
    for place, figure in enumerate(told.figures):
        yield from _in_figure(figure, told.k, ("figures", place))


def _in_figure(figure: PublishedFigure, k: int, path: KeyPath) -> Iterator[Problem]:
    units = {name: each.unit for each in figure.measures for name in each.numbers}
    for number, table in enumerate(figure.tables):
        for line, row in enumerate(table.rows):
            at = (*path, "tables", number, "rows", line)
            if len(row.group) != len(table.by):
                message = f"a row of this table has {len(table.by)} names, and not {len(row.group)}"
                yield T009.problem((*at, "group"), message, _AGAIN)
            for name, value in row.numbers.items():
                if name not in units:
                    message = f'"{name}" is no measure of the figure "{figure.name}"'
                    yield T009.problem((*at, "numbers", name), message, _AGAIN, on_key=True)
                elif units[name] in {"count", "share"} and isinstance(value, int) and 0 < value < k:
                    message = f"{value} are so few that they could be known: less than {k}"
                    hint = f'withdraw the file: {_AGAIN}; a count from 1 to {k - 1} is "few"'
                    yield T009.problem((*at, "numbers", name), message, hint)
