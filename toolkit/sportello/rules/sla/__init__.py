"""SLA: what is promised can be counted, fits together, and every ticket finds it.

A module has `CHECKS` of the catalog, as all rules have, or `GROUPED_CHECKS` of the catalog and its
services in groups, which are made once for all of them.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from sportello.catalog.model import Catalog
from sportello.findings import Problem
from sportello.rules.sla.groups import group


def _grouped(catalog: Catalog) -> Iterator[Problem]:
    grouped = group(catalog)
    for module in iter_modules(__path__, f"{__name__}."):
        for check in getattr(import_module(module.name), "GROUPED_CHECKS", ()):
            yield from check(catalog, grouped)


CHECKS = (_grouped,)
