"""One at a time: a file that a process holds, and that says which one."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


class HeldError(Exception):
    """Another process holds a file; `process` is its number, as far as it is known."""

    def __init__(self, path: Path, process: str) -> None:
        super().__init__(f"process {process} holds {path}")
        self.process = process


@contextmanager
def hold(path: Path, *, wait: bool = False) -> Iterator[TextIO]:
    """Hold a file against other processes, and let go of it at the end, however that comes.

    The file is made if need be and stays. Raises HeldError if another process holds it and we do
    not `wait`, OSError if it cannot be written or is a link.
    """
    with open(path, "a+", opener=_no_link) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            file.seek(0)
            raise HeldError(path, file.read().strip()) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield file


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW, 0o666)
