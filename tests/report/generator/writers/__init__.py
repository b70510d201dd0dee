"""Exports as ticket systems write them, one module a system, messy on purpose."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from .sheet import Writer


def all_writers() -> Iterator[Writer]:
    """Yield every way in which a system exports, found by being here."""
    for module in sorted(each.name for each in iter_modules(__path__)):
        yield from getattr(import_module(f"{__name__}.{module}"), "WRITERS", ())
