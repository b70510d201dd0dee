"""Pull requests as desks make them: a repository with two commits, and the plan of the second.

A folder in `pull_requests/` has `edits.yaml`, with what it is about and the lines that it changes in
the frozen catalog, and `plan.txt`, which a support lead would sign. `UPDATE_CASES=1` writes what
comes out; read it before it is committed.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from frozen import FROZEN
from repository import new_repository
from sportello.cli import main

HERE = Path(__file__).parent / "pull_requests"
PULL_REQUESTS = sorted(each for each in HERE.iterdir() if each.is_dir())


@pytest.fixture
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A repository whose last commit is a pull request."""
    root = tmp_path / "catalog"
    shutil.copytree(FROZEN, root)
    git = new_repository(tmp_path)
    git("add", ".")
    git("commit", "-m", "before")
    request_of = yaml.safe_load((request.param / "edits.yaml").read_text())
    for edit in request_of["edits"]:
        file = root / edit["file"]
        text = file.read_text()
        assert edit["from"] in text, edit
        file.write_text(text.replace(edit["from"], edit["to"], 1))
    git("add", ".")
    git("commit", "-m", request_of["about"])
    return root


@pytest.mark.parametrize("repository", PULL_REQUESTS, indirect=True, ids=lambda each: each.name)
def test_plan_is_one_that_a_support_lead_would_sign(
    repository: Path, request: pytest.FixtureRequest
) -> None:
    arguments = ["plan", "HEAD~1", "HEAD", "--catalog", str(repository), "--on", "2026-11-27"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert "Not complete" not in result.output
    said = re.sub(r" \[[a-p]{12}\]$| \([0-9a-f]{7,}\)", "", result.output, flags=re.MULTILINE)
    golden = HERE / request.node.callspec.id / "plan.txt"
    if os.environ.get("UPDATE_CASES"):
        golden.write_text(said)
    assert said == golden.read_text()
