"""What is internal is on the list: nothing that the model holds is forgotten."""

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest

from leak.internal import ENTRIES, FIELDS, SECTIONS
from sportello.catalog.model import Catalog, Part, PublicCatalog

KINDS = get_type_hints(Catalog, include_extras=True)
PUBLIC_KINDS = get_type_hints(PublicCatalog, include_extras=True)


def fields_of(hint: Any) -> set[str]:
    """Return the fields of what a section holds: of its entries, or its own."""
    kinds = [each for each in (hint, *get_args(hint)) if isinstance(each, type)]
    return {name for each in kinds for name in getattr(each, "__struct_fields__", ())}


def parts_in(hint: Any) -> Iterator[type[Part]]:
    """Yield the parts that a type holds, at any depth."""
    if isinstance(hint, type) and issubclass(hint, Part):
        yield hint
        for inner in get_type_hints(hint, include_extras=True).values():
            yield from parts_in(inner)
    for inner in get_args(hint):
        yield from parts_in(inner)


def test_every_section_that_is_not_published_is_on_the_list() -> None:
    assert KINDS.keys() - PUBLIC_KINDS.keys() == set(SECTIONS)


@pytest.mark.parametrize("section", PUBLIC_KINDS)
def test_every_field_that_is_not_published_is_on_the_list(section: str) -> None:
    whole, public = (fields_of(kinds[section]) for kinds in (KINDS, PUBLIC_KINDS))
    assert whole - public == set(FIELDS.get(section, ()))


def test_no_part_of_what_is_published_has_a_note() -> None:
    assert [each for each in parts_in(PublicCatalog) if "note" in each.__struct_fields__] == []


def test_every_entry_that_may_be_hidden_is_planted_hidden() -> None:
    hideable = {each for each in PUBLIC_KINDS if "visibility" in fields_of(KINDS[each])}
    assert hideable <= ENTRIES.keys()
