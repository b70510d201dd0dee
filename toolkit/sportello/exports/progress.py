"""How far a long run is, told to whoever shows it."""

from typing import Protocol


class Progress(Protocol):
    """Is told what is being done, how many of them are done, and of how many, if that is known."""

    def __call__(self, what: str, done: int, total: int | None = None, /) -> None:
        """Show it, or raise to end the run."""


def silent(_what: str, _done: int, _total: int | None = None, /) -> None:
    """Show nothing."""
