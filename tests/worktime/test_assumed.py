"""What of a calendar no source says is carried with its hours."""

import pytest

from sportello.worktime import Calendar, SpecError

HOURS = {"timezone": "Europe/Rome", "week": {"mon-fri": "09:00-18:00"}}
SAID = {"it": "Gli orari", "en": "The hours"}


def test_a_calendar_says_what_is_assumed() -> None:
    assert Calendar.from_spec(HOURS).assumed == {}
    assert Calendar.from_spec({**HOURS, "assumed": SAID}).assumed == SAID


def test_whoever_takes_over_hours_takes_over_their_assumption() -> None:
    calendars = {"office": {**HOURS, "assumed": SAID}}
    other = {"extends": "office", "week": {"mon": "09:00-12:00"}}
    assert Calendar.from_spec(other, calendars=calendars).assumed == SAID
    own = {**other, "assumed": {"it": "Il lunedì", "en": "Monday"}}
    assert Calendar.from_spec(own, calendars=calendars).assumed == own["assumed"]


@pytest.mark.parametrize("written", ["", 3, {}, {"it": ""}])
def test_an_assumption_is_a_text(written: object) -> None:
    with pytest.raises(SpecError) as error:
        Calendar.from_spec({**HOURS, "assumed": written})
    (problem,) = error.value.problems
    assert problem.path == ("assumed",)


def test_hours_are_assumed_unless_the_assumption_is_about_holidays_alone() -> None:
    assert not Calendar.from_spec(HOURS).hours_assumed
    assert Calendar.from_spec({**HOURS, "assumed": SAID}).hours_assumed
    of_holidays = {**HOURS, "assumed": SAID, "assumed_of": "holidays"}
    assert not Calendar.from_spec(of_holidays).hours_assumed


def test_what_is_assumed_is_taken_over_with_the_assumption() -> None:
    calendars = {"office": {**HOURS, "assumed": SAID, "assumed_of": "holidays"}}
    assert not Calendar.from_spec({"extends": "office"}, calendars=calendars).hours_assumed
    own = {"extends": "office", "assumed": SAID}
    assert Calendar.from_spec(own, calendars=calendars).hours_assumed


def test_hours_made_of_assumed_ones_are_assumed() -> None:
    calendars = {"office": {**HOURS, "assumed": SAID}, "other": HOURS, "third": HOURS}
    assert Calendar.from_spec({"any_of": ["office", "other"]}, calendars=calendars).hours_assumed
    assert not Calendar.from_spec({"any_of": ["other", "third"]}, calendars=calendars).hours_assumed


@pytest.mark.parametrize("calendar", [HOURS, {"any_of": ["office", "other"]}])
def test_an_assumption_of_anything_else_is_refused(calendar: dict[str, object]) -> None:
    with pytest.raises(SpecError) as error:
        Calendar.from_spec(
            {**calendar, "assumed_of": "days"}, calendars={"office": HOURS, "other": HOURS}
        )
    (problem,) = error.value.problems
    assert problem.path == ("assumed_of",)
    assert "hours or holidays" in str(problem)
