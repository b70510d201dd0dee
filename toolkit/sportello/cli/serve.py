"""`sportello serve`: the site as it will be, rebuilt at every edit of the catalog or of `site/`.

Pages tell of days to come, so it is rebuilt too when the desk's clock shows another day.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import click

from sportello.cli._common import catalog_option, load, print_findings, renew_schemas

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog
    from sportello.targets.site import Engine


class Shown(NamedTuple):
    """The catalog that the site shows, and whether a file of the site is another now."""

    catalog: "Catalog"
    changed: bool


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@catalog_option
def command(port: int, directory: Path) -> None:
    """Show the site on this machine, and show edits of the catalog as they are saved.

    While the catalog has errors, they are printed and the last good site stays; before the first
    good one there is no page.
    """
    with _ended_by_signals():
        catalog = load(directory).catalog  # no such directory is misuse, and not waited for
        with TemporaryDirectory(prefix="sportello-") as scratch:
            _serve(port, directory, Path(scratch), catalog)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Take SIGINT and SIGTERM for Ctrl+C, so that nothing is left behind; a second one kills.

    A shell starts what shall run in the background with SIGINT ignored, and Python leaves that so.
    """
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(*_: object) -> None:
        for number in before:
            signal.signal(number, signal.SIG_DFL)
        raise KeyboardInterrupt

    for number in before:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _serve(port: int, directory: Path, scratch: Path, catalog: "Catalog") -> None:
    from sportello.cli._preview import Preview
    from sportello.targets.site import Engine

    site = scratch / "site"
    site.mkdir()
    try:
        server = Preview(site, port)
    except OSError as error:
        raise click.UsageError(
            f"port {port} cannot be used ({error.strerror}): name another with --port"
        ) from None
    with server, Engine() as engine, server.running(), suppress(KeyboardInterrupt):
        for number, changed in enumerate(rebuilds(directory, scratch, engine, catalog)):
            if changed:
                server.changed()
            if not number:
                click.echo(f"Serving {server.url} (end with Ctrl+C)")


def rebuilds(
    directory: Path, scratch: Path, engine: "Engine", catalog: "Catalog"
) -> Iterator[bool]:
    """Build the site below `scratch` at once, at every edit and when the desk's day changes.

    Yields after each whether a file of the site is another now. The first day is that of the desk
    of `catalog`.
    """
    from sportello.catalog.desk_time import desk_time
    from sportello.cli._watch import edits
    from sportello.targets.site.sources import desk_folder

    def today() -> date:
        return desk_time(catalog).date()

    for _ in edits(directory, desk_folder(directory), today=today):
        shown = rebuild(directory, scratch, engine)
        catalog = shown.catalog if shown else catalog
        yield bool(shown and shown.changed)


def rebuild(directory: Path, scratch: Path, engine: "Engine") -> Shown | None:
    """Build the site below `scratch`; None if there are errors, which leave it as it is.

    These are printed.
    """
    from sportello.api.checking import check_built
    from sportello.cli._context import build_context
    from sportello.cli.build import SOURCES, write_targets
    from sportello.findings import Invalid, Severity
    from sportello.targets.site import SiteError, build_site

    try:
        loaded = load(directory)
    except (OSError, click.ClickException) as error:
        click.echo(f"{error}", err=True)  # such as a directory that is being put in place
        return None
    findings = check_built(directory, loaded)
    renew_schemas(directory, loaded)
    print_findings(findings, err=True)
    if any(finding.severity is Severity.ERROR for finding in findings):
        if not (scratch / SOURCES).exists():
            click.echo("there is no page until these errors are corrected", err=True)
        return None
    try:
        write_targets(loaded.catalog, scratch, build_context(directory, loaded), only=SOURCES)
        changes = build_site(scratch / SOURCES, scratch / "site", engine)
    except (OSError, Invalid, SiteError) as error:  # such as in the desk's own site
        click.echo(str(error), err=True)
        return None
    click.echo(f"{datetime.now():%H:%M:%S} the site shows the catalog as it is now")  # noqa: DTZ005 - the clock on the wall
    return Shown(loaded.catalog, bool(changes.written or changes.removed))
