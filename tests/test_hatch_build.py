"""What is built knows its commit, if it is one; and nothing is written into the repository."""

import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from hatch_build import INSIDE, built_from
from repository import Git, new_repository

ROOT = Path(__file__).parents[1]
NEEDED = ("pyproject.toml", "toolkit/hatch_build.py", "README.md", "LICENSE", ".gitignore")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a repository that is built as this one is, with hardly anything in it."""
    folder = tmp_path / "source"
    (folder / "toolkit/sportello/starter").mkdir(parents=True)
    (folder / "toolkit/sportello/__init__.py").touch()
    shutil.copytree(ROOT / "site", folder / "site")
    for name in NEEDED:
        shutil.copy(ROOT / name, folder / name)
    git = new_repository(folder)
    git("add", ".")
    git("commit", "--quiet", "--message", "all of it")
    return folder


def git_at(folder: Path) -> Git:
    return new_repository(folder)


def build(folder: Path, target: str) -> Path:
    out = folder.parent / target
    command = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        target,
        "--directory",
        str(out),
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
    [made] = out.iterdir()
    return made


def note_in(wheel: Path) -> object:
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        return json.loads(opened.read(INSIDE)) if INSIDE in names else None


def test_a_wheel_knows_its_commit_and_a_tree_with_changes_none(source: Path) -> None:
    git = git_at(source)
    git("remote", "add", "origin", "https://github.com/acme/sportello.git")
    commit = git("rev-parse", "HEAD")
    assert note_in(build(source, "wheel")) == {"repository": "acme/sportello", "commit": commit}
    assert git("status", "--porcelain") == ""
    (source / "README.md").write_text("changed")
    shutil.rmtree(source.parent / "wheel")
    assert note_in(build(source, "wheel")) is None


def test_a_wheel_of_an_archive_of_the_sources_knows_it_too(source: Path) -> None:
    commit = git_at(source)("rev-parse", "HEAD")
    archive = build(source, "sdist")
    with tarfile.open(archive) as opened:
        opened.extractall(source.parent / "unpacked", filter="data")
    [unpacked] = (source.parent / "unpacked").iterdir()
    assert note_in(build(unpacked, "wheel")) == {"repository": "", "commit": commit}


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/acme/sportello", "acme/sportello"),
        ("https://secret@github.com/acme/sportello.git", "acme/sportello"),
        ("git@github.com:acme/sport.ello.git", "acme/sport.ello"),
        ("ssh://git@github.com/acme/sportello/", "acme/sportello"),
        ("https://git.example/github.com/acme/sportello", ""),
        ("/srv/git/sportello", ""),
    ],
)
def test_where_a_clone_is_from_is_known_if_it_is_on_github(
    source: Path, url: str, repository: str
) -> None:
    git_at(source)("remote", "add", "origin", url)
    assert built_from(source)["repository"] == repository


def test_a_file_that_is_not_in_git_is_a_change(source: Path) -> None:
    (source / "toolkit/sportello/new.py").touch()
    assert built_from(source) == {}


def test_a_folder_inside_of_another_repository_is_not_its_commit(source: Path) -> None:
    assert built_from(source / "toolkit") == {}


def test_without_git_nothing_is_known(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert built_from(source) == {}
