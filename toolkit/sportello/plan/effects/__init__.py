"""What may differ between two catalogs, one module a kind of result.

A module here has `EFFECTS`: each yields the changes that it finds, and names the sections that it
looks into, so that it is not asked where none of them differs. No list is edited: whatever module
is here is found.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from sportello.plan.effect import Effect


def all_effects() -> Iterator[Effect]:
    """Yield the effects of every module in this package."""
    for module in iter_modules(__path__, f"{__name__}."):
        yield from getattr(import_module(module.name), "EFFECTS", ())
