"""Worked examples: how long things took, by nearest rank, and with those that still wait."""

from collections.abc import Iterator
from typing import Any

import pytest

from report.rows import HOUR, Tables, tables

DAY = "2026-01-05 "


@pytest.fixture
def made() -> Iterator[Tables]:
    with tables() as found:
        yield found


def answered(made: Tables, hours: float, **columns: Any) -> None:
    made.cycle(made.ticket(), "met", used=hours, **({"stopped": "2026-01-06 10:00"} | columns))


def test_percentiles_are_times_of_real_tickets_by_nearest_rank(made: Tables) -> None:
    for hours in range(1, 11):
        answered(made, hours)
    found = made.total("first_contact")
    assert found["stopped"] == 10
    assert found["mean"] == 5.5 * HOUR
    assert (found["median"], found["p90"], found["p95"]) == (5 * HOUR, 9 * HOUR, 10 * HOUR)


def test_with_two_unanswered_the_median_lies_between_4_and_5_hours(made: Tables) -> None:
    for hours in range(1, 9):
        answered(made, hours)
    for hours in (3, 20):
        made.cycle(made.ticket(), "running", used=hours)
    waiting = made.total("unanswered")
    assert (waiting["waiting"], waiting["oldest"]) == (2, 20 * HOUR)
    assert (waiting["median_least"], waiting["median_most"]) == (4 * HOUR, 5 * HOUR)
    assert (waiting["p90_least"], waiting["p90_most"]) == (8 * HOUR, None)
    only = made.total("first_contact")
    assert (only["median"], only["p90"]) == (4 * HOUR, 8 * HOUR)


def test_without_anybody_waiting_the_bounds_are_the_times(made: Tables) -> None:
    for hours in (1, 2, 3):
        answered(made, hours)
    found = made.total("unanswered")
    assert found["waiting"] == 0
    assert found["oldest"] is None
    assert found["median_least"] == found["median_most"] == 2 * HOUR


def test_estimated_times_have_bounds_too(made: Tables) -> None:
    answered(made, 3, used_at_least=HOUR, exactness="approximate")
    found = made.total("unanswered")
    assert (found["median_least"], found["median_most"]) == (HOUR, 3 * HOUR)
    assert made.total("first_contact")["approximate"] == 1


def test_an_answer_belongs_to_its_own_month_whenever_it_was_due(made: Tables) -> None:
    answered(made, 30, stopped="2026-02-03 10:00", decided="2026-01-31 10:00")
    assert [*made.figure("first_contact", "month")] == [("2026-02",)]
    assert [*made.figure("first_contact", "month", month_of="opened")] == [("2026-01",)]


def test_what_was_cancelled_or_ended_without_an_answer_waits_no_more(made: Tables) -> None:
    made.cycle(made.ticket(), "cancelled", used=1, ended=DAY + "10:00")
    made.cycle(made.ticket(), "breached", used=5, ended=DAY + "18:00")
    found = made.total("unanswered")
    assert found["waiting"] == 0
    assert (found["median_least"], found["median_most"]) == (5 * HOUR, None)


def test_without_any_ticket_there_is_no_time(made: Tables) -> None:
    assert made.total("first_contact") == {
        "stopped": 0,
        "mean": None,
        "median": None,
        "p90": None,
        "p95": None,
        "approximate": 0,
    }
