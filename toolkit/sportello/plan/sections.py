"""What differs between two catalogs, section by section and entry by entry."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sportello.catalog.model import Catalog, PublicCatalog
from sportello.findings import KeyPath
from sportello.frozendict import FrozenDict

ORDERED: Final = frozenset({"policies", "operational_levels"})
"""The sections in which the first entry that fits counts."""
_ABOUT_CHANGES: Final = "approved"
"""The section that is about a change, and no part of what the desk knows."""
WHOLE: Final = ""
"""The identifier of what is one value and has no entries, such as `helpdesk`."""
TESTS: Final = "tests"
"""The name by which the expectations of a catalog stand among its sections."""


@dataclass(frozen=True, slots=True)
class SectionDiff:
    """How a section differs: identifiers of entries, and whether their order counts and changed."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    reordered: bool

    @property
    def entries(self) -> tuple[str, ...]:
        """All identifiers of which something differs."""
        return (*self.removed, *self.changed, *self.added)

    def with_changed(self, names: Iterable[str]) -> "SectionDiff":
        """Return the same with some more entries of which something differs, unless they do."""
        more = tuple(each for each in names if each not in self.entries)
        return replace(self, changed=(*self.changed, *more))


NO_DIFFERENCE: Final = SectionDiff((), (), (), False)
"""How a section differs that does not."""


def entries_of(catalog: Catalog | PublicCatalog, section: str) -> Mapping[str, Any]:
    """Return the entries of a section by identifier; one under `WHOLE` for what has none."""
    value = getattr(catalog, section)
    if isinstance(value, FrozenDict):
        return value
    return {} if value is None else {WHOLE: value}


def differences(before: Catalog, after: Catalog) -> Mapping[str, SectionDiff]:
    """Return the sections that differ. Where a thing stands in its file is no difference."""
    found = (
        (each, _difference(before, after, each))
        for each in Catalog.__struct_fields__
        if each != _ABOUT_CHANGES
    )
    return {section: each for section, each in found if each is not None}


def changed_entries(diffs: Mapping[str, SectionDiff]) -> Iterator[KeyPath]:
    """Yield section and identifier of every entry that differs."""
    for section, each in diffs.items():
        yield from ((section, name) for name in each.entries)


def _difference(before: Catalog, after: Catalog, section: str) -> SectionDiff | None:
    old, new = entries_of(before, section), entries_of(after, section)
    added = tuple(name for name in new if name not in old)
    removed = tuple(name for name in old if name not in new)
    changed = tuple(name for name in new if name in old and not _same(old[name], new[name]))
    common = [name for name in old if name in new]
    reordered = section in ORDERED and common != [name for name in new if name in old]
    if added or removed or changed or reordered:
        return SectionDiff(added, removed, changed, reordered)
    return None


def _same(one: Any, other: Any) -> bool:
    # What is a set to its readers is written in some order.
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(one) == sorted(other)
    return bool(one == other)
