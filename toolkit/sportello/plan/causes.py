"""Which changed entries of a catalog have which effects.

Where several sections differ, each is put alone into the catalog before: an effect that is there
then comes from it. What none explains comes from all together. An effect that knows what it comes
from is not asked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import count

from sportello.findings import KeyPath
from sportello.plan.change import Change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.sections import WHOLE


def changes_with_causes(
    comparison: Comparison, effects: Iterable[Effect]
) -> Iterator[tuple[Change, tuple[KeyPath, ...]]]:
    """Yield every change with the entries of the catalog that cause it."""
    renamed = {section: tuple(names.values()) for section, names in comparison.names.items()}
    differing = {section: each.entries or (WHOLE,) for section, each in comparison.sections.items()}
    for section, names in renamed.items():
        differing[section] = tuple(dict.fromkeys((*differing.get(section, ()), *names)))
    only = cache(comparison.only)
    number = count()
    places: dict[str, dict[KeyPath, int]] = {
        section: {(section, name): next(number) for name in names}
        for section, names in differing.items()
    }
    for effect in effects:
        sections = [each for each in differing if each in effect.sections]
        if not sections:
            continue
        alone: Mapping[object, list[str]] | None = None if len(sections) > 1 else {}
        for change in effect.changes(comparison):
            if change.causes:
                yield change, change.causes
                continue
            if alone is None:
                alone = _alone(only, effect, sections)
            guilty = alone.get(_identity(change)) or sections
            yield change, _entries(change, guilty, places)


def _alone(
    only: Callable[[str], Comparison | None], effect: Effect, sections: Iterable[str]
) -> Mapping[object, list[str]]:
    """Return the sections that have each effect by themselves."""
    found: dict[object, list[str]] = {}
    for section in sections:
        comparison = only(section)
        for change in effect.changes(comparison) if comparison else ():
            found.setdefault(_identity(change), []).append(section)
    return found


def _identity(change: Change) -> object:
    return change.kind, change.subject, change.part, change.case, change.since


def _entries(
    change: Change, sections: Iterable[str], places: Mapping[str, Mapping[KeyPath, int]]
) -> tuple[KeyPath, ...]:
    """Return the changed entries of some sections: of each, those that a change is about.

    If it is about none of a section, all of that: which policy it names says nothing of calendars.
    `places` has, by section, the place of each changed entry among all.
    """
    found: dict[KeyPath, int] = {}
    for section in sections:
        changed = places[section]
        named = {each: changed[each] for each in change.about if each in changed}
        found |= named or changed
    return tuple(sorted(found, key=found.__getitem__))
