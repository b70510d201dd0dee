"""Many moments in few words."""

from datetime import date, timedelta

from sportello.rota import occurrences

FRIDAYS = [date(2026, 1, 9) + timedelta(7 * n) for n in range(26)]


def test_moments_of_the_same_hours_are_told_once() -> None:
    assert occurrences((day, "14:00-17:00") for day in FRIDAYS) == [
        "Fridays 14:00-17:00, 26 times, first Friday 9 January 2026"
    ]


def test_days_in_a_row_are_a_range_and_others_a_list() -> None:
    week = [date(2026, 1, 5) + timedelta(n) for n in range(5)]
    assert occurrences((day, "14:00-17:00") for day in week) == [
        "Mondays to Fridays 14:00-17:00, 5 times, first Monday 5 January 2026"
    ]
    assert occurrences((week[n], "14:00-17:00") for n in (0, 2)) == [
        "Mondays, Wednesdays 14:00-17:00, 2 times, first Monday 5 January 2026"
    ]


def test_one_moment_is_a_date_and_other_hours_are_another_line() -> None:
    assert occurrences([(FRIDAYS[0], "14:00-17:00"), (FRIDAYS[0], "09:00-13:00")]) == [
        "Friday 9 January 2026 09:00-13:00",
        "Friday 9 January 2026 14:00-17:00",
    ]
    assert occurrences([(FRIDAYS[0], "")]) == ["Friday 9 January 2026"]
