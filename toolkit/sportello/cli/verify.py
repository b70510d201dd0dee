"""`sportello verify TARGET DIR`: what on the server is not as it was deployed."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from sportello.cli._common import catalog_option, format_option, print_json
from sportello.cli._server import EPILOG, config_option, desired_of, target_arguments


@click.command("verify", epilog=EPILOG)
@target_arguments
@config_option
@catalog_option
@format_option
def command(target: str, root: Path, config: Path | None, directory: Path, style: str) -> None:
    """Compare what is deployed in DIR with what was deployed there, and with the catalog.

    Finds files that were edited by hand, are missing or were added, tables and scripts that are
    not made of the files beside them, and a catalog that has changed since. If there is nothing of
    that, the server is asked about its settings and about addresses. Changes nothing.

    Exit status: 0 when all is as it should be, 1 when not, 2 for misuse.
    """
    from sportello.deploy import SERVERS, Deployment, Directory, Refused, ask, verify

    releases = Directory(root.absolute())
    lines: list[str] = []
    deployment = Deployment(SERVERS[target], releases, lines.append, config)
    desired = desired_of(target, directory)
    try:
        found = verify(releases, desired) or ask(deployment, desired)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    if style == "json":
        print_json([asdict(each) for each in found])
    else:
        for each in found:
            click.echo(f"{each.file}: {each.message}\n  = help: {each.hint}")
        if not found:
            click.echo(f"{root}: {releases.in_force()} is in force, as the catalog says.")
            for line in lines:
                click.echo(line)
    sys.exit(bool(found))
