"""A plan for the public holds nothing internal, whatever changes."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from plan.test_cases import CASES, side_of
from sportello.catalog.model import Catalog, readable
from sportello.plan.comparison import Side
from sportello.plan.forms.html import as_html
from sportello.plan.forms.json import as_json
from sportello.plan.forms.markdown import as_markdown
from sportello.plan.forms.text import as_text
from sportello.plan.impact import Impact
from sportello.plan.plan import plan
from sportello.plan.public_side import public_side
from sportello.plan.report import Compared, Report
from sportello.plan.sections import entries_of
from sportello.plan.texts.strings import sayings

FORMS = (as_text, as_markdown, as_html, as_json)


def public_words(catalog: Catalog) -> str:
    """What the public part of a catalog says, and how it calls its entries."""
    public, sections = public_side(catalog), Catalog.__struct_fields__
    named = [name for section in sections for name in entries_of(public, section)]
    return " ".join([*named, *(readable(text) for _, _, text in sayings(public, sections))])


def all_words(catalog: Catalog) -> Iterator[str]:
    """What a catalog says, and how it calls its entries."""
    sections = Catalog.__struct_fields__
    yield from (name for section in sections for name in entries_of(catalog, section))
    yield from (readable(text) for _, _, text in sayings(catalog, sections))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_internal_is_in_a_plan_for_the_public(case: Path, tmp_path: Path) -> None:
    sides = [side_of(case, each, tmp_path) for each in ("before", "after")]
    before, after = (Side(public_side(each.catalog), ()) for each in sides)
    made = plan(before, after, date(2026, 11, 28))
    report = Report(made, Compared("a"), Compared("b"), "1.0", public=True)
    said = "".join(form(report) for form in FORMS)
    known = "".join(public_words(each.catalog) for each in sides)
    secret = {each for side in sides for each in all_words(side.catalog) if each not in known}
    assert {"archive", "archive@tickets.example"} <= secret
    leaked = {each for each in secret if re.search(rf"\b{re.escape(each)}\b", said)}
    assert leaked - {""} <= OUR_WORDS


OUR_WORDS = {"desk", "Desk"}
"""Identifiers and names of the cases that are words of ours too."""


@pytest.mark.parametrize(
    ("name", "impact"),
    [
        ("address-lost", Impact.LOST_MAIL),
        ("hours-less", Impact.WEAKER),
        ("target-longer", Impact.WEAKER),
    ],
)
def test_effect_that_the_public_feels_is_in_it(name: str, impact: Impact, tmp_path: Path) -> None:
    case = next(each for each in CASES if each.name == name)
    sides = [side_of(case, each, tmp_path) for each in ("before", "after")]
    before, after = (Side(public_side(each.catalog), ()) for each in sides)
    made = plan(before, after, date(2026, 11, 28))
    assert made.of(impact)
