"""A contract's policy is never weaker than the one that would apply without it."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding, Severity

from .test_policies import FAST
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
        "1 calendar day",
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
        ("8 business hours, pauses: [waiting, parts]", 'its clock is paused in the state "parts" too', "["),
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
            'no ticket of this policy would have "phone" without it, but "base"',
        )
    ]
    assert check(findings_of, f"{phone}\n{by_mail}") == []


@pytest.mark.parametrize(
    ("base", "mine", "why", "marked"),
    [
        ("start: assigned", "start: taken-in-charge",
         'its clock starts at "taken-in-charge", not at "assigned"', "taken-in-charge"),
        # Unwritten, the clock rests where the lifecycle says.
        ("pauses: []", "reopen: resume", 'its clock is paused in the state "waiting" too', "first_response"),
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


PHONE = (
    "phone: {name: Phone, when: {channel: [phone]}, targets: {first_response: {within: immediate},"
    " next_update: {within: 40 business hours}}}"
)


def test_contract_is_held_against_what_each_of_its_tickets_would_have(
    findings_of: Findings,
) -> None:
    found = check(findings_of, f"{gold('8 business hours')}\n{PHONE}")
    assert [each.code for each in found] == ["L013", "L013"]
    which = '"phone", which its tickets with channel phone would have instead'
    assert found[1].message.startswith(
        f"the first response is weaker than that of {which}: a ticket opened "
    )
    assert found[0].message == (
        f'{which}, promises a next update within "40 business hours"; here there is none'
    )
    assert found[0].hint.endswith('or narrow "when:" and leave them "phone"')


@pytest.mark.parametrize(
    "change",
    [
        # The policy for the phone comes first, or the contract has one of its own above.
        lambda mine: f"{PHONE}\n{mine}",
        lambda mine: f"own: {{name: Own, when: {{contract: [gold], channel: [phone]}}, overrides: phone, targets: {{first_response: {{within: immediate}}, next_update: {{within: 8 business hours}}}}}}\n{mine}\n{PHONE}",
        # Another service, other days, another contract.
        lambda mine: f"{mine}\n{PHONE.replace('channel: [phone]', 'channel: [phone], service: [pump]')}",
        lambda mine: f"{mine}\n{PHONE.replace('targets', 'valid: {until: 2025-12-31}, targets')}",
        lambda mine: f"{mine}\n{PHONE.replace('channel: [phone]', 'contract: [edo]')}",
    ],
)  # fmt: skip
def test_policy_that_no_ticket_of_a_contract_would_have_does_not_count(
    findings_of: Findings, change: Callable[[str], str]
) -> None:
    contracts = "contracts:\n  gold: {customer: A, services: [wiki], valid: {from: 2026-01-01}}\n"
    text = sla(change(gold("8 business hours")), more=f"{contracts}  edo: {{customer: Edo}}\n")
    assert [each for each in findings_of(sla=text) if each.code == "L013"] == []


def test_overridden_policy_is_of_a_service_that_the_contract_covers(
    findings_of: Findings,
) -> None:
    pump = f"pump: {{name: P, when: {{service: [pump]}}, {FAST}}}\n"
    (found,) = check(
        findings_of,
        f"{pump}{gold('8 business hours').replace('overrides: base', 'overrides: pump')}",
    )
    assert (found.code, found.message, found.hint) == (
        "L015",
        'no ticket of this policy would have "pump" without it, but "base"',
        "write overrides: base",
    )


def test_contract_without_any_policy_to_fall_back_on_overrides_none(findings_of: Findings) -> None:
    last = f"  pump: {{name: P, when: {{service: [pump]}}, {FAST}}}\n"
    text = sla(
        gold("immediate").replace("overrides: base", "overrides: pump"), last=last, more=CONTRACT
    )
    (found,) = [each for each in findings_of(sla=text) if each.code == "L015"]
    assert found.message == 'no ticket of this policy would have "pump" without it, but no policy'
    assert found.hint == 'take "overrides:" away'


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("40 business hours", Severity.WARNING),
        ("5 working days", Severity.ERROR),
        ("41 business hours", Severity.ERROR),
        # As many hours, of a calendar that has fewer of them.
        ("40 business hours, calendar: short", Severity.ERROR),
    ],
)
def test_contract_that_is_late_by_its_time_zone_alone_is_a_warning(
    findings_of: Findings, target: str, severity: Severity
) -> None:
    zones = (
        "calendars.yaml",
        "calendars:",
        'calendars:\n  tokyo: {timezone: Asia/Tokyo, week: {mon-fri: "08:00-18:00"}, holidays: [italy]}\n'
        '  short: {timezone: Asia/Tokyo, week: {mon-fri: "08:00-12:00"}, holidays: [italy]}',
    )
    policy = gold(target if "calendar" in target else f"{target}, calendar: tokyo")
    (found,) = findings_of(zones, sla=sla(policy, more=CONTRACT))
    assert (found.code, found.severity) == ("L013", severity)
    late = found.message.endswith(", for it is counted in another time zone")
    assert late is (severity is Severity.WARNING)


def test_calendar_is_not_asked_of_a_service_that_the_contract_does_not_cover(
    findings_of: Findings,
) -> None:
    bare = (
        "services/main.yaml",
        "defaults:\n  provider: acme\n  family: tools\n  calendar: office\n",
        "defaults: {provider: acme, family: tools}\n",
    )
    wiki = ("services/main.yaml", "{name: Wiki,", "{name: Wiki, calendar: office,")
    last = "  base: {name: Base, statement: The contract says}\n"
    assert findings_of(bare, wiki, sla=sla(gold("immediate"), last=last, more=CONTRACT)) == []
    everything = CONTRACT.replace(", services: [wiki]", "")
    found = findings_of(bare, wiki, sla=sla(gold("1 business hour"), last=last, more=everything))
    assert [each.code for each in found] == ["L001"]


def test_contract_that_is_over_brings_no_tickets_to_the_policy_of_another(
    findings_of: Findings,
) -> None:
    later = f"later: {{name: L, when: {{service: [pump]}}, valid: {{from: 2026-02-01}}, {FAST}}}\n"
    both = later + gold("8 business hours").replace("[gold]", "[gold, old]")
    ended = f"{CONTRACT}  old: {{customer: Old, valid: {{until: 2026-01-31}}}}\n".replace(
        "contracts: {gold: ", "contracts:\n  gold: "
    ).replace("[wiki]}}", "[wiki]}")
    first, second = both.splitlines()
    text = sla(f"{second}\n{first}", more=ended)
    assert [each for each in findings_of(sla=text) if each.code in {"L013", "L015"}] == []
