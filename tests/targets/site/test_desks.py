"""Home: the desks with their hours, their closed days; and all services by the alphabet."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from sportello.catalog import load
from sportello.catalog.model import PublicCatalog, Text
from sportello.targets.site import files
from sportello.targets.site.closures import closures
from sportello.targets.site.desks import MOST, by_letter, desks

Write = Callable[..., Path]

CALENDARS = """\
holidays: {italy: {country: IT}}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
    exceptions: [{from: 2026-08-13, to: 2026-08-14, closed: true, why: {it: Ferie, en: Summer}}]
  plant: {timezone: Europe/Rome, week: {mon-sat: "08:00-18:00"}, holidays: [italy]}
"""
PROVIDERS = "providers: {acme: {name: ACME}, pit: {name: Pit}, quiet: {name: Quiet}}\n"
SERVICES = """\
families: {tools: {name: Tools, provider: acme}}
services:
  wiki: {name: Wiki, provider: acme, family: tools, calendar: office}
  pump: {name: Èlite, provider: acme, calendar: office}
  forge: {name: echo, provider: acme}
  hoist: {name: 7 hoists, provider: pit, calendar: plant}
"""


@pytest.fixture
def desk(catalog_at: Write) -> PublicCatalog:
    root = catalog_at(
        providers=PROVIDERS,
        calendars=CALENDARS,
        mailboxes="",
        contacts="",
        teams="",
        sla="policies: {all: {name: All}}\n",
    )
    (root / "services/main.yaml").write_text(SERVICES)
    loaded = load(root)
    assert not [each for each in loaded.findings if each.severity == "error"]
    return loaded.catalog.public()


def test_services_answered_in_the_same_hours_stand_together(desk: PublicCatalog) -> None:
    acme, pit = desks(desk)
    assert (acme.provider, pit.provider) == ("acme", "pit")
    assert [(each.calendar, each.families, each.services) for each in acme.counters] == [
        ("office", ("tools",), ("pump",)),
        (None, (), ("forge",)),
    ]


def test_many_services_are_told_by_their_number(desk: PublicCatalog) -> None:
    pump = desk.services["pump"]
    many = {f"pump-{n}": pump for n in range(MOST + 3)}
    (acme,) = desks(replace(desk, services=many))
    assert (len(acme.counters[0].services), acme.counters[0].more) == (MOST, 3)
    home = files(replace(desk, services=many))["en/index.md"].decode()
    assert "3 other services</a>" in home


def test_letters_know_no_accents_and_no_capitals(desk: PublicCatalog) -> None:
    assert by_letter(desk, "en") == (("#", ("hoist",)), ("E", ("forge", "pump")), ("W", ("wiki",)))
    wiki = replace(desk.services["wiki"], name=Text({"it": "Òreb", "en": "Wiki"}))
    assert by_letter(replace(desk, services={"wiki": wiki}), "it") == (("O", ("wiki",)),)


def test_only_days_with_hours_otherwise_are_closures(desk: PublicCatalog) -> None:
    found = {each.date: each for each in closures(desk)}
    assert found[date(2026, 12, 8)].why["it"] == "Immacolata Concezione"
    assert found[date(2026, 12, 8)].providers == ()
    assert found[date(2026, 8, 13)].why["en"] == "Summer"
    assert found[date(2026, 8, 13)].providers == ("acme",)
    assert found[date(2026, 8, 15)].providers == ("pit",)  # a Saturday
    assert date(2026, 11, 1) not in found  # a Sunday
    assert list(found) == sorted(found)


def test_without_hours_there_is_no_list_of_closures(desk: PublicCatalog) -> None:
    services = {name: replace(each, calendar=None) for name, each in desk.services.items()}
    assert "Next closures" in files(desk)["en/index.md"].decode()
    assert "Next closures" not in files(replace(desk, services=services))["en/index.md"].decode()
