"""The hours of a week as one value."""

from copy import copy

import pytest

from sportello.findings import Invalid
from sportello.worktime.weekly_hours import WeeklyHours


def test_two_are_equal_by_their_hours_however_they_are_written() -> None:
    one = WeeklyHours({"mon-tue": "09:00-13:00", "fri": ["22:00-06:00", "09:00-10:00"]})
    other = WeeklyHours(
        {"fri": ["09:00-10:00", "22:00-06:00"], "tue": "09:00-13:00", "mon": "09:00-13:00"}
    )
    assert one == other
    assert hash(one) == hash(other)
    assert one != WeeklyHours({"mon": "09:00-13:00"})


def test_it_is_told_as_it_may_be_written_and_copied_by_that() -> None:
    hours = WeeklyHours({"mon,tue,wed": "09:00-13:00", "fri": ["09:00-10:00", "22:00-06:00"]})
    assert str(hours) == "mon-wed 09:00-13:00; fri 09:00-10:00, 22:00-06:00"
    assert copy(hours) == hours


def test_what_is_wrong_with_it_is_told_with_the_remedy() -> None:
    with pytest.raises(Invalid, match="13-18") as error:
        WeeklyHours({"mon": "13-18"})
    assert 'write "08:00-18:00"' in error.value.hint


def test_one_without_hours_is_false() -> None:
    assert not WeeklyHours({"mon": "closed"})
    assert WeeklyHours({"mon": "09:00-13:00"})
