"""When the files of a catalog were changed last, as a real repository has it."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from sportello.catalog.git import last_changes, place_in_repository


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """A repository in which one file was changed after the other."""
    root = tmp_path / "desk"
    (root / "catalog/services").mkdir(parents=True)
    git(root, "init", "--quiet")
    commit(root, "2026-01-05", "helpdesk.yaml", "services/è qui.yaml")
    commit(root, "2026-02-03", "helpdesk.yaml")
    return root / "catalog"


def git(root: Path, *arguments: str) -> None:
    known = ("-c", "user.name=Desk", "-c", "user.email=desk@acme.example")
    subprocess.run(["git", "-C", str(root), *known, *arguments], check=True, capture_output=True)


def commit(root: Path, day: str, *paths: str) -> None:
    for path in paths:
        (root / "catalog" / path).write_text(day)
    git(root, "add", ".")
    names = {
        "GIT_COMMITTER_DATE": f"{day}T12:00:00+0100",
        "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z",
    }
    known = ("-c", "user.name=Desk", "-c", "user.email=desk@acme.example")
    command = ["git", "-C", str(root), *known, "commit", "--quiet", "--message", "change"]
    subprocess.run(command, check=True, env={**names, "PATH": "/usr/bin:/bin"})


def test_each_file_has_the_day_of_its_last_commit(catalog: Path) -> None:
    assert last_changes(catalog) == {
        "helpdesk.yaml": date(2026, 2, 3),
        "services/è qui.yaml": date(2026, 1, 5),
    }


def test_what_differs_from_its_commit_has_none(catalog: Path) -> None:
    (catalog / "helpdesk.yaml").write_text("edited")
    (catalog / "new.yaml").write_text("new")
    assert [*last_changes(catalog)] == ["services/è qui.yaml"]


def test_a_history_that_is_cut_off_says_nothing(catalog: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{catalog.parent}", "shallow")
    assert last_changes(tmp_path / "shallow/catalog") == {}


def test_outside_of_git_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "helpdesk.yaml").write_text("name: Desk")
    assert last_changes(tmp_path) == {}


def test_the_place_of_a_catalog_is_told_from_the_root_of_its_repository(
    catalog: Path, tmp_path: Path
) -> None:
    assert place_in_repository(catalog) == "catalog/"
    assert place_in_repository(catalog / "services") == "catalog/services/"
    assert place_in_repository(catalog.parent) == ""
    assert place_in_repository(tmp_path) == f"{tmp_path.name}/"
