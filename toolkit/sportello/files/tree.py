"""A tree of files: written atomically, only where it changed, with a manifest."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

Files = Mapping[str, bytes]
"""Content by path relative to the tree's root, with `/` between the parts."""


@dataclass(frozen=True)
class TreeChanges:
    """What writing a tree changed on disk: paths relative to its root."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def write_tree(root: Path, files: Files) -> TreeChanges:
    """Make the directory `root` hold exactly `files`.

    Files whose content is the same stay untouched, each other one is replaced in one step,
    and what is not in `files` is removed: last, so that a full disk loses nothing. A link in the
    tree, or in the place of `root`, is removed, and nothing is written through it. Raises OSError.
    """
    if root.is_symlink():
        root.unlink()
    stale = [path for path in list_tree(root) if path not in files]
    folders = {folder.as_posix() for path in files for folder in PurePosixPath(path).parents}
    blocking = [path for path in stale if path in folders or _inside(path, files)]
    _remove(root, blocking)
    changed = [path for path, content in files.items() if not _holds(root / path, content)]
    for path in changed:
        write_file(root / path, files[path])
    _remove(root, set(stale) - set(blocking))
    return TreeChanges(tuple(changed), tuple(stale))


def write_file(path: Path, content: bytes) -> None:
    """Write a file in one step: a reader sees the old or the new content. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    beside.unlink(missing_ok=True)
    with beside.open("xb") as file:  # never through a link that stands there
        file.write(content)
    beside.replace(path)


def write_private_file(path: Path, content: bytes) -> None:
    """Write a file, and its folder, that only their owner may read, in one step. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    beside.replace(path)


def list_tree(root: Path) -> tuple[str, ...]:
    """Return the paths of all files and links below `root`, sorted; none if it does not exist."""
    found = [
        (Path(folder) / name).relative_to(root).as_posix()
        for folder, folders, names in os.walk(root)
        for name in (*names, *(each for each in folders if (Path(folder) / each).is_symlink()))
    ]
    return tuple(sorted(found))


def manifest(root: Path, trees: Iterable[str], about: Mapping[str, str]) -> bytes:
    """Return `about` and the path, SHA-256 and size of every file in some trees, as JSON."""
    files = [
        {"path": path, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for tree in trees
        for path in (f"{tree}/{each}" for each in list_tree(root / tree))
        for content in [(root / path).read_bytes()]
    ]
    return json.dumps({**about, "files": files}, indent=1, ensure_ascii=False).encode() + b"\n"


def _holds(path: Path, content: bytes) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(content):
        return False
    return path.read_bytes() == content


def _inside(path: str, files: Files) -> bool:
    return any(folder.as_posix() in files for folder in PurePosixPath(path).parents)


def _remove(root: Path, paths: Iterable[str]) -> None:
    for path in paths:
        (root / path).unlink(missing_ok=True)
    for folder, _, _ in os.walk(root, topdown=False):
        if folder != str(root) and not os.listdir(folder):  # noqa: PTH208 - a path's names only
            Path(folder).rmdir()
