"""What is internal cannot be published."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sportello.catalog import load
from sportello.catalog.model import Part, PublicCatalog

Write = Callable[..., Path]


def strings(value: Any) -> set[str]:
    """Every string inside a value."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, Part):
        return set().union(*(strings(getattr(value, name)) for name in value.__struct_fields__))
    if isinstance(value, Mapping):
        return strings(tuple(value)) | strings(tuple(value.values()))
    if isinstance(value, tuple):
        return set().union(*map(strings, value))
    return set()


def test_people_and_notes_stay_inside(catalog_at: Write) -> None:
    catalog = load(catalog_at()).catalog
    assert {"anna", "Anna", "secret of the provider"} <= strings(catalog)
    assert not {"anna", "Anna", "secret of the provider"} & strings(catalog.public())


def test_internal_services_mailboxes_and_announcements_stay_inside(catalog_at: Write) -> None:
    root = catalog_at(
        ("services/main.yaml", "name: Wiki,", "name: Wiki, visibility: internal,"),
        ("mailboxes.yaml", "deliver_to: [desk],", "deliver_to: [desk], visibility: internal,"),
        announcements="""\
announcements:
  plan: {title: P, kind: maintenance, from: 2026-01-01, until: 2026-01-02, visibility: internal}
  news: {title: N, kind: maintenance, from: 2026-01-01, until: 2026-01-02, services: [wiki, pump]}
""",
    )
    loaded = load(root)
    assert loaded.findings == ()
    public = loaded.catalog.public()
    assert (list(public.services), list(public.mailboxes)) == (["pump"], [])
    assert public.services["pump"].mailbox is None
    assert list(public.announcements) == ["news"]
    assert public.announcements["news"].services == ("pump",)


def test_person_is_public_only_on_request(catalog_at: Write) -> None:
    root = catalog_at(("contacts.yaml", "kind: person,", "kind: person, visibility: public,"))
    assert "anna" in load(root).catalog.public().contacts


def test_public_catalog_has_no_place_for_what_is_internal() -> None:
    def kinds(kind: type[Part]) -> set[str]:
        return set(kind.__struct_fields__)

    assert not {"destinations", "domains", "rotas", "catch_all"} & kinds(PublicCatalog)
    for name in ("provider", "team", "contact", "mailbox", "announcement", "service"):
        public = next(c for c in _all_parts() if c.__name__ == f"Public{name.capitalize()}")
        assert not {"note", "visibility", "deliver_to", "aliases", "owner"} & kinds(public)


def _all_parts() -> list[type[Part]]:
    found = list(Part.__subclasses__())
    for kind in found:
        found += kind.__subclasses__()
    return found
