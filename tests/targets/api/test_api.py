"""The public catalog for programs: what it answers, and the schemas that it answers by."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator

from catalogs import catalogs, mended
from sportello.catalog import Loaded, load
from sportello.catalog.model import Catalog, PublicCatalog
from sportello.files import Files
from sportello.targets.api import api
from sportello.worktime import Calendar

Write = Callable[..., Path]
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
"""Not that which makes a failing example small: a catalog is large, and it takes half an hour."""


def read(files: Files, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[f"api/v1/{name}.json"])
    return found


def departures(files: Files) -> list[str]:
    """What its own schemas say against what it answers."""
    found = []
    for name in PublicCatalog.__struct_fields__:
        schema = read(files, f"schemas/{name}")
        Draft202012Validator.check_schema(schema)
        problems = Draft202012Validator(schema).iter_errors(read(files, name))
        found += [f"{name}: {each.json_path}: {each.message}" for each in problems]
    return found


def test_every_section_has_a_file_and_a_schema_that_it_follows(frozen: Loaded) -> None:
    files = api(frozen.catalog.public(), date(2026, 11, 28))
    assert departures(files) == []
    index = read(files, "index")
    assert list(index["sections"]) == list(PublicCatalog.__struct_fields__)
    known = {f"https://sportello.example/{path}" for path in files}
    assert {*index["sections"].values(), *index["schemas"].values()} < known
    assert index["updated"] == "2026-11-28"


@settings(max_examples=8, suppress_health_check=[*HealthCheck], deadline=None, phases=PHASES)
@given(data=catalogs())
def test_so_it_is_with_any_catalog(data: Mapping[str, Any]) -> None:
    assert departures(api(mended(data).public(), None)) == []


def test_a_schema_finds_what_is_not_as_it_says(frozen: Loaded) -> None:
    files = dict(api(frozen.catalog.public(), None))
    contacts = files["api/v1/contacts.json"].replace(b'"role": "support"', b'"role": "boss"', 1)
    broken = {**files, "api/v1/contacts.json": contacts}
    assert [each for each in departures(broken) if "'boss' is not one of" in each]


def test_an_entry_has_the_keys_of_its_yaml_and_every_text_in_every_language(
    catalog_at: Write,
) -> None:
    catalog = load(catalog_at()).catalog
    (wiki,) = (read(api(catalog.public(), None), "services")["services"][name] for name in ["wiki"])
    assert wiki == {
        "name": {"it": "Wiki", "en": "Wiki"},
        "provider": "acme",
        "family": "tools",
        "contacts": ["sales"],
        "mailbox": "help",
        "calendar": "office",
    }


def test_what_is_internal_is_in_none_of_them(catalog_at: Write) -> None:
    files = api(load(catalog_at()).catalog.public(), None)
    said = b"".join(files.values())
    assert [
        each for each in (b"Anna", b"secret of the provider", b"desk@tickets") if each in said
    ] == []


def test_a_calendar_is_its_week_and_the_days_that_differ(catalog_at: Write) -> None:
    exceptions = (
        '    exceptions: [{date: 2026-12-24, open: "08:00-12:00", why: {it: Vigilia, en: Eve}}]\n'
    )
    catalog = load(
        catalog_at(
            ("calendars.yaml", "    holidays: [italy]\n", f"    holidays: [italy]\n{exceptions}"),
            # A calendar is public only if something public names it.
        )
    ).catalog
    office = read(api(catalog.public(), None), "calendars")["calendars"]["office"]
    assert office["week"]["mon"] == ["08:00-18:00"]
    days = {each["date"]: each for each in office["days"]}
    assert days["2026-12-24"] == {
        "date": "2026-12-24",
        "open": ["08:00-12:00"],
        "why": {"it": "Vigilia", "en": "Eve"},
    }
    assert days["2026-12-25"]["open"] == []
    assert open_days(office) == expected_days(catalog.calendars["office"])


def open_days(office: Mapping[str, Any]) -> dict[str, list[str]]:
    """The hours of each date, as a reader of the file finds them."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    differ = {each["date"]: each["open"] for each in office["days"]}
    first, last = (date.fromisoformat(office["known"][end]) for end in ("from", "until"))
    dates = (date.fromordinal(each) for each in range(first.toordinal(), last.toordinal() + 1))
    return {
        str(day): differ.get(str(day), office["week"].get(names[day.weekday()], []))
        for day in dates
    }


def expected_days(calendar: Calendar) -> dict[str, list[str]]:
    first, last = date(2026, 1, 1), date(2027, 12, 31)
    dates = (date.fromordinal(each) for each in range(first.toordinal(), last.toordinal() + 1))
    return {str(day): [str(each) for each in calendar.day(day).hours] for day in dates}


@pytest.mark.parametrize("updated", [None, date(2026, 11, 28)])
def test_same_catalog_and_day_same_bytes(catalog_at: Write, updated: date | None) -> None:
    catalog: Catalog = load(catalog_at()).catalog
    assert api(catalog.public(), updated) == api(catalog.public(), updated)
    assert ("updated" in read(api(catalog.public(), updated), "services")) is bool(updated)
