"""A catalog with other identifiers: entries are renamed, and whatever names them follows."""

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from sportello.catalog.model.publishing import reference_fields
from sportello.catalog.model.values import Part
from sportello.frozendict import FrozenDict

Names = Mapping[str, Mapping[str, str]]
"""New identifiers by the old ones, by section."""

_Part = TypeVar("_Part", bound=Part)


def renamed(catalog: _Part, names: Names) -> _Part:
    """Return a catalog whose entries have other identifiers, in their order."""
    moved = {
        section: FrozenDict({new.get(name, name): each for name, each in entries.items()})
        for section, new in names.items()
        if (entries := getattr(catalog, section))
    }
    return with_names(replace(catalog, **moved), names) if moved else catalog


def with_names(part: _Part, names: Names) -> _Part:
    """Return a part that names others by their new identifiers."""
    links = reference_fields(type(part))
    changes = {}
    for field, section in links.items():
        value = getattr(part, field)
        new = _named(value, section, names)
        if new is not value:
            changes[field] = new
    return replace(part, **changes) if changes else part


def _named(value: Any, section: str, names: Names) -> Any:
    """Return a field's value with new identifiers; the value itself if none is in it."""
    match value:
        case str():
            return names.get(section, {}).get(value, value)
        case Part():
            return with_names(value, names)
        case tuple():
            found = tuple(_named(each, section, names) for each in value)
            return found if any(a is not b for a, b in zip(found, value, strict=True)) else value
        case Mapping():
            entries = {name: _named(each, section, names) for name, each in value.items()}
            same = all(each is value[name] for name, each in entries.items())
            return value if same else FrozenDict(entries)
    return value
