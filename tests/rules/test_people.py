"""What may be known of people, and until when, is held to what the catalog says."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sportello.api.checking import check_loaded
from sportello.catalog import load
from sportello.directory.overlay import read_people
from sportello.findings import Finding, FindingsError, Severity
from sportello.rules import check

Findings = Callable[..., list[Finding]]
Write = Callable[..., Path]
TEAMS = "teams:\n  front: {name: Front, provider: acme}\n"
PERSON = "people:\n  p-07: {{team: front, valid: {{from: 2026-01-07}}{more}}}\n"
FREE = (
    "contacts.yaml",
    "  anna: {name: Anna, kind: person",
    "  anna: {name: Head, visibility: internal, person: p-07",
)


def on_day(catalog_at: Write, day: str, more: str) -> list[tuple[str, Severity]]:
    root = catalog_at(FREE, teams=TEAMS, people=PERSON.format(more=more))
    return [(each.code, each.severity) for each in check(load(root), date.fromisoformat(day))]


PUBLIC = ", public: [name], basis: consent, keep_until: 2026-10-31"


@pytest.mark.parametrize(
    ("day", "more", "told"),
    [
        ("2026-10-31", PUBLIC, []),
        ("2026-11-01", PUBLIC, [("P011", Severity.ERROR)]),
        ("2026-11-01", ", keep_until: 2026-10-31", []),
    ],
)
def test_nothing_is_public_longer_than_it_may_be(
    catalog_at: Write, day: str, more: str, told: list[tuple[str, Severity]]
) -> None:
    assert on_day(catalog_at, day, more) == told


@pytest.mark.parametrize(("day", "told"), [("2026-03-03", []), ("2026-03-04", ["P012"])])
def test_who_left_is_told_after_thirty_days(catalog_at: Write, day: str, told: list[str]) -> None:
    people = "people:\n  p-07: {team: front, valid: {until: 2026-02-01}}\n"
    root = catalog_at(FREE, teams=TEAMS, people=people)
    assert [each.code for each in check(load(root), date.fromisoformat(day))] == told
    assert check(load(root)) == []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (", public: [name]", ['what is public of "p-07" has no "basis:" and no "keep_until:"']),
        (", public: [name], basis: consent", ['what is public of "p-07" has no "keep_until:"']),
        (PUBLIC, []),
        (", teams: [{team: front}]", ['"p-07" has both "team:" and "teams:"']),
    ],
)
def test_what_is_public_has_a_ground_and_an_end(
    findings_of: Findings, more: str, told: list[str]
) -> None:
    found = findings_of(FREE, teams=TEAMS, people=PERSON.format(more=more))
    assert [each.message for each in found] == told


def test_a_person_written_out_is_told_where_people_have_identifiers_or_all_is_public(
    findings_of: Findings,
) -> None:
    assert findings_of() == []
    people = {"teams": TEAMS, "people": PERSON.format(more="")}
    assert [each.code for each in findings_of(**people)] == ["P013"]
    public = ("helpdesk.yaml", "country: IT", "country: IT\nrepository: https://forge.example/x")
    assert [each.code for each in findings_of(public)] == ["P013"]


def test_lines_that_say_what_the_file_with_the_names_says_are_told(
    catalog_at: Write, tmp_path: Path
) -> None:
    note = ("services/main.yaml", "{name: Wiki, ", "{name: Wiki, note: Ask Rossi Anna, ")
    comment = ("teams.yaml", "teams:\n", "teams:  # mail anna.rossi@acme.example\n")
    root = catalog_at(FREE, teams=TEAMS, people=PERSON.format(more=""))
    for file, old, new in (note, comment):
        path = root / file
        path.write_text(path.read_text().replace(old, new))
    names = tmp_path / "names.yaml"
    names.write_text(
        "people:\n  p-07: {name: Anna Rossi, mail: anna.rossi@acme.example}\n  p-99: {name: Bo}\n"
    )
    loaded = load(root)
    found = check_loaded(root, loaded, people=read_people(names, loaded.catalog))
    told = [
        (each.code, each.where.file.rpartition("/")[2], each.message)
        for each in found
        if each.where
    ]
    assert told == [
        ("P014", "main.yaml", 'this says the name of "p-07"'),
        ("P014", "teams.yaml", 'this says the mail of "p-07"'),
        ("P015", "names.yaml", 'the catalog has no person "p-99"'),
    ]
    assert found[-1].where is not None
    assert found[-1].where.source == ""  # the line has a name
    assert check_loaded(root, loaded) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("people: {p-07: {nme: Anna}}", 'unknown key "nme"'),
        ("people: {p-07: {phone: 12}}", "12"),
        ("people: [p-07]", "expected keys with values"),
        ("people: {", "a value is expected here"),
    ],
)
def test_what_is_wrong_with_the_file_with_the_names_is_told_in_its_place(
    catalog_at: Write, tmp_path: Path, text: str, message: str
) -> None:
    names = tmp_path / "names.yaml"
    names.write_text(text)
    with pytest.raises(FindingsError) as caught:
        read_people(names, load(catalog_at()).catalog)
    assert "names.yaml" in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("team", "codes"),
    [("team: frnt, ", ["R001"]), ("", ["P009"]), ("teams: [{team: frnt}], ", ["R001"])],
)
def test_a_team_that_is_misspelt_is_told_once(
    findings_of: Findings, team: str, codes: list[str]
) -> None:
    people = f"people:\n  p-07: {{{team}valid: {{from: 2026-01-07}}}}\n"
    assert [each.code for each in findings_of(FREE, teams=TEAMS, people=people)] == codes
