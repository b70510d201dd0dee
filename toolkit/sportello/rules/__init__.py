"""Rules: what must hold across the whole catalog, one module a family.

A rule is found by being in a module here that has `RULES`; the module's text is its page.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from importlib import import_module
from pkgutil import walk_packages

from sportello.catalog import Loaded
from sportello.catalog.garbage import without_gc
from sportello.findings import Finding, told_once
from sportello.rules.ends import ends
from sportello.rules.rule import OWN, Rule

__all__ = ["Rule", "all_rules", "check"]


def all_rules() -> Iterator[Rule]:
    """Yield the rules of every module in this package and in those inside of it."""
    for module in walk_packages(__path__, f"{__name__}."):
        yield from getattr(import_module(module.name), "RULES", ())


def check(loaded: Loaded, on: date | None = None) -> list[Finding]:
    """Return everything that is wrong with a catalog, each mistake once, in order of the files.

    With `on`, also what this day brings: without it, nothing depends on the day.
    """
    rules = [*all_rules()]
    if on is not None:
        rules.append(Rule(partial(ends, day=on), from_absence={"D010": {OWN}}))
    with without_gc():
        problems = [
            problem
            for rule in rules
            for problem in rule.check(loaded.catalog)
            if rule.judges(problem, loaded.lacking)
        ]
    return told_once([*loaded.findings, *(loaded.sources.find(problem) for problem in problems)])
