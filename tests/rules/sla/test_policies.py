"""Policies that can never apply, tickets that find none, and promises with a hole."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small import SMALL
from sportello.catalog.model import (
    Catalog,
    Helpdesk,
    Policy,
    Priority,
    Service,
    SeverityLevel,
    Text,
    Url,
    When,
    Years,
    ZoneName,
)
from sportello.findings import Finding, Severity
from sportello.rules.sla import never_applies, policies
from sportello.rules.sla.groups import group
from sportello.sla import choose_policy, facts_of
from sportello.sla.ticket import Ticket

from .text import sla

Findings = Callable[..., list[Finding]]
FAST = "targets: {first_response: {within: 1 business hour}}"


def messages(findings: list[Finding], code: str) -> list[str]:
    return [finding.message for finding in findings if finding.code == code]


@pytest.mark.parametrize(
    ("policies", "above"),
    [
        # The same condition, a part of it, and a list that is a part of a list.
        (f"a: {{name: A, when: {{channel: [mail]}}, {FAST}}}\nb: {{name: B, when: {{channel: [mail]}}, {FAST}}}", '"a" above it takes'),
        (f"a: {{name: A, when: {{channel: [mail, phone]}}, {FAST}}}\nb: {{name: B, when: {{channel: [phone], severity: [high]}}, {FAST}}}", '"a" above it takes'),
        # All services of the provider, or the provider of the service.
        (f"a: {{name: A, when: {{service: [wiki, pump]}}, {FAST}}}\nb: {{name: B, when: {{provider: [acme]}}, {FAST}}}", '"a" above it takes'),
        (f"a: {{name: A, when: {{family: [tools]}}, {FAST}}}\nb: {{name: B, when: {{service: [wiki]}}, {FAST}}}", '"a" above it takes'),
        # A tag that the service itself has.
        (f"a: {{name: A, when: {{tag: [critical]}}, {FAST}}}\nb: {{name: B, when: {{service: [pump]}}, {FAST}}}", '"a" above it takes'),
        (f"a: {{name: A, when: {{tag: [critical]}}, {FAST}}}\nb: {{name: B, when: {{tag: [critical], channel: [mail]}}, {FAST}}}", '"a" above it takes'),
        # Two severities that are all there are.
        (f"a: {{name: A, when: {{severity: [high]}}, {FAST}}}\nb: {{name: B, when: {{severity: [ordinary]}}, {FAST}}}\nc: {{name: C, when: {{channel: [mail]}}, {FAST}}}", '"a" and "b" above it take'),
        # A life within a longer one.
        (f"a: {{name: A, when: {{channel: [mail]}}, valid: {{from: 2026-01-01}}, {FAST}}}\nb: {{name: B, when: {{channel: [mail]}}, valid: {{from: 2026-02-01, until: 2026-03-01}}, {FAST}}}", '"a" above it takes'),
    ],
)  # fmt: skip
def test_policy_whose_tickets_are_all_taken_is_found(
    findings_of: Findings, policies: str, above: str
) -> None:
    found = findings_of(sla=sla(policies))
    last = policies.splitlines()[-1][0]
    (unreachable,) = [each for each in found if each.code == "L007"]
    assert unreachable.message == f"this policy can never apply: {above} all its tickets"
    assert unreachable.where is not None
    assert unreachable.where.source == f"  {policies.splitlines()[-1]}"
    assert unreachable.where.column == 3
    assert unreachable.hint == 'move it above "a", or remove it'
    assert unreachable.severity is Severity.WARNING
    assert last in ("b", "c")


@pytest.mark.parametrize(
    "policies",
    [
        f"a: {{name: A, when: {{channel: [mail]}}, {FAST}}}\nb: {{name: B, when: {{channel: [mail, phone]}}, {FAST}}}",
        f"a: {{name: A, when: {{channel: [mail], severity: [high]}}, {FAST}}}\nb: {{name: B, when: {{channel: [mail]}}, {FAST}}}",
        f"a: {{name: A, when: {{service: [wiki]}}, {FAST}}}\nb: {{name: B, when: {{provider: [acme]}}, {FAST}}}",
        # A ticket may have the tag though its service has not.
        f"a: {{name: A, when: {{service: [pump]}}, {FAST}}}\nb: {{name: B, when: {{tag: [critical]}}, {FAST}}}",
        f"a: {{name: A, when: {{tag: [critical]}}, {FAST}}}\nb: {{name: B, when: {{service: [wiki]}}, {FAST}}}",
        # A shorter life above a longer one.
        f"a: {{name: A, when: {{channel: [mail]}}, valid: {{until: 2026-03-01}}, {FAST}}}\nb: {{name: B, when: {{channel: [mail]}}, {FAST}}}",
        f"a: {{name: A, when: {{channel: [mail]}}, valid: {{from: 2026-03-01}}, {FAST}}}\nb: {{name: B, when: {{channel: [mail]}}, valid: {{from: 2026-01-01}}, {FAST}}}",
    ],
)  # fmt: skip
def test_policy_with_tickets_left_is_fine(findings_of: Findings, policies: str) -> None:
    assert messages(findings_of(sla=sla(policies)), "L007") == []


@pytest.mark.parametrize(
    ("whens", "message"),
    [
        (
            ("hours: open", "hours: closed", "channel: [mail]"),
            'this policy can never apply: "a" and "b" above it take all its tickets',
        ),
        (
            ("hours: open", "hours: open, calendar: office"),
            'this policy can never apply: "a" above it takes all its tickets',
        ),
        (("hours: closed, calendar: office", "hours: open, calendar: noon"), None),
        (
            ("hours: open, calendar: office", "hours: open, calendar: noon"),
            'this policy can never apply: "a" above it takes all its tickets',
        ),
        (
            ("hours: closed, calendar: always",),
            'this policy can never apply: the calendar "always" is never closed',
        ),
        (("hours: open", "hours: closed"), None),
    ],
)
def test_what_open_and_closed_take_together_is_found(
    findings_of: Findings, whens: tuple[str, ...], message: str | None
) -> None:
    policies = [
        f"{name}: {{name: {name}, when: {{{when}}}, {FAST}}}"
        for name, when in zip("abc", whens, strict=False)
    ]
    noon = """\
  noon: {extends: office, week: {mon-fri: "12:00-13:00"}}
  always: {timezone: Europe/Rome, week: {mon-sun: "00:00-24:00"}}
"""
    calendars = SMALL["calendars.yaml"] + noon
    found = findings_of(sla=sla("\n".join(policies)), calendars=calendars)
    expected = [] if message is None else [message]
    assert messages(found, "L007") == expected


def test_ticket_without_policy_while_closed_is_found(findings_of: Findings) -> None:
    only = sla(f"a: {{name: A, when: {{hours: open}}, {FAST}}}", last="")
    assert messages(findings_of(sla=only), "L009") == [
        'a ticket for "wiki" with severity high while office is closed finds no policy '
        "(likewise 1 more case and 1 more service)"
    ]


def test_condition_that_no_service_fits_is_found(findings_of: Findings) -> None:
    found = findings_of(
        sla=sla(f"a: {{name: A, when: {{provider: [zeta], service: [wiki]}}, {FAST}}}"),
        providers="providers: {acme: {name: ACME}, zeta: {name: Zeta}}",
    )
    assert messages(found, "L007") == ["this policy can never apply: no service fits its condition"]


def test_last_policy_stays_though_others_take_all_tickets(findings_of: Findings) -> None:
    assert findings_of(sla=sla(f"a: {{name: A, when: {{provider: [acme]}}, {FAST}}}")) == []


def test_ticket_without_policy_is_found_with_service_severity_and_channel(
    findings_of: Findings,
) -> None:
    last = f"  base: {{name: Base, when: {{severity: [ordinary]}}, {FAST}}}\n"
    policies = f"mail: {{name: Mail, when: {{channel: [mail], severity: [high]}}, {FAST}}}"
    services = (
        "services/main.yaml",
        "wiki: {name: Wiki, mailbox: help,",
        "wiki: {name: Wiki, mailbox: help, channels: [{kind: mail, mailbox: help}],",
    )
    found = findings_of(services, sla=sla(policies, last=last))
    assert messages(found, "L009") == [
        'a ticket for "wiki" with severity high finds no policy (likewise 1 more service)'
    ]
    (wiki,) = [each for each in found if each.code == "L009"]
    assert wiki.where is not None
    assert wiki.where.source.lstrip().startswith("wiki:")
    phone = (
        services[0],
        services[1],
        services[2].replace("[{", "[{kind: phone, contact: sales}, {"),
    )
    by_phone = messages(findings_of(phone, sla=sla(policies, last=last)), "L009")
    assert by_phone == [
        'a ticket for "wiki" with severity high finds no policy (likewise 1 more case)',
        'a ticket for "pump" with severity high finds no policy',
    ]
    only = sla(f"a: {{name: A, when: {{channel: [mail]}}, {FAST}}}", last="")
    assert messages(findings_of(services, sla=only), "L009") == [
        'a ticket for "wiki" with severity high finds no policy'
        " (likewise 1 more case and 1 more service)"
    ]


def test_gap_between_two_dated_policies_is_found(findings_of: Findings) -> None:
    def dated(second: str) -> list[str]:
        policies = (
            f"a: {{name: A, when: {{provider: [acme]}}, valid: {{until: 2026-06-30}}, {FAST}}}\n"
            f"b: {{name: B, when: {{provider: [acme]}}, valid: {{from: {second}}}, {FAST}}}"
        )
        return messages(findings_of(sla=sla(policies, last="")), "L009")

    assert dated("2026-07-01") == []
    assert dated("2026-07-02") == [
        'a ticket for "wiki" with severity high, on 2026-07-01, finds no policy'
        " (likewise 1 more case and 1 more service)"
    ]


def test_policy_that_promises_nothing_must_say_so(findings_of: Findings) -> None:
    silent = "a: {name: A, when: {channel: [mail]}}"
    (found,) = findings_of(sla=sla(silent))
    assert (found.code, found.severity) == ("L010", Severity.WARNING)
    assert found.message == "this policy promises nothing and does not say so"
    deliberate = "a: {name: A, when: {channel: [mail]}, statement: The contract says.}"
    assert findings_of(sla=sla(deliberate)) == []


def test_worse_severity_with_a_promise_less_is_a_hole(findings_of: Findings) -> None:
    last = (
        "  base: {name: Base, targets: {first_response: {within: 4 business hours},"
        " resolution: {within: 40 business hours}}}\n"
    )
    high = f"high: {{name: High, when: {{severity: [high]}}, {FAST}}}"
    (found,) = findings_of(sla=sla(high, last=last))
    assert found.code == "L011"
    assert found.message == (
        'severity "high" is promised no resolution here, but the milder "ordinary" is, '
        'by the policy "base"'
    )
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith("targets")
    complete = high.replace("hour}}", "hour}, resolution: {within: 8 business hours}}")
    assert findings_of(sla=sla(complete, last=last)) == []
    spoken = "high: {name: High, when: {severity: [high]}, statement: By phone.}"
    assert findings_of(sla=sla(spoken, last=last)) == []
    milder = f"low: {{name: Low, when: {{severity: [ordinary]}}, {FAST}}}"
    assert findings_of(sla=sla(milder, last=last)) == []


def test_nothing_is_concluded_without_services_or_policies(findings_of: Findings) -> None:
    found = findings_of(sla="", **{"services/main": "services: {}"})
    assert not {"L007", "L009", "L010"} & {each.code for each in found}
    assert messages(findings_of(sla=""), "L009") == []


# ---- Against every ticket of a small desk -------------------------------------------------

SERVICES = {
    "a1": Service(name=Text("A1"), provider="a", tags=("x",)),
    "a2": Service(name=Text("A2"), provider="a"),
    "b1": Service(name=Text("B1"), provider="b", family="f", tags=("x", "y")),
}
SEVERITIES = {
    "high": SeverityLevel(name=Text("High"), rank=1),
    "low": SeverityLevel(name=Text("Low"), rank=2),
}
DAY = date(2026, 1, 5)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(
        tuple
    )


WHENS = st.builds(
    When,
    provider=some("a", "b"),
    service=some("a1", "a2", "b1"),
    family=some("f"),
    tag=some("x", "y"),
    severity=some("high", "low"),
    channel=some("mail", "phone"),
    type=some("incident"),
)


def desk(whens: list[When]) -> Catalog:
    helpdesk = Helpdesk(
        name=Text("Desk"),
        languages=("en",),
        timezone=ZoneName("Europe/Rome"),
        site=Url("https://desk.example/"),
        years=Years(first=2026, last=2027),
    )
    policies = {
        f"p{number}": Policy(name=Text("P"), when=when, statement=Text("Said"))
        for number, when in enumerate(whens)
    }
    priority = Priority(set_by="desk", default="low")
    return Catalog(
        helpdesk=helpdesk,
        services=SERVICES,
        severities=SEVERITIES,
        priority=priority,
        policies=policies,
    )


def chosen(catalog: Catalog) -> set[str | None]:
    """Return the policies that some ticket gets, None if one gets none."""
    found: set[str | None] = set()
    for service, severity, channel, kind, tags in product(
        SERVICES, SEVERITIES, (None, "mail", "phone"), (None, "incident"), ((), ("x",), ("y",))
    ):
        ticket = Ticket(service, datetime(2026, 1, 5, 9), channel=channel, type=kind, tags=tags)
        facts = {**facts_of(catalog, ticket, DAY), "severity": frozenset({severity})}
        found.add(choose_policy(catalog, facts, DAY).name)
    return found


@given(st.lists(WHENS, min_size=1, max_size=5))
def test_policy_told_as_unreachable_is_chosen_for_no_ticket(whens: list[When]) -> None:
    catalog = desk(whens)
    grouped = group(catalog)
    problems = [
        problem
        for check in (*never_applies.GROUPED_CHECKS, *policies.GROUPED_CHECKS)
        for problem in check(catalog, grouped)
    ]
    unreachable = {problem.path[1] for problem in problems if problem.code == "L007"}
    assert not unreachable & chosen(catalog)
    if any(problem.code == "L009" for problem in problems):
        assert None in chosen(catalog)


@given(st.lists(st.builds(When, provider=some("a", "b"), service=some("a1", "a2", "b1"), severity=some("high", "low")), min_size=1, max_size=5))  # fmt: skip
def test_of_services_and_severities_nothing_is_missed(whens: list[When]) -> None:
    catalog = desk(whens)
    grouped = group(catalog)
    problems = [
        problem
        for check in (*never_applies.GROUPED_CHECKS, *policies.GROUPED_CHECKS)
        for problem in check(catalog, grouped)
    ]
    told_of = {problem.path[1] for problem in problems if problem.code == "L007"}
    below = whens.index(When()) if When() in whens else len(whens)
    reachable = chosen(catalog)
    for number in range(below):
        assert (f"p{number}" in told_of) is (f"p{number}" not in reachable)
    assert any(problem.code == "L009" for problem in problems) is (None in reachable)
