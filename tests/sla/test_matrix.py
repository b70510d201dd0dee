"""The matrix of services and severities says what each ticket would be promised."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from msgspec.structs import replace

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.sla import Ticket, deadlines, sla_matrix

Write = Callable[..., Path]
DAY = date(2026, 1, 7)


def test_each_cell_is_what_a_ticket_gets(frozen_catalog: Catalog) -> None:
    channels = ["mail", "phone", "desk", None]
    cells = list(sla_matrix(frozen_catalog, list(frozen_catalog.services), channels, DAY))
    own = [frozen_catalog.severities_of(each.provider) for each in frozen_catalog.services.values()]
    assert len(cells) == 4 * sum(len(each) or 1 for each in own)
    for cell in cells[::17]:
        opened = datetime(2026, 1, 7, 10)
        ticket = Ticket(cell.service, opened, channel=cell.channel, severity=cell.severity)
        terms = deadlines(frozen_catalog, ticket).terms
        assert (cell.policy, cell.becomes) == (terms.policy.name, terms.severity.severity)
        assert {kind: name for kind, (_, name) in cell.targets} == {
            kind: calendar.name for kind, (_, calendar) in terms.targets.items()
        }


def test_worst_severity_comes_first_and_rules_change_it(contracts: Catalog) -> None:
    cells = list(sla_matrix(contracts, ["pump"], [None], DAY))
    assert [(c.severity, c.becomes, c.rule) for c in cells] == [
        ("high", "high", None),
        ("ordinary", "high", "critical"),
        ("low", "high", "critical"),
    ]


def test_holes_are_a_missing_policy_and_a_missing_calendar(catalog_at: Write) -> None:
    root = catalog_at(("services/main.yaml", "  calendar: office\n", ""))
    high, ordinary = sla_matrix(load(root).catalog, ["wiki"], [None], DAY)
    assert (high.policy, high.gap) == ("high", "no calendar for first response")
    assert (ordinary.policy, ordinary.gap) == ("base", "no calendar for first response")
    bare = replace(load(root).catalog, policies={})
    assert {each.gap for each in sla_matrix(bare, ["wiki"], [None], DAY)} == {"no policy"}


def test_no_time_promised_is_no_hole(frozen_catalog: Catalog) -> None:
    cells = list(sla_matrix(frozen_catalog, ["isee"], [None], DAY))
    assert {(cell.policy, cell.targets, cell.gap) for cell in cells} == {("sisemplice", (), "")}


def test_catalog_without_severities_has_one_column(catalog_at: Write) -> None:
    catalog = load(catalog_at(sla="policies: {base: {name: Base}}\n")).catalog
    (cell,) = sla_matrix(catalog, ["wiki"], [None], DAY)
    assert (cell.severity, cell.becomes, cell.policy) == (None, None, "base")


def test_terms_are_those_of_the_day(contracts: Catalog) -> None:
    dated = replace(contracts.policies["base"], valid=contracts.operational_levels["back"].valid)
    catalog = replace(contracts, policies={"base": dated})
    (before, *_), (after, *_) = (
        list(sla_matrix(catalog, ["wiki"], [None], day)) for day in (DAY, date(2026, 2, 1))
    )
    assert (before.policy, after.policy) == (None, "base")
