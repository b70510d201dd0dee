"""The documents that are made from the program: `make docs` writes them.

A module here is one kind of them. Its `documents` returns the texts by their paths below docs/.
"""

from importlib import import_module
from pkgutil import iter_modules


def all_documents() -> dict[str, str]:
    """Return every document that is made, by its path below docs/."""
    made: dict[str, str] = {}
    for module in iter_modules(__path__):
        if not module.name.startswith("_"):
            made |= import_module(f"{__name__}.{module.name}").documents()
    return made
