"""How far a long run is, in one line of a terminal that is gone in the end."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

_PAUSE: Final = 0.1
"""Seconds between two lines: a terminal must not slow down what it tells of."""
_CLEAR: Final = "\r\x1b[K"


class ProgressLine:
    """Tells what is being done, as `sportello.exports.progress.Progress` is asked to."""

    def __init__(self) -> None:
        self._shown_at = float("-inf")

    def __call__(self, what: str, done: int, total: int | None = None, /) -> None:
        """Show it in the place of what was shown before."""
        now = time.monotonic()
        if now - self._shown_at < _PAUSE:
            return
        self._shown_at = now
        of = "" if total is None else f" of {total:,}"
        line = f"{what}: {done:,}{of}"
        click.echo(f"{_CLEAR}{line[:79]}", nl=False, err=True)


@contextmanager
def progress_line() -> Iterator[ProgressLine | None]:
    """Give a line on the terminal, None where standard error is none, and take it away again."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield ProgressLine()
    finally:
        click.echo(_CLEAR, nl=False, err=True)
