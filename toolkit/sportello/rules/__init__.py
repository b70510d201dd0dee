"""Rules: what must hold across the whole catalog, one module a family.

A module here, or in a folder here, has its `Rule`s and the `CHECKS` that yield their problems. No
list is edited: whatever module is here is found.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from importlib import import_module
from pkgutil import walk_packages

from sportello.catalog import Loaded
from sportello.catalog.gc_pause import gc_paused
from sportello.catalog.model import Catalog
from sportello.findings import Finding, Problem, deduplicated
from sportello.rules.ends import OF_A_DAY, ends
from sportello.rules.exceptions import with_exceptions

__all__ = ["Check", "all_checks", "check"]

Check = Callable[[Catalog], Iterator[Problem]]
"""A look at the whole catalog that yields the problems of some rules."""


def all_checks() -> Iterator[Check]:
    """Yield the checks of every module in this package and in those inside of it."""
    for module in walk_packages(__path__, f"{__name__}."):
        yield from getattr(import_module(module.name), "CHECKS", ())


def check(loaded: Loaded, on: date | None = None, more: Iterable[Problem] = ()) -> list[Finding]:
    """Return everything that is wrong with a catalog, each mistake once, in order of the files.

    With `on`, also what this day brings: without it, nothing depends on the day. `more` is what was
    found by looking at more than the catalog.
    """
    checks = [*all_checks()]
    if on is not None:
        checks.append(partial(ends, day=on))
    with gc_paused():
        problems = [
            problem
            for found_by in (more, *(each(loaded.catalog) for each in checks))
            for problem in found_by
            if problem.holds(loaded.incomplete)
        ]
    found = [*loaded.findings, *(loaded.documents.find(problem) for problem in problems)]
    documents = loaded.documents.files.values()
    not_asked = OF_A_DAY if on is None else frozenset()
    return deduplicated(with_exceptions(found, documents, loaded.incomplete, not_asked))
