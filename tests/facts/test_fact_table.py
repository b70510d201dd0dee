"""docs/seed-facts.md names where each fact lives; this checks that it does."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CATALOG = ROOT / "catalog"
PAGE = (ROOT / "docs" / "seed-facts.md").read_text()
LAST = {"A": 12, "B": 6, "C": 6, "D": 7, "E": 7}
ROWS = re.findall(r"^\| ([A-E]\d+) \|(.+)\|$", PAGE, re.MULTILINE)
PLACES = re.findall(r"`([a-z/-]+\.yaml): ([^`]+)`", PAGE)


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
    data: Any = yaml.safe_load((ROOT / "catalog" / file).read_text())
    for key in keys.split("."):
        step = int(key) if isinstance(data, list) else key
        assert step in (range(len(data)) if isinstance(data, list) else data), keys
        data = data[step]
    assert data not in (None, "", [], {})


@pytest.mark.parametrize(("number", "_row"), ROWS, ids=[number for number, _ in ROWS])
def test_fact_has_a_test(number: str, _row: str) -> None:
    tests = "".join(path.read_text() for path in Path(__file__).parent.glob("test_facts_*.py"))
    assert f"def test_{number.lower()}_" in tests


def assumptions(data: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Where something is marked as assumed."""
    items = enumerate(data) if isinstance(data, list) else data.items()
    for key, value in items:
        here = (*path, str(key))
        if key == "assumed":
            yield ".".join(here)
        elif isinstance(value, dict | list):
            yield from assumptions(value, here)


def test_every_assumption_of_the_catalog_is_in_the_table() -> None:
    listed = {(file, keys) for file, keys in PLACES if keys.endswith(".assumed")}
    files = [path for path in CATALOG.rglob("*.yaml") if path.parent.name != "tests"]
    found = {
        (path.relative_to(CATALOG).as_posix(), keys)
        for path in files
        for keys in assumptions(yaml.safe_load(path.read_text()))
    }
    assert found == listed


def test_no_note_hides_an_assumption_from_the_public() -> None:
    notes = [
        line
        for path in CATALOG.rglob("*.yaml")
        for line in path.read_text().splitlines()
        if line.strip().startswith("note:") and "assum" in line.lower()
    ]
    assert notes == []
