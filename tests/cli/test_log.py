"""`sportello log`: what changed of a thing, as the history of a real repository has it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from conftest import Write
from repository import Git, new_repository

Run = Callable[..., Result]
HELP = "[postmaster@acme.example, abuse@acme.example]"


class Desk:
    """A catalog in a repository of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git: Git = new_repository(root.parent)

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.root / file).read_text()
        assert old in text
        (self.root / file).write_text(text.replace(old, new))

    def commit(self, subject: str, day: str) -> str:
        self.git("add", ".")
        self.git("commit", "-m", subject, at=f"{day}T10:00:00+01:00")
        return self.git("rev-parse", "--short", "HEAD")


@pytest.fixture
def desk(catalog_at: Write) -> Desk:
    """A desk whose promise, alias and hours changed one after the other, all in 2026."""
    desk = Desk(catalog_at())
    desk.commit("Begin", "2026-01-05")
    desk.edit("sla.yaml", "within: 40 business hours", "within: 48 business hours")
    desk.commit("Promise less", "2026-02-02")
    desk.edit("mailboxes.yaml", HELP, "[postmaster@acme.example]")
    desk.commit("Drop abuse@", "2026-03-02")
    desk.edit("calendars.yaml", "08:00-18:00", "09:00-18:00")
    desk.commit("Sleep longer", "2026-04-06")
    return desk


def subjects(run: Run, desk: Desk, *asked: str) -> list[str]:
    """The subjects of the commits that a log names."""
    result = run("log", *asked, "--format", "json", "--catalog", desk.root)
    assert result.exit_code == 0, result.output
    return [each["subject"] for each in json.loads(result.output)["commits"]]


@pytest.mark.parametrize(
    ("thing", "told"),
    [
        ("base", ["Sleep longer", "Promise less"]),
        ("abuse@acme.example", ["Drop abuse@"]),
        ("Abuse@ACME.example", ["Drop abuse@"]),
        ("acme.example", []),
        ("postmaster@acme.example", []),
        ("office", ["Sleep longer"]),
        ("sales", []),
        ("helpdesk", []),
    ],
)
def test_each_thing_has_the_commits_that_changed_it_the_newest_first(
    run: Run, desk: Desk, thing: str, told: list[str]
) -> None:
    assert subjects(run, desk, thing) == told


def test_a_commit_is_told_with_what_plan_says_of_it(run: Run, desk: Desk) -> None:
    said = run("log", "base", "--catalog", desk.root).output
    commit = desk.git("log", "-1", "--format=%h", "--grep", "Promise less")
    assert f"{commit} 2026-02-02  Promise less\n" in said
    assert "40 business hours in office -> 48 business hours in office" in said
    assert said.rstrip().endswith("2026-01-05, the first commit of the catalog.")


def test_what_was_approved_is_told_with_its_reason(run: Run, desk: Desk) -> None:
    desk.edit("sla.yaml", "within: 48 business hours", "within: 56 business hours")
    held_up = run("plan", "HEAD", "--fail-on", "weaker", "--catalog", desk.root)
    (desk.root / "approved.yaml").write_text(
        held_up.stderr[held_up.stderr.rindex("approved:\n") :].replace("why: ", "why: Fewer people")
    )
    desk.commit("Promise still less", "2026-05-04")
    assert "approved: Fewer people" in run("log", "base", "--catalog", desk.root).output
    newest = json.loads(run("log", "base", "--format", "json", "--catalog", desk.root).output)
    assert {each["approved"] for each in newest["commits"][0]["changes"]} == {"Fewer people"}


def test_what_is_expected_of_a_thing_is_part_of_its_history(run: Run, desk: Desk) -> None:
    tests = desk.root / "tests"
    tests.mkdir()
    (tests / "hours.yaml").write_text(
        "hours:\n  - {calendar: office, at: 2026-01-05T08:30:00+01:00, open: false, fact: asked}\n"
    )
    desk.commit("Expect a late morning", "2026-05-04")
    assert subjects(run, desk, "office")[0] == "Expect a late morning"
    assert "Expect a late morning" not in subjects(run, desk, "wiki")


def test_what_is_not_committed_is_no_history(run: Run, desk: Desk) -> None:
    desk.edit("sla.yaml", "within: 48 business hours", "within: 56 business hours")
    assert subjects(run, desk, "base") == ["Sleep longer", "Promise less"]


def test_a_merge_is_one_change(run: Run, desk: Desk) -> None:
    desk.git("switch", "-q", "-c", "branch")
    desk.edit("sla.yaml", "within: 48 business hours", "within: 50 business hours")
    desk.commit("Try", "2026-05-04")
    desk.edit("sla.yaml", "within: 50 business hours", "within: 56 business hours")
    desk.commit("Try again", "2026-05-05")
    desk.git("switch", "-q", "main")
    desk.git("merge", "-q", "--no-ff", "-m", "Less again", "branch", at="2026-05-06T10:00:00Z")
    assert subjects(run, desk, "base", "--limit", "1") == ["Less again"]


def test_a_new_name_is_followed_back_to_the_old_ones(run: Run, desk: Desk) -> None:
    desk.edit("contacts.yaml", "  sales:", "  trade:")
    desk.edit("services/main.yaml", "[sales, anna]", "[trade, anna]")
    desk.commit("Call it trade", "2026-05-04")
    desk.edit("contacts.yaml", "sales@acme.example", "trade@acme.example")
    desk.commit("Write to trade", "2026-06-01")
    assert subjects(run, desk, "trade") == ["Write to trade", "Call it trade"]
    assert "contacts: sales is now trade" in run("log", "trade", "--catalog", desk.root).output
    assert subjects(run, desk, "sales") == ["Call it trade"]


def test_what_is_gone_is_known_by_its_last_name(run: Run, desk: Desk) -> None:
    desk.edit(
        "contacts.yaml",
        "  sales: {name: {it: Commerciale, en: Sales}, provider: acme, mail: sales@acme.example}\n",
        "",
    )
    desk.edit("services/main.yaml", "[sales, anna]", "[anna]")
    desk.commit("Nobody sells", "2026-05-04")
    assert subjects(run, desk, "sales") == ["Nobody sells"]


def test_catalog_of_another_model_is_told_and_not_guessed(run: Run, catalog_at: Write) -> None:
    desk = Desk(catalog_at())
    desk.edit("sla.yaml", "within: 40 business hours", "inside: 40 business hours")
    old = desk.commit("As it was written once", "2026-01-05")
    desk.edit("sla.yaml", "inside: 40 business hours", "within: 40 business hours")
    new = desk.commit("As it is written now", "2026-02-02")
    result = run("log", "base", "--catalog", desk.root)
    assert f"Not readable before {new} 2026-02-02" in result.output
    assert f"the catalog of {old} has" in result.output


def test_over_commits_that_cannot_be_read_all_of_them_are_named(run: Run, desk: Desk) -> None:
    desk.edit("sla.yaml", "within: 48 business hours", "inside: 48 business hours")
    broken = desk.commit("Slip", "2026-05-04")
    desk.edit("sla.yaml", "inside: 48 business hours", "within: 56 business hours")
    desk.commit("Mend it", "2026-05-05")
    said = run("log", "base", "--limit", "2", "--catalog", desk.root).output
    assert f"2026-05-05  Mend it\n  (or in {broken}:" in said
    assert "48 business hours in office -> 56 business hours in office" in said


@pytest.mark.parametrize(
    ("asked", "told", "end"),
    [
        (("--limit", "1"), ["Sleep longer"], "a greater --limit looks further"),
        (("--limit", "3"), ["Sleep longer", "Promise less"], "the first commit of the catalog"),
        (("--since", "2026-03-01"), ["Sleep longer"], "older than the day asked for"),
        (("--since", "2026-02-02"), ["Sleep longer", "Promise less"], "older than the day"),
        (("--since", "2026-12-31"), [], "older than the day asked for"),
    ],
)
def test_it_says_where_it_stopped(
    run: Run, desk: Desk, asked: tuple[str, ...], told: list[str], end: str
) -> None:
    assert subjects(run, desk, "base", *asked) == told
    assert end in run("log", "base", *asked, "--catalog", desk.root).output


def test_clone_without_history_is_told_how_to_get_it(run: Run, desk: Desk, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    source = f"file://{desk.root.parent}"
    subprocess.run(["git", "clone", "-q", "--depth", "2", source, clone], check=True)
    result = run("log", "base", "--catalog", clone / "catalog")
    assert "Sleep longer" in result.output
    assert "git fetch --unshallow" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("bsae",), 'nothing was called "bsae"'),
        (("bsae",), 'did you mean "base"?'),
        (("abuse@acme.exampel",), 'did you mean "abuse@acme.example"?'),
        (("-",), "write an identifier"),
        (("base", "--limit", "0"), "'--limit'"),
        ((), "Missing argument 'THING'"),
    ],
)
def test_misuse_is_told(run: Run, desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    result = run("log", "--catalog", desk.root, *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_without_git_or_commits_it_is_told(run: Run, catalog_at: Write) -> None:
    root = catalog_at()
    assert "in no git repository" in run("log", "base", "--catalog", root).output
    new_repository(root.parent)
    result = run("log", "base", "--catalog", root)
    assert result.exit_code == 2
    assert "no commit has the catalog catalog" in result.output


def test_hidden_characters_of_a_message_are_shown_as_their_codes(run: Run, desk: Desk) -> None:
    desk.edit("sla.yaml", "within: 48 business hours", "within: 56 business hours")
    desk.commit("Less \u202egniht\u202c \x1b[31m", "2026-05-04")
    said = run("log", "base", "--limit", "1", "--catalog", desk.root).output
    assert "Less \\u{202e}gniht\\u{202c} \\u{001b}[31m" in said
