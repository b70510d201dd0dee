"""Of people the public learns the fields that are public, as long as they may be, and no more."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import Address, Catalog, Phone, Text
from sportello.directory.overlay import PersonalData
from sportello.directory.published import PublishedPerson, published_people
from sportello.targets import BuildContext
from sportello.targets.site import files

Write = Callable[..., Path]
KNOWN = {
    "p-07": PersonalData(
        name="Anna Prova", phone=Phone("+390516033277"), mail=Address("anna.prova@acme.example")
    )
}
DAY = date(2026, 3, 2)


@pytest.fixture
def catalog(catalog_at: Write) -> Callable[..., Catalog]:
    """The small catalog, in which p-07 has the public function `hotline`."""

    def made(person: str, contact: str = "") -> Catalog:
        hotline = (
            "  hotline: {name: Hotline, provider: acme, phone: 051/6033266, person: p-07"
            f"{contact}}}\n  anna: {{name: Head, visibility: internal, person: p-07"
        )
        root = catalog_at(
            ("contacts.yaml", "  anna: {name: Anna, kind: person", hotline),
            teams="teams:\n  front: {name: Front, provider: acme}\n",
            people=f"people:\n  p-07: {{team: front, role: {{it: Capo, en: Head}}, {person}}}\n",
        )
        return load(root).catalog

    return made


GROUND = "valid: {from: 2026-01-07}, basis: consent, keep_until: 2026-03-02, public: "


@pytest.mark.parametrize(
    ("person", "contact", "told"),
    [
        (f"{GROUND}[name]", "", PublishedPerson(name="Anna Prova")),
        (f"{GROUND}[role, mail]", "", PublishedPerson(role=Text({"it": "Capo", "en": "Head"}), mail=Address("anna.prova@acme.example"))),
        (f"{GROUND}[phone]", "", PublishedPerson(phone=Phone("+390516033277"))),
        ("valid: {from: 2026-01-07}", "", None),
        (GROUND.replace("2026-03-02", "2026-03-01") + "[name]", "", None),
        (GROUND.replace("2026-01-07", "2026-03-03") + "[name]", "", None),
        (f"{GROUND}[name]", ", visibility: internal", None),
        (f"{GROUND}[name]", ", valid: {until: 2026-03-01}", None),
    ],
)  # fmt: skip
def test_only_what_is_public_is_published_and_only_as_long_as_it_may_be(
    catalog: Callable[..., Catalog], person: str, contact: str, told: PublishedPerson | None
) -> None:
    expected = {} if told is None else {"hotline": told}
    assert published_people(catalog(person, contact), KNOWN, DAY) == expected


def test_contact_page_shows_it_and_nothing_else_of_the_person(
    catalog: Callable[..., Catalog],
) -> None:
    desk = catalog(f"{GROUND}[name, role]")
    context = BuildContext(day=DAY, people=published_people(desk, KNOWN, DAY))
    made = files(desk.public(), context)
    page = made["en/contacts/index.md"].decode()
    assert "**Hotline**<br>Anna Prova, Head" in page
    written = b"\n".join(made.values())
    assert b"p-07" not in written
    assert b"603 3277" not in written
    assert b"anna.prova" not in written
    assert "Anna Prova" not in files(desk.public())["en/contacts/index.md"].decode()
