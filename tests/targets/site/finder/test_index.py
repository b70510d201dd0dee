"""The finder's index: what it holds of a catalog, and the words that a desk writes for it."""

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from sportello.catalog import load
from sportello.findings import Invalid
from sportello.targets.site import files
from sportello.targets.site.asked_words import asked_words
from sportello.targets.site.sources import own_sources

Write = Callable[..., Path]

MAILBOXES = """\
domains: [acme.example]
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
mailboxes:
  help: {address: help@acme.example, deliver_to: [desk], aliases: [secret@acme.example]}
  older: {address: older@acme.example, retired: {since: 2024-01-01, successor: old}}
  old: {address: old@acme.example, retired: {since: 2025-01-01, successor: help}}
  gone:
    address: gone@acme.example
    retired: {since: 2025-01-01, text: {it: Servizio chiuso, en: The service has ended}}
"""
SERVICES = """\
families:
  tools: {name: {it: Strumenti, en: Tools}, provider: acme}
defaults:
  provider: acme
  family: tools
  intake: [{it: Lo dicono tutti, en: All say so}]
services:
  wiki:
    name: Wiki
    mailbox: help
    summary: {it: Solo qui, en: Only here}
    keywords: [pagine]
  pump: {name: {it: Pompa, en: Pump}, channels: [{kind: portal, reachable: {it: Là, en: There}}]}
"""


def entries(root: Path, language: str = "en") -> dict[str, Mapping[str, Any]]:
    """The entries of a catalog's index by title."""
    index = json.loads(files(load(root).catalog.public())[f"{language}/assets/finder.json"])
    return {entry["title"]: entry for entry in index["entries"]}


def test_a_service_shows_what_answers_and_is_found_by_its_other_words(catalog_at: Write) -> None:
    found = entries(catalog_at(**{"services/main": SERVICES}))
    assert found["Wiki"] == {
        "title": "Wiki",
        "url": "services/wiki/",
        "kind": "Service",
        "mail": "help@acme.example",
        "names": ["Wiki"],
        "words": ["pagine"],
        "places": ["help@acme.example"],
        "groups": ["Strumenti", "Tools", "ACME"],
        "about": ["Only here"],
    }
    assert found["Pump"]["names"] == ["Pompa", "Pump"]
    assert found["Pump"]["way"] == "Portal"


def test_hours_that_nobody_confirmed_say_so(made: Mapping[str, bytes]) -> None:
    index = json.loads(made["en/assets/finder.json"])
    hours = {entry["title"]: entry.get("hours", "") for entry in index["entries"]}
    assert hours["Xmart"].endswith("14:00–18:00. Hours not confirmed.")
    assert hours["Trade credit platform"] == "Monday to Friday 08:00–18:00"


def test_an_address_out_of_use_says_where_to_write_instead(catalog_at: Write) -> None:
    found = entries(catalog_at(mailboxes=MAILBOXES))
    kind = "no longer in use; write to:"
    for address in ("old@acme.example", "older@acme.example"):
        assert (found[address]["kind"], found[address]["mail"]) == (kind, "help@acme.example")
    gone = found["gone@acme.example"]
    assert (gone["kind"], gone["way"]) == ("no longer in use", "The service has ended")
    assert "mail" not in gone


def test_a_provider_is_what_stands_for_all_of_its_services(
    catalog_at: Write, made: Mapping[str, bytes]
) -> None:
    found = entries(catalog_at(**{"services/main": SERVICES}))
    assert "ACME" not in found
    assert found["Tools"]["words"] == ["ACME"]
    index = json.loads(made["en/assets/finder.json"])
    kinds = {entry["title"]: entry.get("kind", "") for entry in index["entries"]}
    assert [title for title, kind in kinds.items() if kind == "Provider"] == ["Ditech", "SPinfo.it"]


def test_every_address_is_that_of_a_page(made: Mapping[str, bytes], built: Path) -> None:
    for language, folder in (("it", built), ("en", built / "en")):
        index = json.loads(made[f"{language}/assets/finder.json"])
        assert json.loads((folder / "assets/finder.json").read_bytes()) == index
        for entry in index["entries"]:
            path, _, anchor = entry["url"].partition("#")
            page = (folder / path / "index.html").read_text("utf-8")
            assert not anchor or f'id="{anchor}"' in page, entry["url"]


def test_nothing_internal_is_in_it(catalog_at: Write) -> None:
    root = catalog_at(**{"mailboxes": MAILBOXES, "services/main": SERVICES})
    index = files(load(root).catalog.public())["it/assets/finder.json"].decode()
    assert "secret" not in index
    assert "Anna" not in index
    assert "tickets.example" not in index


def test_the_index_of_fifty_services_is_small(indexes: Mapping[str, bytes]) -> None:
    assert {
        language: len(gzip.compress(index)) < 12_000 for language, index in indexes.items()
    } == {
        "it": True,
        "en": True,
    }


def test_a_language_without_words_of_its_own_has_none() -> None:
    assert asked_words(own_sources(), "de").pages == {}
    assert asked_words(own_sources(), "it").pages["hours"]


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("pages: {hours: Uhr}", 'site/words/de.yaml:1: "Uhr" cannot stand here', "[Uhr]"),
        ("ignored: [a]", "site/words/de.yaml:1: a list cannot stand here", "write a text"),
        ("stop: der die", 'site/words/de.yaml:1: unknown key "stop"', "allowed: commercial, "),
        ("pages: [", "site/words/de.yaml:1: a value is expected here", "quotes"),
        ("pages:\n  hour: [Uhr]", 'de.yaml:2: unknown key "hour"', 'did you mean "hours"?'),
    ],
)
def test_words_that_cannot_be_read_are_told(written: str, message: str, hint: str) -> None:
    with pytest.raises(Invalid) as told:
        asked_words({"words/de.yaml": written.encode()}, "de")
    assert message in told.value.message
    assert hint in told.value.hint
