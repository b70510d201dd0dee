"""The catalog as it stood at a revision of its git repository: what was promised then."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Final

from sportello.catalog.documents import is_apart, is_known
from sportello.catalog.git_history import RevisionError, ask, error_of, text_of
from sportello.catalog.load import Loaded, desk_zone, load_entries
from sportello.catalog.model import Catalog
from sportello.catalog.tree import Tree, tree_at
from sportello.findings import Invalid, did_you_mean
from sportello.worktime import parse_date

_LAST_YEAR: Final = 2099
"""The last one that git reads in a date."""
_LAST_ZONE: Final = timezone(timedelta(hours=-12))
"""The one in which a day ends last."""


@dataclass(frozen=True)
class Commit:
    """A commit by its abbreviated name, with its date and the catalog's files, not yet read.

    `full` is its whole name. `until` is the day of which it is the last commit, by the clock of the
    desk, if a day was asked for.
    """

    name: str
    committed: datetime
    tree: Tree
    full: str
    until: date | None = None


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
    commit = repository_of(directory).commit(revision)
    loaded = load_entries(commit.tree.entries(is_apart, is_known))
    return Past(commit.name, commit.committed, loaded, commit.until)


@dataclass(frozen=True)
class Repository:
    """A git repository, and where in it the catalog's directory stands, now or in the past.

    All methods raise RevisionError for what is no revision.
    """

    root: Path
    inside: str

    def commit(self, revision: str) -> Commit:
        """Return the commit that a revision, or a date, names; `load_at` says how."""
        name, until = self._named(revision)
        return self._at(name, until)

    def merge_base(self, one: str, other: str) -> str | None:
        """Return the full name of the last commit that two revisions have in common.

        None if that is `one` itself.
        """
        names = [self._named(each)[0] for each in (one, other)]
        done = ask(self.root, "merge-base", *names)
        if done.returncode:
            remedy = (
                "fetch the others with `git fetch --unshallow`"
                if self._is_shallow()
                else "compare two that have"
            )
            raise RevisionError(f"{one} and {other} have no commit in common here: {remedy}")
        found = done.stdout.decode().strip()
        return None if found == names[0] else found

    def _named(self, revision: str) -> tuple[str, date | None]:
        """Return the full name of a commit, and the day if it was asked for by one."""
        name = _known(self.root, revision)
        if name is not None:
            return name, None
        day = _day(revision)
        if day is None:
            raise _unknown(revision, self._remedy(revision))
        # The desk's zone stands in the catalog itself: first in what was there as the day had ended
        # everywhere, which may be too late.
        last = self._until(revision, day, _LAST_ZONE)
        zone = desk_zone(self._at(last).tree.entries(is_apart, is_known))
        return self._until(revision, day, zone), day

    def _until(self, revision: str, day: date, zone: tzinfo) -> str:
        """Return the last commit until a day ends in a zone."""
        end = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
        before = f"--before={end - timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}"
        last = text_of(self.root, "log", "-1", "--no-show-signature", "--format=%H", before)
        if not last:
            raise _unknown(revision, "it is a date, and no commit is that old")
        return last

    def _at(self, name: str, until: date | None = None) -> Commit:
        told = text_of(self.root, "log", "-1", "--no-show-signature", "--format=%h %cI", name)
        short, _, instant = told.partition(" ")
        committed = datetime.fromisoformat(instant)
        tree = tree_at(self.root, self.inside, short)
        if tree is None:
            raise RevisionError(
                f"there was no directory {self.inside} at {short} ({committed:%Y-%m-%d}): name "
                f"another with --catalog, or a commit of `git log --oneline -- {self.inside}`"
            )
        return Commit(short, committed, tree, name, until)

    def _remedy(self, revision: str) -> str:
        day = _meant(revision)
        if day is not None:
            return f"for the last commit of a day, write {day}"
        names = text_of(self.root, "for-each-ref", "--format=%(refname:short)").split("\n")
        guess = did_you_mean(revision, names, "")
        if guess:
            return guess
        if self._is_shallow():
            return (
                "this clone holds but the last commits: fetch the others with "
                "`git fetch --unshallow`"
            )
        return f"`git log --oneline -- {self.inside}` lists the commits that changed the catalog"

    def _is_shallow(self) -> bool:
        return text_of(self.root, "rev-parse", "--is-shallow-repository") == "true"


def repository_of(directory: Path) -> Repository:
    """Return the repository that a directory is in, even if the directory is gone by now.

    Raises RevisionError if there is none, and for a link that was committed: what was at another
    revision where it leads today was no catalog.
    """
    named, directory = directory.absolute(), directory.resolve()
    done = ask(_nearest(directory), "rev-parse", "--show-toplevel")
    if done.returncode == 0:
        root = Path(os.fsdecode(done.stdout.rstrip(b"\n"))).resolve()
        inside = directory.relative_to(root).as_posix()
        if _is_committed_link(root, named):
            raise RevisionError(
                f"{named} is a link to {inside} of the same repository, and its past is not "
                f"that of {inside}: put the directory itself there, or name {inside}"
            )
        return Repository(root, inside)
    error = error_of(done)
    if "not a git repository" in error:
        error = "it is in no git repository, so nothing is known of its past"
    raise RevisionError(f"{directory}: {error}; leave the revision out to read it as it is now")


def is_revision(directory: Path, name: str) -> bool:
    """Tell whether a name, or each of the two of `main...branch`, is that of a commit.

    No is said as well of a directory outside of git.
    """
    there = _nearest(directory.resolve())
    with suppress(RevisionError):
        return all(_known(there, each or "HEAD") for each in name.split("...", 1))
    return False


def _nearest(directory: Path) -> Path:
    """Return a directory, or the one above it that is there."""
    return next(each for each in (directory, *directory.parents) if each.is_dir())


def _known(root: Path, revision: str) -> str | None:
    """Return the full name of a commit; None for what names none.

    What begins with a hyphen would be an option, and what begins with ^ leaves a commit out.
    """
    if revision and revision.isprintable() and not revision.startswith(("-", "^")):
        done = ask(root, "rev-parse", "--verify", f"{revision}^{{commit}}")
        if done.returncode == 0:
            return done.stdout.decode().strip()
        if b"is ambiguous" in done.stderr:
            raise RevisionError(
                f'"{revision}" begins the names of several commits: write more digits'
            )
    return None


def _is_committed_link(root: Path, named: Path) -> bool:
    """Tell whether a path leads elsewhere by a link that is a file of the repository."""
    return any(
        ask(each.parent, "--literal-pathspecs", "ls-files", "--", each.name).stdout
        for each in (named, *named.parents)
        if each.is_symlink() and each.parent.resolve().is_relative_to(root)
    )


def _unknown(revision: str, remedy: str) -> RevisionError:
    return RevisionError(f'unknown revision "{revision}": {remedy}')


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
