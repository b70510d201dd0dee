"""The example of figures on the site of this repository is what the program makes, and says so."""

import json
import tomllib
from pathlib import Path

from report.example import FOLDER, example
from sportello.targets.site.figures.published import (
    PublishedFigures,
    PublishedTable,
    figures_of,
)
from sportello.targets.site.sources import own_sources

ROOT = Path(__file__).parents[2]


def numbers(figures: PublishedFigures) -> dict[str, tuple[PublishedTable, ...]]:
    """Return the tables: what is said above them stays as it was when they were published."""
    return {each.name: each.tables for each in figures.figures}


def test_the_example_is_as_it_is_made_and_marked_as_made_up() -> None:
    files = sorted(FOLDER.iterdir())
    there = {each.name: figures_of(json.loads(each.read_bytes())) for each in files}
    assert all(each.made_up for each in there.values())
    made = example()
    assert there.keys() == made.keys()
    assert [*map(numbers, there.values())] == [*map(numbers, made.values())], "make example"


def test_it_comes_to_no_other_desk() -> None:
    assert not [path for path in own_sources() if path.startswith(("figures/", "pages/"))]
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    taken = {*wheel["targets"]["wheel"]["force-include"]}
    assert taken == {f"site/{each.name}" for each in (ROOT / "site").iterdir()} - {
        "site/figures",
        "site/pages",
    }
