"""The expectations of this repository hold, and so do the examples of the guide."""

import re
from pathlib import Path

import pytest

from sportello.catalog import Loaded
from sportello.catalog.reading import Entry, read_named
from sportello.expectations import Case, expectation_files, read_expectations, run

ROOT = Path(__file__).parents[2]
FILES = expectation_files(ROOT / "catalog")
GUIDE = (ROOT / "docs" / "expectations.md").read_text()
FACTS = [
    *(f"A{n}" for n in range(1, 13) if n != 9),  # A9 is about a person and sets no time
    *("B3", "B4", "B5", "C2", "C3", "C4", "C5"),
    *("D1", "D2", "D3", "D4", "D5", "E3", "E6"),
]


def cases_of(loaded: Loaded, *files: Entry) -> tuple[Case, ...]:
    read = read_expectations(files, loaded.known)
    assert read.findings == ()
    return read.cases


@pytest.mark.parametrize("file", FILES, ids=[file.path for file in FILES])
def test_what_is_expected_of_the_catalog_holds(frozen: Loaded, file: Entry) -> None:
    wrong = [
        finding
        for outcome in run(frozen.catalog, cases_of(frozen, file))
        for finding in outcome.findings
    ]
    assert wrong == []


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_about_promises_has_a_case_with_its_reason(frozen: Loaded, fact: str) -> None:
    found = [
        case.expectation.why for case in cases_of(frozen, *FILES) if case.expectation.fact == fact
    ]
    assert found
    assert all(found)


def test_the_fact_table_says_where_the_cases_are(frozen: Loaded) -> None:
    page = (ROOT / "docs" / "seed-facts.md").read_text()
    for case in cases_of(frozen, *FILES):
        row = re.search(rf"^\| {case.expectation.fact} \|.*$", page, re.MULTILINE)
        assert row, case.expectation.fact
        assert f"`tests/{Path(case.document.file).name}: {case.family}`" in row[0]


@pytest.mark.parametrize(
    "example", re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
)
def test_examples_of_the_guide_hold(frozen: Loaded, tmp_path: Path, example: str) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(example)
    found = list(run(frozen.catalog, cases_of(frozen, read_named(path))))
    assert found
    assert [finding for outcome in found for finding in outcome.findings] == []
