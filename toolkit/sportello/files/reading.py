"""Reading what others wrote: regular files inside of a directory, and no more than is wanted.

A link, a pipe or a device in a tree that somebody proposes would lead to other files of the machine
that looks at it, or never end. None of them is opened.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from errno import ELOOP, ENXIO
from itertools import groupby
from pathlib import Path
from typing import Final


class EntryKind(StrEnum):
    """What stands in a tree in the place of a file that can be read."""

    DIRECTORY = "directory"
    LINK = "link"
    PIPE = "pipe"
    SOCKET = "socket"
    DEVICE = "device"
    MODULE = "module of another repository"
    LARGE = "file that is too large"
    LOCKED = "file that cannot be read"


@dataclass(frozen=True, slots=True)
class Unread:
    """Why nothing of a path was read; `why` is what the system says of one that is locked."""

    kind: EntryKind
    why: str = ""


_KINDS: Final = (
    (stat.S_ISDIR, EntryKind.DIRECTORY),
    (stat.S_ISLNK, EntryKind.LINK),
    (stat.S_ISFIFO, EntryKind.PIPE),
    (stat.S_ISSOCK, EntryKind.SOCKET),
)
_STEP: Final = 2**16
_SAFELY: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def list_entries(root: Path, apart: Callable[[str], bool]) -> list[tuple[str, Unread | None]]:
    """Return every path below `root`, sorted by its parts, with None if it is a regular file.

    Paths are relative to `root`. What is `apart`, with all below it, is left out; no link is
    followed. Raises OSError if `root` itself cannot be listed.
    """
    found: dict[str, Unread | None] = {}
    ahead = [""]
    while ahead:
        folder = ahead.pop()
        try:
            with os.scandir(root / folder) as entries:
                inside = {f"{folder}{each.name}": _kind(each) for each in entries}
        except OSError as error:
            if not folder:
                raise
            found[folder.rstrip("/")] = _locked(error)
            continue
        listed = {path: unread for path, unread in inside.items() if not apart(path)}
        found |= listed
        ahead += [
            f"{path}/" for path, unread in listed.items() if unread == Unread(EntryKind.DIRECTORY)
        ]
    return sorted(found.items(), key=lambda each: each[0].split("/"))


def read_inside(root: Path, paths: Iterable[str], limit: int) -> Iterator[bytes | Unread]:
    """Yield the content of each regular file below `root`, or why it is not read.

    No part of a path may be a link, even if it has become one a moment ago. A file of more than
    `limit` bytes is not read. A folder stays open for the files in it that follow each other.
    Never raises.
    """
    for folder, within in groupby(paths, lambda path: path.rpartition("/")[0]):
        names = [path.rpartition("/")[2] for path in within]
        try:
            with _opened(str(root), *filter(None, folder.split("/"))) as above:
                for name in names:
                    yield _read_in(above, name, limit)
        except OSError as error:
            yield from (_locked(error) for _ in names)


def _read_in(folder: int, name: str, limit: int) -> bytes | Unread:
    try:
        file = os.open(name, _SAFELY, dir_fd=folder)
        try:
            return _content(file, limit)
        finally:
            os.close(file)
    except OSError as error:
        return _locked(error)


@contextmanager
def _opened(root: str, *steps: str) -> Iterator[int]:
    """Open what a path leads to; only its beginning may be a link. Raises OSError."""
    file = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for step in steps:
            above, file = file, os.open(step, _SAFELY, dir_fd=file)
            os.close(above)
        yield file
    finally:
        os.close(file)


def read_at_most(path: Path, limit: int) -> bytes:
    """Return what a file holds that a user named, whatever it is, cut one byte behind `limit`.

    Raises OSError.
    """
    with path.open("rb") as file:
        return _read(file.fileno(), limit)


def _content(file: int, limit: int) -> bytes | Unread:
    state = os.fstat(file)
    if not stat.S_ISREG(state.st_mode):
        return Unread(_what(state.st_mode))
    # A file may grow meanwhile, and those of /proc have no size at all.
    content = b"" if state.st_size > limit else _read(file, limit)
    return Unread(EntryKind.LARGE) if max(len(content), state.st_size) > limit else content


def _read(file: int, limit: int) -> bytes:
    content = bytearray()
    while part := os.read(file, min(_STEP, limit + 1 - len(content))):
        content += part
    return bytes(content)


def _kind(entry: "os.DirEntry[str]") -> Unread | None:
    if entry.is_file(follow_symlinks=False):
        return None  # known from the directory itself, without asking for each
    try:
        return Unread(_what(entry.stat(follow_symlinks=False).st_mode))
    except OSError as error:
        return _locked(error)


def _what(mode: int) -> EntryKind:
    return next((what for is_so, what in _KINDS if is_so(mode)), EntryKind.DEVICE)


def _locked(error: OSError) -> Unread:
    if error.errno == ELOOP:
        return Unread(EntryKind.LINK)
    if error.errno == ENXIO:
        return Unread(EntryKind.SOCKET)
    return Unread(EntryKind.LOCKED, error.strerror or "")
