"""The ticket systems whose exports are read, one module a system with its `SYSTEM`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from sportello.exports.system import System
from sportello.frozendict import FrozenDict


@cache
def all_systems() -> Mapping[str, System]:
    """Return every ticket system by its name, as the modules here are sorted."""
    modules = sorted(module.name for module in iter_modules(__path__) if not module.ispkg)
    found = [import_module(f"{__name__}.{name}").SYSTEM for name in modules]
    return FrozenDict({str(system.name): system for system in found})
