"""What names something internal loses the name, or falls with it.

A reference carries the section it leads to in its annotation (see
`sportello.catalog.model.values`), so that one walk finds those of every part, and a new kind of
part needs nothing here.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, TypeVar, get_args, get_type_hints

from msgspec import Meta
from msgspec.structs import replace

from sportello.catalog.model.directory import PublicContact
from sportello.catalog.model.mail import Retired
from sportello.catalog.model.service import PublicService
from sportello.catalog.model.values import Part
from sportello.worktime import Calendar

Shown = Mapping[str, Container[str]]
"""The identifiers that may be named, by section; of any other section all may."""

_BY_THEMSELVES = (PublicContact, PublicService, Retired)
"""Parts that are something even without what they name.

All others fall with it: a condition or an announcement without its services would be about
everybody, a channel without its mailbox leads nowhere.
"""

_Part = TypeVar("_Part", bound=Part)


def without_hidden(part: _Part, shown: Shown) -> _Part:
    """Return a part without the references to what is not shown, and without what falls with it."""
    links = reference_fields(type(part))
    return replace(
        part,
        **{field: _kept(getattr(part, field), links[field], shown) for field in links},
    )


def references(value: object, section: str = "") -> Iterator[tuple[str, str]]:
    """Yield section and identifier of everything that a part names, at any depth."""
    match value:
        case str():
            yield section, value
        case Part():
            for field, further in reference_fields(type(value)).items():
                yield from references(getattr(value, field), further)
        case tuple():
            for each in value:
                yield from references(each, section)
        case Mapping():
            yield from references(tuple(value.values()), section)


def with_parts(calendars: Mapping[str, Calendar], names: Iterable[str]) -> tuple[str, ...]:
    """Return names of calendars, and of what those that are made of others are made of."""
    found = dict.fromkeys(names)
    combined = (calendars[name].combined for name in found if name in calendars)
    inner = (sorted(each.all_names) for each in combined if each)
    return tuple(dict.fromkeys((*found, *chain.from_iterable(inner))))


def _kept(value: Any, section: str, shown: Shown) -> Any:
    """Return what of a field's value may be shown, None for nothing."""
    match value:
        case str():
            return value if value in shown.get(section, (value,)) else None
        case Part():
            rest = without_hidden(value, shown)
            return None if _falls(value, rest) else rest
        case tuple():
            kept = (_kept(each, section, shown) for each in value)
            return tuple(each for each in kept if each is not None)
        case Mapping():
            entries = ((name, _kept(each, section, shown)) for name, each in value.items())
            return {name: each for name, each in entries if each is not None}
    return value


def _falls(part: Part, rest: Part) -> bool:
    """Return whether a part has lost all that one of its fields names."""
    if isinstance(part, _BY_THEMSELVES):
        return False
    return any(
        getattr(part, field)
        and not getattr(rest, field)
        and (section or getattr(rest, field) is None)
        for field, section in reference_fields(type(part)).items()
    )


@cache
def reference_fields(kind: type[Part]) -> Mapping[str, str]:
    """Return the fields that hold references, with their section; "" for parts that hold some."""
    links: dict[str, str] = {}
    for field, hint in get_type_hints(kind, include_extras=True).items():
        inside = tuple(_inside(hint))
        marks = [each.extra_json_schema or {} for each in inside if isinstance(each, Meta)]
        sections = [mark["reference"] for mark in marks if "reference" in mark]
        parts = [each for each in inside if isinstance(each, type) and issubclass(each, Part)]
        if sections or any(map(reference_fields, parts)):
            links[field] = sections[0] if sections else ""
    return links


def _inside(hint: object) -> Iterator[object]:
    """Yield a type, and everything between its brackets: types and their marks."""
    yield hint
    for each in get_args(hint):
        yield from _inside(each)
