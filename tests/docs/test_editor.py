"""The editor's guide: each task, done on the frozen catalog, is answered as the page shows."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from frozen import frozen_at
from sportello.cli import main

DOCS = Path(__file__).parents[2] / "docs"
LANGUAGES = {"en": DOCS / "editor.md", "it": DOCS / "editor.it.md"}
STEP = re.compile(
    r"^`(?P<file>\S+)`, (?:before|prima):\n\n```yaml\n(?P<before>.*?)^```\n\n"
    r"(?:After|Dopo):\n\n```yaml\n(?P<after>.*?)^```$"
    r"|^```console\n\$ sportello (?P<command>\w+)\n(?P<shown>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Task:
    """A task of the guide: its number, and what is changed, run and shown, in this order."""

    number: str
    steps: tuple[dict[str, str], ...]


def tasks(page: Path) -> list[Task]:
    _, *sections = re.split(r"^## (?=\d)", page.read_text(), flags=re.MULTILINE)
    return [
        Task(text.partition(".")[0], tuple(step.groupdict("") for step in STEP.finditer(text)))
        for text in sections
    ]


TASKS = tasks(LANGUAGES["en"])


def test_there_are_ten_tasks() -> None:
    assert [task.number for task in TASKS] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("page", LANGUAGES.values(), ids=LANGUAGES)
def test_every_block_is_part_of_a_step(page: Path) -> None:
    steps = [step for task in tasks(page) for step in task.steps]
    blocks = sum(2 if step["file"] else 1 for step in steps)
    assert page.read_text().count("\n```\n") == blocks


def test_both_languages_do_the_same() -> None:
    assert tasks(LANGUAGES["it"]) == TASKS


@pytest.mark.parametrize("task", TASKS, ids=[task.number for task in TASKS])
def test_task_is_answered_as_shown_and_ends_well(
    task: Task, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = frozen_at(tmp_path)
    monkeypatch.chdir(tmp_path)
    for step in task.steps:
        if step["file"]:
            file = root / step["file"]
            text = file.read_text()
            assert text.count(step["before"]) == 1
            file.write_text(text.replace(step["before"], step["after"]))
        else:
            result = CliRunner().invoke(main, [step["command"]], catch_exceptions=False)
            assert result.output == step["shown"]
    for command in ("check", "test"):
        result = CliRunner().invoke(main, [command], catch_exceptions=False)
        assert result.exit_code == 0, result.output
