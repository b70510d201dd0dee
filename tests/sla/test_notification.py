"""Who is told of what, by which means, and never in the quiet hours."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sportello.catalog import Loaded, load
from sportello.sla import Facts, Ticket, facts_of
from sportello.sla.notification import Notice, notifications_for

Write = Callable[..., Path]
ROME = ZoneInfo("Europe/Rome")
NOON = datetime(2026, 1, 12, 12, tzinfo=ROME)
NIGHT = datetime(2026, 1, 16, 23, 30, tzinfo=ROME)
TEXT = """\
notifications:
  quiet: {on: opened, to: [staff], by: [mail], hours: office}
  loud: {on: opened, when: {severity: [high]}, to: [staff], by: [mobile]}
  comment: {on: comment, to: [requester], by: [mail]}
policies:"""


def means(notices: tuple[Notice, ...]) -> list[tuple[str, ...]]:
    return [each.rule.by for each in notices]


@pytest.mark.parametrize(
    ("severity", "by"), [("ordinary", [("mail",)]), ("high", [("mail",), ("mobile",)])]
)
def test_d1_high_priority_alerts_staff_on_the_mobile_too(
    frozen: Loaded, severity: str, by: list[tuple[str, ...]]
) -> None:
    catalog = frozen.catalog
    service = next(name for name, each in catalog.services.items() if each.provider == "spinfo")
    ticket = Ticket(service, NOON, type="incident")
    facts: Facts = {
        **facts_of(catalog, ticket, NOON.date()),
        "severity": frozenset({severity}),
    }
    notices = notifications_for(catalog, "opened", facts, NOON)
    assert means(notices) == by
    assert {each.rule.to for each in notices} == {("staff",)}
    assert {each.at for each in notices} == {NOON}


def facts(catalog_at: Write, severity: str, at: datetime) -> tuple[Notice, ...]:
    catalog = load(catalog_at(("sla.yaml", "policies:", TEXT))).catalog
    known = facts_of(catalog, Ticket("wiki", at), at.date())
    return notifications_for(catalog, "opened", {**known, "severity": frozenset({severity})}, at)


def test_complaint_14_notice_of_the_night_waits_for_the_opening(catalog_at: Write) -> None:
    (notice,) = facts(catalog_at, "ordinary", NIGHT)
    assert notice.at == datetime(2026, 1, 19, 8, tzinfo=ROME)
    assert notice.moved_from == NIGHT
    assert notice.why == "opened: always; calendar office is closed then, so at its next opening"


def test_notice_without_quiet_hours_goes_at_once_and_before_those_that_wait(
    catalog_at: Write,
) -> None:
    notices = facts(catalog_at, "high", NIGHT)
    assert [(each.name, each.moved_from is None) for each in notices] == [
        ("loud", True),
        ("quiet", False),
    ]
    assert notices[0].at == NIGHT


def test_notice_in_the_hours_goes_at_once(catalog_at: Write) -> None:
    (notice,) = facts(catalog_at, "ordinary", NOON)
    assert (notice.at, notice.moved_from, notice.why) == (NOON, None, "opened: always")
