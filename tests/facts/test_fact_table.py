"""docs/seed-facts.md names where each fact lives; this checks that it does."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
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
        assert key in data, f"{file} has no {keys}"
        data = data[key]
    assert data not in (None, "", [], {})


@pytest.mark.parametrize(("number", "_row"), ROWS, ids=[number for number, _ in ROWS])
def test_fact_has_a_test(number: str, _row: str) -> None:
    tests = "".join(path.read_text() for path in Path(__file__).parent.glob("test_facts_*.py"))
    assert f"def test_{number.lower()}_" in tests
