"""Two catalogs side by side, as every effect is given them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sportello.catalog.model import Catalog, PublicCatalog
from sportello.catalog.model.renaming import Names, renamed
from sportello.plan.period import Period, period_of
from sportello.plan.renames import renames
from sportello.plan.sections import SectionDiff, differences


@dataclass(frozen=True)
class Comparison:
    """A catalog before and after a change, over a period.

    `written` is the one before as it was written, `before` the same by the identifiers of `after`:
    an entry that was only renamed is the same in both. `names` are the new identifiers by the old.
    """

    written: Catalog
    before: Catalog
    after: Catalog
    names: Names
    period: Period

    @cached_property
    def sections(self) -> Mapping[str, SectionDiff]:
        """The sections that differ, apart from identifiers that are new."""
        return differences(self.before, self.after)

    @cached_property
    def public(self) -> tuple[PublicCatalog, PublicCatalog]:
        """What is public of the catalogs before and after."""
        return self.before.public(), self.after.public()


def compare(before: Catalog, after: Catalog, day: date) -> Comparison:
    """Return two catalogs side by side, over the twelve months from a day on."""
    names = renames(before, after)
    return Comparison(before, renamed(before, names), after, names, period_of(day, before, after))
