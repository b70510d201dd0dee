"""`sportello rota feeds DIRECTORY`: private calendars of all seats and all people."""

from datetime import date
from pathlib import Path

import click

from sportello.cli._common import answered, catalog_option, people_option, sound_catalog
from sportello.cli._moments import DATE
from sportello.cli.rota._names import names_in


@click.command("feeds")
@click.argument("output", metavar="DIRECTORY", type=click.Path(path_type=Path))
@click.option("--on", "day", type=DATE, help="The day of which they are.  [default: today]")
@people_option
@catalog_option
def command(output: Path, day: date | None, people: Path | None, directory: Path) -> None:
    """Write an iCalendar file for each seat and each person into a DIRECTORY.

    They go from four weeks before the day to a year after it. Only you may read them. Hand each to
    whom it is about, or put them where nobody else can look: they are never part of the site.
    """
    from sportello.cli.rota._feeds import private_feeds
    from sportello.files import write_private_file
    from sportello.findings import Invalid

    catalog = sound_catalog(directory)
    with answered():
        place = output.resolve()
        if any((each / "manifest.json").is_file() for each in (place, *place.parents)):
            message = f"{output} is in a build, which is published and made anew"
            raise Invalid(message, "name another directory")
        names = names_in(people, catalog)
    found = private_feeds(directory, catalog, names, day)
    for name, content in found.items():
        write_private_file(output / name, content)
    click.echo(f"{output}: {len(found)} private calendars, which only you may read")
