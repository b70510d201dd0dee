"""A whole tree that takes the place of another in one step.

The new tree is made beside the old one, in `.NAME.new/`, which is gone when nobody makes one:

.lock   held while somebody makes a tree
tree    what is made; after the step, what it took the place of
old     the old tree, for the moment between two steps where the file system knows no single one
"""

import ctypes
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from errno import EBUSY, EEXIST, EINVAL, EIO, ENOSYS, ENOTSUP, EXDEV
from pathlib import Path
from typing import Final

from sportello.files.lock import HeldError, hold

_UNKNOWN: Final = frozenset({EINVAL, ENOSYS, ENOTSUP})
"""What a system says that cannot let two directories change places."""
_MOUNTED: Final = frozenset({EBUSY, EXDEV})
_HERE: Final = -100
_EXCHANGE: Final = 2
"""AT_FDCWD and RENAME_EXCHANGE of renameat2(2)."""


@contextmanager
def replaced(root: Path, on_wait: Callable[[str], None]) -> Iterator[Path]:
    """Give a copy of the tree at `root` to change, and put it in its place in one step at the end.

    Killed at any moment, this leaves the whole old tree or the whole new one. If the block raises,
    the old one stays. Files that the block does not replace remain the same files, so none may be
    written in place. While another process makes a tree for the same `root`, `on_wait` is called
    with its number, and its end is waited for. Raises OSError.
    """
    beside = root.with_name(f".{root.name}.new")
    tree, old = beside / "tree", beside / "old"
    with _workplace(beside, root, on_wait):
        _clean_up(tree, root, old)
        try:
            _start(tree, root)
            yield tree
            _switch(tree, root, old)
        finally:
            _clean_up(tree, root, old)


@contextmanager
def _workplace(beside: Path, root: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Make and hold the directory in which a tree is made, and remove it at the end."""
    with ExitStack() as stack:
        _make(beside, root)
        while not _is_claimed(beside / ".lock", stack, on_wait):
            stack.close()
            _make(beside, root)
        stack.callback(_leave, beside)
        yield


def _make(beside: Path, root: Path) -> None:
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            beside.mkdir(0o700)
        with suppress(FileNotFoundError):  # who had it removes it just now: it is made again
            state = beside.lstat()
            # What is removed in here must be what we made: others may write beside it, as in /tmp.
            if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.geteuid():
                raise FileExistsError(EEXIST, f"{beside.name} is in the way beside it: remove that")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(root)) from None


def _is_claimed(lock: Path, stack: ExitStack, on_wait: Callable[[str], None]) -> bool:
    """Hold the lock; return False if whoever held it before has removed it at the end."""
    try:
        try:
            file = stack.enter_context(hold(lock))
        except HeldError as other:
            on_wait(other.process)
            file = stack.enter_context(hold(lock, wait=True))
        return os.path.samestat(os.fstat(file.fileno()), lock.stat())
    except FileNotFoundError:
        return False


def _leave(beside: Path) -> None:
    (beside / ".lock").unlink()
    with suppress(OSError):
        beside.rmdir()  # somebody else who waits may have come in already


def _start(tree: Path, root: Path) -> None:
    if not root.exists():
        tree.mkdir()
        return
    try:
        shutil.copytree(root, tree, symlinks=True, copy_function=_linked)
    except shutil.Error as errors:
        source, _, why = errors.args[0][0]
        raise OSError(EIO, why, source) from None


def _clean_up(tree: Path, root: Path, old: Path) -> None:
    """Bring the old tree back if the new one did not come in its place, and remove what is left."""
    if old.is_dir() and not old.is_symlink() and not root.exists():
        old.rename(root)
    for left in (tree, old):
        if left.is_symlink():
            left.unlink()
        shutil.rmtree(left, ignore_errors=True)


def _linked(source: str, target: str) -> None:
    """Let a file stand in two places; copy it where the file system cannot do that."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _switch(tree: Path, root: Path, old: Path) -> None:
    try:
        if root.exists():
            _exchange(tree, root)
        else:
            tree.rename(root)
    except OSError as error:
        if error.errno in _MOUNTED:
            why = "a file system begins here, which no other directory can take the place of"
            raise OSError(error.errno, f"{why}: name a directory in it", str(root)) from None
        if error.errno not in _UNKNOWN:
            raise
        root.rename(old)
        tree.rename(root)


def _exchange(one: Path, other: Path) -> None:
    """Let two directories change places in one step (Linux, renameat2). Raises OSError."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        raise OSError(ENOSYS, os.strerror(ENOSYS), str(other)) from None
    if renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), str(other))
