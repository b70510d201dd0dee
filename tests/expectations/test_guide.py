"""The examples of docs/expectations.md hold."""

import re
from pathlib import Path

import pytest

from sportello.catalog import Loaded
from sportello.catalog.reading import read_named
from sportello.expectations import read_expectations, run

GUIDE = (Path(__file__).parents[2] / "docs" / "expectations.md").read_text()


@pytest.mark.parametrize(
    "example", re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
)
def test_example_holds(frozen: Loaded, tmp_path: Path, example: str) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(example)
    read = read_expectations([read_named(path)], frozen.identifiers)
    assert (read.findings, bool(read.cases)) == ((), True)
    outcomes = run(frozen.catalog, read.cases)
    assert [finding for outcome in outcomes for finding in outcome.findings] == []
