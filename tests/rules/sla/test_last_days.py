"""What is said of a last day beside a unit that has none."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

FindingsOf = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        ('within: 2 business hours, at: "14:00"', "at"),
        ("within: 2 business hours, at: same_time", "at"),
        ("within: 3 calendar days, at: same_time, if_closed: next", "at"),
        ("within: 3 working days, if_closed: previous", "if_closed"),
        ("within: 40 business hours, if_closed: next", "if_closed"),
        ("within: 40 business hours, if_closed: stay", None),
        ("within: 3 calendar days, if_closed: next", None),
        ('within: 3 working days, at: "14:00"', None),
        ('within: 0 working days, at: "18:00"', None),
    ],
)
def test_a_promise(findings_of: FindingsOf, target: str, wrong: str | None) -> None:
    found = findings_of(("sla.yaml", "within: 40 business hours", target))
    assert [each.code for each in found] == (["L040"] if wrong else [])
    assert all(each.message.startswith(f'"{wrong}" is about') for each in found)


@pytest.mark.parametrize(
    ("time", "wrong"),
    [
        ("take_in_charge: {within: 5 working days, from: order, if_closed: next}", True),
        ("work_starts: {after: 48 hours, from: order, if_closed: next}, calendar: always", True),
        ("service_starts: {not_before: 30 calendar days, from: order, if_closed: next}", False),
    ],
)
def test_a_lead_time(findings_of: FindingsOf, time: str, wrong: bool) -> None:
    always = '  always: {timezone: Europe/Rome, week: {mon-sun: "00:00-24:00"}}\n'
    found = findings_of(
        ("services/main.yaml", "  wiki: {", f"  wiki: {{activation: {{{time}}}, "),
        ("calendars.yaml", "calendars:\n", f"calendars:\n{always}"),
    )
    assert [each.code for each in found] == (["L040"] if wrong else [])


def test_calendar_days_that_roll_count_in_the_calendar_beside_them(
    findings_of: FindingsOf,
) -> None:
    beside = "within: 3 calendar days, calendar: office"
    stays = findings_of(("sla.yaml", "within: 40 business hours", beside))
    assert [each.code for each in stays] == ["L035"]
    assert (
        findings_of(("sla.yaml", "within: 40 business hours", f"{beside}, if_closed: next")) == []
    )
