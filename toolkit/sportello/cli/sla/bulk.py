"""`sportello sla bulk`: the deadlines of all the tickets in a file."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from sportello.cli._common import answered, catalog_option, sound_catalog
from sportello.cli.sla._options import export_option


@click.command("bulk")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write, as .csv or .parquet; without it, CSV is printed.",
)
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the rows that cannot be answered, as CSV, with their numbers and reasons.",
)
@export_option
@catalog_option
def command(
    file: Path, output: Path | None, rejects: Path | None, export: str | None, directory: Path
) -> None:
    """Say when each promise for each ticket in FILE falls due.

    FILE is CSV or Parquet. It needs the columns service and opened; channel, severity,
    severity_by, impact, urgency, type, phase, cause and contract count if they are there. A time
    without an offset is read in the desk's zone. What is written holds the columns of FILE, and
    severity, policy, due_take_in_charge, due_first_response, due_next_update and due_resolution,
    empty where a promise counts from something later than the opening; a column of FILE with one
    of these names gives way, such as a severity that was only proposed. Rows are counted as a
    spreadsheet shows them: the heading of a CSV file is row 1.

    With --export, FILE is what a ticket system exports, as sportello report reads it; what is
    written has our own names of columns then, with reference and state, and times in UTC.

    Exit status: 0 when every row is answered; 1 when a row is not. Then nothing is written, unless
    --rejects takes the bad rows: the good ones are answered all the same.
    """
    from sportello.exports.bulk import due_of_export
    from sportello.sla.bulk.problems import BulkError
    from sportello.sla.bulk.run import due_in_bulk

    _check_files(file, output, rejects)
    catalog = sound_catalog(directory)
    try:
        with TemporaryDirectory(prefix="sportello-") as folder:
            target = output or Path(folder) / "tickets.csv"
            if export is None:
                done = due_in_bulk(catalog, file, target, rejects)
            else:
                with answered():
                    done = due_of_export(catalog, file, target, rejects, export=export)
            if output is None:
                with target.open("rb") as stream:
                    shutil.copyfileobj(stream, sys.stdout.buffer)
    except BulkError as error:
        for line in error.lines:
            click.echo(f"Error: {line}", err=True)
        sys.exit(1)
    if output is not None:
        click.echo(f"Wrote {done.answered} tickets to {output}.")
    if done.rejected:
        rows = "1 row is" if done.rejected == 1 else f"{done.rejected} rows are"
        click.echo(f"Error: {rows} not answered: {rejects} says which, and why", err=True)
        sys.exit(1)


def _check_files(file: Path, output: Path | None, rejects: Path | None) -> None:
    """Refuse files that cannot be what they are named for, or that would replace each other."""
    from sportello.sla.bulk.run import FORMATS

    if output is not None and output.suffix.lower() not in FORMATS:
        raise click.UsageError(f"{output} ends in neither {' nor '.join(FORMATS)}: name it so")
    if output is not None and output.resolve() == file.resolve():
        raise click.UsageError(f"{output} is the file of the tickets: name another one for output")
    if rejects is not None and rejects.resolve() in {file.resolve(), output and output.resolve()}:
        raise click.UsageError(f"{rejects} is another file of this command: name one for rejects")
    for each in (file, output, rejects):
        # A pipe cannot be read twice, and a device would give way to what is written.
        if each is not None and each.exists() and not each.is_file():
            raise click.UsageError(f"{each} is no file: name one")
