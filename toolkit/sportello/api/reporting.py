"""A report in the form that the name of a file asks for."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sportello.report.forms.names import Names
    from sportello.report.report import Report
    from sportello.targets.site.sources import Sources

ENDINGS: Final = (".html", ".csv", ".json", ".parquet")
"""How files of a report may end."""
WORDED: Final = frozenset({".html"})
"""Of these, the forms for people, which have a language."""


def in_form(report: "Report", ending: str, names: "Names", sources: "Sources") -> bytes:
    """Return a report as a file with one of `ENDINGS`.

    `sources` are the files of the site, with those of the desk over ours: a page has their style.
    """
    from sportello.report.forms.csv import as_csv  # noqa: PLC0415 - each needs packages of its own
    from sportello.report.forms.html.page import as_html  # noqa: PLC0415
    from sportello.report.forms.json import as_json  # noqa: PLC0415
    from sportello.report.forms.parquet import as_parquet  # noqa: PLC0415

    made: Mapping[str, Callable[[], bytes]] = {
        ".html": lambda: as_html(report, names, sources),
        ".csv": lambda: as_csv(report),
        ".json": lambda: as_json(report),
        ".parquet": lambda: as_parquet(report),
    }
    return made[ending]()
