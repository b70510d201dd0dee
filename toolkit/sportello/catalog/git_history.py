"""Questions to git about the past of a catalog: an answer, or why there is none."""

from pathlib import Path
from subprocess import CompletedProcess

from sportello.catalog.git import git
from sportello.findings import Invalid


class RevisionError(Invalid):
    """A catalog cannot be had at a revision: what is wrong, and the remedy."""


def ask(where: Path, *arguments: str, stdin: bytes = b"") -> CompletedProcess[bytes]:
    """Return what git says. Raises RevisionError if it is not installed."""
    try:
        return git(where, *arguments, stdin=stdin)
    except FileNotFoundError:
        raise RevisionError(
            "git is not installed, and the past of a catalog is read from it"
        ) from None


def text_of(root: Path, *arguments: str) -> str:
    """Return the text that git says. Raises RevisionError if it fails."""
    done = ask(root, *arguments)
    if done.returncode:
        raise RevisionError(f"{root}: {error_of(done)}")
    return done.stdout.decode(errors="replace").strip()


def error_of(done: CompletedProcess[bytes]) -> str:
    """Return the first line of what git says is wrong."""
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "git fails without a word"
