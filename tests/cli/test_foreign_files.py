"""A proposed catalog cannot make the program print what it is not part of."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Write = Callable[..., Path]
Run = Callable[..., Result]
FOREIGN = "token: hunter2\n"
LINK = "this is a link, and nothing is read from where it leads"


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A file of the machine, beside the catalog."""
    path = tmp_path / "foreign.yaml"
    path.write_text(FOREIGN)
    return path


@pytest.mark.parametrize("name", ["services/x.yaml", "rota.yaml", "notes.txt"])
@pytest.mark.parametrize("absolute", [True, False])
def test_link_out_of_the_catalog_is_named_and_nothing_of_its_file_is_printed(
    run: Run, catalog_at: Write, foreign: Path, name: str, *, absolute: bool
) -> None:
    root = catalog_at()
    there = foreign if absolute else Path(os.path.relpath(foreign, (root / name).parent))
    (root / name).symlink_to(there)
    printed = run("check", "--catalog", root).output
    assert f"{root / name}:1:1: error F003: {LINK}" in printed
    assert printed.endswith("1 error\n")
    for command in ("check", "build", "test"):
        for form in (("--format", "json"), ()) if command in {"check", "test"} else ((),):
            assert "hunter2" not in run(command, "--catalog", root, *form).output


@pytest.mark.parametrize("name", ["tests", "tests/a.yaml", "tests/notes.txt"])
def test_link_among_the_expectations_is_named(
    run: Run, catalog_at: Write, foreign: Path, tmp_path: Path, name: str
) -> None:
    root = catalog_at()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.yaml").write_text(FOREIGN)
    if name != "tests":
        (root / "tests").mkdir()
    (root / name).symlink_to(foreign if name != "tests" else tmp_path / "elsewhere")
    for command in ("check", "test"):
        result = run(command, "--catalog", root)
        assert result.exit_code == 1
        assert f"{root / name}:1:1: error F003: {LINK}" in result.output
        assert "1 error\n" in result.output
        assert "hunter2" not in result.output


def test_what_never_ends_is_read_no_further_than_it_matters(run: Run, catalog_at: Write) -> None:
    result = run("sla", "clock", "/dev/zero", "--catalog", catalog_at())
    assert "/dev/zero:1:1: error Y007: the file has more than 16 MiB" in result.output
    result = run("route", "help@acme.example", "--mail", "/dev/zero", "--catalog", catalog_at())
    assert "\0" not in result.output
