"""Writing so that a power cut loses nothing that was said to be done."""

import os
from pathlib import Path

from sportello.files import write_file


def write_durably(path: Path, content: bytes) -> None:
    """Write a file in one step, and return when it is on the disk. Raises OSError."""
    write_file(path, content)
    fsync(path, 0o644)
    fsync(path.parent)


def fsync_tree(root: Path) -> None:
    """Make a tree readable for every user of the machine, and wait until it is on the disk.

    Mail servers read as users of their own, whatever the umask of who deploys. Raises OSError.
    """
    for folder, _, names in os.walk(root):
        for name in names:
            fsync(Path(folder, name), 0o644)
        fsync(Path(folder), 0o755)


def fsync(path: Path, mode: int | None = None) -> None:
    """Wait until a file or directory is on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        if mode is not None:
            os.fchmod(descriptor, mode)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
