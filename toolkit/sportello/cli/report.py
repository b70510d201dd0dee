"""`sportello report`: from ticket exports to the figures that the desk promises."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sportello.cli._common import answered, catalog_option, format_option
from sportello.cli._moments import MOMENT
from sportello.cli._publish import (
    publish_options,
    publish_report,
    published_into,
    published_parts,
)
from sportello.cli._report_options import check_files, check_options, check_publishing
from sportello.cli.sla._options import at_option, terms_catalog

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog
    from sportello.report.forms.names import Names
    from sportello.report.report import Report
    from sportello.targets.site.sources import Sources

_WIDTHS: Final = (80, 120)
"""Characters that a table may be wide, at least and at most."""
_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_INTERRUPTED: Final = "Query interrupted"
"""What DuckDB says where Ctrl-C comes while it works."""
_STOPPED: Final = 130
"""The exit status of what was ended by Ctrl-C, as shells have it."""


class _Parts(click.ParamType["tuple[str, ...]"]):
    """What figures are parted by, with commas between."""

    name = "parts"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        parts = tuple(each.strip() for each in str(value).split(","))
        if not all(parts):
            self.fail(f'"{value}" names no parts: write such as service,month', param, ctx)
        if len({*parts}) < len(parts):
            self.fail(f'"{value}" names a part twice: leave one out', param, ctx)
        return parts


class _Only(click.ParamType["tuple[str, str]"]):
    """Which tickets are wanted: a column and a value."""

    name = "part=value"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        part, _, wanted = (each.strip() for each in str(value).partition("="))
        if not part or not wanted:
            self.fail(f'"{value}" chooses no tickets: write such as service=wiki', param, ctx)
        return part, wanted


class _Until(click.ParamType[datetime]):
    """An instant, or a day, which means its end."""

    name = "moment"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        from sportello.findings import Invalid
        from sportello.worktime import parse_date

        try:
            day = parse_date(str(value))
        except (Invalid, ValueError):
            return MOMENT.convert(value, param, ctx)
        return datetime.combine(day, time()) + timedelta(days=1)


@click.command("report")
@click.argument("exports", type=_FILE, nargs=-1, required=True, metavar="EXPORT...")
@click.option(
    "--events", type=_FILE, multiple=True, help="What happened to tickets; may come often."
)
@click.option("--outages", type=_FILE, help="The list of outages, for availability.")
@click.option("--export", metavar="NAME", help="The entry of exports: in the catalog to read by.")
@click.option("--system", metavar="NAME", help="The ticket system that wrote the exports.")
@click.option(
    "--as-of",
    type=_Until(),
    help="The instant of the report, or the day that it ends with; nothing later counts.  "
    "[default: the latest in the files]",
)
@click.option(
    "--months",
    "month_of",
    type=click.Choice(["opened", "decided", "resolved"]),
    default="decided",
    show_default=True,
    help="Which month a promise belongs to.",
)
@click.option(
    "--by",
    type=_Parts(),
    multiple=True,
    metavar="PART[,PART...]",
    help="What figures are parted by, such as service,month; may come often.",
)
@click.option(
    "--figures",
    type=_Parts(),
    default=(),
    metavar="FIGURE[,FIGURE...]",
    help="The figures that are wanted, such as opened,first_contact,satisfaction.  [default: all]",
)
@click.option(
    "--only",
    type=_Only(),
    multiple=True,
    metavar="PART=VALUE",
    help="Only tickets such as service=wiki or customer=ACME; may come often.",
)
@click.option(
    "--language", help="That of the text, or of a page.  [default: en; of a page the desk's]"
)
@click.option(
    "--output",
    "outputs",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Where to write, as .html, .csv, .json or .parquet; may come often; without it, text is "
    "printed.",
)
@click.option(
    "--rows",
    type=click.Path(path_type=Path),
    metavar="DIRECTORY",
    help="Where to write the rows that are counted, as Parquet.",
)
@publish_options
@click.option("--strict", is_flag=True, help="Exit with 1 if a row is not counted.")
@at_option
@catalog_option
@format_option
def command(  # noqa: PLR0913, PLR0917 - one for each option, which the help shows
    exports: tuple[Path, ...],
    events: tuple[Path, ...],
    outages: Path | None,
    export: str | None,
    system: str | None,
    as_of: datetime | None,
    month_of: Any,
    by: tuple[tuple[str, ...], ...],
    figures: tuple[str, ...],
    only: tuple[tuple[str, str], ...],
    language: str | None,
    outputs: tuple[Path, ...],
    rows: Path | None,
    folder: Path | None,
    since: str | None,
    smallest: int | None,
    strict: bool,
    revision: str | None,
    directory: Path,
    style: str,
) -> None:
    """Make a report of the tickets in EXPORT: what came, what was kept, what is late, and why.

    EXPORT is a file of a ticket system (CSV, XLSX, JSON, Parquet), as it comes out of it. The
    system is recognised by the columns; exports: in sla.yaml says what is called otherwise.
    --events adds what happened to the tickets, so that pauses and reopenings are counted to the
    second.

    With --publish it writes figures for the site instead, without what tells of few: name it after
    EXPORT.

    Every figure stands with its definition. A row that cannot be right is listed with its file,
    its number and its reason, and the report says how many of them are not counted.

    Exit status: 0 when the report is made, whether or not every row is counted, since a report that
    says what it leaves out is whole, and one mistyped row must not cost the other figures; then a
    note says so on standard error. With --strict it is 1, and the report is made all the same. 1 as
    well when a file cannot be read, 2 for misuse.
    """
    inputs = (*exports, *events, *([outages] if outages else []))
    check_files(inputs, outputs, rows)
    check_options(outputs, style, language, export, system)
    if folder is not None:
        check_publishing(next(iter(outputs), rows), by, figures, only, style, language, month_of)
    elif since or smallest:
        raise click.UsageError("nothing is published without --publish: add it")
    catalog, past = terms_catalog(directory, revision)
    if outages is not None and not catalog.availability:
        raise click.UsageError(
            f"no service promises availability (availability: in sla.yaml): leave {outages} out"
        )
    with _told_if_stopped(), answered():
        names, sources = _worded(catalog, directory, language, is_page=bool(outputs))
        report = _make(
            catalog,
            exports,
            events,
            outages=outages,
            export=export,
            system=system,
            as_of=_instant(catalog, as_of),
            now=datetime.now(UTC),
            month_of=month_of,
            by=published_parts() if folder is not None else tuple(dict.fromkeys(by)),
            figures=figures,
            only=_by_part(only),
            rows=rows,
            revision=past.commit if past else _revision(directory),
        )
        if folder is not None:
            publish_report(report, catalog, published_into(directory, folder), since, smallest)
        else:
            _give(report, names, sources, outputs, style)
    if report.not_counted:
        click.echo(
            f"Note: {_rows_are(report.not_counted)} not counted: the report says which, and why.",
            err=True,
        )
        sys.exit(1 if strict else 0)


def _by_part(only: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the values that are wanted of each part: of one part, any of them."""
    found: dict[str, list[str]] = {}
    for part, value in only:
        found.setdefault(part, []).append(value)
    return found


def _worded(
    catalog: "Catalog", directory: Path, language: str | None, *, is_page: bool
) -> "tuple[Names, Sources]":
    """Return the names of a catalog in a language, and the files of the site."""
    from sportello.findings import did_you_mean
    from sportello.report.forms.names import Names
    from sportello.targets.site.sources import (
        desk_folder,
        desk_sources,
        own_sources,
        with_desk,
        worded_languages,
    )
    from sportello.wording.messages import read_messages

    folder = desk_folder(directory)
    known = sorted(worded_languages(folder))
    own = [each for each in catalog.helpdesk.languages if each in known]
    chosen = language or (own[0] if own and is_page else "en")
    if chosen not in known:
        raise click.UsageError(f'there are no words in "{chosen}": {did_you_mean(chosen, known)}')
    sources = with_desk(own_sources(), desk_sources(folder))
    return Names(catalog, read_messages(sources, chosen), short=not is_page), sources


def _instant(catalog: "Catalog", as_of: datetime | None) -> datetime | None:
    from sportello.catalog.desk_time import desk_time
    from sportello.worktime import WorktimeError

    if as_of is None:
        return None
    try:
        return desk_time(catalog, as_of)
    except WorktimeError as error:
        raise click.UsageError(f"--as-of: {error}") from None


def _revision(directory: Path) -> str | None:
    from sportello.catalog.git import revision

    return revision(directory) or None


def _make(
    catalog: "Catalog", exports: Sequence[Path], events: Sequence[Path], **chosen: Any
) -> "Report":
    import duckdb

    from sportello.cli._progress import progress_line
    from sportello.exports.progress import silent
    from sportello.report.make import make_report

    try:
        with progress_line() as line:
            return make_report(catalog, exports, events, progress=line or silent, **chosen)
    except (duckdb.InterruptException, RuntimeError) as error:
        if isinstance(error, RuntimeError) and str(error) != _INTERRUPTED:
            raise
        raise KeyboardInterrupt from None
    except duckdb.Error as error:
        raise click.ClickException(f"no report is made: {str(error).splitlines()[0]}") from None


def _give(
    report: "Report", names: "Names", sources: "Sources", outputs: Sequence[Path], style: str
) -> None:
    """Print a report, or write it, each file in one step."""
    from sportello.api.reporting import in_form
    from sportello.files import write_file
    from sportello.report.forms.text import as_text

    made = [(each, in_form(report, each.suffix.lower(), names, sources)) for each in outputs]
    counted = sum(each.counted for each in report.sources)
    for output, content in made:
        write_file(output, content)
        click.echo(
            f"Wrote {output}: {counted:,} rows counted, as of {report.as_of:%Y-%m-%d %H:%M}."
        )
    if outputs:
        return
    if style == "json":
        click.echo(in_form(report, ".json", names, sources), nl=False)
    else:
        least, most = _WIDTHS
        width = min(max(shutil.get_terminal_size((100, 24)).columns, least), most)
        click.echo(as_text(report, names, width), nl=False)


def _rows_are(number: int) -> str:
    return "1 row is" if number == 1 else f"{number:,} rows are"


@contextmanager
def _told_if_stopped() -> Iterator[None]:
    """Say in a line that nothing is left, where Ctrl-C ends the run."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo("Stopped: no report is written.", err=True)
        sys.exit(_STOPPED)
