"""Contracts improve the base policy while they hold; teams promise the desk on top of it."""

from datetime import datetime

import pytest

from sportello.catalog.model import Catalog
from sportello.sla import Answer, Ticket, deadlines, desk_time
from sportello.sla.deadlines import terms_of

OPENED = datetime(2026, 1, 7, 10)


def answer(catalog: Catalog, service: str, opened: datetime, contract: str | None) -> Answer:
    return deadlines(catalog, Ticket(service, opened, contract=contract))


def test_contract_in_force_that_covers_the_service_improves_the_base(contracts: Catalog) -> None:
    found = answer(contracts, "wiki", OPENED, "gold")
    assert found.policy.name == "gold"
    assert found.policy.steps == (
        "policy gold fits (contract gold)",
        "policy gold takes the place of policy base by contract gold",
    )


def test_without_contract_the_base_holds(contracts: Catalog) -> None:
    assert answer(contracts, "wiki", OPENED, None).policy.name == "base"


@pytest.mark.parametrize(
    ("service", "opened", "reason"),
    [
        ("wiki", datetime(2025, 12, 30, 10),
         "contract gold (ACME) does not hold: it holds from 2026-01-01 until 2026-12-31, "
         "and the ticket is of 2025-12-30"),
        ("pump", OPENED, "contract gold (ACME) does not cover pump, but only wiki"),
    ],
)  # fmt: skip
def test_contract_that_does_not_hold_is_told_and_the_base_holds(
    contracts: Catalog, service: str, opened: datetime, reason: str
) -> None:
    policy = answer(contracts, service, opened, "gold").policy
    assert policy.name == "base"
    assert policy.steps[:2] == (
        reason,
        "policy gold does not fit: contract is none that holds, not gold",
    )


def test_contract_that_names_no_service_covers_all(contracts: Catalog) -> None:
    assert answer(contracts, "pump", OPENED, "tokyo").policy.name == "tokyo"


def test_first_level_of_each_team_that_fits_holds(contracts: Catalog) -> None:
    levels = terms_of(contracts, Ticket("pump", OPENED), OPENED.date())
    assert {team: each.name for team, each in levels.operational_levels.items()} == {
        "front": "front-high"
    }
    assert levels.level_steps == (
        "level front-high of team front fits (severity high)",
        "level front is passed over: front-high holds for team front",
        "level back of team back does not fit: it holds from 2026-02-01, "
        "and the ticket is of 2026-01-07",
    )


def test_level_counts_from_when_the_team_gets_the_ticket(contracts: Catalog) -> None:
    levels = answer(contracts, "wiki", datetime(2026, 2, 4, 10), None).levels
    assert {
        team: [(each.kind, each.counts_from, each.calendar.name) for each in promises]
        for team, promises in levels.items()
    } == {
        "front": [("take_in_charge", "the assignment to the team", "office")],
        "back": [("resolution", "taking in charge", "office")],
    }


def test_day_of_opening_is_that_of_the_desk(contracts: Catalog) -> None:
    assert (
        str(desk_time(contracts, datetime.fromisoformat("2025-12-31T23:30Z")).date())
        == "2026-01-01"
    )
    assert str(desk_time(contracts, datetime(2025, 12, 31, 23, 30)).date()) == "2025-12-31"
