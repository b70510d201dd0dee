"""The commands of docs/upgrading.md are commands of this version, with these options."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from sportello.cli import main

PAGE = Path(__file__).parents[1] / "docs" / "upgrading.md"
COMMANDS = re.findall(r"^    sportello (.+)$", PAGE.read_text(), re.MULTILINE)


def test_the_page_checks_builds_and_deploys() -> None:
    first = {shlex.split(command)[0] for command in COMMANDS}
    assert first == {"check", "test", "build", "snapshot", "plan", "deploy", "verify"}


@pytest.mark.parametrize("command", dict.fromkeys(COMMANDS))
def test_a_command_of_the_page_is_one(command: str) -> None:
    assert CliRunner().invoke(main, [*shlex.split(command), "--help"]).exit_code == 0
    assert CliRunner().invoke(main, [*shlex.split(command), "--nothing", "--help"]).exit_code == 2
