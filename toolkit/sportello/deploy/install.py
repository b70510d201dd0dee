"""Deploy and roll back: stage, check, build, switch, reload, probe; on failure switch back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from sportello.deploy.changes import Changes, compare, too_many_removed
from sportello.deploy.directory import Directory
from sportello.deploy.drift import drift
from sportello.deploy.durable import settle, settle_tree, write_durably
from sportello.deploy.refused import Refused
from sportello.deploy.release import (
    RELEASE_FILE,
    Release,
    Route,
    digest,
    encode,
    release_name,
)
from sportello.deploy.server import Place, Server
from sportello.deploy.wanted import Wanted, asked
from sportello.files import write_tree

Tell = Callable[[str], None]
_EARLIER = "check out an earlier revision of the catalog and deploy that"


@dataclass(frozen=True, slots=True)
class Result:
    """What is in force now, what was before ("" for nothing), and what that changed."""

    release: str
    previous: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class Deployment:
    """A server, the directory it reads from, where its configuration is, and who listens."""

    server: Server
    directory: Directory
    tell: Tell
    config: Path | None = None

    def place(self, name: str = "") -> Place:
        """Return a release as the server sees it; without a name, the one in force."""
        return Place(self.directory.path_of(name) if name else self.directory.current, self.config)


def planned(deployment: Deployment, wanted: Wanted) -> Changes:
    """Return what a deploy would change. Nothing is written. Raises Refused, OSError."""
    now = deployment.directory.current_release(wanted.target)
    return compare(_files(now, wanted.digests), _addresses(now, wanted.addresses))


def deploy(deployment: Deployment, wanted: Wanted, allowed: int | None = None) -> Result:
    """Put what the catalog wants in force, or leave everything as it was.

    `allowed` is how many addresses may be dropped (default: one in ten). Raises Refused, and
    OSError if something cannot be written; what was in force then still is.
    """
    directory = deployment.directory
    with directory.locked():
        _finish_interrupted(deployment)
        directory.prune()
        before = directory.in_force()
        changes = planned(deployment, wanted)
        drops = too_many_removed(changes, allowed)
        if drops is not None:
            raise drops
        if before and not changes.files() and not drift(directory, before):
            return Result(before, before, changes)
        try:
            name = _stage(deployment, wanted, before)
        except Refused as refused:
            raise Refused(f"{refused.message}; nothing was changed", refused.remedy) from refused
        gone = {each: wanted.route(each) for each in changes.removed}
        telling = {**changes.added, **{k: new for k, (_, new) in changes.rerouted.items()}}
        asking = _questions(deployment.server, {**gone, **telling}, wanted.addresses)
        _put_in_force(deployment, name, before, asking)
        directory.prune()
        return Result(name, before, changes)


def way_back(deployment: Deployment) -> Result:
    """Return what a rollback would put in force. Nothing is written. Raises Refused, OSError."""
    directory = deployment.directory
    now, name = directory.current_release(deployment.server.target), directory.in_force()
    if now is None:
        raise Refused(
            f"nothing that Sportello deployed is in force in {directory.root}",
            "deploy first; there is nothing to go back from",
        )
    target = directory.release(now.previous) if now.previous else None
    if target is None:
        raise Refused(f"there is no release before {name} to go back to", _EARLIER)
    damage = drift(directory, now.previous)
    if damage:
        raise Refused(
            f"the release {now.previous} is not as it was deployed: {damage[0].file} "
            f"{damage[0].message}",
            _EARLIER,
        )
    changes = compare((now.files, target.files), (now.addresses, target.addresses))
    return Result(now.previous, name, changes)


def rollback(deployment: Deployment) -> Result:
    """Put the release before the one in force in force again. Raises Refused, OSError.

    The catalog is not asked: going back must also work while it is broken.
    """
    with deployment.directory.locked():
        back = way_back(deployment)
        release = deployment.directory.release(back.release)
        known = {} if release is None else release.addresses
        asking = _questions(deployment.server, {}, known)
        _put_in_force(deployment, back.release, back.previous, asking)
        return back


def sample(first: Mapping[str, Route], rest: Mapping[str, Route], size: int) -> dict[str, Route]:
    """Return up to `size` addresses to ask a server about: half of what changed, and others.

    The others are spread over the whole; what is asked is always the same for the same input.
    """
    taken = dict(islice(first.items(), max(size // 2, size - len(rest))))
    others = [address for address in rest if address not in taken]
    room = size - len(taken)
    spread = islice(others, 0, None, max(len(others) // max(room, 1), 1))
    return taken | {address: rest[address] for address in islice(spread, room)}


def _questions(
    server: Server, first: Mapping[str, Route], rest: Mapping[str, Route]
) -> dict[str, Route]:
    """Return the addresses to ask this server about, as it has to be asked for them."""
    askable = [
        {address: route for address, route in each.items() if server.asks(route)}
        for each in (first, rest)
    ]
    found = sample(askable[0], askable[1], server.samples)
    return {asked(address): route for address, route in found.items()}


def _stage(deployment: Deployment, wanted: Wanted, previous: str) -> str:
    """Write a whole new release beside the others and return its name."""
    directory, server = deployment.directory, deployment.server
    name = release_name(directory.next_number(), wanted.digests)
    place = deployment.place(name)
    write_tree(place.release, wanted.files)
    server.check(place)
    sources = server.build(place)
    settle_tree(place.release)
    release = Release(
        target=wanted.target,
        sportello=version("sportello"),
        catalog=wanted.revision,
        made=datetime.now(UTC).replace(microsecond=0),
        previous=previous,
        files=wanted.digests,
        built={each: digest((place.release / each).read_bytes()) for each in sources},
        sources=dict(sources),
        addresses=wanted.addresses,
    )
    write_durably(place.release / RELEASE_FILE, encode(release))
    settle(place.release.parent, 0o755)
    made = f", made {', '.join(sources)}" if sources else ""
    deployment.tell(f"Staged {name}: {server.name} takes it{made}.")
    return name


def _put_in_force(
    deployment: Deployment, name: str, previous: str, asking: Mapping[str, Route]
) -> None:
    directory = deployment.directory
    directory.mark_unproved(previous)
    directory.switch(name)
    deployment.tell(f"Switched {directory.current} to {name}.")
    _prove(deployment, name, previous, asking)


def _prove(deployment: Deployment, name: str, previous: str, asking: Mapping[str, Route]) -> None:
    """Reload and probe; if either fails, go back to `previous` and raise Refused."""
    directory, server = deployment.directory, deployment.server
    differing = _differing(directory, name, previous)
    try:
        _reload(deployment, differing)
        unused = server.unused(deployment.place())
        wrong = () if unused else server.probe(deployment.place(), asking)
        if wrong:
            more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
            raise Refused(
                f"{server.name} does not do what the catalog says: {wrong[0]}{more}",
                f"look into {directory.path_of(name)}, which is kept until the next deploy",
            )
    except (Refused, OSError) as failure:
        directory.switch(previous)
        back = f"the release {previous} is in force again" if previous else "as before, none is"
        _reload_again(deployment, differing)
        directory.mark_proved()
        if isinstance(failure, OSError):
            raise
        raise Refused(f"{failure.message}; {back}", failure.remedy) from failure
    if unused:
        # Still marked: the next deploy asks, once the server reads this.
        deployment.tell(f"{unused}; then deploy again, for it was not asked.")
        return
    directory.mark_proved()
    if asking:
        deployment.tell(f"Asked {server.name} about {len(asking)} addresses: it says the same.")
    else:
        deployment.tell(f"{server.name} cannot be asked about addresses: send it a mail.")


def _reload(deployment: Deployment, differing: frozenset[str]) -> None:
    done = deployment.server.reload(deployment.place(), differing)
    if done:
        deployment.tell(done)


def _reload_again(deployment: Deployment, differing: frozenset[str]) -> None:
    """Reload after going back; what fails here too must not hide why we went back."""
    try:
        _reload(deployment, differing)
    except Refused as failure:
        deployment.tell(f"After going back, too: {failure}")


def _finish_interrupted(deployment: Deployment) -> None:
    """Prove the release that an interrupted deploy put in force but did not come to prove."""
    directory = deployment.directory
    previous, name = directory.unproved(), directory.in_force()
    if previous is None:
        return
    release = directory.release(name) if name else None
    if release is None or previous == name:
        directory.mark_proved()
        return
    deployment.tell(f"{name} is in force, but the server was never asked about it.")
    asking = _questions(deployment.server, {}, release.addresses)
    try:
        _prove(deployment, name, previous, asking)
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


def _files(
    now: Release | None, wanted: Mapping[str, str]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    return ({} if now is None else now.files), wanted


def _addresses(
    now: Release | None, wanted: Mapping[str, Route]
) -> tuple[Mapping[str, Route], Mapping[str, Route]]:
    return ({} if now is None else now.addresses), wanted
