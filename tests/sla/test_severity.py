"""Who decides the severity of a ticket: a rule, the desk, the matrix, or nobody."""

from datetime import datetime

import pytest
from msgspec.structs import replace

from sportello.catalog.model import Catalog
from sportello.sla import Ticket, TicketError, deadlines

OPENED = datetime(2026, 1, 7, 10)
SAFE = "spinfo-safety-critical"
SOFTWARE = "spinfo-software"


def steps(catalog: Catalog, ticket: Ticket) -> tuple[str, ...]:
    return deadlines(catalog, ticket).severity.steps


def test_desk_decides_and_not_the_caller(contracts: Catalog) -> None:
    asked = Ticket("wiki", OPENED, severity="high", severity_by="requester")
    choice = deadlines(contracts, asked).severity
    assert (choice.severity, choice.by, choice.not_applied) == ("ordinary", "default", "high")
    assert choice.steps[0] == (
        "the requester proposed high: not applied, since the desk decides. The desk sets the priority"
    )
    by_desk = deadlines(contracts, Ticket("wiki", OPENED, severity="high")).severity
    assert (by_desk.severity, by_desk.by, by_desk.not_applied) == ("high", "proposal", None)


def test_requester_decides_where_the_catalog_says_so(contracts: Catalog) -> None:
    assert contracts.priority is not None
    open_desk = replace(contracts, priority=replace(contracts.priority, set_by="requester"))
    asked = Ticket("wiki", OPENED, severity="high", severity_by="requester")
    choice = deadlines(open_desk, asked).severity
    assert (choice.severity, choice.not_applied) == ("high", None)


@pytest.mark.parametrize(
    ("impact", "urgency", "severity", "by", "step"),
    [
        ("everybody", "now", "high", "matrix",
         "no rule fits: for impact everybody and urgency now the matrix says high"),
        ("one", "later", "low", "matrix",
         "no rule fits: for impact one and urgency later the matrix says low"),
        ("one", None, "ordinary", "default",
         "no rule fits, and of the matrix only the impact is given, not the urgency: "
         "the default, ordinary, holds"),
        (None, "now", "ordinary", "default",
         "no rule fits, and of the matrix only the urgency is given, not the impact: "
         "the default, ordinary, holds"),
    ],
)  # fmt: skip
def test_matrix_decides_where_nobody_who_may_has(
    contracts: Catalog, impact: str | None, urgency: str | None, severity: str, by: str, step: str
) -> None:
    ticket = Ticket(
        "wiki", OPENED, impact=impact, urgency=urgency, severity="high", severity_by="requester"
    )
    choice = deadlines(contracts, ticket).severity
    assert (choice.severity, choice.by, choice.steps[-1]) == (severity, by, step)


def test_what_the_desk_says_comes_before_the_matrix(contracts: Catalog) -> None:
    ticket = Ticket("wiki", OPENED, severity="low", impact="everybody", urgency="now")
    assert deadlines(contracts, ticket).severity.severity == "low"


def test_empty_cell_of_the_matrix_is_told(contracts: Catalog) -> None:
    assert contracts.priority is not None
    assert contracts.priority.matrix is not None
    matrix = replace(contracts.priority.matrix, cells={})
    catalog = replace(contracts, priority=replace(contracts.priority, matrix=matrix))
    ticket = Ticket("wiki", OPENED, impact="one", urgency="now")
    assert steps(catalog, ticket)[-1] == (
        "no rule fits, and the matrix has no cell for impact one and urgency now: "
        "the default, ordinary, holds"
    )


def test_rule_holds_only_on_its_days(contracts: Catalog) -> None:
    during = Ticket("wiki", datetime(2026, 3, 31, 23), phase="roll-out", severity="high")
    after = Ticket("wiki", datetime(2026, 4, 1, 0), phase="roll-out", severity="high")
    assert deadlines(contracts, during).severity.rule == "roll-out"
    choice = deadlines(contracts, after).severity
    assert (choice.severity, choice.rule) == ("high", None)
    assert choice.steps[1] == (
        "rule roll-out does not fit: it holds from 2026-01-01 until 2026-03-31, "
        "and the ticket is of 2026-04-01"
    )


def test_first_rule_wins_and_the_other_that_fits_is_told(contracts: Catalog) -> None:
    ticket = Ticket("pump", OPENED, phase="roll-out")
    assert steps(contracts, ticket) == (
        "rule critical fits (tag critical): severity high",
        "rule roll-out fits too, but critical comes first and wins",
    )


def test_tag_of_the_ticket_counts_like_one_of_its_service(contracts: Catalog) -> None:
    assert deadlines(contracts, Ticket("wiki", OPENED, tags=("critical",))).severity.rule == (
        "critical"
    )


@pytest.mark.parametrize(
    ("service", "phase", "severity"),
    [
        (SOFTWARE, None, "high"),
        (SOFTWARE, "roll-out", "ordinary"),
        (SAFE, None, "high"),
        (SAFE, "roll-out", "high"),
    ],
)
def test_roll_out_is_ordinary_and_safety_critical_high(
    frozen_catalog: Catalog, service: str, phase: str | None, severity: str
) -> None:
    ticket = Ticket(service, OPENED, phase=phase, severity="high")
    assert deadlines(frozen_catalog, ticket).severity.severity == severity


@pytest.mark.parametrize(
    ("ticket", "message"),
    [
        (Ticket("wiki", OPENED, impact="everyone"), 'unknown impact "everyone": did you mean "everybody"?'),
        (Ticket("wiki", OPENED, urgency="no"), 'unknown urgency "no": did you mean "now"?'),
        (Ticket("wiki", OPENED, contract="glod"), 'unknown contract "glod": did you mean "gold"?'),
        (Ticket("wiki", OPENED, tags=("criticl",)), 'unknown tag "criticl": did you mean "critical"?'),
        (Ticket("wiki", OPENED, phase="rollout"), 'unknown phase "rollout": did you mean "roll-out"?'),
    ],
)  # fmt: skip
def test_slip_is_told_with_what_was_meant(contracts: Catalog, ticket: Ticket, message: str) -> None:
    with pytest.raises(TicketError) as caught:
        deadlines(contracts, ticket)
    assert str(caught.value) == message


def test_impact_without_a_matrix_is_told(frozen_catalog: Catalog) -> None:
    with pytest.raises(TicketError, match="the catalog has no matrix of impact and urgency"):
        deadlines(frozen_catalog, Ticket(SOFTWARE, OPENED, impact="one"))
