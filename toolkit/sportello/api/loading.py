"""A catalog without errors, or what is wrong with it."""

from os import PathLike
from pathlib import Path

from sportello import rules
from sportello.catalog import Loaded
from sportello.catalog import load as read
from sportello.catalog.model import Catalog
from sportello.findings import FindingsError, Severity


class CatalogError(FindingsError):
    """A catalog has errors, so that no answer by it can be trusted; `findings` are these."""


def load(path: str | PathLike[str]) -> Catalog:
    """Return the catalog in a directory.

    Raises CatalogError if anything in it is wrong (what is only doubtful is told by `check`),
    NotADirectoryError if there is no such directory, OSError if it cannot be read.
    """
    return sound(read(Path(path))).catalog


def sound(loaded: Loaded) -> Loaded:
    """Return a catalog that has no error. Raises CatalogError for any other."""
    errors = [each for each in rules.check(loaded) if each.severity is Severity.ERROR]
    if errors:
        raise CatalogError(errors)
    return loaded
