"""The page of people, followed to the letter with the example of the rota."""

import re
import shlex
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from rota.example import FOLDER
from sportello.cli import main
from sportello.findings.registry import all_rules

from .test_rota_page import COMMAND, CONSOLE, YAML

PAGE = (Path(__file__).parents[2] / "docs" / "people.md").read_text()


def test_commands_print_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(FOLDER, tmp_path / "catalog")
    monkeypatch.chdir(tmp_path)
    (names,) = (block for block in YAML.findall(PAGE) if "Anna Prova" in block)
    (tmp_path / "people-private.yaml").write_text(names)
    for block in CONSOLE.findall(PAGE):
        for command, shown in COMMAND.findall(block):
            result = CliRunner().invoke(main, shlex.split(command), catch_exceptions=False)
            assert result.exit_code == 0
            said = "\n".join(line.rstrip() for line in result.output.splitlines())
            expected = ".*".join(map(re.escape, shown.rstrip().split("…")))
            assert re.fullmatch(expected, said, re.DOTALL), said


def test_codes_on_the_page_are_rules() -> None:
    codes = set(re.findall(r"\[(P\d{3})\]\(rules/P\.md#p\d{3}\)", PAGE))
    assert codes
    assert codes <= all_rules().keys()
