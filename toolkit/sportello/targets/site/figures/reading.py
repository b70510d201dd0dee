"""The figures that a desk publishes, as they stand in its own `site/`."""

import json
from collections.abc import Mapping
from typing import Final

from sportello.findings import Invalid
from sportello.targets.site.checks.figures import figure_findings
from sportello.targets.site.figures.published import PublishedFigures, figures_of
from sportello.targets.site.sources import Sources, inside

FOLDER: Final = "figures"


def published_figures(site: Sources) -> tuple[PublishedFigures, ...]:
    """Return the figures among the files of a desk's own site, by their period.

    A year comes before its months. Raises Invalid if a file cannot be used.
    """
    return read_figures(inside(site, FOLDER), f"site/{FOLDER}")


def read_figures(files: Mapping[str, bytes], shown: str) -> tuple[PublishedFigures, ...]:
    """Return the figures in the files of a folder, as `published_figures` does.

    `shown` is the path of the folder as people read it.
    """
    found = []
    for path, content in files.items():
        for each in figure_findings(content, f"{shown}/{path}"):
            line = each.where.line if each.where else 1
            raise Invalid(f"{shown}/{path}:{line}: {each.message}", each.hint)
        found.append(figures_of(json.loads(content)))
    return tuple(sorted(found, key=lambda each: each.period))
