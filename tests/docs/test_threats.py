"""`docs/threats.md` names tests: they exist, so that nobody relies on one that is gone."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.findall(r"`(tests/[^`]+\.py)(?:::(\w+))?`", (ROOT / "docs/threats.md").read_text())


def test_threats_are_held_by_tests() -> None:
    assert len(NAMED) > 15


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_test_that_holds_a_threat_exists(file: str, name: str) -> None:
    text = (ROOT / file).read_text()
    assert not name or f"def {name}(" in text
