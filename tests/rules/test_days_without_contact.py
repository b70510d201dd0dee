"""It is known beforehand on which days nobody answers for a service."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

Findings = Callable[..., list[Finding]]
CONTACTS = """\
contacts:
  sales: {name: Sales, mail: sales@acme.example, role: commercial}
  anna: {provider: bolt, name: Anna, kind: person, phone: 051/6033266}
  early: {provider: bolt, name: Early, phone: 051/6033266, valid: {until: 2026-06-30}}
  late: {provider: bolt, name: Late, phone: 051/6033267, valid: {from: 2026-07-01}}
  later: {provider: bolt, name: Later, phone: 051/6033267, valid: {from: 2026-07-02}}
"""


def told(findings_of: Findings, sheet: str, contacts: str = CONTACTS) -> list[str]:
    bolt = ("providers.yaml", "  acme:", "  bolt: {name: Bolt}\n  acme:")
    change = ("services/main.yaml", "  pump:", f"  lost: {{name: Lost, {sheet}}}\n  pump:")
    return [
        each.message for each in findings_of(bolt, change, contacts=contacts) if each.code == "P008"
    ]


def from_day(day: str) -> list[str]:
    return [f'nobody answers for the service "lost" from {day} on']


@pytest.mark.parametrize(
    ("sheet", "days"),
    [
        ("contacts: [early]", from_day("2026-07-01")),
        ("contacts: [late]", from_day("2026-01-01")),
        ("contacts: [early, late]", []),
        ("contacts: [early, later]", from_day("2026-07-01")),
        ("contacts: [early], mailbox: help", []),
        ("contacts: [early], valid: {until: 2026-06-30}", []),
        ("contacts: [late], valid: {from: 2026-07-01}", []),
        ("contacts: [early, anna]", from_day("2026-07-01")),
        ("contacts: [early, anna], visibility: internal", []),
        ("visibility: internal", from_day("2026-01-01")),
    ],
)  # fmt: skip
def test_days_on_which_nobody_is_there_are_told(
    findings_of: Findings, sheet: str, days: list[str]
) -> None:
    assert told(findings_of, sheet) == days


def test_a_provider_that_answers_leaves_no_day_without_anybody(findings_of: Findings) -> None:
    own = CONTACTS + "  own: {name: Own, provider: acme, phone: 051/6033268}\n"
    assert told(findings_of, "contacts: [early]", own) == []
