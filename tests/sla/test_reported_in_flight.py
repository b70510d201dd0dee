"""Tickets that change on their way, as users of other ticket systems reported them.

The office is open Monday to Friday 09:00-17:00 without the holidays of Italy; an event is when,
what, its value (- for none) and by whom.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from small import SMALL
from sportello.catalog import load
from sportello.findings import render
from sportello.sla.clock import ClockReport, counted_states, read_clocks
from sportello.sla.events import EventsError

ROME = ZoneInfo("Europe/Rome")
HOUR = 3600
FILES = {
    **SMALL,
    "calendars.yaml": """\
holidays: {italy: {country: IT}}
calendars:
  office: {timezone: Europe/Rome, week: {mon-fri: "09:00-17:00"}, holidays: [italy]}
  shop: {timezone: Europe/Rome, week: {mon-sat: "09:00-12:00"}, holidays: [italy]}
""",
    "services/main.yaml": """\
families: {tools: {name: Tools, provider: acme}}
defaults: {provider: acme, family: tools, calendar: office}
services:
  wiki: {name: Wiki, mailbox: help, contacts: [sales, anna]}
  shop: {name: Shop, mailbox: help, calendar: shop}
""",
    "sla.yaml": """\
severities: {high: {name: High, rank: 1}, ordinary: {name: Ordinary, rank: 2}}
priority: {set_by: desk, default: ordinary}
contracts: {gold: {customer: Rossi, services: [wiki]}}
lifecycle:
  types: {incident: {name: Incident}}
  states:
    new: {name: New, category: new}
    working: {name: Working, category: open}
    resolved: {name: Resolved, category: resolved}
    closed: {name: Closed, category: closed}
    merged: {name: Merged into another, category: cancelled, names: {zammad: merged}}
policies:
  gold:
    name: Gold
    when: {contract: [gold]}
    overrides: base
    targets: {resolution: {within: 4 business hours}}
  shop:
    name: Shop
    when: {service: [shop]}
    targets: {resolution: {within: 6 business hours}}
  base:
    name: Base
    targets:
      take_in_charge: {within: 4 business hours}
      first_response: {within: 4 business hours}
      next_update: {within: 8 business hours, stop: note}
      resolution: {within: 8 business hours}
""",
}
Read = Callable[..., ClockReport]


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the clocks of a ticket for the wiki."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    loaded = load(tmp_path)
    assert not loaded.findings, render(loaded.findings, color=False)

    def report(now: str, *events: str, **ticket: str) -> ClockReport:
        keys = ("at", "event", "value", "by")
        told = [dict(zip(keys, line.split(), strict=True)) for line in events]
        for event in told:
            event["value"] = event["value"].strip("-")
        file = tmp_path / "ticket.json"
        file.write_text(json.dumps({"service": "wiki", **ticket, "events": told}))
        (found,) = read_clocks(loaded.catalog, file, rome(now))
        return found

    return report


def shown(report: ClockReport, kind: str = "resolution") -> tuple[str, datetime, int]:
    (cycle,) = next(clock.cycles for clock in report.clocks if clock.kind == kind)
    return cycle.state, cycle.due.astimezone(ROME), cycle.used


OPENED = "2026-01-08T09:00 opened - requester"  # a Thursday


# zammad/zammad #5624, solidnerd/breeze #6691, osTicket/osTicket-1.7 #606
def test_ticket_that_is_moved_has_the_terms_of_the_new_service_and_keeps_the_time_used(
    read: Read,
) -> None:
    moved = (OPENED, "2026-01-08T12:00 service shop desk")
    report = read("2026-01-09T10:00", *moved)
    # Three of six hours are used as the desk moves it at noon, when the shop closes.
    assert shown(report) == ("running", rome("2026-01-09T12:00"), 4 * HOUR)
    assert report.terms.policy.name == "shop"
    assert (report.ticket.service, report.history.ticket.service) == ("shop", "wiki")
    assert [step.value for step in report.clocks[0].cycles[0].steps] == ["opened", "shop"]
    # What the shop does not promise is owed no more.
    assert {clock.kind: clock.state for clock in report.clocks} == {
        "resolution": "running",
        "take_in_charge": "cancelled",
        "first_response": "cancelled",
        "next_update": "cancelled",
    }


def test_ticket_that_is_moved_back_counts_each_part_by_the_hours_of_its_service(
    read: Read,
) -> None:
    back = (
        OPENED,
        "2026-01-09T16:00 service shop desk",
        "2026-01-12T10:00 service wiki desk",
    )
    # 8 + 7 hours for the wiki, Saturday 3 and Monday 1 for the shop: late since Thursday.
    report = read("2026-01-12T11:00", *back)
    assert shown(report) == ("breached", rome("2026-01-08T17:00"), 20 * HOUR)


def test_contract_that_comes_and_goes_brings_its_terms_from_then_on(read: Read) -> None:
    signed = (OPENED, "2026-01-08T10:00 contract gold desk")
    assert shown(read("2026-01-08T11:00", *signed)) == (
        "running",
        rome("2026-01-08T13:00"),
        2 * HOUR,
    )
    ended = (*signed, "2026-01-08T12:00 contract - desk")
    report = read("2026-01-08T14:00", *ended)
    assert shown(report) == ("running", rome("2026-01-08T17:00"), 5 * HOUR)
    assert report.terms.policy.name == "base"


def test_contract_does_not_follow_to_a_service_that_it_does_not_cover(read: Read) -> None:
    report = read("2026-01-08T11:00", OPENED, "2026-01-08T10:00 service shop desk", contract="gold")
    assert report.terms.policy.name == "shop"
    assert report.terms.policy.steps[0].endswith("does not cover shop, but only wiki")


@pytest.mark.parametrize(
    ("event", "message", "hint"),
    [
        ("service shpo", 'unknown service "shpo"', 'did you mean "shop"?'),
        ("contract gild", 'unknown contract "gild"', 'did you mean "gold"?'),
        ("contract none", 'unknown contract "none"', "for no contract any more, leave it empty"),
        ("service -", "this event does not say which service", 'add "value"'),
    ],
)
def test_name_that_the_catalog_does_not_have_is_a_finding(
    read: Read, event: str, message: str, hint: str
) -> None:
    with pytest.raises(EventsError) as raised:
        read("2026-01-08T11:00", OPENED, f"2026-01-08T10:00 {event} desk")
    (finding,) = raised.value.findings
    assert finding.message == message
    assert hint in (finding.hint or "")


# znuny/Znuny #200, zammad/zammad #904
def test_duplicate_that_is_merged_away_owes_nothing_and_has_met_nothing(read: Read) -> None:
    report = read("2026-03-02T09:00", OPENED, "2026-01-08T10:00 state merged desk", system="zammad")
    assert {clock.kind: clock.state for clock in report.clocks} == {
        "take_in_charge": "cancelled",
        "first_response": "cancelled",
        "next_update": "not started",
        "resolution": "cancelled",
    }
    (cycle,) = report.clocks[-1].cycles
    assert (cycle.used, cycle.stop, cycle.end) == (HOUR, None, rome("2026-01-08T10:00"))
    assert (cycle.steps[-1].kind, cycle.steps[-1].value) == ("cancelled", "merged")
    assert counted_states([report]) == {
        "running": 0,
        "paused": 0,
        "met": 0,
        "cancelled": 3,
        "breached": 0,
    }


def test_what_was_missed_before_the_ticket_is_cancelled_stays_missed(read: Read) -> None:
    report = read(
        "2026-03-02T09:00",
        OPENED,
        "2026-01-08T10:00 reply - desk",
        "2026-01-09T10:00 state merged desk",
    )
    states = {clock.kind: clock.cycles[-1].state for clock in report.clocks}
    assert states == {
        "take_in_charge": "breached",
        "first_response": "met",
        "next_update": "cancelled",
        "resolution": "breached",
    }


def test_ticket_that_was_cancelled_by_mistake_goes_on_as_after_a_resolution(read: Read) -> None:
    report = read(
        "2026-01-12T11:00",
        OPENED,
        "2026-01-08T10:00 state merged desk",
        "2026-01-12T09:00 reopened - requester",
    )
    # One hour before, two since.
    assert shown(report) == ("running", rome("2026-01-12T16:00"), 3 * HOUR)
    kinds = [(step.kind, step.value) for step in report.clocks[-1].cycles[0].steps]
    assert kinds == [("started", "opened"), ("cancelled", "merged")]


def test_ticket_that_is_closed_after_it_was_cancelled_stays_cancelled(read: Read) -> None:
    merged = (OPENED, "2026-01-08T10:00 state merged desk", "2026-01-08T11:00 closed - desk")
    assert shown(read("2026-03-02T09:00", *merged))[0] == "cancelled"


# abhinavxd/libredesk #70
@pytest.mark.parametrize("event", ["state working", "state closed", "closed -"])
def test_what_a_robot_does_is_not_the_desks_taking_in_charge(read: Read, event: str) -> None:
    report = read("2026-01-08T12:00", OPENED, f"2026-01-08T10:00 {event} system")
    state = "running" if event == "state working" else "cancelled"
    assert shown(report, "take_in_charge")[0] == state
    assert shown(report)[0] == state


# ---- `stop: note` -------------------------------------------------------------------------


def test_note_of_the_desk_is_an_update_where_the_promise_says_so(read: Read) -> None:
    told = (OPENED, "2026-01-08T10:00 reply - desk")
    report = read(
        "2026-01-12T09:30",
        *told,
        "2026-01-08T11:00 note - requester",
        "2026-01-09T10:00 note - desk",
        "2026-01-09T16:00 reply - desk",
    )
    cycles = next(clock.cycles for clock in report.clocks if clock.kind == "next_update")
    assert [(each.state, each.steps[-1].value) for each in cycles] == [
        ("met", "note"),
        ("met", "desk-reply"),
        ("running", "desk-reply"),
    ]


def test_note_is_no_update_before_the_first_response_and_no_first_response(read: Read) -> None:
    report = read("2026-01-08T12:00", OPENED, "2026-01-08T10:00 note - desk")
    assert shown(report, "first_response")[0] == "running"
    assert not next(clock.cycles for clock in report.clocks if clock.kind == "next_update")
