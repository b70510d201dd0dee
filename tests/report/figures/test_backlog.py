"""Worked examples: what is open at the end of each month, and why."""

from report.rows import tables

WHAT = ("opened", "resolved", "reopened", "removed", "open")


def test_ten_open_five_opened_six_resolved_one_reopened_one_removed_make_nine() -> None:
    with tables() as made:
        for n in range(10):
            done = f"2026-02-{n + 1:02} 10:00" if n < 5 else None
            made.ticket("2026-01-05 09:00", done, reopened="2026-02-20 09:00" if n == 0 else None)
        made.ticket("2026-02-03 09:00", "2026-02-03 12:00")
        made.ticket("2026-02-03 09:00", removed="2026-02-04 09:00")
        for _ in range(3):
            made.ticket("2026-02-05 09:00")
        found = made.figure("backlog", "month")
        assert [found[("2026-01",)][each] for each in WHAT] == [10, 0, 0, 0, 10]
        assert [found[("2026-02",)][each] for each in WHAT] == [5, 6, 1, 1, 9]
        assert made.total("backlog")["open"] == 9


def test_what_is_open_stays_open_in_months_in_which_nothing_happens() -> None:
    with tables() as made:
        made.ticket("2025-11-05 09:00", service="a")
        made.ticket("2025-12-05 09:00", "2026-02-03 10:00", service="b")
        found = made.figure("backlog", "service", "month")
        assert {group: each["open"] for group, each in found.items()} == {
            ("a", "2025-11"): 1,
            ("a", "2025-12"): 1,
            ("a", "2026-01"): 1,
            ("a", "2026-02"): 1,
            ("b", "2025-11"): 0,
            ("b", "2025-12"): 1,
            ("b", "2026-01"): 1,
            ("b", "2026-02"): 0,
        }


def test_a_quarter_and_a_year_are_parts_of_time_too() -> None:
    with tables() as made:
        made.ticket("2025-11-05 09:00", "2026-02-03 10:00")
        by_quarter = made.figure("backlog", "quarter")
        assert {group: each["open"] for group, each in by_quarter.items()} == {
            ("2025-Q4",): 1,
            ("2026-Q1",): 0,
        }
        assert {
            group: each["resolved"] for group, each in made.figure("backlog", "year").items()
        } == {
            ("2025",): 0,
            ("2026",): 1,
        }
