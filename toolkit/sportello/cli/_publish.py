"""What `sportello report --publish` writes, and what it says of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog
    from sportello.report.publishing.publish import Publication
    from sportello.report.report import Report
    from sportello.targets.site.figures.published import PublishedFigures

OWN: Final = Path()
"""Stands for the folder of the desk's own site, where none is named."""
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Month(click.ParamType[str]):
    """A month, as 2026-01."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not _MONTH.fullmatch(str(value)):
            self.fail(f'"{value}" is no month: write such as 2026-01', param, ctx)
        return str(value)


def publish_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of publishing to a command."""
    for option in (
        click.option(
            "--publish-k",
            "smallest",
            type=click.IntRange(3),
            metavar="K",
            help="The smallest count to publish.  [default: as before, else 5]",
        ),
        click.option(
            "--publish-since",
            "since",
            type=Month(),
            metavar="MONTH",
            help="The first month to publish.  [default: the first one that is not, else the last]",
        ),
        click.option(
            "--publish",
            "folder",
            is_flag=False,
            flag_value=OWN,
            type=click.Path(file_okay=False, path_type=Path),
            metavar="[FOLDER]",
            help="Write what everybody may see of each month that is over, and nothing else, "
            "for the site.  [default: site/figures beside the catalog]",
        ),
    ):
        command = option(command)
    return command


def published_parts() -> tuple[tuple[str, ...], ...]:
    """Return by what figures are parted that are published."""
    from sportello.report.publishing.public import public_parts

    return tuple(public_parts())


def published_into(directory: Path, folder: Path) -> Path:
    """Return the folder of published figures: that of the desk's own site, if none is named."""
    from sportello.targets.site.figures.reading import FOLDER
    from sportello.targets.site.sources import desk_folder

    return desk_folder(directory) / FOLDER if folder == OWN else folder


def publish_report(
    report: "Report",
    catalog: "Catalog",
    at: Path,
    since: str | None,
    smallest: int | None,
) -> None:
    """Write what is new of a report beside what is published `at`, and say what stays as it is.

    Raises Invalid for files that cannot be read as figures, OSError.
    """
    from sportello.report.publishing.publish import publish
    from sportello.targets.site.figures.reading import read_figures
    from sportello.targets.site.sources import desk_sources

    files = {path: text for path, text in desk_sources(at).items() if path.endswith(".json")}
    published = read_figures(files, at.as_posix())
    found = publish(report, catalog.public(), published, since=since, k=smallest)
    _write(found.new, at)
    _tell(found, report, at)


def _write(new: "Iterable[PublishedFigures]", at: Path) -> None:
    from sportello.files import write_file
    from sportello.targets.site.figures.published import figures_text

    for each in new:
        at.mkdir(parents=True, exist_ok=True)
        write_file(at / f"{each.period}.json", figures_text(each))


def _tell(found: "Publication", report: "Report", at: Path) -> None:
    for each in found.new:
        counts = Counter(
            value if isinstance(value, str) else "shown"
            for figure in each.figures
            for table in figure.tables
            for row in table.rows
            for value in row.numbers.values()
        )
        click.echo(
            f"Wrote {at.as_posix()}/{each.period}.json: {counts['shown']} numbers, {counts['few']} "
            f"fewer than {each.k}, {counts['withheld']} withheld. Look at it before you commit it."
        )
    if not found.new:
        click.echo(f"Nothing new to publish as of {report.as_of:%Y-%m-%d %H:%M}.")
    for period in found.differing:
        since = period if "-" in period else f"{period}-01"
        click.echo(
            f"Note: {period} is published, and this report counts it otherwise: it stays as it is. "
            f"To withdraw it, remove {at.as_posix()}/{period}.json"
            f"{'' if since != period else f' (and {period[:4]}.json, if there is one)'}, tell "
            f"readers, and publish anew with --publish-since {since}.",
            err=True,
        )
