"""The catalog of this repository, as it is and after ordinary edits, passes what CI runs for it.

This folder alone reads `catalog/`: what the catalog must say stands in `catalog/tests/`.
"""

from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from data.edits import EDITS, Edit
from data.writing import Writing
from sportello.catalog import load
from sportello.cli import main

CATALOG = Path(__file__).parents[2] / "catalog"


def as_it_is(_writing: Writing, _desk: object) -> None:
    """Change nothing."""


def texts(root: Path) -> dict[Path, str]:
    return {path: path.read_text() for path in root.rglob("*.yaml")}


@pytest.mark.parametrize("edit", [as_it_is, *EDITS], ids=lambda edit: edit.__name__)
def test_what_ci_runs_for_a_change_of_data_passes(
    edit: Edit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copytree(CATALOG, tmp_path / "catalog")
    before = texts(root)
    edit(Writing(root), load(root).catalog)
    assert (texts(root) != before) is (edit in EDITS)
    monkeypatch.chdir(tmp_path)
    for command in ("check", "test", "build"):
        result = CliRunner().invoke(main, [command], catch_exceptions=False)
        assert result.exit_code == 0, f"{command}:\n{result.output}"
