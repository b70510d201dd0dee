"""Targets: pure functions from the catalog to files, one module or package a target.

A target is found by being here: a module with a `TARGET`. Others come from installed packages
through the entry point group `sportello.targets`.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules

from sportello.targets.target import (
    AnyTarget,
    BuildContext,
    ClashError,
    ContextTarget,
    InternalContextTarget,
    InternalTarget,
    PublicTarget,
    RoutingContextTarget,
    RoutingTarget,
    render,
)

__all__ = [
    "AnyTarget",
    "BuildContext",
    "ClashError",
    "ContextTarget",
    "InternalContextTarget",
    "InternalTarget",
    "PublicTarget",
    "RoutingContextTarget",
    "RoutingTarget",
    "all_targets",
    "render",
]


def all_targets() -> Iterator[AnyTarget]:
    """Yield every target, in the order of their directories."""
    here = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    found = [module.TARGET for module in here if hasattr(module, "TARGET")]
    found += [entry.load() for entry in entry_points(group="sportello.targets")]
    yield from sorted(found, key=lambda target: target.directory)
