"""Drift: what on the server is no longer as it was deployed, or not as the catalog says."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sportello.deploy.changes import compare
from sportello.deploy.desired import Desired
from sportello.deploy.directory import Directory
from sportello.deploy.release import RELEASE_FILE, Release, digest
from sportello.files import list_tree

_BACK = "bring it back from a backup, or remove the link current and deploy anew"
_AGAIN = "deploy again: a new release is made from the catalog"


@dataclass(frozen=True, slots=True)
class Drift:
    """One thing that is not as it should be: a path or the server, what is wrong, the remedy."""

    file: str
    message: str
    hint: str


def verify(directory: Directory, desired: Desired) -> list[Drift]:
    """Compare what is in force with what was deployed, and that with the catalog.

    Raises Refused if the directory is not one that Sportello deploys into, and OSError.
    """
    name = directory.in_force()
    if not name:
        remedy = f"sportello deploy {desired.target} {directory.root}"
        return [Drift(str(directory.current), "does not exist: nothing is deployed", remedy)]
    found = drift(directory, name)
    if directory.release(name) is None:
        return found
    release = directory.current_release(desired.target)
    if release is not None:
        found += _behind(directory, name, release, desired)
    if directory.unverified() not in {None, name}:
        found.append(
            Drift(
                str(directory.current),
                "leads to a release that the server was never asked about: the deploy was stopped, "
                "or the server does not read from here",
                "deploy again: that begins with asking, or says what is to be done",
            )
        )
    return found


def drift(directory: Directory, name: str) -> list[Drift]:
    """Compare a release with what was written when it was made. Raises OSError."""
    root, release = directory.path_of(name), directory.release(name)
    found = damage(directory, name)
    if release is not None:
        known = {*release.files, *release.built, RELEASE_FILE}
        found += [
            Drift(str(root / path), "was not deployed by Sportello", "move it away, or remove it")
            for path in list_tree(root)
            if path not in known
        ]
    return sorted(found, key=lambda each: each.file)


def damage(directory: Directory, name: str) -> list[Drift]:
    """Return the drift of a release but for files that were added. Raises OSError."""
    root = directory.path_of(name)
    release = directory.release(name)
    if release is None:
        there = (root / RELEASE_FILE).exists()
        says = "is damaged: nothing says what was deployed" if there else "is missing"
        return [Drift(str(root / RELEASE_FILE), says, _BACK)]
    return [*_written(root, release), *_built(root, release)]


def _written(root: Path, release: Release) -> Iterator[Drift]:
    for path, expected in release.files.items():
        file = root / path
        if not file.is_file():
            yield Drift(str(file), "is missing", _AGAIN)
        elif digest(file.read_bytes()) != expected:
            yield Drift(
                str(file),
                "was edited by hand since it was deployed",
                "write the change into the catalog, or it is lost; then deploy again",
            )


def _built(root: Path, release: Release) -> Iterator[Drift]:
    for path, expected in release.built.items():
        file, source = root / path, root / release.sources[path]
        if not file.is_file():
            yield Drift(str(file), f"is missing: it is made from {source.name}", _AGAIN)
        elif digest(file.read_bytes()) != expected:
            yield Drift(
                str(file),
                f"is not the one that was made from {source.name} when that was deployed",
                _AGAIN,
            )
        elif source.is_file() and file.stat().st_mtime_ns < source.stat().st_mtime_ns:
            yield Drift(str(file), f"is older than {source.name}, of which it is made", _AGAIN)


def _behind(directory: Directory, name: str, release: Release, desired: Desired) -> Iterator[Drift]:
    changes = compare((release.files, desired.digests), (release.addresses, desired.addresses))
    paths = sorted(changes.files())
    if paths:
        revision = f" (catalog {release.catalog[:12]})" if release.catalog else ""
        counts = f"{len(changes.added)} addresses added, {len(changes.removed)} removed"
        yield Drift(
            str(directory.path_of(name)),
            f"is not what the catalog says now{revision}: {', '.join(paths)} differ; "
            f"{counts}, {len(changes.rerouted)} rerouted, {len(changes.retagged)} tagged otherwise",
            f"sportello deploy {desired.target} {directory.root} --dry-run shows the changes",
        )
