"""A contract's policy is never weaker than the one that would apply without it."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding, Severity

from .text import sla

Findings = Callable[..., list[Finding]]
SHOP = (
    "calendars.yaml",
    "calendars:",
    'calendars:\n  shop: {timezone: Europe/Rome, week: {mon-sat: "08:00-12:00"}, holidays: [italy]}\n'
    '  long: {timezone: Europe/Rome, week: {mon-sat: "08:00-20:00"}, holidays: [italy]}',
)
CONTRACT = "contracts: {gold: {customer: Comune, services: [wiki]}}\n"
LIFECYCLE = """\
lifecycle:
  types: {incident: {name: {it: Incidente, en: Incident}}}
  states:
    new: {name: {it: Nuovo, en: New}, category: new}
    parts: {name: {it: Ricambi, en: Parts}, category: waiting}
    waiting: {name: {it: Attesa, en: Waiting}, category: waiting, pauses: [first_response], resumed_by: desk}
"""


def gold(target: str, kind: str = "first_response") -> str:
    return (
        "gold: {name: Gold, when: {contract: [gold]}, overrides: base,"
        f" targets: {{{kind}: {{within: {target}}}}}}}"
    )


def check(findings_of: Findings, policy: str) -> list[Finding]:
    return findings_of(SHOP, sla=sla(policy, lifecycle=LIFECYCLE, more=CONTRACT))


@pytest.mark.parametrize(
    "target",
    [
        "40 business hours",
        "8 business hours",
        "3 working days",
        # More business hours, but in a calendar that has more of them.
        "45 business hours, calendar: long",
        "4 hours",
        "40 business hours, pauses: []",
    ],
)
def test_contract_as_good_as_its_base_or_better_is_fine(findings_of: Findings, target: str) -> None:
    assert check(findings_of, gold(target)) == []


@pytest.mark.parametrize(
    ("target", "why", "marked"),
    [
        ("41 business hours", "a ticket opened ", "41 business"),
        # The same number, in a calendar that is open for less time.
        ("40 business hours, calendar: shop", "a ticket opened ", "40 business"),
        ("5 working days", "a ticket opened ", "5 working"),
        ("8 business hours, start: assigned", 'its clock starts at "assigned", not as the ticket is opened', "assigned"),
        ("8 business hours, pauses: [waiting, parts]", 'its clock rests in the state "parts" too', "["),
    ],
)  # fmt: skip
def test_contract_weaker_than_its_base_is_found(
    findings_of: Findings, target: str, why: str, marked: str
) -> None:
    (found,) = check(findings_of, gold(target))
    assert found.code == "L013"
    assert found.message.startswith(f'the first response is weaker than that of "base": {why}')
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith(marked)
    if why.endswith("opened "):
        assert " is due " in found.message
        assert " instead of " in found.message


def test_target_that_the_contract_leaves_out_is_found(findings_of: Findings) -> None:
    (found,) = check(findings_of, gold("8 business hours", "resolution"))
    assert (found.code, found.message) == (
        "L013",
        '"base", which this policy overrides, promises a first response within '
        '"40 business hours"; here there is none',
    )
    none = "gold: {name: G, when: {contract: [gold]}, overrides: base, statement: By phone}"
    (found,) = check(findings_of, none)
    assert found.code == "L013"


def test_contract_that_no_policy_asks_for_is_told(findings_of: Findings) -> None:
    (found,) = findings_of(sla=sla(more=CONTRACT))
    assert (found.code, found.severity) == ("L014", Severity.WARNING)
    assert found.message == 'nothing asks for the contract "gold": it changes no promise'


def test_policy_for_a_contract_names_what_it_improves(findings_of: Findings) -> None:
    loose = gold("8 business hours").replace("overrides: base, ", "")
    (found,) = check(findings_of, loose)
    assert (found.code, found.severity) == ("L015", Severity.WARNING)
    itself = gold("8 business hours").replace("overrides: base", "overrides: gold")
    (found,) = check(findings_of, itself)
    assert (found.code, found.severity) == ("L015", Severity.ERROR)
    assert found.message == "a policy cannot override itself"


def test_policy_overrides_one_that_its_tickets_could_have(findings_of: Findings) -> None:
    phone = "phone: {name: Phone, when: {channel: [phone]}, statement: At once}"
    by_mail = gold("8 business hours").replace(
        "contract: [gold]", "contract: [gold], channel: [mail]"
    )
    found = check(findings_of, f"{phone}\n{by_mail.replace('overrides: base', 'overrides: phone')}")
    assert [(each.code, each.message) for each in found] == [
        (
            "L015",
            'no ticket of this policy would have "phone" without it: their conditions exclude each '
            "other",
        )
    ]
    assert check(findings_of, f"{phone}\n{by_mail}") == []


@pytest.mark.parametrize(
    ("base", "mine", "why", "marked"),
    [
        ("start: assigned", "start: taken-in-charge",
         'its clock starts at "taken-in-charge", not at "assigned"', "taken-in-charge"),
        # Unwritten, the clock rests where the lifecycle says.
        ("pauses: []", "at: same_time", 'its clock rests in the state "waiting" too', "first_response"),
        ("reopen: count", "reopen: resume",
         'a reopened ticket is counted with "resume", not with "count"', "resume"),
        ("reopen: resume", "reopen: restart",
         'a reopened ticket is counted with "restart", not with "resume"', "restart"),
        ("start: assigned", "start: opened", None, ""),
        ("reopen: restart", "reopen: count", None, ""),
    ],
)  # fmt: skip
def test_clock_of_a_contract_is_as_strict_as_that_of_its_base(
    findings_of: Findings, base: str, mine: str, why: str | None, marked: str
) -> None:
    last = f"  base: {{name: Base, targets: {{first_response: {{within: 40 business hours, {base}}}}}}}\n"
    policy = gold(f"8 business hours, {mine}")
    found = findings_of(SHOP, sla=sla(policy, last=last, lifecycle=LIFECYCLE, more=CONTRACT))
    expected = [] if why is None else [f'the first response is weaker than that of "base": {why}']
    assert [each.message for each in found] == expected
    for each in found:
        assert each.code == "L013"
        assert each.where is not None
        assert each.where.source[each.where.column - 1 :].startswith(marked)
