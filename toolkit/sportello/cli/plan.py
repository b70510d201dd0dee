"""`sportello plan BASE [HEAD]`: what a change does, before it is merged."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sportello.cli._common import answered, catalog_option, load
from sportello.cli._moments import DATE

if TYPE_CHECKING:
    from sportello.plan.comparison import Side
    from sportello.plan.report import Compared


@click.command("plan")
@click.argument("base")
@click.argument("head", required=False)
@click.option("--on", "day", type=DATE, help="The day from which on it is seen.  [default: today]")
@click.option("--detailed-exitcode", is_flag=True, help="Exit with 2 if anything changes.")
@catalog_option
def command(
    base: str, head: str | None, day: date | None, detailed_exitcode: bool, directory: Path
) -> None:
    """Say what the change from BASE to HEAD does to mail, deadlines, hours and pages.

    Each is a revision of the catalog's repository, such as `main` or `HEAD~1`, or a directory;
    without HEAD it is the catalog as it stands in the directory now. Nothing is written.
    """
    from importlib.metadata import version

    from sportello.catalog.desk_time import desk_time
    from sportello.plan.forms.text import as_text
    from sportello.plan.plan import plan
    from sportello.plan.report import Report

    with answered():
        before, compared_before = _side(directory, base)
        after, compared_after = _side(directory, head)
        seen_on = day or desk_time(after.catalog, None).date()
        made = plan(before, after, seen_on)
    report = Report(made, compared_before, compared_after, version("sportello"))
    click.echo(as_text(report), nl=False)
    sys.exit(2 if detailed_exitcode and not made.is_empty else 0)


def _side(directory: Path, named: str | None) -> "tuple[Side, Compared]":
    """Return the catalog at a revision, or in a directory, with what is expected of it."""
    from sportello.api.checking import expectations_of
    from sportello.catalog.revision import load_at
    from sportello.expectations import expectation_files, expectation_files_at
    from sportello.findings import Severity
    from sportello.plan.comparison import Side
    from sportello.plan.report import Compared

    commit = ""
    if named is None or Path(named).is_dir():
        path = directory if named is None else Path(named)
        loaded, name = load(path), path.as_posix()
        files = expectation_files(path)
    else:
        past = load_at(directory, named)
        loaded, name, commit = past.loaded, named, past.commit
        files = expectation_files_at(directory, past)
    expected = expectations_of(loaded, files)
    findings = (*loaded.findings, *expected.findings)
    errors = sum(each.severity is Severity.ERROR for each in findings)
    return Side(loaded.catalog, expected.cases), Compared(name, commit, errors)
