"""Announcements: what their pauses, updates, notice and services say against each other."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.findings import Finding
from sportello.rules import check

Findings = Callable[..., list[Finding]]


def announcement(kind: str, more: str) -> str:
    return (
        f"announcements:\n  a: {{title: {{it: A, en: A}}, kind: {kind}, from: 2026-05-04T09:00,"
        f" until: 2026-05-04T12:00, {more}}}\n"
    )


def updates(*updates: str) -> str:
    return f"updates: [{', '.join(f'{{text: {{it: T, en: T}}, at: {each}}}' for each in updates)}]"


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("maintenance", "sla: pause", []),
        ("maintenance", "sla: pause, visibility: internal",
         ["this is internal, and would pause the clocks of customers without a word"]),
        ("closure", "sla: pause, closed: true, calendars: [office]",
         ["this pauses clocks and closes calendars, in which no business time passes"]),
        ("incident", updates("2026-05-04T10:00, state: identified", "2026-05-04T13:00"), []),
        ("incident", updates("2026-05-04T08:59"),
         ["2026-05-04 08:59 is before the incident begins, on 2026-05-04 09:00"]),
        ("maintenance", updates("2026-05-01"), []),
        ("incident", updates("2026-05-04T10:00", "2026-05-04T10:00"),
         ["2026-05-04 10:00 does not come after 2026-05-04 10:00, the update before it"]),
        ("incident", f"ended: 2026-05-04T11:00, {updates('2026-05-04T11:00, state: resolved')}", []),
        ("incident", f"ended: 2026-05-04T11:00, {updates('2026-05-04T11:00')}",
         ["2026-05-04 11:00 is after it ended, on 2026-05-04 11:00"]),
        ("maintenance", updates("2026-05-04T10:00, state: resolved"),
         ['"resolved" is no state of the kind "maintenance"']),
        ("maintenance", "announce: 5 business hours",
         ["5 business hours cannot be counted back: there is no calendar to count in"]),
        ("maintenance", "announce: 123 calendar days", []),
        ("maintenance", "announce: 124 calendar days",
         ["this is before the published years, which begin with 2026"]),
        ("incident", "announce: 1 hour", ["nobody knows of an incident before it begins"]),
        ("maintenance", "ended: 2026-05-04T08:00", ["2026-05-04 08:00 is before 2026-05-04 09:00"]),
        ("maintenance", "acknowledgement: {it: 'Più {promise}', en: Later}",
         ["nothing fills {promise} in what is announced, so customers would read it as it stands"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_once(
    findings_of: Findings, kind: str, more: str, expected: list[str]
) -> None:
    found = findings_of(announcements=announcement(kind, more))
    assert [each.message for each in found] == expected


@pytest.mark.parametrize(
    ("day", "more", "is_told"),
    [
        ("2026-05-04", "services: []", False),
        ("2026-05-05", "services: []", True),
        ("2026-05-05", updates("2026-05-05T08:00"), False),
        ("2026-05-06", updates("2026-05-05T08:00"), True),
        ("2026-05-06", "ended: 2026-05-04T10:00", False),
    ],
)
def test_an_incident_wants_news_each_day(
    catalog_at: Callable[..., Path], day: str, more: str, is_told: bool
) -> None:
    loaded = load(catalog_at(announcements=announcement("incident", more)))
    found = check(loaded, date.fromisoformat(day))
    assert [each.code for each in found] == (["D023"] if is_told else [])


def test_words_that_no_acknowledgement_carries_are_told(findings_of: Findings) -> None:
    silent = ("mailboxes.yaml", ", acknowledge: standard", "")
    said = announcement("maintenance", "services: [wiki], acknowledgement: {it: Dopo, en: Later}")
    assert [each.code for each in findings_of(silent, announcements=said)] == ["M074"]
    assert findings_of(announcements=said) == []
