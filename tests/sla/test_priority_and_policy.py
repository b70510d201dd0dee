"""Severity and policy of a ticket, with every step that led to them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.sla import Ticket, TicketError, deadlines

Write = Callable[..., Path]
OPENED = datetime(2026, 1, 5, 17, 30)


@pytest.fixture
def catalog(catalog_at: Write) -> Catalog:
    return load(catalog_at()).catalog


def test_default_severity_holds_when_nothing_else_does(catalog: Catalog) -> None:
    answer = deadlines(catalog, Ticket("wiki", OPENED))
    assert (answer.severity.severity, answer.policy.name) == ("ordinary", "base")
    assert answer.severity.steps == (
        "rule critical does not fit: tag is not given, not critical",
        "no rule fits and none was given: the default, ordinary, holds",
    )


def test_given_severity_holds_when_no_rule_fits(catalog: Catalog) -> None:
    answer = deadlines(catalog, Ticket("wiki", OPENED, severity="high"))
    assert (answer.severity.severity, answer.policy.name) == ("high", "high")


def test_rule_wins_over_the_severity_given(catalog: Catalog) -> None:
    answer = deadlines(catalog, Ticket("pump", OPENED, severity="ordinary"))
    assert (answer.severity.severity, answer.severity.rule) == ("high", "critical")
    assert answer.severity.why.says("en") == "It is critical"


def test_first_policy_that_fits_wins_and_the_others_say_why_not(catalog: Catalog) -> None:
    assert deadlines(catalog, Ticket("wiki", OPENED)).policy.steps == (
        "policy high does not fit: severity is ordinary, not high",
        "policy base fits (always)",
    )


def test_policy_out_of_force_is_passed_over(catalog_at: Write) -> None:
    root = catalog_at(
        ("sla.yaml", "    when: {severity: [high]}\n", "    valid: {until: 2025-12-31}\n")
    )
    answer = deadlines(load(root).catalog, Ticket("pump", OPENED))
    assert answer.policy.steps[0] == (
        "policy high does not fit: it holds until 2025-12-31, and the ticket is of 2026-01-05"
    )
    assert answer.policy.name == "base"


def test_day_of_opening_is_the_desks_whatever_the_offset(catalog_at: Write) -> None:
    root = catalog_at(
        ("sla.yaml", "    when: {severity: [high]}\n", "    valid: {from: 2026-01-01}\n")
    )
    catalog = load(root).catalog
    answers = [
        deadlines(catalog, Ticket("wiki", datetime.fromisoformat(opened))).policy.name
        for opened in ("2026-01-01T00:30+01:00", "2025-12-31T23:30+00:00", "2026-01-01T00:30")
    ]
    assert answers == ["high", "high", "high"]


def test_phase_of_a_service_follows_its_dates(catalog_at: Write) -> None:
    root = catalog_at(
        ("services/main.yaml", "{name: Wiki,",
         "{name: Wiki, phases: [{phase: roll-out, valid: {from: 2026-01-01, until: 2026-01-31}}],"),
        ("sla.yaml", "{tag: [critical]}", "{phase: [roll-out]}"),
    )  # fmt: skip
    catalog = load(root).catalog
    during = deadlines(catalog, Ticket("wiki", OPENED))
    after = deadlines(catalog, Ticket("wiki", datetime(2026, 2, 2, 9)))
    assert (during.severity.severity, after.severity.severity) == ("high", "ordinary")


def test_catalog_without_policy_and_priority_says_so(catalog_at: Write) -> None:
    catalog = load(catalog_at(sla="")).catalog
    answer = deadlines(catalog, Ticket("wiki", OPENED))
    assert (answer.policy.name, answer.severity.severity, answer.deadlines) == (None, None, ())
    assert answer.policy.steps == ("no policy fits",)


@pytest.mark.parametrize(
    ("ticket", "message"),
    [
        (Ticket("wik", OPENED), 'unknown service "wik": did you mean "wiki"?'),
        (Ticket("wiki", OPENED, severity="hihg"), 'unknown severity "hihg": did you mean "high"?'),
        (Ticket("wiki", OPENED, type="incidnt"),
         'unknown ticket type "incidnt": did you mean "incident"?'),
    ],
)  # fmt: skip
def test_unknown_name_is_told(catalog: Catalog, ticket: Ticket, message: str) -> None:
    with pytest.raises(TicketError, match=f"^{message.replace('?', '[?]')}$"):
        deadlines(catalog, ticket)
