"""Cut-offs as they are reported of other desks: what comes after it counts as the next opening."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.findings import render
from sportello.rules import check
from sportello.sla import Answer, Ticket, deadlines, escalation_schedule
from sportello.worktime import WorktimeError

Write = Callable[..., Path]
Desk = Callable[..., Catalog]
ROME = ZoneInfo("Europe/Rome")
CALENDARS = """\
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "09:00-17:00"}
    holidays: [italy]
  intake: {extends: office, week: {mon-fri: "00:00-16:00"}}
  morning: {extends: office, week: {mon-fri: "00:00-13:00"}}
  always: {timezone: Europe/Rome, week: {mon-sun: "00:00-24:00"}}
  night: {timezone: Europe/Rome, week: {mon-sun: "02:30-03:30"}}
  summer:
    extends: intake
    exceptions:
      - {from: 2026-08-10, to: 2026-08-14, closed: true}
      - {date: 2026-12-24, open: "00:00-11:00"}
"""


@pytest.fixture
def desk(catalog_at: Write) -> Desk:
    """The small catalog with the reported desk, whose service wiki has these promises."""

    def write(targets: str, wiki: str = "intake_calendar: intake", more: str = "") -> Catalog:
        sla = f"policies:\n  base: {{name: Base, targets: {{{targets}}}}}\n{more}"
        root = catalog_at(
            ("services/main.yaml", "  wiki: {", f"  wiki: {{{wiki}, "), calendars=CALENDARS, sla=sla
        )
        loaded = load(root)
        wrong = [each for each in check(loaded) if each.severity == "error"]
        assert not wrong, render(wrong, color=False)
        return loaded.catalog

    return write


def ask(catalog: Catalog, opened: str, channel: str | None = None) -> Answer:
    return deadlines(catalog, Ticket("wiki", datetime.fromisoformat(opened), channel))


def due(catalog: Catalog, opened: str, channel: str | None = None) -> str:
    return f"{ask(catalog, opened, channel).deadlines[0].due:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2026-03-09T15:30", "2026-03-10 17:00"),
        ("2026-03-09T15:59", "2026-03-10 17:00"),
        ("2026-03-09T15:59:59.5", "2026-03-10 17:00"),
        ("2026-03-09T16:00", "2026-03-11 17:00"),
        ("2026-03-09T16:30", "2026-03-11 17:00"),
        ("2026-03-06T16:30", "2026-03-10 17:00"),  # Friday counts as Monday
        ("2026-03-07T10:00", "2026-03-10 17:00"),
    ],
)
def test_what_comes_after_16_counts_as_the_next_working_day(
    desk: Desk, opened: str, expected: str
) -> None:
    """myparcel #109, #349; schema.org #2755."""
    assert due(desk("resolution: {within: 1 working day}"), opened) == expected


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2026-03-09T12:59", "2026-03-11 13:00"),
        ("2026-03-09T13:00", "2026-03-12 13:00"),
        ("2026-03-09T14:00", "2026-03-12 13:00"),
    ],
)
def test_what_comes_after_closing_counts_as_the_next_day(
    desk: Desk, opened: str, expected: str
) -> None:
    """DateTimeExtensions #71: the desk closes at 13:00, 2 working days."""
    catalog = desk(
        "resolution: {within: 2 working days, calendar: morning}", "intake_calendar: morning"
    )
    assert due(catalog, opened) == expected


@pytest.mark.parametrize(
    ("opened", "received"),
    [
        ("2026-01-05T16:30", "2026-01-07T00:00:00+01:00"),  # Epiphany
        ("2026-08-07T16:00", "2026-08-17T00:00:00+02:00"),  # closed for a week
        ("2026-12-24T10:59", "2026-12-24T10:59:00+01:00"),  # half a day
        ("2026-12-24T11:00", "2026-12-28T00:00:00+01:00"),
        ("2026-03-27T16:00", "2026-03-30T00:00:00+02:00"),  # clocks are put forward
        ("2026-10-23T16:00", "2026-10-26T00:00:00+01:00"),  # and back
    ],
)
def test_receipt_is_the_next_opening_of_the_intake(desk: Desk, opened: str, received: str) -> None:
    catalog = desk("resolution: {within: 8 business hours}", "intake_calendar: summer")
    answer = ask(catalog, opened)
    assert answer.received.isoformat() == received
    assert answer.deadlines[0].explanation.start == answer.received


@pytest.mark.parametrize(
    ("opened", "received"),
    [
        ("2026-03-29T01:59:59+01:00", "2026-03-29T03:00:00+02:00"),  # 02:30 does not exist
        ("2026-10-25T02:10:00+02:00", "2026-10-25T02:30:00+02:00"),  # 02:30 comes twice
        ("2026-10-25T02:10:00+01:00", "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T02:40:00+02:00", "2026-10-25T02:40:00+02:00"),
    ],
)
def test_receipt_where_the_clock_jumps(desk: Desk, opened: str, received: str) -> None:
    catalog = desk("resolution: {within: 8 business hours}", "intake_calendar: night")
    assert ask(catalog, opened).received.isoformat() == received


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ("1 business hour", "2026-03-10 10:00"),
        ("1 working day, at: same_time", "2026-03-11 09:00"),
        ("immediate", "2026-03-10 09:00"),
        ("2 hours", "2026-03-10 02:00"),
        ("1 calendar day", "2026-03-11 00:00"),
    ],
)
def test_whatever_is_counted_counts_from_the_receipt(
    desk: Desk, within: str, expected: str
) -> None:
    catalog = desk(f"resolution: {{within: {within}}}")
    assert due(catalog, "2026-03-09T16:30") == expected


def test_intake_that_never_closes_changes_nothing(desk: Desk) -> None:
    targets = "resolution: {within: 8 business hours}"
    for opened in ("2026-03-09T16:30", "2026-03-07T10:00", "2026-01-06T23:59"):
        always = ask(desk(targets, "intake_calendar: always"), opened)
        without = ask(desk(targets, "tags: [any]"), opened)
        assert always.deadlines == without.deadlines
        assert always.deadlines[0].opens == without.deadlines[0].opens
        assert not always.is_received_later


def test_intake_of_the_channel_goes_before_that_of_the_service(desk: Desk) -> None:
    catalog = desk(
        "resolution: {within: 1 working day}",
        "intake_calendar: intake, channels: [{kind: phone, contact: anna, intake_calendar: always},"
        " {kind: mail, intake: It opens a ticket}]",
    )
    assert due(catalog, "2026-03-09T16:30", channel="phone") == "2026-03-10 17:00"
    assert due(catalog, "2026-03-09T16:30", channel="mail") == "2026-03-11 17:00"
    assert due(catalog, "2026-03-09T16:30") == "2026-03-11 17:00"


def test_policy_holds_by_the_day_of_opening_and_not_of_receipt(desk: Desk) -> None:
    catalog = desk(
        "resolution: {within: 1 working day}}, valid: {until: 2026-03-09",
        more="  later: {name: Later, targets: {resolution: {within: 2 working days}}}\n",
    )
    answer = ask(catalog, "2026-03-09T16:30")
    assert (answer.policy.name, f"{answer.deadlines[0].due:%d %H:%M}") == ("base", "11 17:00")
    assert ask(catalog, "2026-03-10T10:00").policy.name == "later"


def test_escalation_from_the_opening_counts_from_the_receipt(desk: Desk) -> None:
    catalog = desk(
        "resolution: {within: 8 business hours}",
        more="escalations:\n  long: {steps: [{after: 1 business hour, to: [lead]}], statement: Help}\n",
    )
    answer = ask(catalog, "2026-03-09T16:30")
    (step,) = escalation_schedule(catalog, answer)[None]
    assert step.at == datetime(2026, 3, 10, 10, tzinfo=ROME)


def test_receipt_beyond_the_known_holidays_is_told(desk: Desk) -> None:
    catalog = desk("resolution: {within: 8 business hours}")
    with pytest.raises(WorktimeError, match=r'next opening.*"intake"'):
        ask(catalog, "2100-12-31T16:30")
