"""Whose an entry is, how the forge calls them, and the file CODEOWNERS."""

from collections.abc import Callable

import pytest

from conftest import Write
from sportello.catalog import load
from sportello.catalog.model.scalars import Handle
from sportello.catalog.owners import codeowners, handle_of, team_of
from sportello.findings import Finding, Invalid

TEAMS = """\
teams:
  desk: {name: Desk, provider: acme, handles: {github: "@acme/desk", gitlab: "@acme/it/desk"}}
  front: {name: Front, provider: acme, handles: {github: "@acme/front"}}
  night: {name: Night, provider: acme, parent: front}
"""
OWNER = ("mailboxes.yaml", "acknowledge: standard}", "acknowledge: standard, owner: night}")
TEAM = ("services/main.yaml", "tags: [critical]", "tags: [critical], team: desk")
GITLAB = (
    "helpdesk.yaml",
    "country: IT",
    "country: IT\nrepository: https://gitlab.acme.example/desk",
)


@pytest.mark.parametrize(
    ("entry", "team"),
    [
        (("services", "pump"), "desk"),
        (("services", "wiki"), "night"),
        (("mailboxes", "help"), "night"),
        (("teams", "front"), "front"),
        (("contacts", "anna"), ""),
        (("helpdesk",), ""),
        (("services", "gone"), ""),
        (("tests", "first"), ""),
    ],
)
def test_an_entry_is_its_teams_or_that_of_its_mailbox(
    catalog_at: Write, entry: tuple[str, ...], team: str
) -> None:
    assert team_of(load(catalog_at(OWNER, TEAM, teams=TEAMS)).catalog, entry) == team


def test_a_team_without_a_handle_is_called_by_the_one_that_it_is_part_of(
    catalog_at: Write,
) -> None:
    catalog = load(catalog_at(teams=TEAMS)).catalog
    called = {team: handle_of(catalog, team) for team in ("desk", "front", "night", "gone")}
    assert called == {
        "desk": "@acme/desk",
        "front": "@acme/front",
        "night": "@acme/front",
        "gone": "",
    }
    assert handle_of(load(catalog_at(GITLAB, teams=TEAMS)).catalog, "desk") == "@acme/it/desk"


def test_codeowners_names_files_that_are_of_teams_and_any_team_for_the_rest(
    catalog_at: Write,
) -> None:
    loaded = load(catalog_at(OWNER, TEAM, teams=TEAMS))
    title, *lines = codeowners(loaded.catalog, loaded.documents.holders, "catalog/").splitlines()
    assert title.startswith("# Made by `sportello codeowners`")
    assert lines == [
        "/catalog/ @acme/desk @acme/front",
        "/catalog/services/main.yaml @acme/front @acme/desk",
    ]


@pytest.mark.parametrize("written", ["@acme", "@acme/front", "@a-b/c.d/e_f", "@01s"])
def test_a_handle_is_as_forges_write_it(written: str) -> None:
    assert Handle(written) == written


@pytest.mark.parametrize(
    "written",
    ["acme", "@", "@acme/", "@a b", "@a\n", "@a]", "@a/_b_", "@a--b", "@a<b>", "@é", "@a@b", "@" + "a" * 100],
)  # fmt: skip
def test_nothing_else_is_a_handle(written: str) -> None:
    with pytest.raises(Invalid, match="@acme/front"):
        Handle(written)


def test_a_wrong_handle_is_found(findings_of: Callable[..., list[Finding]]) -> None:
    (finding,) = findings_of(teams=TEAMS.replace('"@acme/front"', "front"))
    assert finding.message == '"front" is no handle on a forge'
