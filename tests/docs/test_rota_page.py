"""The page of the rota, followed to the letter with the example that it is about."""

import re
import shlex
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from rota.example import FOLDER
from sportello.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "rota.md").read_text()
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ sportello (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_commands_print_what_is_shown_and_lines_stand_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = tmp_path / "desk"
    copytree(FOLDER, desk / "catalog")
    people = (FOLDER.parent / "rota-people.yaml").read_text()
    (tmp_path / "people.yaml").write_text(people)
    monkeypatch.chdir(desk)
    written = (desk / "catalog" / "rota.yaml").read_text()
    for block in CONSOLE.findall(PAGE):
        for command, shown in COMMAND.findall(block):
            result = CliRunner().invoke(main, shlex.split(command), catch_exceptions=False)
            assert result.exit_code == 0
            said = "\n".join(line.rstrip() for line in result.output.splitlines())
            expected = ".*".join(map(re.escape, shown.rstrip().split("…")))
            assert re.fullmatch(expected, said, re.DOTALL), said
    after = (desk / "catalog" / "rota.yaml").read_text()
    for block in YAML.findall(PAGE):
        assert block.removeprefix("rotas:\n") in written + after + people
