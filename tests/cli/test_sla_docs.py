"""What docs/sla.md shows is what the commands print, and its YAML is that of a sound catalog."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from frozen import frozen_at
from sla.contracts import FILES

Run = Callable[..., Result]
Write = Callable[..., Path]
ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "sla.md").read_text()
SHOWN = re.findall(r"^    \$ sportello ([^\n]+)\n((?:(?:    .*)?\n)+)", TEXT, re.MULTILINE)
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)

CATALOGS = ("tests/example/arrival", "tests/example/cutoffs", "tests/example/desk")
FILES_SHOWN = re.findall(r"^```(?:csv|json)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
EVENTS = [each for each in FILES_SHOWN if not each.startswith("service,from,to")]
"""All but the list of outages, which is no file of events."""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where a reader stands: the frozen catalog is `catalog/`, the examples are in `tests/`."""
    root = tmp_path / "repository"
    frozen_at(root)
    (root / "tests").symlink_to(ROOT / "tests")
    monkeypatch.chdir(root)


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_output_in_the_page_is_real(run: Run, catalog_at: Write, command: str, shown: str) -> None:
    example = catalog_at(**FILES)
    arguments = [example if each == "example" else each for each in shlex.split(command)]
    result = run(*arguments)
    assert result.exit_code == 0
    text = [line.removeprefix("    ").rstrip() for line in shown.rstrip().split("\n")]
    assert [line.rstrip() for line in result.output.rstrip().split("\n")] == text


def test_page_shows_every_choosing_command() -> None:
    shown = {shlex.split(command)[1] for command, _ in SHOWN}
    assert shown == {"due", "policy", "matrix", "elapsed", "clock"}


@pytest.mark.parametrize("block", BLOCKS, ids=[block.split(":")[0].strip() for block in BLOCKS])
def test_yaml_in_the_page_is_that_of_a_sound_catalog(block: str) -> None:
    examples = [file for each in CATALOGS for file in (ROOT / each).rglob("*.yaml")]
    assert any(block in text for text in (FILES["sla"], *(file.read_text() for file in examples)))


@pytest.mark.parametrize("block", EVENTS, ids=["csv", "json"])
def test_events_in_the_page_are_those_of_the_examples(block: str) -> None:
    assert block in [file.read_text() for file in (ROOT / "tests/example/tickets").iterdir()]
