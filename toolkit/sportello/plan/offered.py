"""Which services of two catalogs are the same, and to whom each is offered on which day."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from sportello.catalog.model import Catalog, Service
from sportello.plan.comparison import Comparison
from sportello.plan.impact import Impact
from sportello.plan.likeness import Likeness
from sportello.sla.validity import in_force

To = Literal["public", "internal"] | None
"""To whom a service is offered: everybody, the desk alone, or (None) nobody."""
_ALIKE = 0.2
"""Of what another thing has under the same identifier, so much may be the same by chance."""


def offered_to(catalog: Catalog, name: str, day: date) -> To:
    """Return to whom a service is offered on a day."""
    sheet = catalog.services.get(name)
    return sheet.visibility if sheet is not None and in_force(sheet.valid, day) else None


def sheets(comparison: Comparison) -> Iterator[tuple[str, Service, Service]]:
    """Yield the services that both catalogs have, as they are before and after."""
    another = replaced(comparison)
    before = comparison.before.services
    for name, after in comparison.after.services.items():
        if name in before and name not in another:
            yield name, before[name], after


def replaced(comparison: Comparison) -> tuple[str, ...]:
    """Return the identifiers in use before and after of which nearly all differs, its name too."""
    before, after = comparison.before.services, comparison.after.services
    changed = comparison.sections["services"].changed if "services" in comparison.sections else ()
    other_name = [name for name in changed if _names(before[name]).isdisjoint(_names(after[name]))]
    if not other_name:
        return ()
    alike = Likeness(before, after)
    return tuple(name for name in other_name if alike(name, name) < _ALIKE)


def felt(impact: Impact, *sides: Service) -> Impact:
    """Return how much a change hurts: what customers do not see concerns the desk alone."""
    return impact if any(each.visibility == "public" for each in sides) else Impact.DESK


def main_name(service: Service) -> str:
    """Return what a service is called in the main language."""
    return next(iter(service.name.values()), "")


def _names(service: Service) -> frozenset[str]:
    return frozenset(service.name.values())
