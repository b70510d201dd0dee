"""`sportello build`: site, routing, calculator and manifest."""

import hashlib
import json
import subprocess
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import Result

from repository import new_repository
from sportello.files import list_tree

Run = Callable[..., Result]
Write = Callable[..., Path]


def bytes_of(root: Path) -> dict[str, bytes]:
    """The content of every file below a directory."""
    return {path: (root / path).read_bytes() for path in list_tree(root)}


def test_build_holds_everything_and_lists_it(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    root, first = catalog_at(), tmp_path / "one"
    result = run("build", "--catalog", root, "--output", first)
    assert result.exit_code == 0, result.output
    for path in (
        "site/index.html",
        "site/en/index.html",
        "routing/postfix/virtual",
        "routing/sieve/sportello.sieve",
        "sla/calendars/office.json",
        "sla/policies.json",
    ):
        assert (first / path).is_file(), path
    manifest = json.loads((first / "manifest.json").read_text())
    listed = {each["path"]: each["sha256"] for each in manifest["files"]}
    built = {
        path: content
        for path, content in bytes_of(first).items()
        if "/" in path and not path.startswith("docs/")
    }
    assert listed == {path: hashlib.sha256(c).hexdigest() for path, c in built.items()}
    assert manifest["catalog"] == ""
    assert date.fromisoformat(manifest["day"])
    assert {manifest[name] == version(name) for name in ("sportello", "tzdata", "holidays")} == {
        True
    }


def test_manifest_names_the_commit_of_the_catalog(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    root = catalog_at()
    git = ["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@t.example"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "catalog"]):
        subprocess.run([*git, *command], check=True)
    head = subprocess.run(
        [*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()
    run("build", "--catalog", root, "--output", tmp_path / "out")
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["catalog"] == head
    (root / "new.txt").write_text("")
    (root / "new.txt").rename(root / ".new")
    run("build", "--catalog", root, "--output", tmp_path / "out")
    assert (
        json.loads((tmp_path / "out" / "manifest.json").read_text())["catalog"] == f"{head}-dirty"
    )


def test_manifest_in_a_hook_names_the_commit_of_the_catalog(
    run: Run, catalog_at: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalog_at()
    git = new_repository(root)
    git("add", ".")
    git("commit", "-m", "catalog")
    head = git("rev-parse", "HEAD")
    # As git has them in a hook of another repository, such as that of a deployment.
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    run("build", "--catalog", root, "--output", tmp_path / "out")
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["catalog"] == head


def test_catalog_with_errors_builds_nothing(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    root = catalog_at(("services/main.yaml", "mailbox: help, tags", "mailbox: halp, tags"))
    result = run("build", "--catalog", root, "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert 'unknown mailbox "halp"' in result.output
    assert not (tmp_path / "out").exists()


def test_a_mistake_in_the_desks_own_site_builds_nothing_and_is_told_as_check_tells_it(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    root, words = catalog_at(), tmp_path / "site/words/it.yaml"
    words.parent.mkdir(parents=True)
    words.write_text("page: {hours: [quando]}\n")
    result = run("build", "--catalog", root, "--output", tmp_path / "build")
    assert result.exit_code == 1
    assert 'site/words/it.yaml:1:1: error S001: unknown key "page"' in result.stderr
    assert result.stderr == run("check", "--catalog", root).stdout
    assert not (tmp_path / "build").exists()


def test_what_is_only_doubtful_is_told_as_check_tells_it_and_built(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    root = catalog_at(("helpdesk.yaml", "languages: [it, en]", "languages: [it, en, de]"))
    result = run("build", "--catalog", root, "--output", tmp_path / "build")
    assert result.exit_code == 0
    assert "warning T003" in result.stderr
    assert result.stderr == run("check", "--catalog", root).stdout


def test_directory_with_other_things_is_left_alone(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    (tmp_path / "home" / "docs").mkdir(parents=True)
    (tmp_path / "home" / "docs" / "letter.txt").write_text("mine")
    result = run("build", "--catalog", catalog_at(), "--output", tmp_path / "home")
    assert result.exit_code == 2
    assert "holds something that Sportello did not build (docs)" in result.output
    assert list_tree(tmp_path / "home") == ("docs/letter.txt",)


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"5", b"[]", b"\xff", b"[" * 100_000, pytest.param(None, id="directory")]
)
def test_damaged_manifest_is_told_with_the_remedy(
    run: Run, catalog_at: Write, tmp_path: Path, damage: bytes | None
) -> None:
    out = tmp_path / "out"
    (out / "site").mkdir(parents=True)
    if damage is None:
        (out / "manifest.json").mkdir()
    else:
        (out / "manifest.json").write_bytes(damage)
    result = run("build", "--catalog", catalog_at(), "--output", out)
    assert result.exit_code == 2
    assert f"{out}/manifest.json is damaged, so nothing says what built the things" in result.output
    assert f"remove {out} if nothing else is in it" in result.output


def test_directory_that_one_is_in_is_not_replaced(
    run: Run, catalog_at: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out" / "site").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "out" / "site")
    for output in (".", "..", tmp_path / "out"):
        result = run("build", "--catalog", catalog_at(), "--output", output)
        assert result.exit_code == 2
        assert f"{output} would be replaced as a whole, and you are in it" in result.output


def test_file_as_output_is_misuse(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("build", "--catalog", catalog_at(), "--output", tmp_path / "file")
    assert (result.exit_code, "is a file" in result.output) == (2, True)


def test_place_that_cannot_be_written_is_told(run: Run, catalog_at: Write) -> None:
    result = run("build", "--catalog", catalog_at(), "--output", "/proc/nowhere")
    assert result.exit_code == 1
    assert result.output.startswith("Error: /proc/nowhere: ")


def test_build_without_git_knows_no_commit(
    run: Run, catalog_at: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    result = run("build", "--catalog", catalog_at(), "--output", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["catalog"] == ""


def test_site_that_cannot_be_built_is_told(
    run: Run, catalog_at: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", "/nowhere")  # mkdocs, a process of its own, cannot start
    result = run("build", "--catalog", catalog_at(), "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "catalog"]
