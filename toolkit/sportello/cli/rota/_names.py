"""The names of people on the command line, from a file that no catalog has."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sportello.cli._common import read_overlay

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog


def names_in(file: Path | None, catalog: "Catalog") -> Mapping[str, str]:
    """Return names by identifier, none without a file; or print what is wrong with it, and end."""
    overlay = read_overlay(file, catalog)
    if overlay is None:
        return {}
    return {person: each.name for person, each in overlay.people.items() if each.name}
