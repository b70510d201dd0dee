"""What docs/sla-semantics.md says of commands is what they print, and the tests it names exist."""

import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from sportello.catalog import load
from sportello.cli import main
from sportello.rules import check

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "sla-semantics.md").read_text()
_, QUESTIONS, COMPLAINTS = TEXT.split("\n## ")
SPAN = re.compile(r"`([^`]+)`")
NOT_BUILT = {"20": "holes in a rota are not found"}


@dataclass(frozen=True)
class Claim:
    """A command of the page, its exit status, and parts of what it prints."""

    command: str
    status: int
    prints: tuple[str, ...]


def tables(part: str) -> list[list[list[str]]]:
    """Return the cells of the rows of each table, but its head."""
    blocks = re.findall(r"^\|.*\n\|[-:| ]+\|\n((?:\|.*\n)+)", part, re.MULTILINE)
    return [
        [[cell.strip() for cell in row.strip("|").split(" | ")] for row in block.splitlines()]
        for block in blocks
    ]


def claims(cell: str) -> Iterator[Claim]:
    for each in re.split(r"; (?=`sportello )", cell):
        spans = SPAN.findall(each)
        if spans:
            status = re.search(r"\(exit (\d)\)", each)
            yield Claim(spans[0], int(status[1]) if status else 0, tuple(spans[1:]))


def functions(file: Path) -> set[str]:
    return {
        node.name for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)
    }


@cache
def output(command: str) -> tuple[int, str]:
    """Return the exit status of a command and what it prints, each run of blanks as one."""
    name, *arguments = shlex.split(command)
    assert name == "sportello"
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return result.exit_code, " ".join(result.output.split())


(QUESTION_ROWS,) = tables(QUESTIONS)
COMPLAINT_ROWS, *ITEM_ROWS = tables(COMPLAINTS)
CLAIMS = [(row[0], claim) for row in QUESTION_ROWS for claim in claims(row[-1])]
NAMED = sorted({each for rows in (COMPLAINT_ROWS, *ITEM_ROWS) for row in rows
                for each in SPAN.findall(row[-1])})  # fmt: skip


def test_every_question_and_every_complaint_has_its_row() -> None:
    assert [row[0] for row in QUESTION_ROWS] == [str(number) for number in range(1, 34)]
    assert [row[0] for row in COMPLAINT_ROWS] == [str(number) for number in range(1, 21)]
    assert {len(row) for row in (*QUESTION_ROWS, *COMPLAINT_ROWS)} == {4}
    assert [len(rows) for rows in ITEM_ROWS] == [7, 4]


def test_every_question_has_a_command_or_says_that_there_is_none() -> None:
    silent = {row[0] for row in QUESTION_ROWS} - {number for number, _ in CLAIMS}
    without = {row[0] for row in QUESTION_ROWS if row[-1] == "no command"}
    assert silent == without == {"32"}
    assert all("**No.**" in row[2] for row in QUESTION_ROWS if row[0] in without)


@pytest.mark.parametrize(
    ("number", "claim"), CLAIMS, ids=[f"{number}: {claim.command}" for number, claim in CLAIMS]
)
def test_command_prints_what_the_page_says(
    number: str, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    status, printed = output(claim.command)
    assert status == claim.status
    assert claim.prints, f"question {number} says nothing of what {claim.command} prints"
    for part in claim.prints:
        assert part in printed


def test_command_below_the_tables_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (command,) = re.findall(r"^    \$ (sportello .*)$", TEXT, re.MULTILINE)
    status, printed = output(command)
    assert status == 0
    assert "desk+help@tickets.example" in printed
    assert "second+payroll@tickets.example" in printed


@pytest.mark.parametrize("named", NAMED)
def test_test_named_by_the_page_exists(named: str) -> None:
    file, _, function = named.partition("::")
    assert (ROOT / file).is_file()
    assert function in functions(ROOT / file)


def test_every_complaint_has_a_test_of_its_number_or_says_what_is_missing() -> None:
    for number, _, why, tests in COMPLAINT_ROWS:
        assert SPAN.findall(tests), f"complaint {number} names no test"
        if number in NOT_BUILT:
            assert NOT_BUILT[number] in why
        else:
            assert f"test_complaint_{number}_" in tests


def test_item_without_a_test_says_that_it_is_not_ruled_out() -> None:
    for _, why, tests in (row for rows in ITEM_ROWS for row in rows):
        assert bool(SPAN.findall(tests)) is ("It can be made here too" not in why)
        assert SPAN.findall(tests) or tests == "no test"


def test_every_test_of_a_complaint_is_on_the_page() -> None:
    files = [*(ROOT / "tests").rglob("test_*.py")]
    written = {
        f"{file.relative_to(ROOT).as_posix()}::{name}"
        for file in files
        for name in functions(file)
        if name.startswith("test_complaint_")
    }
    assert written <= set(NAMED)


@pytest.mark.parametrize(
    ("name", "sound"), [("desk", True), ("cutoffs", True), ("weak", False), ("wrong", False)]
)
def test_examples_are_what_they_are_said_to_be(name: str, sound: bool) -> None:
    assert (check(load(ROOT / "tests" / "example" / name)) == []) is sound
