"""`sportello who`: whom to reach, why, and until when."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
Write = Callable[..., Path]
CONTACTS = """\
contacts:
  sales: {name: {it: Commerciale, en: Sales}, provider: acme, role: commercial, mail: sales@acme.example}
  anna: {name: Anna, kind: person, phone: 051/6033266, languages: [en]}
  hotline: {name: {it: Telefono, en: Hotline}, phone: 051/6033201, calendar: office, out_of_hours: night}
  night: {name: {it: Notte, en: Night line}, phone: 800 123456, only_from: IT, languages: [it]}
"""
PHONE = (
    "services/main.yaml",
    "contacts: [sales, anna]",
    "contacts: [hotline, anna], former: [page]",
)


@pytest.fixture
def root(catalog_at: Write) -> str:
    return str(catalog_at(PHONE, contacts=CONTACTS))


def test_answers_are_told_with_their_reason_and_their_end(run: Run, root: str) -> None:
    result = run("who", "wiki", "--at", "2026-03-02T20:00", "--catalog", root)
    assert result.exit_code == 0
    assert (
        result.output
        == """\
Wiki, Monday 2 March 2026 20:00

1. call 800 123 456, from IT only (Night line, speaks it)
   stands in for Hotline, which is closed: it opens Tuesday 3 March 2026 08:00
   holds until Tuesday 3 March 2026 08:00

2. write to help@acme.example
   closed, by the calendar office: opens Tuesday 3 March 2026 08:00
   holds until Tuesday 3 March 2026 08:00

All of this holds until Tuesday 3 March 2026 08:00.
"""
    )


def test_only_those_of_the_desk_are_told_of_people(run: Run, root: str) -> None:
    answers = run("who", "wiki", "--internal", "--language", "en", "--catalog", root).output
    assert "1. call 051 603 3266 (Anna, speaks en)\n" in answers
    assert "Anna" not in run("who", "wiki", "--language", "en", "--catalog", root).output


def test_json_tells_the_same(run: Run, root: str) -> None:
    asked = ("who", "wiki", "--at", "2026-03-02T20:00", "--catalog", root, "--format", "json")
    plain = json.loads(run(*asked).output)
    first = plain["answers"][0]
    assert (plain["source"], plain["until"]) == ("service", "2026-03-03T08:00:00+01:00")
    assert (first["state"], first["contact"], first["instead_of"]) == (
        "stand-in",
        "night",
        "hotline",
    )
    assert (first["phone"], first["only_from"]) == ("+39800123456", "IT")
    assert first["opens"] == first["until"] == "2026-03-03T08:00:00+01:00"


def test_a_former_name_leads_on_and_an_unknown_one_is_misuse(run: Run, root: str) -> None:
    assert run("who", "page", "--catalog", root).output.startswith("Wiki, ")
    result = run("who", "wikki", "--catalog", root)
    assert (result.exit_code, 'did you mean "wiki"?' in result.output) == (2, True)


def test_an_internal_service_is_told_of_when_asked_for(run: Run, catalog_at: Write) -> None:
    root = catalog_at(("services/main.yaml", "mailbox: help, tags", "visibility: internal, tags"))
    result = run("who", "pump", "--catalog", root)
    assert (result.exit_code, "ask with --internal" in result.output) == (2, True)
    result = run("who", "pump", "--internal", "--catalog", root)
    assert "its provider's contacts" in result.output
    assert result.exit_code == 0
