"""Which entries are taken for the same under another identifier, and which never are."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from frozen import FROZEN
from sportello.catalog import load
from sportello.catalog.model import Catalog, Service, Text
from sportello.catalog.model.renaming import renamed
from sportello.plan.renames import renames
from sportello.plan.sections import entries_of

SECTIONS = ("calendars", "contacts", "destinations", "families", "mailboxes", "policies", "providers", "services", "severities", "teams")  # fmt: skip


@cache
def frozen() -> Catalog:
    return load(FROZEN).catalog


def with_entries(section: str, entries: Mapping[str, Any]) -> Catalog:
    return replace(frozen(), **{section: dict(entries)})


@pytest.mark.parametrize("section", SECTIONS)
def test_two_entries_of_a_catalog_are_never_taken_for_one(section: str) -> None:
    """Each entry is once among those that are gone while each other is among those that came.

    Any two identifiers differ in some digit of their numbers.
    """
    entries = entries_of(frozen(), section)
    names = [*entries]
    for digit in range(len(names).bit_length()):
        halves: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
        for number, name in enumerate(names):
            halves[number >> digit & 1][name] = entries[name]
        for one, other in (halves, halves[::-1]):
            assert renames(with_entries(section, one), with_entries(section, other)) == {}


@pytest.mark.parametrize("section", SECTIONS)
def test_entry_with_another_identifier_is_the_same(section: str) -> None:
    for name in entries_of(frozen(), section):
        names = {section: {name: "quite-another"}}
        assert renames(frozen(), renamed(frozen(), names)) == names


@pytest.mark.parametrize("section", ["contacts", "mailboxes", "services", "teams"])
def test_entries_that_exchange_their_identifiers_are_told(section: str) -> None:
    one, other, *_ = entries_of(frozen(), section)
    names = {section: {one: other, other: one}}
    assert renames(frozen(), renamed(frozen(), names)) == names


def test_services_that_exchange_their_names_alone_keep_their_identifiers() -> None:
    services = dict(frozen().services)
    one, other, *_ = services
    names = services[one].name, services[other].name
    services[one] = replace(services[one], name=names[1])
    services[other] = replace(services[other], name=names[0])
    assert renames(frozen(), with_entries("services", services)) == {}


def test_identifier_of_what_moved_may_go_to_a_new_thing() -> None:
    services = dict(frozen().services)
    one, other, *_ = services
    moved = {**services, "quite-another": services[one], one: services[other]}
    del moved[other]
    found = renames(frozen(), with_entries("services", moved))
    assert found == {"services": {one: "quite-another", other: one}}


def test_former_identifier_is_a_rename_whatever_else_differs() -> None:
    services = dict(frozen().services)
    one, *_ = services
    gone = services.pop(one)
    services["new"] = Service(name=Text("New"), provider=gone.provider, former=(one,))
    assert renames(frozen(), with_entries("services", services)) == {"services": {one: "new"}}
