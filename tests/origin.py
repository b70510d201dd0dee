"""A repository as GitHub holds it, with a pull request."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from repository import new_repository


@dataclass
class Origin:
    """A repository as GitHub holds it, with a pull request that is merged into its base."""

    path: Path
    base: str
    merge: str
    head: str


def merged(folder: Path, change: Callable[[Path], None]) -> Origin:
    """Make a repository of a folder, with a pull request that makes a change to it."""
    git = new_repository(folder)
    git("add", ".")
    git("commit", "--quiet", "--message", "before")
    base = git("rev-parse", "HEAD")
    git("switch", "--quiet", "--create", "change")
    change(folder)
    git("add", ".")
    git("commit", "--quiet", "--message", "change")
    head = git("rev-parse", "HEAD")
    git("switch", "--quiet", "--detach", "main")
    git("merge", "--quiet", "--no-ff", "--no-edit", "change")
    merge = git("rev-parse", "HEAD")
    git("update-ref", "refs/pull/7/merge", merge)
    git("update-ref", "refs/pull/7/head", head)
    git("config", "uploadpack.allowAnySHA1InWant", "true")
    git("switch", "--quiet", "main")
    return Origin(folder, base, merge, head)
