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
