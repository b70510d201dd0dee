"""What holds of the project itself: one version, what CI runs for a change, hooks of pre-commit."""

import re
import shlex
import shutil
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

from repository import new_repository
from sportello.cli import main

ROOT = Path(__file__).parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def test_the_version_stands_in_one_place() -> None:
    assert version("sportello") == VERSION


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        (f"v{VERSION}", ""),
        (VERSION, "is not"),
        ("v99.0.0", f"the tag v99.0.0 is not v{VERSION}, the version in pyproject.toml"),
    ],
)
def test_a_tag_is_compared_with_the_version(tag: str, said: str) -> None:
    done = subprocess.run([ROOT / ".ci/version", tag], check=False, capture_output=True, text=True)
    assert (done.returncode == 0) == (said == "")
    assert said in done.stderr


def test_a_version_without_a_date_in_the_changelog_is_no_release(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    for name in (".ci/version", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n## {VERSION}\n")
    done = subprocess.run(
        [tmp_path / ".ci/version", f"v{VERSION}"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "CHANGELOG.md has no heading" in done.stderr


@pytest.mark.parametrize(
    ("event", "changed", "program"),
    [
        ("pull_request", ["catalog/teams.yaml"], "false"),
        ("pull_request", ["catalog/teams.yaml", "Makefile"], "true"),
        ("pull_request", ["tests/catalog/x.py"], "true"),
        ("merge_group", ["catalog/teams.yaml"], "false"),
        ("merge_group", ["catalog/teams.yaml", "Makefile"], "true"),
        ("push", ["catalog/teams.yaml"], "true"),
    ],
)
def test_a_change_of_the_catalog_alone_is_known(
    tmp_path: Path, event: str, changed: list[str], program: str
) -> None:
    git = new_repository(tmp_path)
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/touches-program", tmp_path / ".ci")
    git("add", ".")
    git("commit", "--message", "before")
    for name in changed:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("changed\n")
    git("add", ".")
    git("commit", "--message", "after")
    done = subprocess.run(
        [tmp_path / ".ci/touches-program", event, "HEAD^1"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.strip() == program


def test_the_hook_for_other_desks_is_a_command_that_there_is() -> None:
    hooks: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    for hook in hooks:
        program, command = shlex.split(hook["entry"])
        assert program == "sportello"
        assert main.get_command(main.make_context("sportello", [], resilient_parsing=True), command)


def test_the_hooks_of_contributors_run_what_make_test_installs() -> None:
    [repository] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    programs = {hook["entry"].split()[0] for hook in repository["hooks"]}
    assert programs == {f".venv/bin/{name}" for name in ("sportello", "ruff", "mypy")}


def test_pages_name_the_wheel_of_this_version() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    named = {
        each for page in pages for each in re.findall(r"sportello-([\d.]+)-py3", page.read_text())
    }
    assert named == {VERSION}


def test_a_release_has_archive_manifest_wheel_and_their_sums(tmp_path: Path) -> None:
    wheel = "sportello-1-py3-none-any.whl"
    builder = tmp_path / "uv"
    builder.write_text(f"#!/bin/sh\necho wheel > dist/{wheel}\n")
    builder.chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "build/routing/postfix").mkdir(parents=True)
    (tmp_path / "build/routing/postfix/virtual").write_text("help@acme.example desk@acme.test\n")
    (tmp_path / "build/manifest.json").write_text("{}\n")
    bytes_of = []
    for _ in range(2):  # the same build gives the same bytes
        command = ["make", "--old-file", "build", "release", "TAG=v1", f"UV={builder}"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
        dist = tmp_path / "dist"
        bytes_of.append({each.name: each.read_bytes() for each in dist.iterdir()})
        shutil.move(dist, tmp_path / f"dist-{len(bytes_of)}")
    assert bytes_of[0] == bytes_of[1]
    assert set(bytes_of[0]) == {
        "SHA256SUMS",
        wheel,
        "sportello-routing-v1.manifest.json",
        "sportello-routing-v1.tar.gz",
    }
    check = ["sha256sum", "--check", "SHA256SUMS"]
    done = subprocess.run(
        check, cwd=tmp_path / "dist-1", check=True, capture_output=True, text=True
    )
    assert done.stdout.count(": OK") == 3
