"""`sportello snapshot`: the results of a catalog as a file, and the plan of two of them."""

import json
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import Result

from conftest import Write
from repository import new_repository

DAY = ("--on", "2026-11-28")
Run = Callable[..., Result]


@pytest.fixture
def repository(catalog_at: Write) -> Path:
    """A catalog in a repository, with two commits of which the second answers later."""
    root = catalog_at()
    git = new_repository(root.parent)
    git("add", ".")
    git("commit", "-m", "first")
    sla = root / "sla.yaml"
    sla.write_text(sla.read_text().replace("40 business hours", "48 business hours"))
    git("commit", "-am", "slower")
    return root


def test_same_commit_and_day_give_the_same_bytes_wherever_they_are_asked(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    file = tmp_path / "made" / "head.json"
    assert run("snapshot", "HEAD", *DAY, "-o", file, "--catalog", repository).output == ""
    copy = copytree(repository.parent, tmp_path / "elsewhere") / repository.name
    again = run("snapshot", "HEAD", *DAY, "--catalog", copy)
    assert again.stdout_bytes == file.read_bytes()
    as_it_stands = json.loads(run("snapshot", *DAY, "--catalog", repository).output)
    assert as_it_stands == {**json.loads(again.output), "commit": ""}


def test_two_are_compared_and_what_comes_of_which_is_told(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    files = [tmp_path / "old.json", tmp_path / "new.json"]
    for revision, file in zip(("HEAD~1", "HEAD"), files, strict=True):
        assert run("snapshot", revision, *DAY, "-o", file, "--catalog", repository).exit_code == 0
    assert run("plan", files[0], files[0]).output.startswith("Plan: nothing changes\n")
    told = run("plan", *files, "--detailed-exitcode")
    assert told.exit_code == 2
    assert "40 business hours in office -> 48 business hours in office" in told.output
    assert "because of catalog: " in told.output
    newer = json.loads(files[0].read_text())
    newer["versions"]["Sportello"] = "99.0"
    newer["pages"].popitem()
    files[1].write_text(json.dumps(newer))
    told = run("plan", *files)
    assert "leads nowhere any more" in told.output
    assert f"because of program: Sportello {version('sportello')} → 99.0" in told.output
    assert "catalog" not in told.output


def test_what_cannot_be_compared_is_told(run: Run, repository: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    run("snapshot", *DAY, "-o", old, "--catalog", repository)
    run("snapshot", "--on", "2026-11-29", "-o", new, "--catalog", repository)
    for arguments, said in {
        (old, new): "the snapshots are of different days, 2026-11-28 and 2026-11-29: make both of",
        (old, "HEAD"): "old.json is a snapshot, and can be compared with another one alone",
        (old,): "old.json is a snapshot, and can be compared with another one alone",
        (old, old, "--public"): "snapshots are internal",
        (old, old, *DAY): "snapshots have a day of their own",
        (old, old, "--fail-on", "weaker"): "a gate asks for approvals in a catalog",
    }.items():
        result = run("plan", *arguments, "--catalog", repository)
        assert result.exit_code == 2
        assert said in result.output
    missing = run("plan", old, tmp_path / "none.json")
    assert (missing.exit_code, "none.json: No such file" in missing.output) == (1, True)


def test_a_catalog_that_cannot_be_read_whole_has_no_snapshot(run: Run, repository: Path) -> None:
    (repository / "sla.yaml").write_text("policies: {base: {names: x}}\n")
    result = run("snapshot", "--catalog", repository)
    assert result.exit_code == 1
    assert "sla.yaml:1" in result.output
    assert "nothing is certain of it" in result.output
