"""A catalog written for another version answers as long as nothing that decides is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.sla.past import blocking_findings

Write = Callable[..., Path]
WIKI = ("services/main.yaml", "{name: Wiki,")


def codes(root: Path) -> list[str]:
    return [finding.code for finding in blocking_findings(load(root))]


@pytest.mark.parametrize(
    "change",
    [
        (*WIKI, "{name: Wiki, activation: 30 calendar days,"),
        (*WIKI, "{name: Wiki, colour: green,"),
        (
            *WIKI,
            "{name: Wiki, colour: green, tags: [a], "
            "phases: [{phase: x, valid: {until: 2026-03-31, from: 2026-01-01 Thursday}}],",
        ),
        ("contacts.yaml", "provider: acme,", "provider: acme, fax: 1,"),
    ],
)
def test_error_elsewhere_does_not_block(catalog_at: Write, change: tuple[str, str, str]) -> None:
    root = catalog_at(change)
    assert load(root).findings != ()
    assert codes(root) == []


@pytest.mark.parametrize(
    "change",
    [
        (*WIKI, "{name: Wiki, tags: [Not An Id],"),
        (*WIKI, "{name: Wiki, calendar: elsewhere,"),
        (*WIKI, "{name: Wiki, phases: [{phase: x}],"),
        (*WIKI, "{name: Wiki, phases: [{phase: x, valid: {form: 2026-01-01, until: 2026-03-31}}],"),
        (*WIKI, "{name: Wiki, phases: [{phase: x, valid: {from: soon, until: 2026-03-31}}],"),
        (*WIKI, "{name: Wiki, phases: [x],"),
        (*WIKI, "{name: Wiki, phases: x,"),
        (*WIKI, "{name: Wiki, phases: [{phase: x, valid: 5}],"),
        (*WIKI, "{name: Wiki, tags: ,"),
        (*WIKI, "{name: Wiki, tags: 5,"),
        (*WIKI, "{name: Wiki, provider: nobody,"),
        (*WIKI, "{nome: Wiki,"),
        ("services/main.yaml", "services:", "services: {"),
        ("sla.yaml", "within: 1 business hour", "within: 1 day"),
        ("calendars.yaml", "08:00-18:00", "08:00-18"),
        ("helpdesk.yaml", "languages", "langages"),
    ],
)
def test_error_in_what_decides_blocks(catalog_at: Write, change: tuple[str, str, str]) -> None:
    assert codes(catalog_at(change)) != []


def test_catalog_without_a_desk_blocks(catalog_at: Write) -> None:
    root = catalog_at()
    (root / "helpdesk.yaml").unlink()
    assert codes(root) == ["F002"]
