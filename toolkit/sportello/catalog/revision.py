"""The catalog as it stood at a revision of its git repository: what was promised then."""

import os
import re
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from sportello.catalog.load import Loaded, load
from sportello.findings import Finding, nearest

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}([T ][0-9:.]+([+-][0-9:]+|Z)?)?")
_OF_A_HOOK: Final = frozenset({"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"})
"""What git tells its hooks, and what would lead away from the catalog's own repository."""


class RevisionError(ValueError):
    """A catalog cannot be had at a revision: what is wrong, and the remedy."""


@dataclass(frozen=True)
class Past:
    """A catalog at a commit, abbreviated, with its date.

    The findings name files as git does: `9f3a2c1:catalog/sla.yaml`.
    """

    commit: str
    committed: datetime
    loaded: Loaded


def load_at(directory: Path, revision: str) -> Past:
    """Read the catalog that `directory` held at a revision: a commit, a tag, a branch, `HEAD~3`.

    The working tree is left alone, and its changes do not count. Raises RevisionError if there
    is no repository, no such revision, or no catalog at that time.
    """
    directory = directory.resolve()
    root = _repository(directory)
    inside = directory.relative_to(root).as_posix()
    commit = _commit(root, inside, revision)
    short = _text(root, "rev-parse", "--short", commit)
    committed = datetime.fromisoformat(
        _text(root, "log", "-1", "--no-show-signature", "--format=%cI", commit)
    )
    tree = f"{commit}:" if inside == "." else f"{commit}:{inside}"
    done = _git(root, "archive", "--format=tar", tree)
    if done.returncode:
        raise RevisionError(
            f"there was no directory {inside} at {short} ({committed:%Y-%m-%d}): "
            f"name another with --catalog, or a commit of `git log --oneline -- {inside}`"
        )
    with TemporaryDirectory(prefix="sportello-") as folder:
        for name, content in _files(done.stdout):
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        loaded = load(Path(folder))
    shown = f"{short}:" if inside == "." else f"{short}:{inside}/"
    here = Path(folder).as_posix() + "/"
    findings = tuple(_placed(finding, here, shown) for finding in loaded.findings)
    return Past(short, committed, replace(loaded, findings=findings))


def _repository(directory: Path) -> Path:
    """Return the top of the repository that a directory is in, even if it is gone by now."""
    there = next(each for each in (directory, *directory.parents) if each.is_dir())
    done = _git(there, "rev-parse", "--show-toplevel")
    if done.returncode == 0:
        return Path(os.fsdecode(done.stdout.rstrip(b"\n"))).resolve()
    said = _said(done)
    if "not a git repository" in said:
        said = "it is in no git repository, so nothing is known of its past"
    raise RevisionError(f"{directory}: {said}; leave the revision out to read it as it is now")


def _commit(root: Path, inside: str, revision: str) -> str:
    """Return the full name of a commit. No revision begins with a hyphen, so none is an option."""
    if revision and revision.isprintable() and not revision.startswith("-"):
        done = _git(root, "rev-parse", "--verify", f"{revision}^{{commit}}")
        if done.returncode == 0:
            return done.stdout.decode().strip()
        if b"is ambiguous" in done.stderr:
            raise RevisionError(
                f'"{revision}" begins the names of several commits: write more digits'
            )
    raise RevisionError(f'unknown revision "{revision}": {_remedy(root, inside, revision)}')


def _remedy(root: Path, inside: str, revision: str) -> str:
    if _DATE.fullmatch(revision):
        until = revision if ":" in revision else f"{revision}T23:59:59"
        last = _text(root, "log", "-1", "--no-show-signature", "--format=%h", f"--before={until}")
        if last:
            return f"it is a date; the last commit until then is {last}"
        return "it is a date, and no commit is that old"
    names = _text(root, "for-each-ref", "--format=%(refname:short)").split("\n")
    near = nearest(revision, names)
    if near is not None:
        return f'did you mean "{near}"?'
    if _text(root, "rev-parse", "--is-shallow-repository") == "true":
        return (
            "this clone holds but the last commits: fetch the others with `git fetch --unshallow`"
        )
    return f"`git log --oneline -- {inside}` lists the commits that changed the catalog"


def _files(archive: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an archive; a link counts as the file of the archive that it leads to."""
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            if member.isdir() or path.is_absolute() or ".." in path.parts:
                continue
            try:
                stream = tar.extractfile(member)
            except KeyError:  # a link that leads out of the catalog
                continue
            if stream is not None:
                yield member.name, stream.read()


def _placed(finding: Finding, here: str, shown: str) -> Finding:
    if finding.where is None:
        return finding
    file = finding.where.file.removeprefix(here)
    return replace(finding, where=replace(finding.where, file=shown + file))


def _text(root: Path, *arguments: str) -> str:
    done = _git(root, *arguments)
    if done.returncode:
        raise RevisionError(f"{root}: {_said(done)}")
    return done.stdout.decode(errors="replace").strip()


def _said(done: "subprocess.CompletedProcess[bytes]") -> str:
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "git fails without a word"


def _git(where: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    surroundings = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    command = ["git", "-C", str(where), *arguments]
    try:
        return subprocess.run(  # noqa: S603 - no shell, and what users write is no option
            command, capture_output=True, check=False, env={**surroundings, "LC_ALL": "C"}
        )
    except FileNotFoundError:
        raise RevisionError(
            "git is not installed, and the past of a catalog is read from it"
        ) from None
