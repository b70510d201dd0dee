"""What a deploy or a rollback would change. Nothing is written here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sportello.deploy.changes import DeployChanges, compare, too_many_removed
from sportello.deploy.desired import Desired
from sportello.deploy.directory import Directory
from sportello.deploy.drift import Drift, damage, drift
from sportello.deploy.placeholders import lost_mail
from sportello.deploy.refused import Refused
from sportello.deploy.server import Installation, Server

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What is in force now, what was before ("" for nothing), and what that changed."""

    release: str
    previous: str
    changes: DeployChanges


@dataclass(frozen=True, slots=True)
class Deployment:
    """A server, the directory it reads from, where its configuration is, and who listens."""

    server: Server
    directory: Directory
    tell: Tell
    config: Path | None = None

    def installation(self, name: str = "") -> Installation:
        """Return a release as the server sees it; without a name, the one in force."""
        return Installation(
            self.directory.path_of(name) if name else self.directory.current, self.config
        )


def planned(deployment: Deployment, desired: Desired) -> DeployChanges:
    """Tell and return what a deploy would change. Nothing is written. Raises Refused, OSError."""
    directory = deployment.directory
    now = directory.current_release(desired.target)
    files, addresses = ({}, {}) if now is None else (now.files, now.addresses)
    changes = compare((files, desired.digests), (addresses, desired.addresses))
    _tell_changes(deployment, changes)
    for each in () if now is None else drift(directory, directory.in_force()):
        deployment.tell(f"  mended   {each.file} {each.message}")
    return changes


def check_allowed(
    desired: Desired, changes: DeployChanges, allowed: int | None, *, placeholders: bool
) -> None:
    """Raise Refused if these changes must not be made.

    `allowed` is how many addresses may be dropped (default: one in ten), `placeholders` whether
    they may lead to domains that nobody owns.
    """
    lost = None if placeholders else lost_mail(desired)
    refused = lost or too_many_removed(changes, allowed)
    if refused is not None:
        raise refused


def can_roll_back(directory: Directory) -> bool:
    """Tell whether a complete release before the one in force is kept. Raises Refused, OSError."""
    older = directory.history(directory.in_force())[1:]
    return any(not damage(directory, each) for each in older)


def planned_rollback(deployment: Deployment) -> Result:
    """Tell and return what a rollback would put in force. Nothing is written.

    A release that was edited by hand since is passed over. Raises Refused, OSError.
    """
    directory = deployment.directory
    now, name = directory.current_release(deployment.server.target), directory.in_force()
    if now is None:
        raise Refused(
            f"nothing that Sportello deployed is in force in {directory.root}",
            "deploy first; there is nothing to go back from",
        )
    stopped = directory.unverified() or ""
    if name in directory.history(stopped)[1:]:
        deployment.tell(f"Going back from {stopped} to {name} was stopped: this ends it.")
        return _rolled_back(deployment, stopped, name)
    broken: list[Drift] = []
    for each in directory.history(name)[1:]:
        found = damage(directory, each)
        if not found:
            for one in broken:
                deployment.tell(f"Passed over: {one.file} {one.message}.")
            return _rolled_back(deployment, name, each)
        broken.append(found[0])
    raise _no_rollback(directory, name, broken)


def _no_rollback(directory: Directory, name: str, broken: list[Drift]) -> Refused:
    why = f": {broken[0].file} {broken[0].message}" if broken else ""
    now, *older = (directory.release(each) for each in directory.history(name))
    commits = [
        each.catalog
        for each in older
        if each and now and each.files != now.files and not each.catalog.endswith("-dirty")
    ]
    earlier = next(filter(None, commits), "an earlier commit")
    return Refused(
        f"there is no {'whole ' if broken else ''}release before {name} to go back to{why}",
        f"check out {earlier} in the catalog's repository, then deploy",
    )


def _rolled_back(deployment: Deployment, name: str, back: str) -> Result:
    releases = [deployment.directory.release(each) for each in (name, back)]
    old, new = (each for each in releases if each is not None)
    changes = compare((old.files, new.files), (old.addresses, new.addresses))
    _tell_changes(deployment, changes)
    return Result(back, name, changes)


def _tell_changes(deployment: Deployment, changes: DeployChanges) -> None:
    directory, server = deployment.directory, deployment.server
    now = directory.in_force() or "nothing yet"
    unverified = directory.unverified() not in {None, now}
    state = "is there, but the server was not asked about it" if unverified else "is in force"
    deployment.tell(f"{server.name}, {directory.root}: {now} {state}.")
    for line in changes.lines():
        deployment.tell(line)
