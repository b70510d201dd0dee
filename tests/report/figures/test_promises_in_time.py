"""Updates again and again, and by how much deadlines were kept or missed."""

from report.rows import HOUR, tables

STOP = "2026-01-05 10:00"


def test_updates_are_counted_by_cycles_and_by_tickets_with_all_in_time() -> None:
    with tables() as made:
        good, mixed, undecided = made.ticket(), made.ticket(), made.ticket()
        for number, (ticket, state) in enumerate(
            [(good, "met"), (good, "met"), (mixed, "met"), (mixed, "breached"), (good, "running")]
        ):
            decided = None if state == "running" else STOP
            made.cycle(ticket, state, target="next_update", number=number, decided=decided)
        made.cycle(undecided, "running", target="next_update")
        found = made.total("next_update")
        assert found["met"] == (3, 4)
        assert found["tickets"] == (1, 2)
        assert found["undecided"] == 2


def test_a_ticket_counts_in_each_month_in_which_an_update_is_decided() -> None:
    with tables() as made:
        ticket = made.ticket()
        made.cycle(ticket, "met", target="next_update", decided="2026-01-05 10:00")
        made.cycle(ticket, "breached", target="next_update", number=2, decided="2026-02-05 10:00")
        found = made.figure("next_update", "month")
        assert {group: each["tickets"] for group, each in found.items()} == {
            ("2026-01",): (1, 1),
            ("2026-02",): (0, 1),
        }
        assert made.total("next_update")["tickets"] == (0, 1)


def test_margins_are_signed_and_the_worst_is_the_latest() -> None:
    with tables() as made:
        for margin in (5, 3, 0, -1, -2, -9):
            state = "met" if margin >= 0 else "breached"
            made.cycle(made.ticket(), state, margin=margin, decided=STOP)
        made.cycle(made.ticket(), "running", margin=7)
        assert made.total("margins") == {
            "decided": 6,
            "median": -1 * HOUR,
            "breached": 3,
            "breach_median": -2 * HOUR,
            "worst": -9 * HOUR,
        }


def test_without_breaches_there_is_no_worst() -> None:
    with tables() as made:
        made.cycle(made.ticket(), "met", margin=1, decided=STOP)
        found = made.total("margins")
        assert (found["breached"], found["breach_median"], found["worst"]) == (0, None, None)
