"""Rules: what must hold across the whole catalog, one module a family.

A module here, or in a folder here, has its `Rule`s and the `CHECKS` that yield their problems;
`DAY_CHECKS` are given a day too, and asked only where there is one. No list is edited: whatever
module is here is found.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from sportello.catalog import Loaded
from sportello.catalog.gc_pause import gc_paused
from sportello.catalog.model import Catalog
from sportello.findings import Finding, Problem, Rule, deduplicated
from sportello.rules.exceptions import with_exceptions

__all__ = ["Check", "DayCheck", "all_checks", "check", "codes_of_a_day"]

Check = Callable[[Catalog], Iterator[Problem]]
"""A look at the whole catalog that yields the problems of some rules."""
DayCheck = Callable[[Catalog, date], Iterator[Problem]]
"""A look at the whole catalog from a day on."""


def all_checks() -> Iterator[Check]:
    """Yield the checks of every module in this package and in those inside of it."""
    for module in _modules():
        yield from getattr(module, "CHECKS", ())


def codes_of_a_day() -> frozenset[str]:
    """Return the codes that are told only of a day."""
    return frozenset(
        each.code
        for module in _modules()
        for each in vars(module).values()
        if isinstance(each, Rule) and each.of_a_day
    )


def check(loaded: Loaded, on: date | None = None, more: Iterable[Problem] = ()) -> list[Finding]:
    """Return everything that is wrong with a catalog, each mistake once, in order of the files.

    With `on`, also what this day brings: without it, nothing depends on the day. `more` is what was
    found by looking at more than the catalog.
    """
    catalog = loaded.catalog
    looks = [more, *(each(catalog) for each in all_checks())]
    if on is not None:
        looks += [each(catalog, on) for each in _day_checks()]
    with gc_paused():
        problems = [
            problem for look in looks for problem in look if problem.holds(loaded.incomplete)
        ]
    found = [*loaded.findings, *(loaded.documents.find(problem) for problem in problems)]
    documents = loaded.documents.files.values()
    not_asked = codes_of_a_day() if on is None else frozenset()
    return deduplicated(with_exceptions(found, documents, loaded.incomplete, not_asked))


def _day_checks() -> Iterator[DayCheck]:
    for module in _modules():
        yield from getattr(module, "DAY_CHECKS", ())


@cache
def _modules() -> tuple[ModuleType, ...]:
    """Return the modules in this package and in those inside of it."""
    found = walk_packages(__path__, f"{__name__}.")
    return tuple(import_module(module.name) for module in found)
