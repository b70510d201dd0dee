"""Questions to git about the repository that a directory lies in, whoever asks."""

import os
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

_OF_ANOTHER: Final = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)
"""What git tells its hooks of their repository, and would lead away from the directory's own."""


def git(where: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a directory, in English and without taking locks, and return what it said.

    Raises FileNotFoundError if git is not installed. The caller sees to it that no argument that
    a user wrote can be an option.
    """
    surroundings = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    command = ["git", "-C", str(where), *arguments]
    return subprocess.run(  # noqa: S603 - no shell
        command,
        input=stdin,
        capture_output=True,
        check=False,
        env={**surroundings, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
    )


def revision(directory: Path) -> str:
    """Return the commit of a catalog, marked if its files differ from it; "" outside of git."""
    try:
        commit = git(directory, "rev-parse", "--verify", "HEAD").stdout.decode().strip()
        changed = commit and git(directory, "status", "--porcelain", "--", ".").stdout.strip()
    except FileNotFoundError:
        return ""
    return f"{commit}-dirty" if changed else commit


def place_in_repository(directory: Path) -> str:
    """Return the path of a directory in its repository, "" for all of it; its name outside of git.

    It ends with a slash.
    """
    found = None
    with suppress(FileNotFoundError):
        found = git(directory, "rev-parse", "--show-prefix")
    if found is None or found.returncode:
        return f"{directory.resolve().name}/"
    return found.stdout.decode("utf-8", "replace").removesuffix("\n")


def last_changes(directory: Path) -> Mapping[str, date]:
    """Return the day of the last commit of each file below a directory, by its path in it.

    Without what differs from its commit, and nothing outside of git or where the history is cut
    off, as in a shallow clone: there every file seems to have changed last in the oldest commit.
    """
    try:
        shallow = git(directory, "rev-parse", "--is-shallow-repository").stdout.strip()
        names = ("--relative", "--name-only", "-z")
        log = git(directory, "log", *names, "--format=%x01%cs", "--", ".")
        changed = git(directory, "diff", *names, "HEAD", "--", ".")
    except FileNotFoundError:
        return {}
    if shallow != b"false":
        return {}
    found: dict[str, date] = {}
    for commit in log.stdout.decode("utf-8", "surrogateescape").split("\x01")[1:]:
        day, *paths = (part.strip("\n") for part in commit.split("\0"))
        for path in filter(None, paths):
            found.setdefault(path, date.fromisoformat(day))
    for path in changed.stdout.decode("utf-8", "surrogateescape").split("\0"):
        found.pop(path, None)
    return found
