"""The two states of a catalog that a plan compares, as files that nobody has parsed yet."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sportello.catalog.documents import is_apart, is_known
from sportello.catalog.expectation_files import expectation_files, expectation_files_in
from sportello.catalog.git_history import RevisionError
from sportello.catalog.reading import Entry, read_entries
from sportello.catalog.revision import Commit, is_revision, repository_of


@dataclass(frozen=True)
class State:
    """A catalog in a directory or at a commit; `name` is how a reader calls it."""

    name: str
    where: Path | Commit

    @property
    def commit(self) -> str:
        """The abbreviated name of the commit; "" for a directory."""
        return self.where.name if isinstance(self.where, Commit) else ""

    @property
    def full_commit(self) -> str:
        """The whole name of the commit; "" for a directory."""
        return self.where.full if isinstance(self.where, Commit) else ""

    @cached_property
    def files(self) -> tuple[Entry, ...]:
        """The files of the catalog. Raises OSError or RevisionError if they cannot be read."""
        if isinstance(self.where, Commit):
            return tuple(self.where.tree.entries(is_apart, is_known))
        return tuple(read_entries(self.where, is_apart, is_known))

    @cached_property
    def expectations(self) -> tuple[Entry, ...]:
        """The files of what is expected of it; raises as `files` does."""
        if isinstance(self.where, Commit):
            return expectation_files_in(self.where.tree)
        return expectation_files(self.where)

    def is_same_as(self, other: "State") -> bool:
        """Tell whether both have the same files with the same content, so that nothing differs."""
        both = self.where, other.where
        if isinstance(both[0], Commit) and isinstance(both[1], Commit):
            return both[0].tree.nodes == both[1].tree.nodes
        return self._contents == other._contents

    @property
    def _contents(self) -> list[tuple[str, object]]:
        return [(each.path, each.content) for each in (*self.files, *self.expectations)]


def states(directory: Path, base: str, head: str | None = None) -> tuple[State, State]:
    """Return the states before and after a change, as `plan_between` takes their names."""
    if head is None and not directory.is_dir():
        raise NotADirectoryError(str(directory))
    if _is_directory(directory, base):
        return _named(directory, base), _named(directory, head)
    first, dots, last = base.partition("...")
    if dots and last and head is not None:
        raise RevisionError(f'"{base}" names both sides already: leave {head} out')
    head = last or head
    after = _named(directory, head)
    of_head = head if isinstance(after.where, Commit) and head else "HEAD"
    is_since = dots or head is None
    repository = repository_of(directory)
    since = repository.merge_base(first, of_head) if is_since else None
    if since is None:
        return State(first, repository.commit(first)), after
    return State(f"merge base of {first} and {of_head}", repository.commit(since)), after


def snapshot_files(base: str, head: str | None) -> tuple[Path, Path] | None:
    """Return the files of two snapshots, None for what names catalogs.

    Raises RevisionError for a snapshot beside anything else.
    """
    names = (base, head or "")
    found = [each for each in names if each.endswith(".json") and not Path(each).is_dir()]
    if not found:
        return None
    if len(found) < len(names):
        raise RevisionError(
            f"{found[0]} is a snapshot, and can be compared with another one alone: make one of "
            "the other side with `sportello snapshot REV -o FILE.json`"
        )
    return Path(base), Path(found[1])


def state(directory: Path, name: str | None) -> State:
    """Return the state that a name stands for: a revision or a directory; None is `directory`.

    Raises NotADirectoryError if there is none, RevisionError for what is no revision.
    """
    if name is None and not directory.is_dir():
        raise NotADirectoryError(str(directory))
    return _named(directory, name)


def _named(directory: Path, name: str | None) -> State:
    if name is None or _is_directory(directory, name):
        where = directory if name is None else Path(name)
        return State(where.as_posix(), where)
    return State(name, repository_of(directory).commit(name))


def _is_directory(directory: Path, name: str) -> bool:
    """Tell whether a name is that of a directory.

    Raises RevisionError if it is a revision as well: a directory that somebody calls HEAD must not
    take its place.
    """
    is_there = bool(name) and Path(name).is_dir()
    if is_there and is_revision(directory, name):
        raise RevisionError(
            f'"{name}" is a directory and a revision: write ./{name} for the directory, or '
            f"{name}~0 for the commit"
        )
    return is_there
