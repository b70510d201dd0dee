"""Worked examples: in which month a promise is decided, and what a share is a share of."""

from report.rows import tables

JANUARY, FEBRUARY = ("2026-01",), ("2026-02",)


def test_what_is_late_and_still_open_is_broken_and_what_is_undecided_is_shown_beside() -> None:
    with tables() as made:
        ticket = made.ticket()
        made.cycle(ticket, "met", stopped="2026-01-05 10:00", decided="2026-01-05 10:00")
        made.cycle(ticket, "breached", margin=-1, decided="2026-01-05 11:00")
        for state in ("running", "paused", "cancelled", "undecidable"):
            made.cycle(ticket, state, exactness="approximate")
        assert made.total("promises") == {
            "met": (1, 2),
            "breached": 1,
            "late": 1,
            "undecided": 2,
            "cancelled": 1,
            "undecidable": 1,
            "approximate": 4,
        }


def test_a_promise_is_decided_when_it_is_kept_or_first_late_so_that_january_does_not_change() -> (
    None
):
    with tables() as made:
        ticket = made.ticket("2026-01-29 18:00")
        # Due on Friday 30 January at 18:00: answered on Saturday it is kept, in January.
        made.cycle(ticket, "met", stopped="2026-01-31 10:00", decided="2026-01-31 10:00")
        # Unanswered, it is broken at the first open second after: Monday 2 February, 08:00:01.
        made.cycle(ticket, "breached", margin=-0.5, decided="2026-02-02 08:00")
        found = made.figure("promises", "month")
        assert found[JANUARY]["met"] == (1, 1)
        assert found[FEBRUARY]["met"] == (0, 1)
        by_opening = made.figure("promises", "month", month_of="opened")
        assert {month: each["met"] for month, each in by_opening.items()} == {("2026-01",): (1, 2)}


def test_what_is_not_decided_is_in_no_month_but_in_that_of_its_opening() -> None:
    with tables() as made:
        made.cycle(made.ticket(), "running")
        assert made.figure("promises", "month")[(None,)]["undecided"] == 1
        assert made.figure("promises", "month", month_of="opened")[JANUARY]["undecided"] == 1


def test_totals_are_pooled_and_no_mean_of_shares() -> None:
    with tables() as made:
        small, large = made.ticket(service="a"), made.ticket(service="b")
        made.cycle(small, "met", decided="2026-01-05 10:00")
        for n in range(100):
            made.cycle(large, "met" if n < 50 else "breached", decided="2026-01-05 10:00")
        found = made.figure("promises", "service")
        assert (found[("a",)]["met"], found[("b",)]["met"]) == ((1, 1), (50, 100))
        assert made.total("promises")["met"] == (51, 101)


def test_nothing_decided_is_no_share() -> None:
    with tables() as made:
        assert made.total("promises")["met"] == (0, 0)


def test_what_a_team_promises_to_the_desk_is_no_promise_to_customers() -> None:
    with tables() as made:
        made.cycle(made.ticket(), "breached", team="second-line", decided="2026-01-05 11:00")
        assert made.total("promises")["breached"] == 0
