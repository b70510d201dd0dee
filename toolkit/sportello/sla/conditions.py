"""The conditions of a catalog that ask for tickets, and which services may meet one."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog, PublicService, When

SECTIONS: Final = ("policies", "operational_levels", "notifications", "escalations")
"""The sections whose entries have a condition, beside the rules of `priority`."""


def conditions(catalog: Catalog) -> Iterator[When]:
    """Yield every condition of the catalog that asks for tickets."""
    yield from (when for _, when in placed_conditions(catalog))


def placed_conditions(catalog: Catalog) -> Iterator[tuple[tuple[str, ...], When]]:
    """Yield every condition of the catalog that asks for tickets, with its path."""
    rules = catalog.priority.rules if catalog.priority else {}
    yield from ((("priority", "rules", name, "when"), each.when) for name, each in rules.items())
    for section in SECTIONS:
        for name, each in getattr(catalog, section).items():
            yield (section, name, "when"), each.when


def may_fit(when: When, name: str, service: PublicService) -> bool:
    """Return whether tickets of a service may meet a condition, by what no ticket can change."""
    return (
        (not when.provider or service.provider in when.provider)
        and (not when.family or service.family in when.family)
        and (not when.service or name in when.service)
    )
