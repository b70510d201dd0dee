"""The commits that changed a catalog, on the line of what is checked out."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sportello.catalog.git_history import RevisionError, ask, text_of
from sportello.catalog.revision import repository_of


@dataclass(frozen=True, slots=True)
class LoggedCommit:
    """A commit, abbreviated, with its date and the first line of its message."""

    name: str
    committed: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class History:
    """The commits that changed a catalog, the newest first.

    `is_cut_off` says that older ones may be missing, as in a shallow clone.
    """

    commits: tuple[LoggedCommit, ...]
    is_cut_off: bool


def history(directory: Path) -> History:
    """Return the commits that changed the catalog at `directory`, as far as `HEAD` goes back.

    Of a merge it is the merge itself, not what was merged: between two of these commits the catalog
    stayed as it was. Raises RevisionError if there is no repository, or no such commit in it.
    """
    repository = repository_of(directory)
    root, inside = repository.root, repository.inside
    how = ("--first-parent", "--no-follow", "--no-show-signature", "--encoding=UTF-8", "-z")
    place = f":(top,literal){inside}" if inside != "." else "."
    listed = ask(root, "log", *how, "--format=%h%x00%cI%x00%s", "--", place)
    if not listed.stdout:
        raise RevisionError(
            f"no commit has the catalog {inside}: name its directory with --catalog, or commit it"
        )
    parts = listed.stdout.decode("utf-8", "replace").split("\0")
    commits = tuple(
        LoggedCommit(name, datetime.fromisoformat(committed), subject)
        for name, committed, subject in zip(parts[::3], parts[1::3], parts[2::3], strict=False)
    )
    return History(commits, text_of(root, "rev-parse", "--is-shallow-repository") == "true")
