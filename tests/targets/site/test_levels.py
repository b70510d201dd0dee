"""The page of the levels: one table of what holds, each time with its explanation below."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from sportello.catalog import load
from sportello.catalog.model import PublicCatalog
from sportello.directory.ways import all_ways
from sportello.targets.site import files
from sportello.targets.site.levels import level_rows, severities_by_provider, version
from sportello.targets.site.sheet import all_policies

Write = Callable[..., Path]
PAGES = {"it": "it/livelli-di-servizio/index.md", "en": "en/service-levels/index.md"}


def told(catalog: PublicCatalog) -> list[tuple[str, str, str, str]]:
    """Each row of the table as words: services, channels, severities, policies."""
    return [
        (
            " ".join(row.services),
            " ".join(row.channels),
            " ".join(row.severities),
            " ".join(key for key, _ in row.levels),
        )
        for row in level_rows(catalog, all_policies(catalog), all_ways(catalog))
    ]


def small(catalog_at: Write, *changes: tuple[str, str, str]) -> PublicCatalog:
    return load(catalog_at(*changes)).catalog.public()


def test_services_that_are_promised_the_same_share_a_row(catalog_at: Write) -> None:
    assert told(small(catalog_at)) == [
        ("wiki pump", "", "high", "high"),
        ("wiki pump", "", "ordinary", "base"),
    ]


def test_a_channel_of_its_own_promise_has_a_row(catalog_at: Write) -> None:
    by_phone = (
        "  phone: {name: Phone, when: {channel: [phone]}, "
        "targets: {first_response: {within: immediate, calendar: office}}}\n"
    )
    catalog = small(
        catalog_at,
        ("sla.yaml", "policies:\n", f"policies:\n{by_phone}"),
        ("services/main.yaml", "wiki: {", "wiki: {channels: [{kind: mail}, {kind: phone, reachable: Call}], "),
    )  # fmt: skip
    assert [row for row in told(catalog) if row[0] == "wiki"] == [
        ("wiki", "mail", "high", "high"),
        ("wiki", "mail", "ordinary", "base"),
        ("wiki", "phone", "", "phone"),
    ]


def test_what_depends_on_the_ticket_stands_before_what_holds_for_the_rest(
    catalog_at: Write,
) -> None:
    catalog = small(catalog_at, ("sla.yaml", "    when: {severity: [high]}", "    when: {type: [incident]}"))  # fmt: skip
    assert told(catalog) == [("wiki pump", "", "", "high base")]
    page = files(catalog)["en/service-levels/index.md"].decode()
    assert '<small>Kind of ticket: Incident:</small> <a href="#level-high">' in page


@pytest.mark.parametrize("page", PAGES.values())
def test_each_time_leads_to_its_explanation(page: str, pages: dict[str, str]) -> None:
    named = set(re.findall(r'<a href="#([^"]+)">', pages[page]))
    assert named
    assert named <= set(re.findall(r"^### .*\{: #(\S+) \}$", pages[page], re.MULTILINE))


@pytest.mark.parametrize("page", PAGES.values())
def test_no_condition_is_shown_by_its_identifier(page: str, pages: dict[str, str]) -> None:
    assert "<code>" not in pages[page]


def test_severities_stand_with_whom_they_belong_to(public: PublicCatalog) -> None:
    assert severities_by_provider(public) == ((("spinfo",), ("high", "ordinary")),)


def test_the_version_changes_with_the_levels_alone(
    public: PublicCatalog, pages: dict[str, str]
) -> None:
    before = version(public)
    fewer = dict(list(public.policies.items())[1:])
    assert version(replace(public, policies=fewer)) != before
    assert version(replace(public, services={})) == before
    assert f"Version {before}:" in pages[PAGES["en"]]


def test_where_nothing_has_a_time_that_is_said_once(pages: dict[str, str]) -> None:
    (row,) = [line for line in pages[PAGES["en"]].splitlines() if ">SiSemplice</a> |" in line]
    assert row.count("no time is stated") == 1
    assert 'href="#level-sisemplice"' in row


def test_at_once_is_told_with_the_hours_in_which_it_holds(pages: dict[str, str]) -> None:
    assert (
        "First contact <strong>at once</strong> (Monday to Friday 08:00–18:00)"
        in pages[PAGES["en"]]
    )


def test_a_policy_called_like_a_section_has_an_address_of_its_own(catalog_at: Write) -> None:
    catalog = small(catalog_at, ("sla.yaml", "  base:\n", "  words:\n"))
    page = files(catalog)["en/service-levels/index.md"].decode()
    ids = re.findall(r"\{: #(\S+) \}", page)
    assert "level-words" in ids
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("maintenance", "english", "italian"),
    [
        ("remove", "taken out of what is measured", "si toglie da quello misurato"),
        ("forgive", "is no failure", "non è un disservizio"),
    ],
)
def test_what_announced_maintenance_does_to_availability_is_said(
    catalog_at: Write, maintenance: str, english: str, italian: str
) -> None:
    promise = f"availability:\n  up: {{service: [wiki], percent: 99.5, window: month, maintenance: {maintenance}}}\n"
    catalog = small(catalog_at, ("sla.yaml", "severities:", f"{promise}severities:"))
    pages = files(catalog)
    assert english in pages[PAGES["en"]].decode()
    assert italian in pages[PAGES["it"]].decode()
