"""Mail: every address is declared once, leads somewhere, and somebody asks for it.

Routing decides; here is judged what it is given. A module has `CHECKS` of the catalog, as all rules
have, or `ROUTING_CHECKS` of the catalog and its routing table, which is made once for all of them.
"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

from sportello.catalog.model import Catalog
from sportello.findings import Problem
from sportello.routing import as_of, flatten


def _routing(catalog: Catalog) -> Iterator[Problem]:
    # Judged as before every retirement: what is sound then is sound later, and M007 sees the rest.
    table = flatten(as_of(catalog, date.min))
    for module in iter_modules(__path__, f"{__name__}."):
        for check in getattr(import_module(module.name), "ROUTING_CHECKS", ()):
            yield from check(catalog, table)


CHECKS = (_routing,)
