"""`sportello snapshot [REV]`: what a catalog comes to, as data that another version can read."""

from datetime import date
from pathlib import Path

import click

from sportello.cli._common import answered, catalog_option
from sportello.cli._moments import DATE


@click.command("snapshot")
@click.argument("revision", metavar="[REV]", required=False)
@click.option("--on", "day", type=DATE, help="The day from which on it is seen.  [default: today]")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write; without it, it is printed.",
)
@catalog_option
def command(revision: str | None, day: date | None, output: Path | None, directory: Path) -> None:
    """Print what the catalog at REV comes to, as JSON, for `sportello plan a.json b.json`.

    REV is a revision of the catalog's repository; without it, it is the catalog as it stands in the
    directory. A snapshot has results: where mail to every address goes, when calendars are open
    and tickets are due in twelve months, the texts that are public and the addresses of the pages.
    So the plan of two shows what another version of Sportello, of the holidays or of the time zones
    makes of the same catalog. Of one commit and day, one version makes the same bytes.

    A snapshot is internal: it has the addresses that mail is delivered to, and what contracts
    promise. Do not publish it where the catalog is not public.
    """
    from sportello.api.snapshots import snapshot_at

    with answered():
        content = snapshot_at(directory, revision, day)
    if output is None:
        click.echo(content, nl=False)
        return
    from sportello.files import write_file

    write_file(output, content)
