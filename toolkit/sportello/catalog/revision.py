"""The catalog as it stood at a revision of its git repository: what was promised then."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from subprocess import CompletedProcess
from typing import Final, NamedTuple

from sportello.catalog.documents import is_apart, is_known, parse
from sportello.catalog.gc_pause import gc_paused
from sportello.catalog.git import git
from sportello.catalog.load import Loaded, build
from sportello.catalog.model import Catalog
from sportello.catalog.reading import Entry, not_read
from sportello.catalog.yaml.text import LARGEST
from sportello.files import EntryKind, Unread
from sportello.findings import Invalid, did_you_mean
from sportello.worktime import parse_date
from sportello.worktime.zones import Zone

_LAST_YEAR: Final = 2099
"""The last one that git reads in a date."""
_LAST_ZONE: Final = timezone(timedelta(hours=-12))
"""The one in which a day ends last."""
Names = Callable[[str], bool]
"""Which paths are meant, such as those of a catalog's files."""
_LINK: Final = "120000"
"""The mode of a symbolic link in a tree."""


class RevisionError(Invalid):
    """A catalog cannot be had at a revision: what is wrong, and the remedy."""


@dataclass(frozen=True)
class Past:
    """A catalog at a commit, abbreviated, with its date.

    The findings name files as git does: `9f3a2c1:catalog/sla.yaml`. `until` is the day of which it
    is the last commit, by the clock of the desk, if a day was asked for.
    """

    commit: str
    committed: datetime
    loaded: Loaded
    until: date | None = None

    @property
    def catalog(self) -> Catalog:
        """The catalog as far as it fits today's model."""
        return self.loaded.catalog


def load_at(directory: Path, revision: str) -> Past:
    """Read the catalog that `directory` held at a revision: a commit, a tag, a branch, `HEAD~3`.

    A date that names none of these, `2026-01-05`, stands for the last commit until the end of that
    day by the desk's clock. The working tree is left alone, and its changes do not count. Raises
    RevisionError if there is no repository, no such revision, or no catalog at that time.
    """
    directory = directory.resolve()
    root = _repository(directory)
    inside = directory.relative_to(root).as_posix()
    commit = _commit(root, revision)
    if commit is not None:
        return _at(root, inside, commit)
    day = _day(revision)
    if day is None:
        raise _unknown(revision, _remedy(root, inside, revision))
    # The desk's zone stands in the catalog itself: first in what was there as the day had ended
    # everywhere, which may be too late.
    last = _until(root, revision, day, _LAST_ZONE)
    past = _at(root, inside, last)
    zone = Zone(past.loaded.catalog.helpdesk.timezone)
    commit = _until(root, revision, day, zone)
    return replace(past if commit == last else _at(root, inside, commit), until=day)


def _until(root: Path, revision: str, day: date, zone: tzinfo) -> str:
    """Return the last commit until a day ends in a zone."""
    end = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
    before = f"--before={end - timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}"
    last = _text(root, "log", "-1", "--no-show-signature", "--format=%H", before)
    if not last:
        raise _unknown(revision, "it is a date, and no commit is that old")
    return last


def entries_at(directory: Path, past: Past, apart: Names, known: Names) -> Iterator[Entry]:
    """Yield the files of a catalog's directory at the commit of a past one, as `read_entries` does.

    Raises RevisionError if git has lost one.
    """
    root = _repository(directory.resolve())
    inside = directory.resolve().relative_to(root).as_posix()
    nodes, shown = _listed(root, inside, past.commit, past.committed)
    yield from _entries(root, nodes, shown, apart, known)


def _at(root: Path, inside: str, commit: str) -> Past:
    short = _text(root, "rev-parse", "--short", commit)
    committed = datetime.fromisoformat(
        _text(root, "log", "-1", "--no-show-signature", "--format=%cI", commit)
    )
    nodes, shown = _listed(root, inside, short, committed)
    with gc_paused():
        loaded = build(parse(_entries(root, nodes, shown, is_apart, is_known)))
    return Past(short, committed, loaded)


def _listed(
    root: Path, inside: str, commit: str, committed: datetime
) -> tuple[dict[str, "_Node"], str]:
    """Return the files below a directory at a commit, and how the directory is shown."""
    tree = f"{commit}:" if inside == "." else f"{commit}:{inside}"
    listed = _git(root, "ls-tree", "-r", "-l", "-z", "--full-tree", tree)
    if listed.returncode:
        raise RevisionError(
            f"there was no directory {inside} at {commit} ({committed:%Y-%m-%d}): "
            f"name another with --catalog, or a commit of `git log --oneline -- {inside}`"
        )
    return _nodes(listed.stdout), f"{commit}:" if inside == "." else f"{commit}:{inside}/"


def _repository(directory: Path) -> Path:
    """Return the top of the repository that a directory is in, even if it is gone by now."""
    there = next(each for each in (directory, *directory.parents) if each.is_dir())
    done = _git(there, "rev-parse", "--show-toplevel")
    if done.returncode == 0:
        return Path(os.fsdecode(done.stdout.rstrip(b"\n"))).resolve()
    error = _git_error(done)
    if "not a git repository" in error:
        error = "it is in no git repository, so nothing is known of its past"
    raise RevisionError(f"{directory}: {error}; leave the revision out to read it as it is now")


def _commit(root: Path, revision: str) -> str | None:
    """Return the full name of a commit; None for what names none.

    What begins with a hyphen would be an option, and what begins with ^ leaves a commit out.
    """
    if revision and revision.isprintable() and not revision.startswith(("-", "^")):
        done = _git(root, "rev-parse", "--verify", f"{revision}^{{commit}}")
        if done.returncode == 0:
            return done.stdout.decode().strip()
        if b"is ambiguous" in done.stderr:
            raise RevisionError(
                f'"{revision}" begins the names of several commits: write more digits'
            )
    return None


def _unknown(revision: str, remedy: str) -> RevisionError:
    return RevisionError(f'unknown revision "{revision}": {remedy}')


def _remedy(root: Path, inside: str, revision: str) -> str:
    day = _meant(revision)
    if day is not None:
        return f"for the last commit of a day, write {day}"
    names = _text(root, "for-each-ref", "--format=%(refname:short)").split("\n")
    guess = did_you_mean(revision, names, "")
    if guess:
        return guess
    if _text(root, "rev-parse", "--is-shallow-repository") == "true":
        return (
            "this clone holds but the last commits: fetch the others with `git fetch --unshallow`"
        )
    return f"`git log --oneline -- {inside}` lists the commits that changed the catalog"


def _meant(revision: str) -> date | None:
    """Return the day of a date or instant in another form."""
    try:
        day = datetime.fromisoformat(revision).date()
    except ValueError:
        return None
    return day if day.year <= _LAST_YEAR else None


def _day(revision: str) -> date | None:
    """Return the day that was written instead of a revision."""
    try:
        day = parse_date(revision)
    except Invalid:
        return None
    return day if day.year <= _LAST_YEAR else None


class _Node(NamedTuple):
    """What stands at a path of a tree, as git tells it."""

    mode: str
    kind: str
    name: str
    size: str


def _nodes(listed: bytes) -> dict[str, _Node]:
    nodes = {}
    for line in listed.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        nodes[os.fsdecode(path)] = _Node(*about.decode().split())
    return nodes


def _entries(
    root: Path, nodes: Mapping[str, _Node], shown: str, apart: Names, known: Names
) -> Iterator[Entry]:
    """Yield the files of a tree as they were committed, whatever attributes say of an archive.

    A link counts as the file of the same tree that it leads to: what was committed can not be
    mended any more. Others are not read, as in `read_entries`.
    """
    links = {path: node.name for path, node in nodes.items() if node.mode == _LINK}
    leads_to = {
        path: os.fsdecode(blob)
        for path, blob in zip(links, _blobs(root, links.values()), strict=True)
    }
    found = {
        path: _looked_up(nodes, leads_to, path)
        for path in sorted(nodes, key=lambda path: path.split("/"))
        if not apart(path)
    }
    to_read = [each.name for path, each in found.items() if isinstance(each, _Node) and known(path)]
    blobs = dict(zip(to_read, _blobs(root, to_read), strict=True))
    for path, each in found.items():
        if isinstance(each, Unread):
            yield Entry(path, shown + path, not_read(shown + path, each))
        else:
            yield Entry(path, shown + path, blobs[each.name] if known(path) else None)


def _looked_up(
    nodes: Mapping[str, _Node], leads_to: Mapping[str, str], path: str
) -> _Node | Unread:
    """Return the file at a path, or why it is not read."""
    node = nodes.get(_followed(path, leads_to) or "")
    if node is None:
        return Unread(EntryKind.LINK)
    if node.kind != "blob":
        return Unread(EntryKind.MODULE)
    if node.size.isdigit() and int(node.size) > LARGEST and is_known(path):
        return Unread(EntryKind.LARGE)
    return node


def _followed(name: str, links: Mapping[str, str]) -> str | None:
    """Return the name at the end of a chain of links; None if there is no end."""
    seen = set()
    while name in links:
        if name in seen:
            return None
        seen.add(name)
        name = normpath(join(dirname(name), links[name]))
    return name


def _blobs(root: Path, names: Collection[str]) -> Iterator[bytes]:
    """Yield what git keeps under some names, in their order. Raises RevisionError."""
    done = _git(root, "cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode())
    stream = BytesIO(done.stdout)
    for name in names:
        header = stream.readline().split()
        if len(header) != 3:
            raise RevisionError(f"{root}: git has lost {name}: run `git fsck` to see what is left")
        yield stream.read(int(header[2]))
        stream.readline()


def _text(root: Path, *arguments: str) -> str:
    done = _git(root, *arguments)
    if done.returncode:
        raise RevisionError(f"{root}: {_git_error(done)}")
    return done.stdout.decode(errors="replace").strip()


def _git_error(done: CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "git fails without a word"


def _git(where: Path, *arguments: str, stdin: bytes = b"") -> CompletedProcess[bytes]:
    try:
        return git(where, *arguments, stdin=stdin)
    except FileNotFoundError:
        raise RevisionError(
            "git is not installed, and the past of a catalog is read from it"
        ) from None
