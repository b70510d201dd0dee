"""Every field of every class of the model has its effect: an edit of it gives a line of a plan."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from edits import edits
from sportello.catalog import load
from sportello.catalog.model import Acknowledgement, Catalog, Family, Person, Text, Valid
from sportello.plan.comparison import Side
from sportello.plan.plan import plan
from sportello.worktime import Calendar

_BASE: Final = load(Path(__file__).parent / "base").catalog
_SUNDAYS: Final = Calendar.from_spec(
    {"timezone": "Europe/Rome", "week": {"sun": "09:00-12:00"}}, "sundays"
)
CATALOG: Final = replace(
    _BASE,
    acknowledgements={
        **_BASE.acknowledgements,
        "other": Acknowledgement(subject=Text("Other"), text=Text("Other")),
    },
    calendars={**_BASE.calendars, "sundays": _SUNDAYS},
    people={"p-01": Person(team="front", valid=Valid())},
    families={**_BASE.families, "others": Family(name=Text("Others"), provider="bolt")},
)
"""The base with a few entries more, so that a condition may name what nothing is in."""
DAY: Final = date(2026, 11, 28)
WITHOUT_EFFECT: Final = {
    "MessageRule.why": "it is for whoever reads the rule",
    "Policy.overrides": "it says what `check` holds against the policies",
    "Target.also_stated": "it is the same promise, which `check` holds against it",
}
"""The fields of which no edit is told, and why; all notes are such fields, too."""


@pytest.mark.parametrize("section", [x for x in Catalog.__struct_fields__ if x != "approved"])
def test_edit_of_any_field_is_told_but_of_those_without_effect(section: str) -> None:
    told: dict[str, bool] = {}
    for what, before, after in edits(CATALOG, section):
        field = what.rpartition(": ")[2]
        if not told.get(field):
            told[field] = bool(plan(Side(before), Side(after), DAY).lines)
    silent = {field for field, is_told in told.items() if not is_told}
    assert {
        each for each in silent if each not in WITHOUT_EFFECT and not each.endswith(".note")
    } == set()
    assert not any(is_told for field, is_told in told.items() if field.endswith(".note"))
