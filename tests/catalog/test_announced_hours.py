"""A day that two things change keeps the hours of one; the contradiction is told, no more."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.findings import Finding

Write = Callable[..., Path]
Findings = Callable[..., list[Finding]]
OWN = (
    "calendars.yaml",
    "    holidays: [italy]",
    "    holidays: [italy]\n    exceptions: [{from: 2026-05-10, to: 2026-05-11, closed: true}]",
)
CHILD = ("calendars.yaml", "calendars:", "calendars:\n  late: {extends: office}")


def announcement(name: str, first: str, last: str, hours: str, calendar: str = "office") -> str:
    return (
        f"  {name}: {{title: T, kind: go-live, from: {first}, until: {last},"
        f" calendars: [{calendar}], {hours}}}\n"
    )


LONG = announcement("cover", "2026-05-09", "2026-05-12", 'open: ["08:00-20:00"], days: all')


def hours(root: Path, calendar: str = "office") -> list[str]:
    known = load(root).catalog.calendars[calendar]
    return [
        ", ".join(map(str, known.day(date(2026, 5, day)).hours)) or "closed" for day in range(9, 14)
    ]


def test_exception_of_the_calendar_wins_and_is_named(
    catalog_at: Write, findings_of: Findings
) -> None:
    long = "08:00-20:00"
    text = f"announcements:\n{LONG}"
    root = catalog_at(OWN, announcements=text)
    assert hours(root) == [long, "closed", "closed", long, "08:00-18:00"]
    found = findings_of(OWN, announcements=text)
    assert [(each.code, each.message) for each in found] == [
        ("D004", f'from 2026-05-10 to 2026-05-11 this opens "office" {long}, but the exception '
                 '2026-05-10 to 2026-05-11 closes "office", which holds'),
    ]  # fmt: skip
    assert [each.where and Path(each.where.file).name for each in found] == ["announcements.yaml"]


def test_inherited_exception_wins_too(findings_of: Findings) -> None:
    text = f"announcements:\n{LONG.replace('[office]', '[late]')}"
    found = findings_of(OWN, CHILD, announcements=text)
    assert [(each.code, each.where and each.where.source.strip()) for each in found] == [
        ("D004", LONG.replace("[office]", "[late]").strip()),
    ]


def test_first_announcement_wins(catalog_at: Write, findings_of: Findings) -> None:
    second = announcement("move", "2026-05-11", "2026-05-13", "closed: true")
    text = f"announcements:\n{LONG}{second}"
    long = "08:00-20:00"
    assert hours(catalog_at(announcements=text)) == [long, long, long, long, "closed"]
    assert {each.code for each in findings_of(announcements=text)} == {"D004"}


@pytest.mark.parametrize("days", [("2026-05-09", "2026-05-12"), ("2026-05-11", "2026-05-13")])
def test_announcements_that_say_the_same_are_no_contradiction(
    findings_of: Findings, days: tuple[str, str]
) -> None:
    second = announcement("too", *days, 'open: ["08:00-20:00"], days: all')
    assert findings_of(announcements=f"announcements:\n{LONG}{second}") == []


@pytest.mark.parametrize("later", ["2026-05-20", "2026-12-24"])
def test_what_is_announced_holds_whatever_comes_later(catalog_at: Write, later: str) -> None:
    own = (OWN[0], OWN[1], OWN[2].replace("2026-05-10, to: 2026-05-11", f"{later}, to: {later}"))
    long, usual = "08:00-20:00", "08:00-18:00"
    root = catalog_at(own, announcements=f"announcements:\n{LONG}")
    assert hours(root) == [long, long, long, long, usual]


def test_announcements_need_no_order(catalog_at: Write) -> None:
    first = announcement("first", "2026-05-12", "2026-05-13", "closed: true")
    second = announcement("second", "2026-05-09", "2026-05-10", "closed: true")
    root = catalog_at(announcements=f"announcements:\n{first}{second}")
    assert hours(root) == ["closed", "closed", "08:00-18:00", "closed", "closed"]
