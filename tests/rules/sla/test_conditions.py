"""Conditions ask for what is there."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

from .text import sla

Findings = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "more",
    [
        "escalations:\n  e: {when: {tag: [critcal]}, statement: Long}\n",
        "notifications:\n  n: {on: opened, when: {tag: [critcal]}, to: [staff], by: [mail]}\n",
    ],
)
def test_tag_that_no_service_has_is_found_in_every_condition(
    findings_of: Findings, more: str
) -> None:
    (found,) = findings_of(sla=sla(more=more))
    assert found.code == "L005"
    assert found.hint == 'did you mean "critical"?'


@pytest.mark.parametrize(
    ("phase", "codes"), [("rollout", ["L005"]), ("roll-out", []), ("pilot", [])]
)
def test_phase_that_is_nearly_one_of_a_service_is_found(
    findings_of: Findings, phase: str, codes: list[str]
) -> None:
    phases = "phases: [{phase: roll-out, valid: {from: 2026-01-01}}]"
    found = findings_of(
        ("services/main.yaml", "{name: Wiki,", f"{{name: Wiki, {phases},"),
        sla=sla(
            more=f"escalations:\n  e: {{when: {{phase: [{phase}], tag: [critical]}}, statement: Long}}\n"
        ),
    )
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("when", "code"),
    [("hours: outside, calendar: office", "S004"), ("hours: closed", "L037")],
)
def test_one_mistake_in_the_hours_of_a_policy_is_one_finding(
    findings_of: Findings, when: str, code: str
) -> None:
    found = findings_of(
        ("services/main.yaml", "  calendar: office\n", ""),
        sla=sla(f"p: {{name: P, when: {{{when}}}, statement: S}}").replace(
            "within: 40 business hours", "within: 40 business hours, calendar: office"
        ),
    )
    assert [each.code for each in found] == [code]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("calendar: office", 'this does not say whether "office" is to be open or'),
        ("hours: open", 'the service "pump" has no calendar that could be open'),
    ],
)
def test_hours_and_calendar_need_each_other(
    findings_of: Findings, asked: str, message: str
) -> None:
    found = findings_of(
        ("services/main.yaml", "  calendar: office\n", ""),
        ("services/main.yaml", "{name: Wiki,", "{name: Wiki, calendar: office,"),
        sla=sla(
            more=f"notifications:\n  n: {{on: opened, when: {{{asked}}}, to: [staff], by: [mail], statement: x}}\n"
        ).replace("within: 40 business hours", "within: 40 business hours, calendar: office"),
    )
    (told,) = found
    assert told.code == "L037"
    assert told.message.startswith(message)
    assert told.where is not None
    assert told.where.source[told.where.column - 1 :].startswith(asked.partition(": ")[2])
