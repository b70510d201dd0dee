"""The files of a new desk: whatever the answers are, its catalog is without a mistake."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sportello.api.checking import check
from sportello.api.starting import start_desk
from sportello.catalog import load
from sportello.catalog.yaml.reader import read
from sportello.catalog.yaml.source_text import SourceText
from sportello.findings import Invalid
from sportello.starter.answers import READERS, Answers
from sportello.starter.files import PLACEHOLDER, Program, desk_files, read_program
from sportello.starter.origin import built_program, noted_program
from sportello.starter.untranslated import untranslated
from sportello.targets.site.checks.messages import our_messages
from sportello.targets.site.checks.po import Entry, entries
from workflows import ROOT
from workflows import read as read_workflow

WORKFLOWS = ROOT / ".github/workflows"
ANSWERS = {
    "name": "Acme support",
    "languages": "en, it",
    "timezone": "Europe/Rome",
    "country": "IT",
    "address": "help@acme.example",
    "hours": "mon-thu 09:00-13:00 14:00-18:00; fri 09:00-13:00",
}
COMMIT = "0123456789" * 4
DAY = date(2026, 11, 28)


def answers(**others: str) -> Answers:
    return Answers(**{name: READERS[name](text) for name, text in (ANSWERS | others).items()})


MESSAGES = len(our_messages())
NAMES = st.text(min_size=1, max_size=40).filter(lambda each: each.strip() and each.isprintable())


@given(NAMES)
@example('": {x} # $name ${program}')
@example("no")
@example("2026-01-05")
@example("a: b")
def test_a_name_is_written_so_that_it_is_read_again(name: str) -> None:
    files = desk_files(answers(name=name), 2026, PLACEHOLDER)
    document = read(files["catalog/helpdesk.yaml"], "helpdesk.yaml")
    assert document.findings == ()
    assert document.data["name"] == name.strip()
    assert document.data["country"] == "IT"


@pytest.mark.parametrize(
    ("languages", "country"),
    [
        ("en", "NO"),
        ("it", "IT"),
        ("it, en", "DE"),
        ("en, it", "US"),
        ("de", "AT"),
        ("it, ar", "IT"),
    ],
)
def test_catalog_is_without_a_mistake_in_every_language(
    languages: str, country: str, tmp_path: Path
) -> None:
    given = answers(languages=languages, country=country)
    start_desk(tmp_path, given, PLACEHOLDER, DAY)
    wordless = {each for each in given.languages if each not in {"it", "en"}}
    found = check(tmp_path / "catalog")
    assert [(each.code, each.where and each.where.file) for each in found] == [
        ("T003", f"{tmp_path}/site/messages/{each}.po") for each in wordless
    ]
    assert all(f"{MESSAGES} of {MESSAGES} messages" in each.message for each in found)
    assert load(tmp_path / "catalog").catalog.helpdesk.languages == given.languages


@pytest.mark.parametrize(("language", "forms"), [("de", 2), ("ja", 1), ("ar", 6)])
def test_what_is_to_be_translated_has_the_plural_forms_of_its_language(
    language: str, forms: int
) -> None:
    read = list(entries(SourceText("x.po", untranslated(language).decode())))
    messages = [each for each in read if isinstance(each, Entry) and each.key[1]]
    assert {each.key for each in messages} == set(our_messages())
    assert not any(each.is_translated for each in messages)
    assert {len(each.forms) for each in messages} == {1, forms}


def test_a_domain_is_written_in_its_own_letters(tmp_path: Path) -> None:
    start_desk(tmp_path, answers(address="hilfe@bürger.example"), PLACEHOLDER, DAY)
    assert check(tmp_path / "catalog") == []
    assert "xn--" not in (tmp_path / "catalog/mailboxes.yaml").read_text()
    assert set(load(tmp_path / "catalog").catalog.domains) == {"xn--brger-kva.example"}


@pytest.mark.parametrize("local", ["help", "postmaster", "abuse"])
def test_a_domain_takes_the_mail_that_it_must(local: str, tmp_path: Path) -> None:
    start_desk(tmp_path, answers(address=f"{local}@acme.example"), PLACEHOLDER, DAY)
    assert check(tmp_path / "catalog") == []
    (mailbox,) = load(tmp_path / "catalog").catalog.mailboxes.values()
    expected = {f"{each}@acme.example" for each in (local, "postmaster", "abuse")}
    assert {mailbox.address, *mailbox.aliases} == expected


def test_years_end_where_holidays_are_decreed_later() -> None:
    files = desk_files(answers(country="HU"), 2026, PLACEHOLDER)
    assert b"last: 2026}" in files["catalog/helpdesk.yaml"]


def test_read_me_file_is_in_the_main_language() -> None:
    assert b"pull request; the checks" in desk_files(answers(), 2026, PLACEHOLDER)["README.md"]
    italian = desk_files(answers(languages="it, en"), 2026, PLACEHOLDER)["README.md"]
    assert b"i controlli dicono" in italian
    assert len(italian.splitlines()) <= 11


def test_four_workflows_call_ours_by_one_commit() -> None:
    files = desk_files(answers(), 2026, Program("acme/sportello", COMMIT))
    workflows = {path: text for path, text in files.items() if path.startswith(".github/")}
    assert len(workflows) == 4
    for path, text in workflows.items():
        name = Path(path).name
        assert len(text.splitlines()) <= 14
        (job,) = yaml.safe_load(text)["jobs"].values()
        assert job["uses"] == f"acme/sportello/.github/workflows/desk-{name}@{COMMIT}"
        for called in read_workflow(WORKFLOWS / f"desk-{name}")["jobs"].values():
            for scope, right in called.get("permissions", {}).items():
                assert job["permissions"][scope] in {right, "write"}


def test_workflows_are_such_as_github_and_zizmor_find_right(tmp_path: Path) -> None:
    for path, content in desk_files(answers(), 2026, Program("acme/sportello", COMMIT)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    workflows = sorted((tmp_path / ".github/workflows").iterdir())
    assert len(workflows) == 4
    for program, *options in (
        ("check-jsonschema", "--builtin-schema", "vendor.github-workflows"),
        ("zizmor", "--offline"),
    ):
        command = [f"{sys.prefix}/bin/{program}", *options, *map(str, workflows)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "written", ["acme/sportello", "acme/sportello@v1", "x@" + COMMIT, "a b/c@"]
)
def test_a_program_is_named_by_repository_and_commit(written: str) -> None:
    with pytest.raises(Invalid, match="OWNER/REPOSITORY@COMMIT"):
        read_program(written)


@pytest.mark.parametrize(
    ("about", "program"),
    [
        (
            {"url": "https://github.com/acme/sportello.git", "vcs_info": {"commit_id": COMMIT}},
            Program("acme/sportello", COMMIT),
        ),
        ({"url": "https://git.example/sportello", "vcs_info": {"commit_id": COMMIT}}, None),
        ({"url": "file:///tmp/sportello.whl", "archive_info": {}}, None),
    ],
)
def test_what_was_installed_from_github_is_known(
    about: dict[str, object], program: Program | None
) -> None:
    assert noted_program(json.dumps(about)) == program


def test_a_wheel_knows_its_commit_and_maybe_its_repository() -> None:
    known = json.dumps({"repository": "acme/sportello", "commit": COMMIT})
    assert built_program(known) == Program("acme/sportello", COMMIT)
    unknown = json.dumps({"repository": "", "commit": COMMIT})
    assert built_program(unknown) == Program(PLACEHOLDER.repository, COMMIT)
