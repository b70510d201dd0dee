"""Waiting for edits, and for the next day: directories are looked at again and again.

This works on every file system. Systems that tell of changes by themselves do not tell of those on
network and container mounts.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Final

_PAUSE: Final = 0.1
"""Seconds between two looks."""
_TIMES: Final = 10
"""A pause is so many times as long as a look: a large catalog must not keep a processor busy."""
_SETTLED: Final = 0.03
"""Seconds without another change after which several files count as saved together."""

Snapshot = frozenset[tuple[str, int, int, int]]
"""Path, inode, size and time of change of every file."""


def edits(*roots: Path, today: Callable[[], date]) -> Iterator[None]:
    """Yield at once, and then whenever what stands below `roots` has changed since the last time.

    What is hidden does not count. `today` says which day it is: another one counts as a change. A
    change while the last one is being dealt with is not missed.
    """
    seen: tuple[Snapshot, date] | None = None
    while True:
        begin = time.monotonic()
        day, found = today(), snapshot(*roots)
        if (found, day) == seen:
            time.sleep(max(_PAUSE, _TIMES * (time.monotonic() - begin)))
            continue
        if seen is not None:
            found = _settled(roots, found)
        seen = found, day
        yield


def snapshot(*roots: Path) -> Snapshot:
    """Return what tells one state of what is below `roots` from another; empty if that is gone."""
    found = set()
    for folder, folders, names in chain.from_iterable(map(os.walk, roots)):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith("."):
                continue
            path = os.path.join(folder, name)  # noqa: PTH118 - thousands of them, many times
            with suppress(OSError):  # gone since the folder was listed
                state = os.lstat(path)
                found.add((path, state.st_ino, state.st_size, state.st_mtime_ns))
    return frozenset(found)


def _settled(roots: Sequence[Path], found: Snapshot) -> Snapshot:
    while True:
        time.sleep(_SETTLED)
        now = snapshot(*roots)
        if now == found:
            return found
        found = now
