"""How many requests came: those that count, and those to which nothing is promised."""

from report.rows import tables


def test_spam_tests_and_merged_tickets_do_not_count() -> None:
    with tables() as made:
        made.cycle(made.ticket(), "met")
        for reason in ("spam", "test", "deleted", "merged"):
            made.ticket(excluded=reason)
        assert made.total("opened") == {"opened": 1, "unpromised": 0}


def test_a_ticket_with_several_promises_is_one_and_one_without_any_is_told() -> None:
    with tables() as made:
        promised, unpromised = made.ticket(channel="mail"), made.ticket(channel="phone")
        made.cycle(promised, "met")
        made.cycle(promised, "met", target="resolution")
        made.cycle(unpromised, "met", team="second-line")
        assert made.figure("opened", "channel") == {
            ("mail",): {"opened": 1, "unpromised": 0},
            ("phone",): {"opened": 1, "unpromised": 1},
        }
