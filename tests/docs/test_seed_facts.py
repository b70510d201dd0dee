"""docs/seed-facts.md names where each fact lived when it was taken in: in the frozen catalog."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from frozen import FROZEN
from sportello.catalog import Loaded
from sportello.expectations import Case, expectation_files, read_expectations

PAGE = (Path(__file__).parents[2] / "docs" / "seed-facts.md").read_text()
LAST = {"A": 12, "B": 6, "C": 6, "D": 7, "E": 7}
ROWS = re.findall(r"^\| ([A-E]\d+) \|(.+)\|$", PAGE, re.MULTILINE)
PLACES = re.findall(r"`([a-z/-]+\.yaml): ([^`]+)`", PAGE)
ABOUT_PROMISES = [
    *(f"A{n}" for n in range(1, 13) if n != 9),  # A9 is about a person and sets no time
    *("B3", "B4", "B5", "C2", "C3", "C4", "C5"),
    *("D1", "D2", "D3", "D4", "D5", "E3", "E6"),
]


@pytest.fixture(scope="module")
def cases(frozen: Loaded) -> tuple[Case, ...]:
    """What is expected of the frozen catalog."""
    read = read_expectations(expectation_files(FROZEN), frozen.identifiers)
    assert read.findings == ()
    return read.cases


def test_every_fact_has_a_row() -> None:
    numbers = [f"{letter}{n}" for letter, last in LAST.items() for n in range(1, last + 1)]
    assert [number for number, _ in ROWS] == numbers


@pytest.mark.parametrize(("number", "row"), ROWS, ids=[number for number, _ in ROWS])
def test_fact_says_where_it_lives_and_shows(number: str, row: str) -> None:
    what, lives, shows = (cell.strip() for cell in row.split("|"))
    assert what, number
    assert re.search(r"`[a-z/-]+\.yaml: [^`]+`", lives), number
    assert shows, number


@pytest.mark.parametrize(("file", "keys"), PLACES, ids=[": ".join(each) for each in PLACES])
def test_place_exists(file: str, keys: str) -> None:
    data: Any = yaml.safe_load((FROZEN / file).read_text())
    for key in keys.split("."):
        step = int(key) if isinstance(data, list) else key
        assert step in (range(len(data)) if isinstance(data, list) else data), keys
        data = data[step]
    assert data not in (None, "", [], {})


@pytest.mark.parametrize("fact", ABOUT_PROMISES)
def test_fact_about_promises_has_a_case_with_its_reason(cases: tuple[Case, ...], fact: str) -> None:
    found = [case.expectation.why for case in cases if case.expectation.fact == fact]
    assert found
    assert all(found)


def test_page_says_where_the_cases_are(cases: tuple[Case, ...]) -> None:
    for case in cases:
        row = re.search(rf"^\| {case.expectation.fact} \|.*$", PAGE, re.MULTILINE)
        assert row, case.expectation.fact
        assert f"`tests/{Path(case.document.file).name}: {case.family}`" in row[0]


def assumptions(data: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Where something is marked as assumed."""
    items = enumerate(data) if isinstance(data, list) else data.items()
    for key, value in items:
        here = (*path, str(key))
        if key == "assumed":
            yield ".".join(here)
        elif isinstance(value, dict | list):
            yield from assumptions(value, here)


def test_every_assumption_is_in_the_table() -> None:
    listed = {(file, keys) for file, keys in PLACES if keys.endswith(".assumed")}
    files = [path for path in FROZEN.rglob("*.yaml") if path.parent.name != "tests"]
    found = {
        (path.relative_to(FROZEN).as_posix(), keys)
        for path in files
        for keys in assumptions(yaml.safe_load(path.read_text()))
    }
    assert found == listed
