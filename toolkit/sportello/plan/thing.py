"""What somebody asks the history of: by its name in the catalog, and what of a plan is about it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from sportello.catalog.model import Address, Catalog, Domain, readable
from sportello.catalog.model.renaming import Names
from sportello.findings import KeyPath
from sportello.frozendict import FrozenDict
from sportello.plan.change import Quoted, Words
from sportello.plan.plan import Line, Plan
from sportello.plan.sections import WHOLE, entries_of
from sportello.rules.walk import walk


@dataclass(frozen=True, slots=True)
class Thing:
    """Entries of a catalog by section and identifier; or an address or a domain, as it is read."""

    entries: frozenset[KeyPath] = frozenset()
    said: str = ""

    @property
    def names(self) -> frozenset[str]:
        """What a plan may call it."""
        return frozenset({*map(_called, self.entries), self.said} - {""})

    def has_part_in(self, line: Line) -> bool:
        """Tell whether a line of a plan is about it, or comes from it."""
        if not self.entries.isdisjoint((*line.change.about, *line.causes)):
            return True
        if any(each.name in self.names for each in line.subjects):
            return True
        return bool(self.said) and any(map(self._is_in, (line.change.before, line.change.after)))

    def _is_in(self, words: Words) -> bool:
        return any(self.said in each.text.split() for each in words if isinstance(each, Quoted))


@dataclass(frozen=True, slots=True)
class Share:
    """What of a plan is about one thing: effects, the new name, or that it changed without any."""

    lines: tuple[Line, ...]
    renamed: tuple[tuple[KeyPath, str], ...]
    without_effect: tuple[KeyPath, ...]

    def __bool__(self) -> bool:
        return bool(self.lines or self.renamed or self.without_effect)


def thing_named(catalog: Catalog, name: str) -> Thing | None:
    """Return what a catalog calls so: all entries of that identifier, an address, or a domain.

    An address or a domain in any case, and in ASCII or letters of its own.
    """
    entries = frozenset(each for each in _entries(catalog) if _called(each) == name)
    meant = readable(name.lower())
    said = meant if meant in _addresses(catalog) else ""
    return Thing(entries, said) if entries or said else None


def known_names(catalog: Catalog) -> frozenset[str]:
    """Return all names by which a catalog has something."""
    return frozenset({*map(_called, _entries(catalog)), *_addresses(catalog)})


def share_of(thing: Thing, plan: Plan) -> Share:
    """Return what of a plan is about a thing, by its names after the change."""
    return Share(
        tuple(_narrowed(thing, each) for each in plan.lines if thing.has_part_in(each)),
        tuple(
            ((section, old), new)
            for section, names in plan.names.items()
            for old, new in names.items()
            if (section, new) in thing.entries
        ),
        tuple(each for each in plan.without_effect if each in thing.entries),
    )


def as_before(thing: Thing, names: Names) -> Thing:
    """Return a thing by the names that it had before some entries were renamed.

    What has an identifier now that was another thing's was not there before.
    """
    return replace(thing, entries=frozenset(_earlier(thing.entries, names)))


def as_after(thing: Thing, names: Names) -> Thing:
    """Return a thing by the names that it has after some entries were renamed."""
    entries = frozenset(
        (section, names.get(str(section), {}).get(str(name), name))
        for section, name in thing.entries
    )
    return replace(thing, entries=entries)


def _earlier(entries: Collection[KeyPath], names: Names) -> Iterator[KeyPath]:
    for section, name in entries:
        new_by_old = names.get(str(section), {})
        old_by_new = {new: old for old, new in new_by_old.items()}
        if name in old_by_new:
            yield section, old_by_new[str(name)]
        elif name not in new_by_old:
            yield section, name


def _narrowed(thing: Thing, line: Line) -> Line:
    """Leave out other subjects and causes where the thing itself is among them."""
    own = tuple(each for each in line.subjects if each.name in thing.names)
    causes = tuple(each for each in line.causes if each in thing.entries)
    return replace(line, subjects=own or line.subjects, causes=causes or line.causes)


def _entries(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for section in Catalog.__struct_fields__:
        if isinstance(getattr(catalog, section), FrozenDict | None):
            yield from ((section, name) for name in entries_of(catalog, section))
        else:
            yield section, WHOLE


def _called(entry: KeyPath) -> str:
    section, name = entry
    return str(name or section)


def _addresses(catalog: Catalog) -> Iterator[str]:
    """Yield the addresses and mail domains in a catalog, as people read them."""
    for _, each in walk(catalog, (), (Address, Domain)):
        yield readable(str(each))
    for domain in (*catalog.alias_domains, *catalog.catch_all):
        yield readable(domain)
