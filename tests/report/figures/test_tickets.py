"""What is counted of tickets themselves: open now, reopened, satisfied."""

from report.rows import tables


def test_open_now_are_those_that_are_not_over_and_late_those_with_a_promise_overdue() -> None:
    with tables() as made:
        made.ticket("2026-01-05 09:00", "2026-01-06 09:00")
        made.ticket("2026-01-05 09:00", removed="2026-01-06 09:00")
        made.ticket("2026-01-05 09:00", excluded="spam")
        late, answered_late, in_time = (made.ticket("2026-02-05 09:00") for _ in range(3))
        for target in ("first_response", "resolution"):
            made.cycle(late, "breached", target=target, decided="2026-02-06 10:00")
        made.cycle(answered_late, "breached", stopped="2026-02-06 11:00")
        made.cycle(in_time, "running")
        made.cycle(in_time, "breached", team="second-line")
        assert made.figure("open_now", "month") == {("2026-02",): {"open": 3, "late": 1}}


def test_reopened_is_a_share_of_the_tickets_resolved_in_the_month_of_their_first_resolution() -> (
    None
):
    with tables() as made:
        made.ticket("2026-01-05 09:00", "2026-01-06 09:00")
        made.ticket("2026-01-05 09:00", "2026-01-06 09:00", reopened="2026-02-06 09:00")
        made.ticket("2026-01-05 09:00", "2026-02-06 09:00", reopened="2026-02-07 09:00", again="2026-02-08 09:00")  # fmt: skip
        made.ticket("2026-01-05 09:00")
        found = made.figure("reopened", "month")
        assert {group: each["reopened"] for group, each in found.items()} == {
            ("2026-01",): (1, 2),
            ("2026-02",): (1, 1),
        }


def test_of_what_was_reopened_only_what_is_known_counts() -> None:
    with tables() as made:
        made.ticket("2026-01-05 09:00", "2026-01-06 09:00")
        made.ticket("2026-01-05 09:00", "2026-01-06 09:00")
        made.duck.execute("UPDATE ticket SET reopened = NULL WHERE number = 1")
        assert made.total("reopened") == {"reopened": (0, 1), "unknown": 1}


def test_votes_count_in_their_own_month_else_in_that_of_the_resolution() -> None:
    with tables() as made:
        january, february = "2026-01-06 09:00", "2026-02-06 09:00"
        for vote, voted in (
            ("positive", february),
            ("positive", None),
            ("neutral", january),
            ("negative", january),
        ):
            made.ticket("2026-01-05 09:00", january, vote=vote, voted=voted)
        made.ticket("2026-01-05 09:00", january)
        made.ticket("2026-01-05 09:00", january, vote="positive", excluded="test")
        found = made.figure("satisfaction", "month")
        assert found[("2026-01",)] == {
            "votes": 3,
            "positive": (1, 3),
            "neutral": (1, 3),
            "negative": (1, 3),
            "answered": (4, 5),
            "undated": 1,
        }
        assert found[("2026-02",)]["positive"] == (1, 1)
        assert found[("2026-02",)]["answered"] == (0, 0)
        total = made.total("satisfaction")
        assert (total["votes"], total["positive"], total["answered"]) == (4, (2, 4), (4, 5))


def test_without_votes_there_is_no_satisfaction() -> None:
    with tables() as made:
        made.ticket("2026-01-05 09:00")
        total = made.total("satisfaction")
        assert (total["votes"], total["positive"], total["answered"]) == (0, (0, 0), (0, 0))
