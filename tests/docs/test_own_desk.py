"""What the page for new desks shows fits the desk that `init` begins with."""

import re
from pathlib import Path

import pytest
import yaml

from sportello.api.checking import check
from sportello.api.starting import start_desk
from sportello.catalog import load
from sportello.catalog.owners import codeowners
from sportello.starter.files import PLACEHOLDER
from starter.test_files import DAY, answers

PAGE = (Path(__file__).parents[2] / "docs/own-desk.md").read_text()
SHOWN = {
    next(iter(yaml.safe_load(block))): block
    for block in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
}


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    start_desk(tmp_path, answers(), PLACEHOLDER, DAY)
    return tmp_path / "catalog"


def test_page_shows_what_a_new_catalog_may_hold(catalog: Path) -> None:
    for name in ("approved", "teams"):
        (catalog / f"{name}.yaml").write_text(SHOWN[name])
    assert check(catalog) == []
    loaded = load(catalog)
    assert "/catalog/ @acme/front" in codeowners(
        loaded.catalog, loaded.documents.holders, "catalog/"
    )


def test_page_names_every_file_of_the_workflows(catalog: Path) -> None:
    for path in (catalog.parent / ".github/workflows").iterdir():
        assert f"| `{path.name}` |" in PAGE


def test_inputs_on_the_page_are_those_of_the_workflow(catalog: Path) -> None:
    called = yaml.safe_load(
        (Path(__file__).parents[2] / ".github/workflows/desk-check.yml").read_text()
    )
    assert SHOWN["with"]
    inputs = called[True]["workflow_call"]["inputs"]
    assert set(yaml.safe_load(SHOWN["with"])["with"]) <= set(inputs)
    assert "check.yml" in {each.name for each in (catalog.parent / ".github/workflows").iterdir()}
