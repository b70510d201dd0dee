"""The figures that a desk publishes, as they stand in its own `site/`."""

import json
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
    found = []
    for path, content in inside(site, FOLDER).items():
        shown = f"site/{FOLDER}/{path}"
        for each in figure_findings(content, shown):
            where = f"{shown}:{each.where.line}" if each.where else shown
            raise Invalid(f"{where}: {each.message}", each.hint)
        found.append(figures_of(json.loads(content)))
    return tuple(sorted(found, key=lambda each: each.period))
