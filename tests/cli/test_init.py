"""`sportello init`: a desk from six answers, in one step, and nothing overwritten."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kills import killed_at
from sportello.api.starting import start_desk
from sportello.files import list_tree
from sportello.starter.files import PLACEHOLDER, Program
from starter.test_files import ANSWERS, COMMIT, DAY, answers

Run = Callable[..., Result]
FLAGS = [part for name, text in ANSWERS.items() for part in (f"--{name}", text)]


def test_new_desk_passes_keeps_what_it_expects_and_has_a_site(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    started = run("init", *FLAGS, "--program", f"acme/sportello@{COMMIT}")
    assert started.exit_code == 0
    assert "catalog/helpdesk.yaml" in started.output
    assert "zeros" not in started.output
    assert "no problems" in run("check").output
    assert run("test").output == "All 2 expectations hold.\n"
    assert run("build").exit_code == 0
    assert (
        "help@acme.example" in (tmp_path / "build/site/services/questions/index.html").read_text()
    )
    assert (tmp_path / "catalog/.sportello/schema/services.json").is_file()


def test_a_desk_in_a_language_that_the_site_does_not_speak_has_its_words_to_translate(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    started = run("init", *FLAGS, "--languages", "de", "--name", "Bürgerbüro")
    assert started.exit_code == 0
    assert "in English what is not translated yet in site/messages/de.po" in started.output
    assert "write what they mean into the empty msgstr" in run("check").output
    words = tmp_path / "site/messages/de.po"
    services = 'msgctxt "menu"\nmsgid "Services"\nmsgstr ""\n'
    assert services in words.read_text()
    words.write_text(words.read_text().replace(services, services.replace('""', '"Dienste"')))
    assert run("build").exit_code == 0
    page = (tmp_path / "build/site/index.html").read_text()
    assert '<html lang="de"' in page
    assert "Dienste" in page
    assert "Bürgerbüro" in page


def test_nobody_is_asked_where_nobody_is_and_what_is_missing_is_named(
    run: Run, tmp_path: Path
) -> None:
    result = run("init", tmp_path / "desk", *FLAGS[:4])
    assert result.exit_code == 2
    assert "--name" not in result.output
    assert '--timezone "Europe/Rome"' in result.output
    assert '--hours "mon-thu' in result.output
    assert not (tmp_path / "desk").exists()


def test_all_wrong_answers_are_told_at_once(run: Run, tmp_path: Path) -> None:
    wrong = ("--country", "Italy", "--address", "help", "--program", f"acme/sportello@{COMMIT}")
    result = run("init", tmp_path / "desk", *FLAGS, *wrong)
    assert result.exit_code == 2
    assert '--country: "Italy" is not a country' in result.output
    assert '--address: "help" is not a mail address' in result.output
    assert not (tmp_path / "desk").exists()


def test_a_person_is_asked_and_asked_again_after_a_mistake(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sportello", "init", "desk", "--name", "Acme"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as asking:  # fmt: skip
        os.close(theirs)
        typed = ["en", "Europe/Roma", "Europe/Rome", "IT", "help@acme.example", "mon 09:00-18:00"]
        os.write(ours, "".join(f"{each}\n" for each in typed).encode())
        said, _ = asking.communicate(timeout=120)
    os.close(ours)
    assert asking.returncode == 0, said
    assert "What the desk is called" not in said
    assert said.count("Its main time zone") == 2
    assert '"Europe/Roma" is not a time zone' in said
    assert (tmp_path / "desk/catalog/helpdesk.yaml").is_file()


@pytest.mark.parametrize("there", ["catalog/mine.yaml", "README.md", ".github", ".gitignore"])
def test_nothing_is_overwritten(run: Run, tmp_path: Path, there: str) -> None:
    file = tmp_path / there
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine\n")
    result = run("init", tmp_path, *FLAGS)
    assert result.exit_code == 2
    assert "already, and nothing is overwritten: name an empty directory" in result.output
    assert list_tree(tmp_path) == (there,)
    assert file.read_text() == "mine\n"


def test_no_file_is_written_through_a_link(run: Run, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / ".github").symlink_to(elsewhere)
    assert run("init", desk, *FLAGS).exit_code == 2
    assert list_tree(elsewhere) == ()


def test_a_repository_that_is_empty_otherwise_takes_a_desk(run: Run, tmp_path: Path) -> None:
    for name in (".git/HEAD", "LICENSE", ".github/dependabot.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine\n")
    assert run("init", tmp_path, *FLAGS).exit_code == 0
    assert (tmp_path / ".github/dependabot.yml").read_text() == "mine\n"
    assert run("check", "--catalog", tmp_path / "catalog").exit_code == 0


@pytest.mark.parametrize(
    ("installed", "told", "silent"),
    [
        (PLACEHOLDER, ("in place of OWNER/sportello", "in place of the zeros"), ()),
        (Program(PLACEHOLDER.repository, COMMIT), ("in place of OWNER/sportello",), ("zeros",)),
        (Program("acme/sportello", COMMIT), (), ("which Sportello to run", "zeros")),
    ],
)
def test_what_is_not_known_of_the_program_is_told(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    installed: Program,
    told: tuple[str, ...],
    silent: tuple[str, ...],
) -> None:
    monkeypatch.setattr("sportello.starter.origin.installed_from", lambda: installed)
    said = run("init", tmp_path / "desk", *FLAGS).output
    assert [each for each in told if each not in said] == []
    assert [each for each in silent if each in said] == []
    workflow = (tmp_path / "desk/.github/workflows/check.yml").read_text()
    assert f"uses: {installed.repository}/" in workflow
    assert f"@{installed.commit}\n" in workflow


def test_killed_at_any_moment_leaves_no_catalog_or_a_whole_desk(tmp_path: Path) -> None:
    """What was killed can be begun again with the same answers."""
    whole = tmp_path / "whole"
    start_desk(whole, answers(), PLACEHOLDER, DAY)
    desk = tmp_path / "desk"
    step, killed = 1, True
    while killed:
        killed = killed_at(step, lambda: start_desk(desk, answers(), PLACEHOLDER, DAY))
        if (desk / "catalog").exists():
            assert list_tree(desk / "catalog") == list_tree(whole / "catalog")
            break
        step += 11
    if not (desk / "catalog").exists():
        start_desk(desk, answers(), PLACEHOLDER, DAY)
    assert {path: (desk / path).read_bytes() for path in list_tree(whole)} == {
        path: (whole / path).read_bytes() for path in list_tree(whole)
    }


def test_what_fails_takes_back_what_it_has_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        if path.name == "nightly.yml":
            raise OSError(28, "No space left on device", str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    monkeypatch.setattr("sportello.api.starting.write_file", full)
    with pytest.raises(OSError, match="No space left"):
        start_desk(tmp_path / "new" / "desk", answers(), PLACEHOLDER, DAY)
    assert list(tmp_path.iterdir()) == []
