"""A severity belongs to the desks that have it: those of another desk know nothing of it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from sportello.catalog import load
from sportello.catalog.model import Catalog, SeverityLevel, Text
from sportello.findings import Finding
from sportello.sla import Ticket, TicketError, deadlines, sla_matrix

Write = Callable[..., Path]
Findings = Callable[..., list[Finding]]
PROVIDERS = "providers: {acme: {name: ACME}, other: {name: Other}}\n"
SERVICES = """\
services:
  wiki: {name: Wiki, provider: acme, calendar: office, mailbox: help}
  pump: {name: Pump, provider: other, calendar: office, mailbox: help, tags: [critical]}
"""
OF_ACME = [("sla.yaml", f"rank: {rank}}}", f"rank: {rank}, providers: [acme]}}") for rank in (1, 2)]
OPENED = datetime(2026, 1, 5, 9)


@pytest.fixture
def desk(catalog_at: Write) -> Catalog:
    rules = ("sla.yaml", "tag: [critical]", "provider: [acme]")
    root = catalog_at(*OF_ACME, rules, providers=PROVIDERS)
    (root / "services" / "main.yaml").write_text(SERVICES)
    loaded = load(root)
    assert loaded.findings == ()
    return loaded.catalog


def test_severities_are_those_of_the_provider_the_worst_first(desk: Catalog) -> None:
    assert desk.severities_of("acme") == ("high", "ordinary")
    assert desk.severities_of("other") == ()


def test_a_ticket_of_another_desk_has_none(desk: Catalog) -> None:
    answer = deadlines(desk, Ticket("pump", OPENED))
    assert (answer.severity.severity, answer.severity.by) == (None, None)
    assert answer.severity.steps == ("the catalog has no severity of other",)
    assert answer.policy.name == "base"
    assert deadlines(desk, Ticket("wiki", OPENED)).severity.severity == "high"


def test_a_ticket_of_another_desk_cannot_be_given_one(desk: Catalog) -> None:
    with pytest.raises(TicketError) as error:
        deadlines(desk, Ticket("pump", OPENED, severity="high"))
    assert error.value.message == 'unknown severity "high"'
    assert error.value.hint == "the catalog has no severity of other"


def test_a_rule_gives_only_what_the_desk_has(desk: Catalog) -> None:
    assert desk.priority is not None
    rule = desk.priority.rules["critical"]
    wider = replace(rule, when=replace(rule.when, provider=("acme", "other")))
    everywhere = replace(desk, priority=replace(desk.priority, rules={"critical": wider}))
    assert deadlines(everywhere, Ticket("pump", OPENED)).severity.severity is None
    assert deadlines(everywhere, Ticket("wiki", OPENED)).severity.severity == "high"


def test_a_default_of_another_desk_holds_for_nobody_else(desk: Catalog) -> None:
    low = SeverityLevel(name=Text("Low"), rank=1, providers=("other",))
    both = replace(desk, severities={**desk.severities, "low": low})
    assert both.severities_of("other") == ("low",)
    answer = deadlines(both, Ticket("pump", OPENED))
    assert answer.severity.severity is None
    assert answer.severity.steps[-1].endswith("but it is no severity of other")
    assert deadlines(both, Ticket("pump", OPENED, severity="low")).severity.severity == "low"


def test_the_matrix_has_a_cell_for_each_severity_that_a_service_has(desk: Catalog) -> None:
    cells = sla_matrix(desk, ["wiki", "pump"], [None], date(2026, 1, 5))
    assert [(each.service, each.severity) for each in cells] == [
        ("wiki", "high"),
        ("wiki", "ordinary"),
        ("pump", None),
    ]


# --- what check says of them ----------------------------------------------------------------------

TWO_DESKS = {"providers": PROVIDERS}


def sla(policies: str, second: str = "acme") -> str:
    return f"""\
severities:
  high: {{name: {{it: Alta, en: High}}, rank: 1, providers: [acme]}}
  ordinary: {{name: {{it: Ordinaria, en: Ordinary}}, rank: 1, providers: [{second}]}}
priority: {{set_by: desk, default: high}}
policies:
{policies}"""


BOTH = "  all: {name: {it: T, en: A}, statement: {it: N, en: N}}\n"


def codes(findings: list[Finding], *named: str) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in findings if each.code in named]


def at_two_desks(findings_of: Findings, text: str) -> list[Finding]:
    other = ("services/main.yaml", "Pump}, mailbox", "Pump}, provider: other, mailbox")
    return findings_of(other, sla=text, **TWO_DESKS)


def test_two_desks_may_have_a_worst_severity_each(findings_of: Findings) -> None:
    assert codes(at_two_desks(findings_of, sla(BOTH, second="other")), "L006") == []
    assert codes(at_two_desks(findings_of, sla(BOTH)), "L006") == [
        ("L006", '"high" has rank 1 too')
    ]


def test_a_policy_for_a_severity_that_its_desk_does_not_have_never_applies(
    findings_of: Findings,
) -> None:
    never = "  never: {name: {it: M, en: N}, when: {provider: [other], severity: [high]}, statement: {it: N, en: N}}\n"
    assert codes(at_two_desks(findings_of, sla(never + BOTH)), "L007") == [
        ("L007", "this policy can never apply: no service fits its condition")
    ]
    fits = never.replace("[other]", "[acme]")
    assert codes(at_two_desks(findings_of, sla(fits + BOTH, second="other")), "L007") == []


def test_a_ticket_without_severity_needs_a_policy_too(findings_of: Findings) -> None:
    graded = "  graded: {name: {it: G, en: G}, when: {severity: [high, ordinary]}, statement: {it: N, en: N}}\n"
    found = codes(at_two_desks(findings_of, sla(graded)), "L009")
    assert found == [("L009", 'a ticket for "pump" finds no policy')]
