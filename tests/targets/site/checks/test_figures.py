"""Whatever is wrong with a file of published figures is told in its line, with the remedy."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sportello import check
from sportello.targets.site.figures.published import figures_text
from targets.site.figures.by_hand import figures

Write = Callable[..., Path]
GOOD = figures_text(figures(services={"wiki": 80}))
LINES = GOOD.decode().splitlines()


def changed(old: str, new: str) -> tuple[bytes, int]:
    """Return the file with something otherwise, and the line of it."""
    text = GOOD.decode().replace(old, new, 1)
    return text.encode(), next(n for n, line in enumerate(LINES, 1) if old in line)


MISTAKES: dict[str, tuple[tuple[bytes, int], str, str, str]] = {
    "cut off": ((GOOD[:-30], 0), "Y002", "", ""),
    "its name": (
        changed('"period": "2026-01"', '"period": "2025-11"'),
        "T009",
        "called 2026-01",
        "name of its",
    ),
    "not over": (
        changed('"2026-02-03"', '"2026-01-31"'),
        "T009",
        "was not over",
        "when it is over",
    ),
    "small": (changed('"opened": 90', '"opened": 3'), "T009", "less than 5", "withdraw the file"),
    "a measure": (
        changed('"opened": 90', '"closed": 90'),
        "T009",
        'no measure of the figure "opened"',
        "remove",
    ),
    "a part": (changed('"channel"', '"customer"'), "S004", "customer", "channel"),
    "a low k": (changed('"k": 5', '"k": 2'), "S007", "2", "3"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_where_it_is(mistake: str, tmp_path: Path, catalog_at: Write) -> None:
    (written, line), code, message, hint = MISTAKES[mistake]
    (tmp_path / "site/figures").mkdir(parents=True)
    (tmp_path / "site/figures/2026-01.json").write_bytes(written)
    found = [each for each in check(catalog_at()) if each.where and "figures" in each.where.file]
    assert [each.code for each in found] == [code]
    (only,) = found
    assert message in only.message
    assert hint in only.hint
    assert only.where is not None
    assert line in (0, only.where.line)


def test_what_is_published_is_as_its_schema_says(tmp_path: Path, catalog_at: Write) -> None:
    (tmp_path / "site/figures").mkdir(parents=True)
    (tmp_path / "site/figures/2026-01.json").write_bytes(GOOD)
    assert not [each for each in check(catalog_at()) if each.where and "figures" in each.where.file]


def test_the_schema_for_other_programs_takes_it() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema: Any = json.loads((Path(__file__).parents[4] / "docs/figures.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(GOOD), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(GOOD), "k": 2}, schema)
