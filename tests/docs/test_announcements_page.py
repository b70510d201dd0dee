"""The page of announcements shows what the commands print of its example, and the example's YAML."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from sportello.catalog import load
from sportello.cli import main
from sportello.rules import check

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "example" / "announced"
PAGE = (ROOT / "docs" / "announcements.md").read_text()
SHOWN = re.findall(r"^    \$ sportello ([^\n]+)\n((?:(?:    .*)?\n)+)", PAGE, re.MULTILINE)
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_prints_what_is_shown(command: str, shown: str) -> None:
    asked = [*shlex.split(command), "--catalog", str(EXAMPLE)]
    result = CliRunner().invoke(main, asked, catch_exceptions=False)
    assert result.exit_code == 0
    text = [line.removeprefix("    ").rstrip() for line in shown.rstrip().split("\n")]
    assert [line.rstrip() for line in result.output.rstrip().split("\n")] == text


def test_the_example_is_sound_and_is_what_the_page_shows() -> None:
    assert check(load(EXAMPLE)) == []
    written = (EXAMPLE / "announcements.yaml").read_text()
    assert len(BLOCKS) == 3
    assert len(SHOWN) == 3
    assert [block for block in BLOCKS if block not in written] == []
