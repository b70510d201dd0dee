"""The conditions of a catalog that ask for tickets, and what of a ticket decides one."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from sportello.catalog.model import Catalog, PublicService, When

SECTIONS: Final = ("policies", "operational_levels", "notifications", "escalations")
"""The sections whose entries have a condition, beside the rules of `priority`."""
Facts: TypeAlias = Mapping[str, frozenset[str]]
"""What is known of a ticket, by the keys of a condition."""
_HOURS: Final = ("hours", "calendar")


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


def asked(when: When) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a condition asks for, with what it accepts of it; its hours are left aside."""
    for key in when.__struct_fields__:
        if key not in _HOURS and (values := getattr(when, key)):
            yield key, values


def service_facts(name: str, service: PublicService) -> Facts:
    """Return what is known of all tickets of a service, since no ticket can change it."""
    family = frozenset[str]() if service.family is None else frozenset({service.family})
    return {
        "provider": frozenset({service.provider}),
        "family": family,
        "service": frozenset({name}),
    }


def may_fit(when: When, facts: Facts) -> bool:
    """Return whether a ticket of which these facts are known may meet a condition."""
    for key, known in facts.items():
        values = getattr(when, key)
        if values and known.isdisjoint(values):
            return False
    return True


def depends_on(when: When, facts: Facts) -> frozenset[str] | None:
    """Return the keys on which a condition still depends, given facts; None if it cannot fit.

    These are what it asks for and the facts do not name: none where it fits in any case. Hours are
    never among the facts.
    """
    if not may_fit(when, facts):
        return None
    left = {key for key, _ in asked(when) if key not in facts}
    return frozenset(left | {"hours"} if when.hours else left)
