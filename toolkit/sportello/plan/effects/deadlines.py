"""When answers are due: for every kind of ticket, whenever it is opened."""

from collections.abc import Iterator
from typing import Final

from sportello.plan.change import Change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.promises.changes import promise_changes
from sportello.plan.promises.sides import CatalogSides

SECTIONS: Final = frozenset(
    {
        "announcements",
        "calendars",
        "contracts",
        "lifecycle",
        "policies",
        "priority",
        "services",
        "severities",
    }
)


def deadlines(comparison: Comparison) -> Iterator[Change]:
    """Yield the promises to tickets that are due at other times, or are made no more."""
    return promise_changes(CatalogSides(comparison))


EFFECTS = (Effect(SECTIONS, deadlines),)
