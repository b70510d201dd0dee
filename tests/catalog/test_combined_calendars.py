"""Calendars made of others: their parts as announcements change them, and mistakes told once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.findings import Finding

Write = Callable[..., Path]
Findings = Callable[..., list[Finding]]
PARTS = """\
holidays:
  bavaria: {country: DE, subdivision: BY}
  berlin: {country: DE, subdivision: BE}
calendars:
  office: {any_of: [munich, berlin]}
  munich: {timezone: Europe/Berlin, week: {mon-fri: "09:00-17:00"}, holidays: [bavaria]}
  berlin: {timezone: Europe/Berlin, week: {mon-fri: "09:00-17:00"}, holidays: [berlin]}
"""
LOOP = """\
  one: {any_of: [two, berlin]}
  two: {all_of: [three, berlin]}
  three: {any_of: [one, berlin]}
"""


def announcement(calendars: str) -> str:
    return (
        f"announcements:\n  move: {{title: T, kind: closure, from: 2026-05-11, until: 2026-05-12, "
        f"calendars: {calendars}, closed: true}}\n"
    )


def told(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [
        (each.code, each.message, each.where.source.strip() if each.where else "")
        for each in findings
    ]


@pytest.mark.parametrize(
    ("closed", "hours"),
    [("[munich]", "09:00-17:00"), ("[berlin]", "09:00-17:00"), ("[munich, berlin]", "closed")],
)
def test_an_announcement_changes_the_parts_and_so_the_whole(
    catalog_at: Write, findings_of: Findings, closed: str, hours: str
) -> None:
    changed = {"calendars": PARTS, "announcements": announcement(closed)}
    assert findings_of(**changed) == []
    calendars = load(catalog_at(**changed)).catalog.calendars
    assert list(calendars) == ["office", "munich", "berlin"]
    day = calendars["office"].day(date(2026, 5, 11))
    assert (", ".join(map(str, day.hours)) or "closed") == hours


def test_an_announcement_for_the_whole_is_refused_with_the_names_of_its_parts(
    findings_of: Findings,
) -> None:
    (found,) = findings_of(calendars=PARTS, announcements=announcement("[office]"))
    assert (found.code, found.message) == (
        "W009",
        'the calendar "office" has no days of its own: it is made of others',
    )
    assert found.hint == "name those that change: munich, berlin"
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith("office]")


def test_an_announcement_about_services_knows_the_parts_of_their_calendar(
    findings_of: Findings,
) -> None:
    about = announcement("[munich]").replace("closed: true", "closed: true, services: [wiki]")
    assert findings_of(calendars=PARTS, announcements=about) == []


def test_a_part_that_is_wrong_is_told_once(findings_of: Findings) -> None:
    outer = f"{PARTS}  outer: {{any_of: [office, berlin]}}\n"
    found = findings_of(calendars=outer.replace('mon-fri: "09:00-17:00"', 'mon-fri: "9-17"'))
    assert [(code, message) for code, message, _ in told(found)] == [
        ("S005", '"9-17" is not opening hours')
    ]


def test_a_loop_is_told_once(findings_of: Findings) -> None:
    found = findings_of(calendars=f"{PARTS}{LOOP}  outer: {{any_of: [three, berlin]}}\n")
    assert told(found) == [
        (
            "W003",
            "calendars are made of each other: one → two → three → one",
            "one: {any_of: [two, berlin]}",
        )
    ]


def test_a_name_that_is_unknown_is_told_once(findings_of: Findings) -> None:
    found = findings_of(calendars=PARTS.replace("[munich, berlin]", "[munich, belrin, berlin]"))
    assert [each.message for each in found] == ['there is no calendar "belrin"']
    assert found[0].hint.startswith('did you mean "berlin"?')


@pytest.mark.parametrize("part", ["{week: {mon: closed}}", "[berlin]", "5", "null"])
def test_a_part_that_is_no_name_is_told(findings_of: Findings, part: str) -> None:
    found = findings_of(calendars=PARTS.replace("[munich, berlin]", f"[munich, berlin, {part}]"))
    assert [(each.code, each.hint) for each in found] == [
        ("S003", "write the name of a calendar in this file")
    ]


def test_what_is_published_is_published_with_its_parts(catalog_at: Write) -> None:
    public = load(catalog_at(calendars=PARTS)).catalog.public()
    assert {*public.calendars} == {"office", "munich", "berlin"}
