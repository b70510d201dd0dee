"""Ends before beginnings, and announcements that contradict each other."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

from .sla.text import sla

Findings = Callable[..., list[Finding]]
BACKWARDS = "valid: {from: 2026-02-01, until: 2026-01-31}"


@pytest.mark.parametrize(
    "text",
    [
        sla(more=f"contracts: {{gold: {{customer: Comune, {BACKWARDS}}}}}\n"),
        sla(
            more="operational_levels:\n  second: {name: S, team: second, targets: {resolution: "
            f"{{within: 1 hour}}}}, {BACKWARDS}}}\n"
        ),
        sla(
            priority="priority: {set_by: desk, default: ordinary, rules: {a: {when: {cause: [bug]},"
            f" severity: high, why: A, {BACKWARDS}}}}}}}\n"
        ),
    ],
)
def test_end_before_its_beginning_is_found_in_every_section(
    findings_of: Findings, text: str
) -> None:
    found = findings_of(sla=text, teams="teams: {second: {name: Second, provider: acme}}")
    (backwards,) = [each for each in found if each.code == "D001"]
    assert backwards.message == "2026-01-31 is before 2026-02-01"


def announcements(second: str) -> str:
    return f"""\
announcements:
  go-live: {{title: Go-live, kind: go-live, from: 2026-05-02, until: 2026-05-15, calendars: [office], open: ["08:00-20:00"]}}
  move: {{title: Move, kind: closure, {second}}}
"""


@pytest.mark.parametrize(
    ("second", "days", "change"),
    [
        ("from: 2026-05-10, until: 2026-05-20, calendars: [office], closed: true",
         "from 2026-05-10 to 2026-05-15", 'closes "office"'),
        ("from: 2026-05-15, until: 2026-05-15, calendars: [office], open: ['08:00-09:00', '10:00-12:00']",
         "on 2026-05-15", 'opens "office" 08:00-09:00, 10:00-12:00'),
    ],
)  # fmt: skip
def test_announcements_that_contradict_each_other_are_found_at_both_places(
    findings_of: Findings, second: str, days: str, change: str
) -> None:
    found = findings_of(announcements=announcements(second))
    places = {
        (each.where.line, each.message) for each in found if each.code == "D004" and each.where
    }
    cover = 'opens "office" 08:00-20:00'
    assert places == {
        (2, f'{days} this {cover}, but the announcement "move" {change}'),
        (3, f'{days} this {change}, but the announcement "go-live" {cover}'),
    }


@pytest.mark.parametrize(
    "second",
    [
        "from: 2026-05-16, until: 2026-05-20, calendars: [office], closed: true",
        "from: 2026-05-02, until: 2026-05-20, calendars: [shop], closed: true",
        "from: 2026-05-02, until: 2026-05-20",
    ],
)
def test_announcements_for_other_days_or_calendars_do_not_contradict(
    findings_of: Findings, second: str
) -> None:
    shop = ("calendars.yaml", "calendars:", "calendars:\n  shop: {extends: office}")
    assert findings_of(shop, announcements=announcements(second)) == []


def test_announcement_that_repeats_an_inherited_exception_is_left_to_the_calendar(
    findings_of: Findings,
) -> None:
    change = (
        "calendars.yaml",
        "calendars:",
        'calendars:\n  shop: {extends: office, exceptions: [{date: 2026-06-01, open: "08:00-20:00"}]}',
    )
    second = "from: 2026-05-20, until: 2026-05-21, calendars: [shop], closed: true"
    assert findings_of(change, announcements=announcements(second)) == []


@pytest.mark.parametrize("hours", ['open: ["08:00-09:00"]', "closed: true"])
def test_announcement_that_changes_hours_names_the_calendars(
    findings_of: Findings, hours: str
) -> None:
    found = findings_of(
        announcements=announcements(f"from: 2026-05-20, until: 2026-05-20, {hours}")
    )
    assert [(each.code, each.message) for each in found] == [
        ("D002", "this does not say of which calendars")
    ]
