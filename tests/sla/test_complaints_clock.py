"""The complaints about SLAs in ticket systems that reading the clock must rule out.

Numbered as in docs/sla-semantics.md. The desk of tests/example is open Monday to Friday 09:00-13:00
and 14:00-18:00; an event is when, what, its value, by whom.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sportello.catalog import load
from sportello.sla.clock import Cycle, read_clocks

EXAMPLE = Path(__file__).parents[1] / "example" / "desk"
ROME = ZoneInfo("Europe/Rome")
HOUR = 3600

Read = Callable[..., dict[str, tuple[Cycle, ...]]]


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the clocks of a ticket for the wiki, opened by its first event."""
    loaded = load(EXAMPLE)
    assert loaded.findings == ()

    def clocks(now: str, *events: str, **ticket: str) -> dict[str, tuple[Cycle, ...]]:
        file = tmp_path / "ticket.json"
        told = [dict(zip(("at", "event", "value", "by"), line.split(), strict=True))
                for line in events]  # fmt: skip
        for event in told:
            event["value"] = event["value"].strip("-")
        file.write_text(json.dumps({"service": "wiki", **ticket, "events": told}))
        (report,) = read_clocks(loaded.catalog, file, rome(now))
        return {
            f"{clock.team} {clock.kind}" if clock.team else clock.kind: clock.cycles
            for clock in report.clocks
        }

    return clocks


def test_complaint_2_clock_stands_still_while_the_requester_or_parts_are_waited_for(
    read: Read,
) -> None:
    for state in ("waiting", "parts"):
        (cycle,) = read(
            "2026-01-09T09:00",
            "2026-01-08T09:00 opened - requester",
            f"2026-01-08T10:00 state {state} desk",
            severity="low",
        )["resolution"]
        assert (cycle.state, cycle.used) == ("paused", HOUR)


def test_complaint_2_the_requesters_answer_starts_the_clock_again(read: Read) -> None:
    (cycle,) = read(
        "2026-01-09T11:00",
        "2026-01-08T09:00 opened - requester",
        "2026-01-08T10:00 state waiting desk",
        "2026-01-09T10:00 reply - requester",
    )["resolution"]
    assert (cycle.state, cycle.used) == ("running", 2 * HOUR)


def test_complaint_3_pause_is_kept_when_the_severity_changes(read: Read) -> None:
    # Three hours until the pause, one after it; 8 business hours are owed, so four are left.
    (cycle,) = read(
        "2026-01-08T18:00",
        "2026-01-08T09:00 opened - requester",
        "2026-01-08T12:00 state parts desk",
        "2026-01-08T17:00 state working desk",
        "2026-01-08T17:30 priority high desk",
    )["resolution"]
    assert (cycle.used, cycle.left) == (4 * HOUR, 4 * HOUR)
    assert cycle.due == rome("2026-01-09T13:00")


def test_complaint_4_weekend_in_a_pause_costs_a_day_target_only_its_hours(read: Read) -> None:
    # 3 working days from Wednesday 10:00 are Monday 10:00; the pause took two business hours.
    (cycle,) = read(
        "2026-01-12T10:30",
        "2026-01-07T10:00 opened - requester",
        "2026-01-09T17:00 state parts desk",
        "2026-01-12T10:00 state working desk",
    )["resolution"]
    assert (cycle.state, cycle.due) == ("running", rome("2026-01-12T12:00"))


def test_complaint_5_long_hold_that_ends_in_the_resolution_counts_as_business_time(
    read: Read,
) -> None:
    # From February to August, and never set back to work.
    (cycle,) = read(
        "2026-08-04T12:00",
        "2026-02-02T09:00 opened - requester",
        "2026-02-02T11:00 state parts desk",
        "2026-08-03T10:00 state resolved desk",
        severity="high",
    )["resolution"]
    assert (cycle.state, cycle.used, cycle.remaining) == ("met", 2 * HOUR, 6 * HOUR)
    assert cycle.due == rome("2026-08-03T17:00")


def test_complaint_6_ticket_is_not_late_when_it_is_created(read: Read) -> None:
    for opened in ("2026-01-08T23:00", "2026-01-08T22:00Z", "2026-01-08T17:00-05:00"):
        clocks = read("2026-01-08T23:00", f"{opened} opened - requester")
        cycles = [cycle for each in clocks.values() for cycle in each]
        assert [(cycle.state, cycle.used) for cycle in cycles] == [("running", 0)] * 3


def test_complaint_10_answer_in_time_owes_the_next_update_from_then_on(read: Read) -> None:
    clocks = read(
        "2026-01-12T10:00",
        "2026-01-08T09:00 opened - requester",
        "2026-01-08T10:00 reply - desk",
        "2026-01-09T10:00 reply - desk",
    )
    first, second = clocks["next_update"]
    assert (first.state, first.due) == ("met", rome("2026-01-12T10:00"))
    assert (second.state, second.due) == ("running", rome("2026-01-13T10:00"))


def test_complaint_10_update_never_overrules_the_first_response(read: Read) -> None:
    clocks = read(
        "2026-01-08T12:00",
        "2026-01-08T09:00 opened - requester",
        "2026-01-08T10:00 reply - requester",
    )
    assert clocks["next_update"] == ()
    (response,) = clocks["first_response"]
    assert (response.state, response.due) == ("running", rome("2026-01-08T18:00"))


@pytest.mark.parametrize(
    ("channel", "opened_by", "events", "state"),
    [
        ("portal", "requester", ["reply - desk"], "met"),
        ("portal", "requester", ["note - desk"], "running"),
        ("portal", "requester", ["reply - requester"], "running"),
        # An answer and the state in which the desk waits, in one step and in either order.
        ("mail", "requester", ["reply - desk", "state waiting desk"], "met"),
        ("mail", "requester", ["state waiting desk", "reply - desk"], "met"),
        # A call is answered as it is taken.
        ("phone", "desk", [], "met"),
    ],
)
def test_complaint_11_what_answers_the_requester_is_a_response_and_nothing_else(
    read: Read, channel: str, opened_by: str, events: list[str], state: str
) -> None:
    (cycle,) = read(
        "2026-01-08T10:00",
        f"2026-01-08T09:00 opened - {opened_by}",
        *(f"2026-01-08T09:30 {event}" for event in events),
        channel=channel,
        severity="high" if channel == "mail" else "ordinary",
    )["first_response"]
    assert cycle.state == state


def test_complaint_11_message_of_the_requester_is_owed_an_update(read: Read) -> None:
    # With high severity each message that waits for an answer has a deadline of its own.
    clocks = read(
        "2026-01-08T12:00",
        "2026-01-08T09:00 opened - requester",
        "2026-01-08T09:30 reply - desk",
        "2026-01-08T11:00 reply - requester",
        severity="high",
    )
    (update,) = clocks["next_update"]
    assert (update.state, update.due) == ("running", rome("2026-01-08T16:00"))


@pytest.mark.parametrize(
    ("year", "ticket", "runs"),
    [
        # `resume`: the days while it was resolved do not count.
        (2026, {"service": "wiki"}, [("running", 2 * HOUR)]),
        # `restart`: what was kept stays kept, and all begins again.
        (2026, {"service": "wiki", "type": "request"}, [("met", HOUR), ("running", HOUR)]),
        # `count`: it was never resolved, as it turns out.
        (2027, {"service": "payroll"}, [("breached", 18 * HOUR)]),
    ],
)
def test_complaint_12_reopened_ticket_counts_as_the_contract_says(
    read: Read, year: int, ticket: dict[str, str], runs: list[tuple[str, int]]
) -> None:
    # Thursday to Monday in either year.
    first, last = {2026: ("08", "12"), 2027: ("07", "11")}[year]
    cycles = read(
        f"{year}-01-{last}T11:00",
        f"{year}-01-{first}T09:00 opened - requester",
        f"{year}-01-{first}T09:30 reply - desk",
        f"{year}-01-{first}T10:00 state resolved desk",
        f"{year}-01-{last}T10:00 reopened - requester",
        **ticket,
    )
    assert [(cycle.state, cycle.used) for cycle in cycles["resolution"]] == runs
    assert cycles["first_response"][0].state == "met"


def test_complaint_16_each_promise_tells_whether_it_was_kept_and_by_how_much(read: Read) -> None:
    # This is what the figures of a report are made of.
    clocks = read(
        "2026-01-09T12:00",
        "2026-01-08T09:00 opened - requester",
        "2026-01-08T10:00 reply - desk",
        "2026-01-09T11:00 state resolved desk",
        severity="high",
    )
    told = {
        kind: [(each.state, each.remaining) for each in cycles] for kind, cycles in clocks.items()
    }
    assert told["first_response"] == [("met", 0)]
    assert told["resolution"] == [("breached", -2 * HOUR)]


def test_complaint_17_time_is_told_by_team_and_a_team_answers_for_its_own(read: Read) -> None:
    clocks = read(
        "2026-01-12T12:00",
        "2026-01-08T09:00 opened - requester",
        "2026-01-08T10:00 assigned front desk",
        "2026-01-08T12:00 assigned back desk",
        "2026-01-09T12:00 state resolved desk",
        service="payroll",
    )
    (resolution,) = clocks["resolution"]
    assert resolution.by_team == {None: HOUR, "front": 2 * HOUR, "back": 8 * HOUR}
    (of_back,) = clocks["back resolution"]
    assert (of_back.start, of_back.state) == (rome("2026-01-08T12:00"), "breached")
    assert (resolution.state, of_back.remaining) == ("met", -2 * HOUR)


def test_complaint_18_taken_in_charge_at_night_took_no_business_time_at_a_known_instant(
    read: Read,
) -> None:
    (cycle,) = read(
        "2026-01-09T12:00",
        "2026-01-08T20:00 opened - requester",
        "2026-01-08T20:10 state working desk",
    )["take_in_charge"]
    assert (cycle.state, cycle.used, cycle.stop) == ("met", 0, rome("2026-01-08T20:10"))
    assert cycle.due == rome("2026-01-09T13:00")
