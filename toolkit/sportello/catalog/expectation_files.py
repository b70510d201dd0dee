"""The files of what editors expect of a catalog: those in `tests/` that are not hidden."""

from pathlib import Path

from sportello.catalog.reading import Entry, is_hidden, read_entries
from sportello.catalog.tree import Tree


def expectation_files(directory: Path) -> tuple[Entry, ...]:
    """Return the files of expectations of a catalog directory, sorted.

    Raises OSError if the directory cannot be listed.
    """
    return tuple(read_entries(directory, _is_apart, known=_is_known))


def expectation_files_in(tree: Tree) -> tuple[Entry, ...]:
    """Return the files of expectations of a catalog directory as they were committed, sorted.

    Raises RevisionError if git has lost one.
    """
    return tuple(tree.entries(_is_apart, _is_known))


def _is_apart(path: str) -> bool:
    return path.partition("/")[0] != "tests" or is_hidden(path)


def _is_known(path: str) -> bool:
    return path.endswith(".yaml")
