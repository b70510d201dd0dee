"""Deploy and roll back: stage, check, build, switch, reload, probe; on failure switch back."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from sportello.deploy.desired import Desired
from sportello.deploy.directory import Directory
from sportello.deploy.drift import drift
from sportello.deploy.durable import fsync, fsync_tree, write_durably
from sportello.deploy.planned import Deployment, Result, check_allowed, planned, planned_rollback
from sportello.deploy.questions import questions
from sportello.deploy.refused import Refused
from sportello.deploy.release import (
    RELEASE_FILE,
    Release,
    Route,
    digest,
    encode_release,
    release_name,
)
from sportello.files import write_tree
from sportello.findings import more

_RIGHTS = "mend that, then deploy again"


def deploy(
    deployment: Deployment,
    desired: Desired,
    allowed: int | None = None,
    *,
    placeholders: bool = False,
) -> Result:
    """Put the desired state in force, or leave everything as it was.

    `allowed` is how many addresses may be dropped (default: one in ten), `placeholders` whether
    they may lead to domains that nobody owns, where mail is lost. Raises Refused, and OSError if
    something cannot be written; what was in force then still is.
    """
    directory = deployment.directory
    with directory.locked():
        _finish_interrupted(deployment)
        directory.prune()
        before = directory.in_force()
        changes = planned(deployment, desired)
        check_allowed(desired, changes, allowed, placeholders=placeholders)
        unchanged = before and not changes.files() and not drift(directory, before)
        if unchanged and _still_answers(deployment, desired):
            return Result(before, before, changes)
        name = release_name(directory.next_number(), desired.digests)
        try:
            _stage(deployment, desired, name, before)
        except Refused as failure:
            raise Refused(f"{failure.message}; nothing was changed", failure.hint) from failure
        except OSError as error:
            shutil.rmtree(directory.path_of(name), ignore_errors=True)  # the disk may be full
            raise Refused(f"{_failed(deployment, error)}; nothing was changed", _RIGHTS) from error
        gone = {each: desired.route(each) for each in changes.removed}
        other = {**changes.rerouted, **changes.retagged}
        telling = {**changes.added, **{each: new for each, (_, new) in other.items()}}
        asking = questions(deployment.server, {**gone, **telling}, desired.addresses)
        _put_in_force(deployment, name, before, asking)
        directory.prune()
        return Result(name, before, changes)


def rollback(deployment: Deployment) -> Result:
    """Put the release before the one in force in force again. Raises Refused, OSError.

    The catalog is not asked: going back must also work while it is broken.
    """
    directory = deployment.directory
    with directory.locked():
        back = planned_rollback(deployment)
        release = directory.release(back.release)
        known = {} if release is None else release.addresses
        asking = questions(deployment.server, {}, known)
        _put_in_force(deployment, back.release, back.previous, asking)
        return back


def _stage(deployment: Deployment, desired: Desired, name: str, previous: str) -> None:
    """Write a complete new release beside the others."""
    server, installed = deployment.server, deployment.installation(name)
    write_tree(installed.release, desired.files)
    server.check(installed)
    sources = server.build(installed)
    fsync_tree(installed.release)
    release = Release(
        target=desired.target,
        sportello=version("sportello"),
        catalog=desired.revision,
        made=datetime.now(UTC).replace(microsecond=0),
        previous=previous,
        files=desired.digests,
        built={each: digest((installed.release / each).read_bytes()) for each in sources},
        sources=dict(sources),
        addresses=desired.addresses,
    )
    write_durably(installed.release / RELEASE_FILE, encode_release(release))
    fsync(installed.release.parent)
    made = f", made {', '.join(sources)}" if sources else ""
    deployment.tell(f"Staged {name}: {server.name} takes it{made}.")


def _put_in_force(
    deployment: Deployment, name: str, previous: str, asking: Mapping[str, Route]
) -> None:
    directory = deployment.directory
    directory.mark_unverified(previous)
    directory.switch(name)
    deployment.tell(f"Switched {directory.current} to {name}.")
    _reload_and_probe(deployment, name, previous, asking)


def _reload_and_probe(
    deployment: Deployment, name: str, previous: str, asking: Mapping[str, Route]
) -> None:
    """Reload and probe; if either fails, go back to `previous` and raise Refused."""
    directory, server = deployment.directory, deployment.server
    differing = _differing(directory, name, previous)
    try:
        _reload(deployment, differing)
        unused = server.unused(deployment.installation())
        wrong = () if unused else server.probe(deployment.installation(), asking)
        if wrong:
            others = f" (and {more(len(wrong) - 1)})" if len(wrong) > 1 else ""
            raise Refused(
                f"{server.name} does not do what the catalog says: {wrong[0]}{others}",
                f"look into {directory.path_of(name)}, which is kept until the next deploy",
            )
    except (Refused, OSError) as failure:
        directory.switch(previous)
        back = f"the release {previous} is in force again" if previous else "as before, none is"
        _reload_again(deployment, differing)
        directory.mark_verified()
        if isinstance(failure, OSError):
            failure = Refused(_failed(deployment, failure), _RIGHTS)
        raise Refused(f"{failure.message}; {back}", failure.hint) from failure
    if unused:
        # Still marked: the next deploy asks, once the server reads this.
        deployment.tell(f"{unused}; then deploy again, for it was not asked.")
        return
    directory.mark_verified()
    if asking:
        deployment.tell(f"Asked {server.name} about {len(asking)} addresses: it says the same.")
    else:
        deployment.tell(f"{server.name} cannot be asked about addresses: send it a mail.")


def _reload(deployment: Deployment, differing: frozenset[str]) -> None:
    done = deployment.server.reload(deployment.installation(), differing)
    if done:
        deployment.tell(done)


def _reload_again(deployment: Deployment, differing: frozenset[str]) -> None:
    """Reload after going back; what fails here too must not hide why we went back."""
    try:
        _reload(deployment, differing)
    except (Refused, OSError) as failure:
        deployment.tell(f"After going back, too: {failure}")


def _still_answers(deployment: Deployment, desired: Desired) -> bool:
    """Ask about the release in force: main.cf may name another kind of table by now."""
    server, installed = deployment.server, deployment.installation()
    try:
        asking = questions(server, {}, desired.addresses)
        wrong = () if server.unused(installed) else server.probe(installed, asking)
    except Refused as refused:
        wrong = (refused.message,)
    if wrong:
        deployment.tell(f"Makes the release anew, for now {server.name} says: {wrong[0]}.")
    return not wrong


def _finish_interrupted(deployment: Deployment) -> None:
    """Verify the release that an interrupted deploy put in force but did not come to verify."""
    directory = deployment.directory
    previous, name = directory.unverified(), directory.in_force()
    if previous is None:
        return
    release = directory.release(name) if name else None
    if release is None or previous == name:
        directory.mark_verified()
        return
    deployment.tell(f"{deployment.server.name} was never asked about {name}.")
    asking = questions(deployment.server, {}, release.addresses)
    try:
        _reload_and_probe(deployment, name, previous, asking)
    except Refused as failure:
        deployment.tell(str(failure))


def _differing(directory: Directory, one: str, other: str) -> frozenset[str]:
    """Return the paths that differ between two releases; all of them if there is only one.

    What was edited since counts too: the server may have read that.
    """
    names = [name for name in (one, other) if name]
    releases = [directory.release(name) if name else None for name in (one, other)]
    old, new = ({} if each is None else each.files for each in releases)
    edited = {
        str(Path(each.file).relative_to(directory.path_of(name)))
        for name in names
        for each in drift(directory, name)
    }
    return frozenset(path for path in {*old, *new} if old.get(path) != new.get(path)) | edited


def _failed(deployment: Deployment, error: OSError) -> str:
    """Say what could not be done; a full disk has no file name."""
    return f"{error.filename or deployment.directory.root}: {error.strerror}"
