"""Reminders that repeat, and those that count from a state, as users of other systems reported them.

The office is open Monday to Friday 09:00-17:00 without the holidays of Italy.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.findings import render
from sportello.sla import Ticket, deadlines, escalation_schedule
from sportello.sla.clock import ClockReport, read_clocks
from sportello.targets.staff import files as staff_pages

Run = Callable[..., Result]
Write = Callable[..., Path]
ROME = ZoneInfo("Europe/Rome")
CALENDARS = """\
holidays: {italy: {country: IT}}
calendars:
  office: {timezone: Europe/Rome, week: {mon-fri: "09:00-17:00"}, holidays: [italy]}
"""
SLA = """\
lifecycle:
  types: {incident: {name: Incident}}
  states:
    new: {name: New, category: new}
    working: {name: Working, category: open}
    waiting:
      name: {it: In attesa, en: Waiting for you}
      category: waiting
      pauses: [resolution]
      resumed_by: requester-reply
    closed: {name: Closed, category: closed}
policies:
  base:
    name: Base
    targets: {first_response: {within: 4 business hours}, resolution: {within: 8 business hours}}
escalations:
  nag:
    target: resolution
    steps: [{after: 1 working day, every: 1 working day, to: [staff]}]
    statement: Whoever has it is reminded until it is done
  silence:
    in: waiting
    steps:
      - {after: 2 working days, to: [requester], statement: We remind you}
      - {after: 5 working days, to: [requester, staff], statement: We close it}
    statement: Without an answer a ticket is closed
"""


@pytest.fixture
def desk(catalog_at: Write) -> Path:
    return catalog_at(
        ("services/main.yaml", ", tags: [critical]", ""), calendars=CALENDARS, sla=SLA
    )


@pytest.fixture
def catalog(desk: Path) -> Catalog:
    loaded = load(desk)
    assert not loaded.findings, render(loaded.findings, color=False)
    return loaded.catalog


def clock_of(catalog: Catalog, folder: Path, now: str, *events: str) -> ClockReport:
    rows = ["at,event,value,by,service", "2026-01-08T10:00,opened,,requester,wiki", *events]
    file = folder / "events.csv"
    file.write_text("\n".join(rows))
    (report,) = read_clocks(catalog, file, datetime.fromisoformat(now).replace(tzinfo=ROME))
    return report


def fired(report: ClockReport) -> list[list[str]]:
    return [[f"{each.at:%a %d %b %H:%M}" for each in one.steps] for one in report.escalations]


# slab/slab #102, grafana/oncall #3760, MangoAutomation/ma-core-public #1221
def test_reminder_comes_every_working_day_until_it_is_done(catalog: Catalog) -> None:
    ticket = Ticket("wiki", datetime(2026, 1, 7, 10))  # due on Thursday at 10
    schedule = escalation_schedule(catalog, deadlines(catalog, ticket))
    assert [f"{each.at:%a %d %b %H:%M}" for each in schedule["resolution"]] == [
        "Fri 09 Jan 10:00",
        "Mon 12 Jan 10:00",
        "Tue 13 Jan 10:00",
    ]
    assert [each.why for each in schedule["resolution"]] == [
        "1 working day after the deadline, then every 1 working day",
        "again, 1 working day after the first time",
        "again, 2 working days after the first time",
    ]
    assert [each.repetition for each in schedule["resolution"]] == [0, 1, 2]


def test_due_tells_the_rhythm_and_what_counts_from_a_state(run: Run, desk: Path) -> None:
    asked = ("sla", "due", "wiki", "--opened", "2026-01-07T10:00", "--catalog", desk)
    told = run(*asked).output
    assert "staff by mail (1 working day after the deadline, then every 1 working day)" in told
    assert "while it is in state waiting:\n" in told
    assert "  2 working days after it came there  requester by mail\n" in told
    plain = json.loads(run(*asked, "--format", "json").stdout)
    first, *_ = plain["targets"]["resolution"]["escalations"]
    assert (first["every"], first["repetition"]) == ("1 working day", 0)
    assert plain["in_states"][0] == {
        "escalation": "silence",
        "step": 1,
        "state": "waiting",
        "after": "2 working days",
        "every": None,
        "to": ["requester"],
        "teams": [],
        "by": ["mail"],
    }


# glpi-project/glpi #15569
def test_customer_is_reminded_after_two_working_days_of_waiting_and_after_five(
    catalog: Catalog, tmp_path: Path
) -> None:
    waits = "2026-01-09T15:00,state,waiting,desk,"  # a Friday
    report = clock_of(catalog, tmp_path, "2026-01-12T12:00", waits)
    assert fired(report) == [["Tue 13 Jan 15:00", "Fri 16 Jan 15:00"]]
    (waiting,) = report.escalations
    assert (waiting.interval.what, waiting.interval.end) == ("waiting", None)
    assert [each.why for each in waiting.steps] == [
        "2 working days after the ticket came into state waiting",
        "5 working days after the ticket came into state waiting",
    ]


# UMD KB0013826
def test_update_is_due_in_nine_hours_and_while_the_customer_is_waited_for_in_forty_five(
    desk: Path, tmp_path: Path
) -> None:
    sla = desk / "sla.yaml"
    kept, _, _ = sla.read_text().partition("  silence:\n")
    fast = "targets: {next_update: {within: 9 business hours, pauses: [waiting]}, "
    slow = (
        "  update: {in: waiting, statement: S, steps: ["
        "{after: 45 business hours, every: 45 business hours, to: [staff]}]}\n"
    )
    sla.write_text(kept.replace("targets: {", fast) + slow)
    report = clock_of(
        load(desk).catalog,
        tmp_path,
        "2026-01-30T11:00",
        "2026-01-08T11:00,reply,,desk,",
        "2026-01-09T10:00,state,waiting,desk,",
        "2026-01-30T10:00,reply,,requester,",
    )
    update = next(each for each in report.clocks if each.kind == "next_update")
    (cycle,) = update.cycles
    # Seven of the nine hours had passed before the wait.
    assert (cycle.state, f"{cycle.due:%a %d %b %H:%M}") == ("running", "Fri 30 Jan 12:00")
    assert fired(report) == [["Fri 16 Jan 15:00", "Mon 26 Jan 12:00"]]


def test_what_counts_from_a_state_ends_with_it_and_begins_anew(
    catalog: Catalog, tmp_path: Path
) -> None:
    report = clock_of(
        catalog,
        tmp_path,
        "2026-01-22T12:00",
        "2026-01-09T15:00,state,waiting,desk,",
        "2026-01-14T10:00,reply,,requester,",
        "2026-01-14T12:00,state,waiting,desk,",
    )
    assert fired(report) == [["Tue 13 Jan 15:00"], ["Fri 16 Jan 12:00", "Wed 21 Jan 12:00"]]


def test_reminder_while_waiting_repeats_up_to_the_next_one(desk: Path, tmp_path: Path) -> None:
    sla = desk / "sla.yaml"
    sla.write_text(
        sla.read_text().replace(
            "{after: 2 working days,", "{after: 2 working days, every: 1 working day,"
        )
    )
    catalog = load(desk).catalog
    waits = "2026-01-09T15:00,state,waiting,desk,"
    first, closing = "Tue 13 Jan 15:00", "Fri 16 Jan 15:00"
    assert fired(clock_of(catalog, tmp_path, "2026-01-12T12:00", waits)) == [[first, closing]]
    read = clock_of(catalog, tmp_path, "2026-01-15T12:00", waits)
    assert fired(read) == [[first, "Wed 14 Jan 15:00", "Thu 15 Jan 15:00", closing]]


def test_clock_tells_what_comes_while_the_ticket_waits(
    run: Run, desk: Path, tmp_path: Path, catalog: Catalog
) -> None:
    clock_of(catalog, tmp_path, "2026-01-14T12:00", "2026-01-09T15:00,state,waiting,desk,")
    asked = (
        "sla",
        "clock",
        tmp_path / "events.csv",
        "--now",
        "2026-01-14T12:00",
        "--catalog",
        desk,
    )
    told = run(*asked).output
    assert (
        """
in state waiting since Fri  9 Jan 2026 15:00:
  Tuesday 13 January 2026 15:00 CET (UTC+01:00)  requester by mail (2 working days after the ticket came into state waiting)
  Friday 16 January 2026 15:00 CET (UTC+01:00)  requester, staff by mail (5 working days after the ticket came into state waiting)
"""
        in told
    )
    (ticket,) = json.loads(run(*asked, "--format", "json").stdout)["tickets"]
    (waiting,) = ticket["escalations"]
    assert (waiting["state"], waiting["since"], waiting["until"]) == (
        "waiting",
        "2026-01-09T15:00:00+01:00",
        None,
    )
    assert [each["at"] for each in waiting["steps"]] == [
        "2026-01-13T15:00:00+01:00",
        "2026-01-16T15:00:00+01:00",
    ]


def test_staff_page_tells_the_rhythm_and_the_state_in_both_languages(catalog: Catalog) -> None:
    pages = staff_pages(catalog)
    english, italian = (
        " ".join(re.sub(r"<[^>]*>", "", pages[f"{language}.html"].decode()).split())
        for language in ("en", "it")
    )
    assert "1 working day after the deadline, then every working day" in english
    assert "2 working days after the ticket came into the state “Waiting for you”" in english
    assert "1 giorno lavorativo dopo la scadenza, poi ogni giorno lavorativo" in italian
    assert "2 giorni lavorativi dopo che il ticket è passato allo stato “In attesa”" in italian
