"""`sportello deploy TARGET DIR`: put the routing on a mail server, or take it back."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import catalog_option, format_option, print_json
from sportello.cli._server import target_arguments, wanted_of

if TYPE_CHECKING:
    from sportello.deploy import Changes, Deployment


@click.command("deploy")
@target_arguments
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--rollback", "back", is_flag=True, help="Go back to the release before.")
@click.option(
    "--allow-removals",
    "allowed",
    type=click.IntRange(0),
    metavar="N",
    help="Drop up to N addresses; without it, at most one in ten.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, exists=True),
    help="The server's configuration (for Postfix its directory), if it is not the usual one.",
)
@catalog_option
@format_option
def command(  # noqa: PLR0913 - one for each option, which the help shows
    *,
    target: str,
    root: Path,
    dry_run: bool,
    back: bool,
    allowed: int | None,
    config: Path | None,
    directory: Path,
    style: str,
) -> None:
    """Put the routing for TARGET (postfix, sieve, exim, opensmtpd) into DIR, and in force.

    A new release is staged beside the one in force, checked by the server's own programs and
    switched to in one step. Then the server is asked about addresses; if it does not answer as
    the catalog says, the release before is put in force again.

    Exit status: 0 when it is in force, 1 when it was refused or undone, 2 for misuse.
    """
    from sportello.deploy import SERVERS, Deployment, Directory, Refused

    quiet = style == "json"
    deployment = Deployment(
        SERVERS[target], Directory(root.absolute()), _silent if quiet else click.echo, config
    )
    try:
        facts = (
            _roll_back(deployment, dry_run)
            if back
            else _deploy(deployment, target, directory, allowed, dry_run)
        )
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    if quiet:
        print_json(facts)


def _deploy(
    deployment: "Deployment", target: str, catalog: Path, allowed: int | None, dry_run: bool
) -> dict[str, Any]:
    from sportello.deploy import deploy, planned, too_many_removed

    wanted = wanted_of(target, catalog)
    changes = planned(deployment, wanted)
    _say_changes(deployment, changes)
    if dry_run:
        refused = too_many_removed(changes, allowed)
        if refused is not None:
            raise refused
        deployment.tell("Nothing was changed: this was a dry run.")
        return _facts(deployment.directory.in_force(), "", changes)
    result = deploy(deployment, wanted, allowed)
    if result.release == result.previous:
        deployment.tell(f"Nothing to do: {result.release} is in force and as it was deployed.")
    else:
        deployment.tell(f"{result.release} is in force. To go back: --rollback")
    return _facts(result.release, result.previous, result.changes)


def _roll_back(deployment: "Deployment", dry_run: bool) -> dict[str, Any]:
    from sportello.deploy import rollback, way_back

    result = way_back(deployment)
    _say_changes(deployment, result.changes)
    if dry_run:
        deployment.tell(f"Nothing was changed: this would go back to {result.release}.")
    else:
        result = rollback(deployment)
        deployment.tell(f"{result.release} is in force again.")
    return _facts(result.release, result.previous, result.changes)


def _say_changes(deployment: "Deployment", changes: "Changes") -> None:
    now = deployment.directory.in_force()
    server = deployment.server.name
    deployment.tell(f"{server}, {deployment.directory.root}: {now or 'nothing yet'} is in force.")
    for line in changes.lines():
        deployment.tell(line)


def _facts(release: str, previous: str, changes: "Changes") -> dict[str, Any]:
    from msgspec import to_builtins

    plain: dict[str, Any] = to_builtins(asdict(changes))
    return {"release": release, "previous": previous, **plain}


def _silent(_line: str) -> None:
    """Say nothing: a program reads the facts at the end."""
