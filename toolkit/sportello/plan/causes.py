"""Which changed entries of a catalog have which effects.

Where several sections differ, each is put alone into the catalog before: an effect that is there
then comes from it. What none explains comes from all together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from msgspec.structs import replace as with_sections

from sportello.catalog.model import Catalog
from sportello.catalog.model.publishing import references
from sportello.findings import KeyPath
from sportello.plan.change import Change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.sections import entries_of


def changes_with_causes(
    comparison: Comparison, effects: Iterable[Effect]
) -> Iterator[tuple[Change, tuple[KeyPath, ...]]]:
    """Yield every change with the entries of the catalog that cause it."""
    renamed = {section: tuple(names.values()) for section, names in comparison.names.items()}
    differing = {section: each.entries for section, each in comparison.sections.items()}
    for section, names in renamed.items():
        differing[section] = tuple(dict.fromkeys((*differing.get(section, ()), *names)))
    for effect in effects:
        sections = [each for each in differing if each in effect.sections]
        if not sections:
            continue
        alone = _alone(comparison, effect, sections) if len(sections) > 1 else {}
        for change in effect.changes(comparison):
            guilty = alone.get(_identity(change)) or sections
            yield change, tuple(_entries(change, guilty, differing))


def _alone(
    comparison: Comparison, effect: Effect, sections: Iterable[str]
) -> Mapping[object, list[str]]:
    """Return the sections that have each effect by themselves."""
    found: dict[object, list[str]] = {}
    for section in sections:
        hybrid = with_sections(comparison.before, **{section: getattr(comparison.after, section)})
        if not _is_consistent(hybrid):
            continue
        for change in effect.changes(replace(comparison, written=comparison.before, after=hybrid)):
            found.setdefault(_identity(change), []).append(section)
    return found


def _identity(change: Change) -> object:
    return change.kind, change.subject, change.part, change.case, change.since


def _entries(
    change: Change, sections: Iterable[str], differing: Mapping[str, tuple[str, ...]]
) -> Iterator[KeyPath]:
    """Yield the changed entries of some sections that a change is about; all, if it is of none."""
    changed = [(section, name) for section in sections for name in differing[section]]
    named = [each for each in changed if each in change.about]
    yield from named or changed


def _is_consistent(catalog: Catalog) -> bool:
    """Tell whether everything that is named is there."""
    return all(
        name in entries_of(catalog, section)
        for own in Catalog.__struct_fields__
        for entry in entries_of(catalog, own).values()
        for section, name in references(entry)
        if section in Catalog.__struct_fields__
    )
