"""Promises in two units, and days without their kind."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

from .text import sla

Findings = Callable[..., list[Finding]]


def promise(within: str, also: str, more: str = "") -> str:
    target = f"{{within: {within}, also_stated: {also}{more}}}"
    return f"  base: {{name: Base, targets: {{first_response: {target}}}}}\n"


@pytest.mark.parametrize(
    ("within", "also", "more"),
    [
        ("40 business hours", "2400 business minutes", ""),
        ("2 hours", "120 minutes", ", calendar: always"),
        # Where the calendar is never closed, business hours are hours.
        ("2 hours", "2 business hours", ", calendar: always"),
        # Ten hours a day, and both at the same time of day.
        ("5 working days", "50 business hours", ", at: same_time"),
    ],
)
def test_promise_in_two_units_that_agree_is_fine(
    findings_of: Findings, within: str, also: str, more: str
) -> None:
    always = 'calendars:\n  always: {timezone: UTC, week: {mon-sun: "00:00-24:00"}}'
    change = ("calendars.yaml", "calendars:", always)
    assert findings_of(change, sla=sla(last=promise(within, also, more))) == []


@pytest.mark.parametrize(
    ("within", "also", "more", "message"),
    [
        ("40 business hours", "2000 business minutes", "", '"2000 business minutes" is not the same as "40 business hours"'),
        ("5 working days", "40 business hours", "", '"40 business hours" is not the same as "5 working days": a ticket opened '),
        # The end of the day is not the time of day.
        ("5 working days", "50 business hours", "", '"50 business hours" is not the same as "5 working days": a ticket opened '),
        ("2 hours", "2 business hours", "", '"2 business hours" is not the same as "2 hours": a ticket opened '),
    ],
)  # fmt: skip
def test_promise_in_two_units_that_differ_is_found_with_an_example(
    findings_of: Findings, within: str, also: str, more: str, message: str
) -> None:
    (found,) = findings_of(sla=sla(last=promise(within, also, more)))
    assert found.code == "L002"
    assert found.message.startswith(message)
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith(also)
    if message.endswith("opened "):
        example = found.message.removeprefix(message)
        assert " is due " in example
        assert " instead of " in example


def test_bare_days_are_refused_with_the_two_ways_to_write_them(findings_of: Findings) -> None:
    (found,) = findings_of(sla=sla("a: {name: A, targets: {resolution: {within: 5 days}}}"))
    assert found.message == '"5 days" does not say which days'
    assert found.hint == 'write "5 calendar days" or "5 working days"'
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith("5 days")
