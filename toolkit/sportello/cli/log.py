"""`sportello log THING`: what changed of it, when, and by which commit."""

from datetime import date
from pathlib import Path

import click

from sportello.cli._common import answered, catalog_option, format_option
from sportello.cli._moments import DATE


@click.command("log")
@click.argument("thing")
@click.option("--since", type=DATE, help="The first day whose commits are looked at.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="How many commits that changed the catalog are looked at.",
)
@catalog_option
@format_option
def command(thing: str, since: date | None, limit: int, directory: Path, style: str) -> None:
    """Say what changed of THING, when, and by which commit, the newest first.

    THING is an address, a mail domain, or the identifier of a service, a policy, a calendar, a
    contact or anything else; one that was renamed is followed. Of each commit it is told what
    `sportello plan` says of it, seen on the day of the commit.
    """
    from sportello.api.history import log_of
    from sportello.plan.forms.log import log_as_json, log_as_text

    with answered():
        found = log_of(directory, thing, since, limit)
    click.echo((log_as_json if style == "json" else log_as_text)(found), nl=False)
