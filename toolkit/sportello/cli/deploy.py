"""`sportello deploy TARGET DIR`: put the routing on a mail server, or take it back."""

import errno
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import catalog_option, format_option, print_json
from sportello.cli._server import EPILOG, config_option, desired_of, target_arguments

if TYPE_CHECKING:
    from sportello.deploy import DeployChanges, Deployment, Desired, Result


@click.command("deploy", epilog=EPILOG)
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
    "--placeholders",
    is_flag=True,
    help="Put addresses in force that lead to .example: their mail is lost. For trials.",
)
@config_option
@catalog_option
@format_option
def command(  # noqa: PLR0913 - one for each option, which the help shows
    *,
    target: str,
    root: Path,
    dry_run: bool,
    back: bool,
    allowed: int | None,
    placeholders: bool,
    config: Path | None,
    directory: Path,
    style: str,
) -> None:
    """Put the routing for TARGET into DIR, and in force.

    A new release is staged beside the one in force, checked by the server's own programs and
    switched to in one step. Then the server is asked about addresses; if it does not answer as
    the catalog says, the release before is put in force again.

    Exit status: 0 when it is in force, 1 when it was refused or undone, 2 for misuse.
    """
    from sportello.deploy import SERVERS, Deployment, Directory, Refused

    if back and allowed is not None:
        raise click.UsageError("--rollback drops what it must: leave out --allow-removals")
    if back and placeholders:
        raise click.UsageError("--rollback takes what was in force: leave out --placeholders")
    lines: list[str] = []
    tell = lines.append if style == "json" else click.echo
    deployment = Deployment(SERVERS[target], Directory(root.absolute()), tell, config)
    try:
        result = (
            _roll_back(deployment, dry_run)
            if back
            else _deploy(
                deployment,
                desired_of(target, directory),
                allowed,
                dry_run=dry_run,
                placeholders=placeholders,
            )
        )
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    except OSError as error:  # that of a full disk names no file
        if error.errno == errno.EPIPE:
            raise
        raise click.ClickException(f"{error.filename or root}: {error.strerror}") from None
    if style == "json":
        print_json(_facts(result, lines))


def _deploy(
    deployment: "Deployment",
    desired: "Desired",
    allowed: int | None,
    *,
    dry_run: bool,
    placeholders: bool,
) -> "Result":
    from sportello.deploy import check_allowed, deploy, planned, text_differences

    if dry_run:
        changes = planned(deployment, desired)
        for line in text_differences(deployment.directory.current, desired.files, changes.changed):
            deployment.tell(line)
        check_allowed(desired, changes, allowed, placeholders=placeholders)
        deployment.tell("Nothing was changed: this was a dry run.")
        return _as_it_is(deployment, changes)
    result = deploy(deployment, desired, allowed, placeholders=placeholders)
    deployment.tell(_ending(deployment, result))
    return result


def _ending(deployment: "Deployment", result: "Result") -> str:
    from sportello.deploy import can_roll_back

    same = result.release == result.previous
    if deployment.directory.unverified() is not None:
        now = "Nothing to do here: " if same else ""
        later = "it will be in force once the server's configuration reads all of it"
        return f"{now}{result.release} is ready; {later}."
    if same:
        return f"Nothing to do: {result.release} is in force and as it was deployed."
    back = " To go back: --rollback" if can_roll_back(deployment.directory) else ""
    return f"{result.release} is in force.{back}"


def _roll_back(deployment: "Deployment", dry_run: bool) -> "Result":
    from sportello.deploy import planned_rollback, rollback

    if dry_run:
        result = planned_rollback(deployment)
        deployment.tell(f"Nothing was changed: this would go back to {result.release}.")
        return _as_it_is(deployment, result.changes)
    result = rollback(deployment)
    deployment.tell(f"{result.release} is in force again.")
    return result


def _as_it_is(deployment: "Deployment", changes: "DeployChanges") -> "Result":
    from sportello.deploy import Result

    now = deployment.directory.in_force()
    return Result(now, now, changes)


def _facts(result: "Result", lines: list[str]) -> dict[str, Any]:
    from msgspec import to_builtins

    changes: dict[str, Any] = to_builtins(asdict(result.changes))
    return {"release": result.release, "previous": result.previous, **changes, "told": lines}
