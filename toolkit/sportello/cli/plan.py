"""`sportello plan BASE [HEAD]`: what a change does, before it is merged."""

import sys
from datetime import date
from pathlib import Path

import click

from sportello.cli._common import answered, catalog_option
from sportello.cli._moments import DATE


@click.command("plan")
@click.argument("base")
@click.argument("head", required=False)
@click.option("--on", "day", type=DATE, help="The day from which on it is seen.  [default: today]")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown", "html", "json", "github", "codequality"]),
    default="text",
    show_default=True,
    help="Markdown for a comment, HTML for a page, JSON for programs, marks for GitHub or GitLab.",
)
@click.option("--detailed-exitcode", is_flag=True, help="Exit with 2 if anything changes.")
@catalog_option
def command(  # noqa: PLR0913, PLR0917 - one for each option, which the help shows
    base: str,
    head: str | None,
    day: date | None,
    style: str,
    detailed_exitcode: bool,
    directory: Path,
) -> None:
    """Say what the change from BASE to HEAD does to mail, deadlines, hours and pages.

    Each is a revision of the catalog's repository, such as `main` or `HEAD~1`, or a directory;
    without HEAD it is the catalog as it stands in the directory now. Nothing is written.
    """
    from sportello.api.planning import FORMS, plan_between

    with answered():
        report = plan_between(directory, base, head, day)
    click.echo(FORMS[style](report), nl=False)
    sys.exit(2 if detailed_exitcode and not report.plan.is_empty else 0)
