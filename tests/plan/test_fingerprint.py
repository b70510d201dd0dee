"""What names an effect: the same for who sees the same change, another for any further edit of it."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from sportello.catalog import load
from sportello.plan.comparison import Side
from sportello.plan.gates import approval_lines
from sportello.plan.plan import Line, plan

BASE = Path(__file__).parent / "base"
DAY = date(2026, 11, 28)
Edit = tuple[str, str, str]
SLOWER = ("sla.yaml", "first_response: {within: 8", "first_response: {within: 12")
SLOWER_STILL = ("sla.yaml", "first_response: {within: 8", "first_response: {within: 30")
SHORTER = ("calendars.yaml", 'mon-fri: "08:00-18:00"', 'mon-fri: "08:00-17:00"')
SHORTER_STILL = ("calendars.yaml", 'mon-fri: "08:00-18:00"', 'mon-fri: "08:00-13:00"')
CLOSED = (
    "calendars.yaml",
    "holidays: [italy]",
    "holidays: [italy]\n    exceptions: [{from: 2027-01-04, to: 2027-01-08, closed: true}]",
)
ENDS = ("sla.yaml", "services: [wiki]", "services: [wiki], valid: {until: 2027-02-28}")
Made = Callable[..., Side]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """The base catalog with some edits."""

    def made(*edits: Edit) -> Side:
        root = tmp_path / str(len([*tmp_path.iterdir()]))
        copytree(BASE, root)
        for file, old, new in edits:
            text = (root / file).read_text()
            assert old in text
            (root / file).write_text(text.replace(old, new))
        loaded = load(root)
        assert not loaded.incomplete
        return Side(loaded.catalog)

    return made


def lines(before: Side, after: Side, kind: str, day: date = DAY) -> list[Line]:
    """The effects of a kind."""
    found = [each for each in plan(before, after, day).lines if each.change.kind == kind]
    assert found
    return found


def names(before: Side, after: Side, kind: str, day: date = DAY) -> set[str]:
    """How the effects of a kind are named."""
    return {each.fingerprint for each in lines(before, after, kind, day)}


@pytest.mark.parametrize(
    ("edit", "further", "kind"),
    [
        (SHORTER, SHORTER_STILL, "due-other"),
        (SHORTER, SHORTER_STILL, "hours-less"),
        (SLOWER, SLOWER_STILL, "target-longer"),
    ],
)
def test_what_was_approved_is_what_was_seen(
    made: Made, edit: Edit, further: Edit, kind: str
) -> None:
    """The words of `due-other` are the same however much later it is, and so may others be."""
    assert names(made(), made(edit), kind).isdisjoint(names(made(), made(further), kind))


def test_what_the_entry_said_before_counts_too(made: Made) -> None:
    """On another base the same text does something else."""
    assert names(made(), made(SHORTER_STILL), "due-other").isdisjoint(
        names(made(SHORTER), made(SHORTER_STILL), "due-other")
    )


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        (SLOWER, "target-longer"),
        (SHORTER, "due-other"),
        (SHORTER, "hours-less"),
        (ENDS, "contract-ends"),
    ],
)
@pytest.mark.parametrize("day", [date(2026, 11, 29), date(2027, 1, 5), date(2027, 3, 5)])
def test_names_are_the_same_on_another_day(made: Made, edit: Edit, kind: str, day: date) -> None:
    before, after = made(), made(edit)
    assert names(before, after, kind) == names(before, after, kind, day)


def test_names_are_the_same_when_some_of_the_days_are_over(made: Made) -> None:
    before, after = made(), made(CLOSED)
    assert names(before, after, "closure") == names(before, after, "closure", date(2027, 1, 6))


def test_names_are_the_same_beside_another_edit_and_in_another_order(made: Made) -> None:
    other = ("contacts.yaml", "Commerciale", "Vendite")
    both = names(made(), made(SLOWER, other), "target-longer")
    assert both == names(made(), made(SLOWER), "target-longer")
    commented = ("sla.yaml", "policies:\n", "# Said otherwise.\npolicies:\n")
    assert both == names(made(), made(SLOWER, commented), "target-longer")


def test_names_are_the_same_on_another_machine(tmp_path: Path) -> None:
    changed = copytree(BASE, tmp_path / "changed")
    for file, old, new in (SHORTER, SLOWER, ENDS):
        (changed / file).write_text((changed / file).read_text().replace(old, new))
    command = [sys.executable, "-m", "sportello", "plan", str(BASE), str(changed)]
    command += ["--on", "2026-11-28", "--format", "codequality"]
    said = {
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(said) == 1


def test_one_name_is_approved_once(made: Made) -> None:
    (line,) = lines(made(), made(SLOWER), "target-longer")
    assert len([*approval_lines([line, line], ())]) == 2
