"""The commands that the pages for reviewers and support leads show run, and print what is shown."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from frozen import frozen_at
from repository import new_repository
from sportello.cli import main

TICKETS = """\
reference,service,channel,opened,first_response
1,piattaforma-crediti,mail,2026-01-05T09:30,2026-01-05T11:00
"""
DOCS = Path(__file__).parents[2] / "docs"
SHOWN = r"^    (?:\$ )?sportello ([^#\n]+).*\n((?:    (?!sportello ).*\n|\n(?=    ))*)"
COMMANDS = [
    found
    for page in ("reviewer.md", "support-lead.md")
    for found in re.findall(SHOWN, (DOCS / page).read_text(), re.MULTILINE)
    if not found[0].startswith("serve")  # waits for edits
]


@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=[each for each, _ in COMMANDS])
def test_command_runs_as_shown(
    command: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen_at(tmp_path)
    (tmp_path / "tickets.csv").write_text(TICKETS)
    if command.startswith("log"):
        git = new_repository(tmp_path)
        git("add", ".")
        git("commit", "-m", "The catalog")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, shlex.split(command), catch_exceptions=False)
    assert result.exit_code == 0
    text = "\n".join(line.rstrip() for line in result.output.splitlines())
    if command.startswith("report"):
        assert (tmp_path / "report.html").is_file()
        return
    expected = "\n".join(line.removeprefix("    ") for line in shown.rstrip().splitlines())
    assert not expected or text.rstrip() == expected


def test_pages_show_commands() -> None:
    assert {command.split()[0] for command, _ in COMMANDS} == {
        "route", "sla", "calendar", "log", "report",
    }  # fmt: skip
    assert any(shown for _, shown in COMMANDS)
