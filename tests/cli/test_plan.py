"""`sportello plan`: revisions of a real repository, and directories, in every form."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from conftest import Write
from repository import new_repository

SLOWER = ("sla.yaml", "within: 40 business hours", "within: 48 business hours")
Run = Callable[..., Result]


@pytest.fixture
def repository(catalog_at: Write) -> Path:
    """A repository with two commits, of which the second promises less, and a third on disk."""
    root = catalog_at()
    git = new_repository(root.parent)
    git("add", ".")
    git("commit", "-m", "first")
    sla = root / "sla.yaml"
    sla.write_text(sla.read_text().replace(SLOWER[1], SLOWER[2]))
    git("commit", "-am", "slower")
    return root


def test_revisions_are_compared_and_the_work_tree_is_left_alone(run: Run, repository: Path) -> None:
    (repository / "providers.yaml").write_text("providers: {acme: {name: Other}}\n")
    before = {file: file.read_bytes() for file in repository.rglob("*") if file.is_file()}
    result = run("plan", "HEAD~1", "HEAD", "--catalog", repository, "--on", "2026-11-28")
    assert result.exit_code == 0
    assert "40 business hours" in result.output
    assert "48 business hours" in result.output
    assert "provider" not in result.output
    assert {file: file.read_bytes() for file in repository.rglob("*") if file.is_file()} == before


def test_without_head_it_is_the_catalog_on_disk(run: Run, repository: Path) -> None:
    sla = repository / "sla.yaml"
    sla.write_text(sla.read_text().replace(SLOWER[2], SLOWER[1]))
    assert "nothing changes" in run("plan", "HEAD~1", "--catalog", repository).output
    assert "nothing changes" not in run("plan", "HEAD", "--catalog", repository).output


def test_directories_can_be_compared_without_git(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    root = catalog_at().rename(tmp_path / "old")
    result = run("plan", root, "--catalog", catalog_at(SLOWER), "--on", "2026-11-28")
    assert result.exit_code == 0
    assert f"From {root} to" in result.output


@pytest.mark.parametrize(("head", "status"), [("HEAD", 2), ("HEAD~1", 0)])
def test_status_tells_whether_anything_changes(
    run: Run, repository: Path, head: str, status: int
) -> None:
    result = run("plan", "HEAD~1", head, "--detailed-exitcode", "--catalog", repository)
    assert result.exit_code == status


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), 'unknown revision "nowhere"'),
        (("HEAD", "--format", "yaml"), "'yaml' is not one of"),
        ((), "Missing argument 'BASE'"),
        (("--", "--upload-pack=x"), "unknown revision"),
    ],
)
def test_misuse_is_told(run: Run, repository: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("plan", "--catalog", repository, *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_programs_get_stable_kinds_and_where_they_come_from(run: Run, repository: Path) -> None:
    said = run("plan", "HEAD~1", "--catalog", repository, "--format", "json", "--on", "2026-11-28")
    found = json.loads(said.output)
    assert found["format"] == 1
    assert found["complete"] is True
    assert found["day"] == "2026-11-28"
    kinds = {each["kind"]: each for each in found["changes"]}
    change = kinds["target-longer"]
    assert change["impact"] == "weaker"
    assert change["causes"] == [{"section": "policies", "entry": "base"}]
    assert change["figures"]["later"] == 1.0


def test_marks_stand_at_the_line_of_the_cause(run: Run, repository: Path) -> None:
    line = (repository / "sla.yaml").read_text().split("\n").index("  base:") + 1
    marks = run("plan", "HEAD~1", "--catalog", repository, "--format", "github").output
    assert f"::warning title=target-longer,file={repository}/sla.yaml,line={line}," in marks
    issues = json.loads(
        run("plan", "HEAD~1", "--catalog", repository, "--format", "codequality").output
    )
    (issue,) = [each for each in issues if each["check_name"] == "target-longer"]
    assert issue["severity"] == "minor"
    assert issue["location"]["lines"]["begin"] == line


def test_page_and_comment_say_the_same(run: Run, repository: Path) -> None:
    for style in ("markdown", "html"):
        said = run("plan", "HEAD~1", "--catalog", repository, "--format", style).output
        assert "is promised for later" in said


def test_clone_without_history_is_told_how_to_get_it(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{repository.parent}", clone], check=True
    )
    result = run("plan", "HEAD~1", "--catalog", clone / "catalog")
    assert result.exit_code == 2
    assert "git fetch --unshallow" in result.output
