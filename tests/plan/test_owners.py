"""Whom a plan asks: at most as many as a forge asks for a review."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.plan.comparison import Side
from sportello.plan.forms.sentences import to_ask
from sportello.plan.owners import Asked, asked
from sportello.plan.plan import plan

TEAMS = """\
teams:
  front: {name: {it: Primo, en: First}, provider: acme, handles: {github: "@acme/front"}}
  back: {name: {it: Secondo, en: Second}, provider: acme, handles: {github: "@acme/back"}}
"""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("calendars.yaml", "08:00-18:00", "08:00-17:00"),
        ("sla.yaml", "within: 8 business hours", "within: 9 business hours"),
    ],
)
def test_what_has_no_owner_is_asked_of_those_whose_services_feel_it(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    """`wiki` has no team but its mailbox an owner, `payroll` has a team of its own."""
    sides = []
    for name in ("before", "after"):
        root = tmp_path / name
        shutil.copytree(Path(__file__).parent / "base", root)
        (root / "teams.yaml").write_text(TEAMS)
        mailboxes = root / "mailboxes.yaml"
        mailboxes.write_text(
            mailboxes.read_text().replace("  help:\n", "  help:\n    owner: front\n")
        )
        if name == "after":
            written = (root / file).read_text()
            assert old in written
            (root / file).write_text(written.replace(old, new))
        sides.append(load(root).catalog)
    before, after = sides
    lines = plan(Side(before, ()), Side(after, ()), date(2026, 11, 28)).lines
    assert {each.team for each in asked(lines, before, after)} == {"front", "back"}


def test_those_are_named_who_feel_most_and_the_others_are_counted() -> None:
    teams = [Asked(f"t{number}", f"@acme/t{number}", 17 - number) for number in range(17)]
    said = to_ask(teams)
    assert said.startswith("@acme/t0 (17 effects), ")
    assert said.endswith("@acme/t14 (3 effects) and 2 more")
    assert to_ask(teams[16:]) == "@acme/t16 (1 effect)"
