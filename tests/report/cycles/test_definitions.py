"""The worked examples of what figures mean, number by number.

The office is open on working days from 08:00 to 12:30 and from 13:30 to 18:00.
"""

from datetime import UTC, datetime
from typing import Any

import pytest

from sportello.catalog.model import Catalog

from .desk import Filled, promising, seconds, target

HOUR = 3600


def solved(at: str) -> tuple[str, str, str, str]:
    return (at, "state", "resolved", "desk")


def reopened(at: str) -> tuple[str, str, str, str]:
    return (at, "state", "working", "desk")


# A decision belongs to the month of the answer, or of the first open second after the deadline.


@pytest.fixture(scope="module")
def nine_hours(desk: Catalog) -> Catalog:
    return promising(desk, first_response=target("9 business hours", pauses=()))


def test_an_answer_after_closing_for_a_deadline_at_closing_is_met_in_its_month(
    nine_hours: Catalog,
) -> None:
    row = {"opened": "2026-01-29 18:00", "first_response": "2026-01-31 10:00"}
    cycle = Filled(nine_hours, [row]).cycle
    assert cycle["due"] == seconds("2026-01-30 18:00")
    assert (cycle["state"], cycle["margin"], cycle["decided_month"]) == ("met", 0, "2026-01")


def test_what_is_not_answered_is_undecided_when_its_month_is_over(nine_hours: Catalog) -> None:
    cycle = Filled(nine_hours, [{"opened": "2026-01-29 18:00"}], "2026-02-01 00:00").cycle
    assert (cycle["state"], cycle["decided"], cycle["decided_month"]) == ("running", None, None)


def test_what_is_not_answered_is_breached_in_the_first_open_second(nine_hours: Catalog) -> None:
    row = {"opened": "2026-01-29 18:00"}
    assert Filled(nine_hours, [row], "2026-02-02 08:00").cycle["state"] == "running"
    for as_of in ("2026-02-02 08:00:01", "2026-02-20 12:00"):
        cycle = Filled(nine_hours, [row], as_of).cycle
        assert (cycle["state"], cycle["decided"]) == ("breached", seconds("2026-02-02 08:00:01"))
        assert cycle["decided_month"] == "2026-02"


def test_hours_of_day_and_night_are_breached_in_the_second_after(desk: Catalog) -> None:
    catalog = promising(desk, first_response=target("9 hours", pauses=()))
    cycle = Filled(catalog, [{"opened": "2026-01-31 15:00"}], "2026-02-03 12:00").cycle
    assert cycle["decided"] == seconds("2026-02-01 00:00:01")
    assert cycle["decided_month"] == "2026-02"


# First contact counts from the opening to the first public reply.


@pytest.mark.parametrize(
    ("channel", "opened_by", "used"),
    [
        ("phone", None, 0),
        ("phone", "desk", 0),
        ("chat", "desk", 0),
        ("phone", "requester", 2 * HOUR),
        ("mail", "requester", 2 * HOUR),
    ],
)
def test_a_call_is_answered_as_it_is_opened_unless_the_requester_opened_it(
    nine_hours: Catalog, channel: str, opened_by: str | None, used: int
) -> None:
    row = {"opened": "2026-01-29 09:00", "first_response": "2026-01-29 11:00"}
    cycle = Filled(nine_hours, [{**row, "channel": channel, "opened_by": opened_by}]).cycle
    assert (cycle["used"], cycle["state"]) == (used, "met")


def test_what_the_desk_opens_for_a_customer_counts_from_the_first_message(
    nine_hours: Catalog,
) -> None:
    row = {"opened": "2026-01-29 09:00", "channel": "mail", "opened_by": "desk"}
    alone = {**row, "first_response": "2026-01-29 09:30"}
    assert Filled(nine_hours, [alone]).cycles == []
    said = [("09:30", "desk"), ("10:00", "requester"), ("11:00", "desk")]
    events = [(f"2026-01-29 {at}", "reply", None, by) for at, by in said]
    cycle = Filled(nine_hours, [{**row, "events": events}]).cycle
    assert cycle["started"] == seconds("2026-01-29 10:00")
    assert (cycle["used"], cycle["state"]) == (HOUR, "met")


def test_notes_and_replies_of_the_requester_are_no_first_contact(nine_hours: Catalog) -> None:
    events = [
        ("2026-01-29 09:10", "note", None, "desk"),
        ("2026-01-29 09:20", "reply", None, "requester"),
        ("2026-01-29 11:00", "reply", None, "desk"),
        ("2026-01-29 12:00", "reply", None, "desk"),
    ]
    row = {"opened": "2026-01-29 09:00", "first_response": "2026-01-29 09:10", "events": events}
    cycle = Filled(nine_hours, [row]).cycle
    assert (cycle["used"], cycle["stopped_month"]) == (2 * HOUR, "2026-01")


# A reopening by the target's `reopen`, and the decision that it withdraws.

MONDAY = "2026-06-29"
WEDNESDAY = "2026-07-01"
AGAIN = [
    solved(f"{MONDAY} 12:00"),
    reopened(f"{WEDNESDAY} 09:00"),
    solved(f"{WEDNESDAY} 12:00"),
]


def four_hours(desk: Catalog, reopen: str, as_of: str | None = None) -> Filled:
    catalog = promising(desk, resolution=target("4 business hours", reopen=reopen))
    return Filled(catalog, [{"opened": f"{MONDAY} 09:00", "events": AGAIN}], as_of)


def test_a_reopened_ticket_goes_on_counting_and_is_breached_an_hour_later(desk: Catalog) -> None:
    cycle = four_hours(desk, "resume").cycle
    assert (cycle["used"], cycle["state"], cycle["exactness"]) == (6 * HOUR, "breached", "exact")
    assert cycle["decided"] == seconds(f"{WEDNESDAY} 10:00:01")
    assert cycle["margin"] == -2 * HOUR


def test_the_decision_of_the_month_before_is_listed_as_changed(desk: Catalog) -> None:
    before = four_hours(desk, "resume", "2026-07-01 00:00")
    assert (before.cycle["state"], before.cycle["decided_month"]) == ("met", "2026-06")
    assert before.changed == []
    after = four_hours(desk, "resume")
    (changed,) = after.changed
    assert changed == {
        "ticket": 0,
        "target": "resolution",
        "month": "2026-06",
        "before": "met",
        "after": "breached",
        "after_month": "2026-07",
    }


def test_a_promise_that_begins_anew_leaves_the_first_decision_alone(desk: Catalog) -> None:
    filled = four_hours(desk, "restart")
    assert [(each["used"], each["state"]) for each in filled.cycles] == [
        (3 * HOUR, "met"),
        (3 * HOUR, "met"),
    ]
    assert [each["decided_month"] for each in filled.cycles] == ["2026-06", "2026-07"]
    assert filled.changed == []


def test_the_time_in_between_may_count(desk: Catalog) -> None:
    cycle = four_hours(desk, "count").cycle
    # Eight hours of Monday, nine of Tuesday, four of Wednesday.
    assert cycle["used"] == (8 + 9 + 4) * HOUR
    assert cycle["decided"] == seconds(f"{MONDAY} 14:00:01")


def test_a_ticket_that_was_met_and_is_met_again_counts_in_another_month(desk: Catalog) -> None:
    catalog = promising(desk, resolution=target("8 business hours"))
    filled = Filled(catalog, [{"opened": f"{MONDAY} 09:00", "events": AGAIN}])
    assert (filled.cycle["state"], filled.cycle["decided_month"]) == ("met", "2026-07")
    (changed,) = filled.changed
    assert (changed["before"], changed["after"], changed["after_month"]) == (
        "met",
        "met",
        "2026-07",
    )


def test_reopenings_have_the_month_in_which_they_came(desk: Catalog) -> None:
    filled = four_hours(desk, "resume")
    assert [(each["kind"], each["month"]) for each in filled.turns] == [
        ("opened", "2026-06"),
        ("resolved", "2026-06"),
        ("reopened", "2026-07"),
        ("resolved", "2026-07"),
    ]
    (ticket,) = filled.tickets
    assert ticket["resolved"] == seconds(f"{MONDAY} 12:00")
    assert (ticket["reopened"], ticket["is_open"]) == (1, False)


# Updates are one cycle each.


def test_each_update_is_a_cycle_of_its_own(desk: Catalog) -> None:
    catalog = promising(desk, next_update=target("3 business hours"))
    replies = [(f"2026-01-29 {at}", "reply", None, "desk") for at in ("10:00", "15:00", "16:00")]
    filled = Filled(
        catalog, [{"opened": "2026-01-29 09:00", "events": replies}], "2026-01-29 17:00"
    )
    assert [(each["number"], each["state"], each["used"] / HOUR) for each in filled.cycles] == [
        (1, "met", 1),
        (2, "breached", 4),
        (3, "met", 1),
        (4, "running", 1),
    ]


# What is open at an instant, by what happened until then.


def test_what_is_open_is_what_was_open_and_what_came_less_what_went(desk: Catalog) -> None:
    old: list[dict[str, Any]] = [{"opened": "2026-01-12 09:00"} for _ in range(11)]
    old[0]["events"] = [solved("2026-01-13 09:00"), reopened("2026-02-10 09:00")]
    new: list[dict[str, Any]] = [{"opened": "2026-02-09 09:00"} for _ in range(5)]
    for row in old[1:7]:
        row["resolved"] = "2026-02-11 09:00"
    new[0]["events"] = [("2026-02-12 09:00", "state", "merged", "desk")]
    filled = Filled(desk, [*old, *new], "2026-03-01 00:00")
    counts = [
        filled.turned(kind, "2026-02") for kind in ("opened", "resolved", "reopened", "removed")
    ]
    assert counts == [5, 6, 1, 1]
    assert filled.backlog("2026-01") == 10
    assert filled.backlog("2026-02") == 10 + 5 - 6 + 1 - 1 == 9
    assert sum(each["is_open"] for each in filled.tickets) == 9


# What will be breached: what is left of it, by its own calendar; what is paused stands apart.


def test_what_is_left_of_a_promise_is_told_while_it_runs(desk: Catalog) -> None:
    catalog = promising(desk, resolution=target("8 business hours"))
    waiting = [("2026-01-29 11:00", "state", "waiting", "desk")]
    rows = [
        {"opened": "2026-01-29 09:00", "events": [reopened("2026-01-29 09:30")]},
        {"opened": "2026-01-29 09:00", "events": waiting},
        {"opened": "2026-01-28 09:00", "events": [reopened("2026-01-28 09:30")]},
    ]
    running, paused, late = Filled(catalog, rows, "2026-01-29 14:30").cycles
    assert (running["state"], running["margin"]) == ("running", 3.5 * HOUR)
    assert running["due"] == seconds("2026-01-29 18:00")
    assert (paused["state"], paused["margin"]) == ("paused", 6 * HOUR)
    assert paused["due"] == seconds("2026-01-30 10:30")  # if it went on now
    assert late["state"] == "breached"


# The margin is what was left when it was kept, negative if it was late.


@pytest.mark.parametrize(
    ("resolved", "state", "margin"),
    [
        ("2026-01-29 17:00", "met", 1 * HOUR),
        ("2026-01-29 18:00", "met", 0),
        ("2026-01-30 08:00:01", "breached", -1),
        ("2026-01-30 09:30", "breached", -1.5 * HOUR),
    ],
)
def test_the_margin_is_counted_in_business_time(
    desk: Catalog, resolved: str, state: str, margin: float
) -> None:
    catalog = promising(desk, resolution=target("8 business hours", pauses=()))
    cycle = Filled(catalog, [{"opened": "2026-01-29 09:00", "resolved": resolved}]).cycle
    assert (cycle["state"], cycle["margin"]) == (state, margin)


# Without events: the time used less what was paused, or bounds of it.


@pytest.mark.parametrize(
    ("paused", "paused_in", "state", "least", "most"),
    [
        # From Thursday 09:00 to Friday 12:30 there are twelve and a half business hours.
        (4.5, "business time", "met", 8, 8),
        (4, "business time", "breached", 8.5, 8.5),
        (4, "calendar time", "breached", 8.5, 12.5),
        (4.5, "calendar time", "undecidable", 8, 12.5),
        (100, "calendar time", "undecidable", 0, 12.5),
        (None, None, "undecidable", 0, 12.5),
    ],
)
def test_pauses_of_which_only_the_length_is_known_give_bounds(
    desk: Catalog,
    paused: float | None,
    paused_in: str | None,
    state: str,
    least: float,
    most: float,
) -> None:
    catalog = promising(desk, resolution=target("8 business hours"))
    total = None if paused is None else paused * HOUR
    row = {"opened": "2026-01-29 09:00", "resolved": "2026-01-30 12:30"}
    cycle = Filled(catalog, [{**row, "paused": total, "paused_in": paused_in}]).cycle
    assert (cycle["state"], cycle["exactness"]) == (state, "approximate")
    assert (cycle["used_at_least"], cycle["used"]) == (least * HOUR, most * HOUR)
    assert (cycle["decided"] is None) == (state == "undecidable")
    assert cycle["steps"] is None


def test_what_keeps_its_promise_pauses_or_not_is_met(desk: Catalog) -> None:
    catalog = promising(desk, resolution=target("8 business hours"))
    cycle = Filled(catalog, [{"opened": "2026-01-29 09:00", "resolved": "2026-01-29 16:00"}]).cycle
    assert (cycle["state"], cycle["exactness"]) == ("met", "approximate")
    assert (cycle["used_at_least"], cycle["used"]) == (0, 6 * HOUR)


def test_what_no_state_pauses_is_exact(desk: Catalog) -> None:
    catalog = promising(desk, resolution=target("8 business hours", pauses=()))
    cycle = Filled(catalog, [{"opened": "2026-01-29 09:00", "resolved": "2026-01-30 12:30"}]).cycle
    assert (cycle["state"], cycle["exactness"], cycle["used"]) == ("breached", "exact", 12.5 * HOUR)
    assert [step["kind"] for step in cycle["steps"]] == ["started", "late"]


@pytest.mark.parametrize(
    ("reopen", "exactness"),
    [("resume", "approximate"), ("restart", "approximate"), ("count", "exact")],
)
def test_a_ticket_that_was_reopened_at_no_known_time_is_exact_only_if_that_counts(
    desk: Catalog, reopen: str, exactness: str
) -> None:
    catalog = promising(desk, resolution=target("8 business hours", pauses=(), reopen=reopen))
    row = {"opened": "2026-01-29 09:00", "resolved": "2026-01-30 12:30", "reopened": 1}
    assert Filled(catalog, [row]).cycle["exactness"] == exactness


def test_nothing_after_the_instant_of_the_report_is_there(desk: Catalog) -> None:
    catalog = promising(desk, resolution=target("8 business hours", pauses=()))
    rows = [
        {"opened": "2026-01-29 09:00", "resolved": "2026-01-29 10:00:01"},
        {"opened": "2026-01-29 10:00:01"},
    ]
    filled = Filled(catalog, rows, "2026-01-29 10:00")
    (ticket,) = filled.tickets
    assert (ticket["is_open"], ticket["resolved"]) == (True, None)
    assert (filled.cycle["state"], filled.cycle["used"]) == ("running", HOUR)


def test_months_are_cut_at_midnight_of_the_desk(desk: Catalog) -> None:
    rows = [{"opened": datetime(2026, 1, 31, 22, 59, 59, tzinfo=UTC)}]
    rows += [{"opened": datetime(2026, 1, 31, 23, 0, 0, tzinfo=UTC)}]
    filled = Filled(desk, rows)
    assert [each["opened_month"] for each in filled.tickets] == ["2026-01", "2026-02"]


def test_pauses_up_to_a_later_update_say_nothing_of_an_instant_before(desk: Catalog) -> None:
    catalog = promising(desk, resolution=target("9 business hours", pauses=("waiting",)))
    row = {"opened": "2026-01-12 09:00", "paused": 90 * HOUR, "paused_in": "business time"}
    row |= {"resolved": "2026-02-10 09:00", "updated": "2026-02-10 09:00"}
    cycle = Filled(catalog, [row], "2026-01-16 09:00").cycle
    assert (cycle["state"], cycle["used_at_least"], cycle["used"]) == ("undecidable", 0, 36 * HOUR)
