"""Two catalogs side by side, as every effect is given them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from msgspec.structs import replace as with_sections

from sportello.catalog.model import Catalog, PublicCatalog
from sportello.catalog.model.publishing import references
from sportello.catalog.model.renaming import Names, renamed
from sportello.expectations import Case
from sportello.plan.follows import Follows, otherwise_following, renamed_followed
from sportello.plan.guards import Guards, guard_differences, guards
from sportello.plan.period import Period, period_of
from sportello.plan.renames import renames
from sportello.plan.sections import NO_DIFFERENCE, TESTS, SectionDiff, differences, entries_of


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a catalog, and what its editors expect of it.

    Of the sections that are `incomplete`, something could not be read. `follows` are the calendars
    that others are written on.
    """

    catalog: Catalog
    cases: tuple[Case, ...] = ()
    incomplete: frozenset[str] = frozenset()
    follows: Follows = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """A catalog before and after a change, over a period.

    `written` is the one before as it was written, `before` the same by the identifiers of `after`:
    an entry that was only renamed is the same in both. `names` are the new identifiers by the old.
    `guards` are the expectations before and after, by what they ask, and `follows` the calendars
    that others are written on, both in the same identifiers.
    """

    written: Catalog
    before: Catalog
    after: Catalog
    names: Names
    period: Period
    guards: tuple[Guards, Guards] = ({}, {})
    follows: tuple[Follows, Follows] = ({}, {})

    @cached_property
    def sections(self) -> Mapping[str, SectionDiff]:
        """The sections that differ, apart from identifiers that are new."""
        found = {**differences(self.before, self.after)}
        if others := otherwise_following(*self.follows):
            calendars = found.get("calendars", NO_DIFFERENCE)
            found["calendars"] = calendars.with_changed(others)
        if tests := guard_differences(*self.guards):
            found[TESTS] = tests
        return found

    @cached_property
    def public(self) -> tuple[PublicCatalog, PublicCatalog]:
        """What is public of the catalogs before and after."""
        return self.before.public(), self.after.public()

    def only(self, section: str) -> "Comparison | None":
        """Return the same with one section changed and no other; None if that names what is gone.

        The section is one of those that differ.
        """
        if section == TESTS:
            return replace(self, written=self.before, after=self.before)
        after = with_sections(self.before, **{section: getattr(self.after, section)})
        if _leads_nowhere(self.before, after, section):
            return None
        return replace(
            self, written=self.before, after=after, guards=(self.guards[0], self.guards[0])
        )


def compare(before: Side, after: Side, day: date) -> Comparison:
    """Return two catalogs side by side, over the twelve months from a day on."""
    written, now = before.catalog, after.catalog
    names = renames(written, now)
    return Comparison(
        written,
        renamed(written, names),
        now,
        names,
        period_of(day, written, now),
        (guards(before.cases, names), guards(after.cases)),
        (renamed_followed(before.follows, names), after.follows),
    )


def _leads_nowhere(before: Catalog, after: Catalog, section: str) -> bool:
    """Tell whether a catalog of which one section is new names what is not there."""
    old, new = entries_of(before, section), entries_of(after, section)
    fresh = (entry for name, entry in new.items() if old.get(name) is not entry)
    if any(
        name not in entries_of(after, other)
        for entry in fresh
        for other, name in references(entry)
        if other in Catalog.__struct_fields__
    ):
        return True
    gone = old.keys() - new.keys()
    return bool(gone) and any(
        other == section and name in gone
        for own in Catalog.__struct_fields__
        for entry in entries_of(after, own).values()
        for other, name in references(entry)
    )
