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


PEOPLE = {
    "teams": "teams:\n  front: {name: Front, provider: acme}\n",
    "people": "people:\n  p-07: {team: front, valid: {from: 2026-01-07}, public: [role], "
    "basis: contract, keep_until: 2027-12-31}\n"
    "  p-08: {team: front, valid: {from: 2026-01-07}}\n",
    "rota": "rotas:\n  phone: {name: Shifts, provider: acme, contact: hotline, "
    "seats: {one: {team: front}, two: {team: front}}, "
    'shifts: {morning: {mon-fri: "08:00-13:00"}}, '
    "turns: [{starts: 2026-01-05 Monday, turn: week, order: {one: [p-07], two: [p-08]}}], "
    "absences: [{person: p-08, from: 2026-03-02, until: 2026-03-02}]}\n",
}
NAMES = "people:\n  p-07: {name: Anna Rossi, phone: 051/6033277}\n"


@pytest.fixture
def staffed(catalog_at: Write, tmp_path: Path) -> tuple[str, str]:
    """A catalog with a rota, and the file with the names."""
    function = CONTACTS.replace(
        "name: Anna, kind: person", "name: Head, person: p-07, visibility: internal"
    )
    root = catalog_at(PHONE, contacts=function, **PEOPLE)
    names = tmp_path / "names.yaml"
    names.write_text(NAMES)
    return str(root), str(names)


def test_who_sits_there_is_told_to_the_desk_alone(run: Run, staffed: tuple[str, str]) -> None:
    root, names = staffed
    asked = ("who", "wiki", "--at", "2026-03-02T10:00", "--catalog", root)
    result = run(*asked, "--internal", "--people", names)
    hotline = """\
1. write to help@acme.example
"""
    assert hotline in result.output or "call 051 603 3201 (Hotline)" in result.output
    assert (
        "   one: Anna Rossi\n   two: nobody\n   holds until Monday 2 March 2026 13:00\n"
        in result.output
    )
    assert "   one: p-07\n" in run(*asked, "--internal").output
    public = run(*asked, "--people", names).output
    assert "Anna Rossi" not in public
    assert "one:" not in public


def test_all_that_is_held_and_published_of_a_person_is_told(
    run: Run, staffed: tuple[str, str], tmp_path: Path
) -> None:
    root, names = staffed
    built = tmp_path / "built"
    (built / "site").mkdir(parents=True)
    (built / "site" / "index.html").write_text("<p>\nCall <b>Anna</b> Rossi, 051 603 3277\n")
    asked = ("who", "--person", "p-07", "--catalog", root, "--people", names, "--built", str(built))
    result = run(*asked)
    assert result.exit_code == 0
    assert (
        result.output.replace(f"{root}/", "").replace(f"{tmp_path}/", "")
        == """\
p-07: Anna Rossi
May be published until 2027-12-31 (contract): role.

In the file with the names:
  names.yaml:2: identifier, name, phone

In the catalog:
  contacts.yaml:3: identifier
  people.yaml:2: identifier
  rota.yaml:2: identifier

In what was built:
  built/site/index.html:2: name, phone

Not looked into: the history of git, copies of the catalog elsewhere, mail servers and ticket systems. docs/people.md says how.
"""
    )
    plain = json.loads(run(*asked, "--format", "json").output)
    assert plain["known"] == {"name": "Anna Rossi", "phone": "+390516033277", "mail": None}
    assert plain["public"] == {"fields": ["role"], "basis": "contract", "keep_until": "2027-12-31"}
    assert [each["kind"] for each in plain["places"]] == ["overlay", *["catalog"] * 3, "built"]


def test_a_person_whom_only_the_file_knows_is_looked_for_all_the_same(
    run: Run, staffed: tuple[str, str], tmp_path: Path
) -> None:
    root, _ = staffed
    names = tmp_path / "kept.yaml"
    names.write_text("people:\n  p-70: {name: Bruno Finto}\n")
    page = tmp_path / "built" / "index.html"
    page.parent.mkdir()
    page.write_text("Bruno Finto\n")
    schema = Path(root, ".sportello", "schema", "rota.json")
    schema.parent.mkdir(parents=True, exist_ok=True)
    schema.write_text('"p-70"\n')
    asked = ("who", "--person", "p-70", "--catalog", root, "--people", str(names))
    result = run(*asked, "--built", str(page.parent))
    assert result.exit_code == 0
    assert f"{page}:1: name\n" in result.output
    assert "In the catalog:" not in result.output


def test_a_person_that_nobody_knows_and_both_questions_at_once_are_misuse(
    run: Run, staffed: tuple[str, str]
) -> None:
    root, _ = staffed
    result = run("who", "--person", "p-70", "--catalog", root)
    assert result.exit_code == 2
    assert 'nobody is called "p-70": allowed: p-07, p-08' in result.output
    assert run("who", "wiki", "--person", "p-07", "--catalog", root).exit_code == 2
    assert run("who", "--catalog", root).exit_code == 2
