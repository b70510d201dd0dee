"""What the date alone brings: from one day to the next, while nobody edits anything."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from sportello.catalog import load
from sportello.plan.comparison import Side
from sportello.plan.days import plan_of_days
from sportello.plan.forms.text import as_text
from sportello.plan.report import Compared, Report

BASE = Path(__file__).parent / "base"
DATED = (
    ("contacts.yaml", "mail: sales@acme.example}", "mail: sales@acme.example, valid: {until: 2027-01-31}}"),
    ("mailboxes.yaml", "  bank: {", "  old:\n    address: old@acme.example\n    deliver_to: [desk]\n    retired: {since: 2027-02-01, successor: help, forward_until: 2027-04-30}\n  bank: {"),
    ("sla.yaml", "services: [wiki]}", "services: [wiki], valid: {until: 2027-02-28}}"),
    ("sla.yaml", "    name: {it: Alta, en: High}\n    when: {severity: [high]}\n", "    name: {it: Alta, en: High}\n    when: {severity: [high]}\n    valid: {from: 2027-03-15}\n"),
    ("services/main.yaml", "payroll: {", "payroll: {valid: {until: 2027-06-30}, "),
    ("calendars.yaml", "    holidays: [italy]\n", "    holidays: [italy]\n    exceptions: [{from: 2027-08-09, to: 2027-08-20, closed: true}]\n    seasons: [{valid: {from: --07-01, until: --08-31}, week: {mon-fri: \"08:00-14:00\"}}]\n"),
)  # fmt: skip


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory) -> Side:
    root = tmp_path_factory.mktemp("dated") / "catalog"
    copytree(BASE, root)
    for file, old, new in DATED:
        text = (root / file).read_text()
        assert old in text
        (root / file).write_text(text.replace(old, new))
    loaded = load(root)
    assert not loaded.incomplete
    return Side(loaded.catalog)


def said(side: Side, first: str, last: str) -> str:
    made = plan_of_days(side, date.fromisoformat(first), date.fromisoformat(last))
    return as_text(Report(made, Compared(first), Compared(last), "1.0"))


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2027-01-31", "2027-02-01", ["sales: can be reached no more", "old@acme.example: "]),
        ("2027-04-30", "2027-05-01", ["old@acme.example: "]),
        ("2027-02-28", "2027-03-01", ["contract gold: ends", "wiki (first response"]),
        ("2027-03-14", "2027-03-15", ["pump (resolution): is promised", "by base -> 2 business hours in office, by high"]),
        ("2027-06-30", "2027-07-01", ["payroll: is offered on other days", "office, late: has another season"]),
        ("2027-08-08", "2027-08-09", ["office, late: is closed on some days", "closed, 2027-08-09 to"]),
        ("2027-08-20", "2027-08-21", ["office, late: is open on more days", "-> the usual hours"]),
        ("2028-12-31", "2029-01-01", ["the site: shows calendars of other years"]),
    ],
)  # fmt: skip
def test_what_begins_or_ends_is_told_on_its_day_and_not_before(
    side: Side, first: str, last: str, told: list[str]
) -> None:
    text = said(side, first, last)
    for each in told:
        assert each in text, text
    day_before = date.fromordinal(date.fromisoformat(first).toordinal() - 1).isoformat()
    assert said(side, day_before, first).startswith("Plan: nothing changes")


def test_days_far_apart_have_all_that_lies_between(side: Side) -> None:
    text = said(side, "2027-01-01", "2027-12-31")
    for each in (
        "sales: can be reached",
        "contract gold: ends",
        "payroll: is offered on other days",
    ):
        assert each in text, text
    assert "season" not in text


def test_only_what_is_told_has_changed(side: Side) -> None:
    """No date that stands for `not yet` is ever shown."""
    for first, last in (("2027-01-31", "2027-02-01"), ("2027-03-14", "2027-03-15")):
        assert "9999" not in said(side, first, last)
        assert "without any effect" not in said(side, first, last)
