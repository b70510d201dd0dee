"""The figures that the site of this repository shows: made up, and counted as real ones are.

They are of tickets that the generator makes up for the catalog that no editor changes. `make
example` writes them anew.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec.structs import replace

from frozen import FROZEN
from report.generator.many import write_many
from sportello.catalog import load
from sportello.report.make import make_report
from sportello.report.publishing.public import public_parts
from sportello.report.publishing.publish import publish
from sportello.targets.site.figures.published import PublishedFigures, figures_text
from sportello.worktime.zones import Zone

FOLDER: Final = Path(__file__).parents[2] / "site/figures"
COUNT: Final = 9000
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)


def example() -> Mapping[str, PublishedFigures]:
    """Return the figures of half a year, by the names of their files."""
    catalog = load(FROZEN).catalog
    as_of = datetime(2026, 7, 3, 12, tzinfo=Zone(catalog.helpdesk.timezone))
    with TemporaryDirectory() as folder:
        export = Path(folder, "tickets.csv")
        write_many(catalog, export, COUNT, first=FIRST, last=LAST, until=as_of)
        report = make_report(catalog, [export], system="plain", as_of=as_of, by=[*public_parts()])
    found = publish(report, catalog.public(), (), since="2026-01")
    return {f"{each.period}.json": replace(each, made_up=True) for each in found.new}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, figures in example().items():
        (FOLDER / name).write_bytes(figures_text(figures))
