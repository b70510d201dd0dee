"""Hours that hold for a part of the year."""

import datetime as dt
import sys
from typing import Any

import pytest

from sportello.worktime import (
    Calendar,
    Duration,
    Reason,
    SpecError,
    SpecProblem,
    YearlyDate,
)

WEEK: dict[str, Any] = {"mon-fri": ["08:00-12:30", "13:30-18:00"]}
SUMMER: dict[str, Any] = {
    "valid": {"from": "--06-15", "until": "--09-15"},
    "week": {"mon-thu": "08:00-14:00", "fri-sat": "07:00-13:00"},
    "why": {"it": "Orario estivo", "en": "Summer hours"},
}
WINTER: dict[str, Any] = {
    "valid": {"from": "--12-20", "until": "--01-07"},
    "week": {"mon-thu": "09:00-13:00"},
}
SETS = {"italy": {"country": "IT"}}


def calendar(*seasons: object, **more: Any) -> Calendar:
    spec = {"timezone": "Europe/Rome", "week": WEEK, "seasons": list(seasons), **more}
    return Calendar.from_spec(spec, "office", SETS, {"summer": {**spec, "seasons": [SUMMER]}})


def hours(cal: Calendar, date: str) -> list[str]:
    return [str(span) for span in cal.day(dt.date.fromisoformat(date)).hours]


def reason(cal: Calendar, date: str) -> Reason | None:
    plan = cal.day(dt.date.fromisoformat(date))
    assert str(plan.date) == date
    return plan.reason


def problems(*seasons: object) -> tuple[SpecProblem, ...]:
    with pytest.raises(SpecError) as caught:
        calendar(*seasons)
    return caught.value.problems


def valid(**ends: object) -> SpecProblem:
    (problem,) = problems({"valid": ends, "week": WEEK})
    return problem


ORDINARY = ["08:00-12:30", "13:30-18:00"]


def test_a_season_holds_from_its_first_to_its_last_date_every_year() -> None:
    cal = calendar(SUMMER)
    assert hours(cal, "2026-06-12") == ORDINARY
    assert hours(cal, "2026-06-15") == hours(cal, "2027-09-15") == ["08:00-14:00"]
    assert hours(cal, "2026-09-16") == ORDINARY


def test_a_season_may_run_over_new_year() -> None:
    cal = calendar(WINTER)
    assert hours(cal, "2026-12-18") == ORDINARY
    assert hours(cal, "2026-12-21") == hours(cal, "2026-01-07") == ["09:00-13:00"]
    assert hours(cal, "2026-01-08") == ORDINARY


def test_a_season_may_be_one_day() -> None:
    cal = calendar({"valid": {"from": "--12-24", "until": "--12-24"}, "week": {"thu": "closed"}})
    assert hours(cal, "2026-12-23") == hours(cal, "2026-12-25") == ORDINARY
    assert hours(cal, "2026-12-24") == []


def test_a_season_from_29_february_begins_on_1_march_in_other_years() -> None:
    cal = calendar(
        {"valid": {"from": "--02-29", "until": "--03-10"}, "week": {"mon-sun": "00:00-24:00"}}
    )
    assert hours(cal, "2027-02-28") == []
    assert hours(cal, "2027-03-01") == hours(cal, "2028-02-29") == ["00:00-24:00"]


@pytest.mark.parametrize(
    ("ends", "inside", "outside"),
    [
        ({"from": "2026-02-02 Monday", "until": "2026-02-13"}, "2026-02-13", "2027-02-03"),
        ({"from": "2026-02-02", "until": "2026-02-02"}, "2026-02-02", "2026-02-03"),
        ({"from": "2026-02-02"}, "2030-05-06", "2026-01-30"),
        ({"until": "2026-02-02"}, "1970-01-05", "2026-02-03"),
    ],
)
def test_a_season_of_dates_with_a_year(ends: dict[str, str], inside: str, outside: str) -> None:
    cal = calendar({"valid": ends, "week": {"mon-fri": "06:00-22:00"}})
    assert hours(cal, inside) == ["06:00-22:00"]
    assert hours(cal, outside) == ORDINARY


def test_exception_and_holiday_come_before_the_season() -> None:
    dated = [{"date": "2026-08-15", "open": "10:00-11:00"}, {"date": "2026-08-17", "closed": True}]
    cal = calendar(SUMMER, holidays=["italy"], exceptions=dated)
    assert (hours(cal, "2026-08-15"), hours(cal, "2026-08-17")) == (["10:00-11:00"], [])
    plain = calendar(SUMMER, holidays=["italy"])
    assert (hours(plain, "2026-08-15"), hours(plain, "2026-08-17")) == ([], ["08:00-14:00"])


def test_business_time_is_counted_in_the_hours_of_the_season() -> None:
    cal = calendar(SUMMER)
    start = dt.datetime(2026, 6, 12, 17, 30)
    due = cal.due(start, Duration.parse("8 business hours"))
    assert due.isoformat() == "2026-06-16T09:30:00+02:00"
    assert [span[1] - span[0] for span in cal.timeline(2026, 2026)].count(6 * 3600) == 80


def test_the_reason_is_the_season_where_its_hours_are_not_the_weeks() -> None:
    summer = Reason("season", {"it": "Orario estivo", "en": "Summer hours"})
    short = {"valid": {"from": "--07-01", "until": "--07-31"}, "week": {"mon-thu": ORDINARY}}
    cal = calendar(short)
    assert (
        reason(calendar(SUMMER), "2026-06-16") == reason(calendar(SUMMER), "2026-06-20") == summer
    )
    assert reason(cal, "2026-07-02") is None
    assert reason(cal, "2026-07-03") == Reason("season")
    assert reason(cal, "2026-07-04") == Reason("weekend")
    told = cal.explain(dt.datetime(2026, 7, 2, 17), dt.timedelta(hours=2))
    assert [day.skipped and day.skipped.kind for day in told.days] == [
        None,
        "season",
        "weekend",
        "weekend",
        None,
    ]


def test_seasons_are_shown_as_they_are_written() -> None:
    cal = calendar(SUMMER, WINTER)
    summer, winter = cal.seasons
    assert (summer.first, summer.last) == (YearlyDate(6, 15), YearlyDate(9, 15))
    assert [str(span) for span in summer.week[5]] == ["07:00-13:00"]
    assert summer.why["it"] == "Orario estivo"
    assert str(winter) == "from --12-20 until --01-07"
    assert winter.why == {}
    assert [str(span) for span in cal.weekly()[0]] == ORDINARY
    assert len({summer, winter, summer}) == 2


def test_seasons_replace_inherited_ones() -> None:
    child = {"extends": "summer"}
    parents = {"summer": {"timezone": "Europe/Rome", "week": WEEK, "seasons": [SUMMER]}}
    kept = Calendar.from_spec(child, "own", {}, parents)
    none = Calendar.from_spec({**child, "seasons": []}, "own", {}, parents)
    other = Calendar.from_spec({**child, "seasons": [WINTER]}, "own", {}, parents)
    found = [[str(season) for season in cal.seasons] for cal in (kept, none, other)]
    assert found == [["from --06-15 until --09-15"], [], ["from --12-20 until --01-07"]]


def test_a_season_may_be_the_only_opening() -> None:
    cal = Calendar.from_spec({"timezone": "Europe/Rome", "seasons": [SUMMER]})
    found = cal.next_opening(dt.datetime(2026, 1, 1))
    assert found.isoformat() == "2026-06-15T08:00:00+02:00"


def test_seasons_without_hours_do_not_open() -> None:
    spec = {"timezone": "UTC", "seasons": [{"valid": {"from": "2026-01-01"}, "week": {}}]}
    with pytest.raises(SpecError, match="the calendar never opens"):
        Calendar.from_spec(spec)


@pytest.mark.parametrize(
    ("item", "step", "message"),
    [
        ("summer", (), '"summer" is not a season'),
        ({"week": WEEK}, (), "a season needs valid"),
        ({"valid": SUMMER["valid"]}, (), "a season needs week"),
        ({**SUMMER, "from": "--06-15"}, ("from",), "is not a key here"),
        ({**SUMMER, "week": "short"}, ("week",), "is not a week"),
        ({**SUMMER, "week": {"mon": "9-12"}}, ("week", "mon"), "is not opening hours"),
        ({**SUMMER, "why": 5}, ("why",), "is not a text"),
        ({**SUMMER, "valid": "summer"}, ("valid",), "does not say from when until when"),
    ],
)
def test_wrong_seasons_are_told(item: object, step: tuple[str, ...], message: str) -> None:
    (problem,) = problems(item)
    assert problem.path == ("seasons", 0, *step)
    assert message in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("ends", "step", "message"),
    [
        ({}, (), "needs from, until or both"),
        ({"from": "--06-15"}, (), "either of every year"),
        ({"until": "--06-15"}, (), "either of every year"),
        ({"from": "--06-15", "until": "2026-09-15"}, (), "either of every year"),
        ({"from": "2026-09-15", "until": "2026-06-15"}, (), "lies after until 2026-06-15"),
        ({"from": "soon"}, ("from",), "is not a date"),
        ({"from": "--02-30", "until": "--03-01"}, ("from",), "is in no year"),
        ({"until": "2026-06-15 Sunday"}, ("until",), "is a Monday, not a Sunday"),
        ({"until": "2101-01-01"}, ("until",), "2101-01-01 is out of reach"),
        ({"from": "--06-15", "to": "--09-15", "until": "--09-15"}, ("to",), "is not a key"),
    ],
)
def test_wrong_ends_are_told(ends: dict[str, object], step: tuple[str, ...], message: str) -> None:
    problem = valid(**ends)
    assert problem.path == ("seasons", 0, "valid", *step)
    assert message in problem.message
    assert problem.hint


def test_seasons_are_a_list() -> None:
    with pytest.raises(SpecError, match="is not a list of seasons"):
        Calendar.from_spec({"timezone": "UTC", "week": WEEK, "seasons": SUMMER})


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        (("--06-15", "--09-15"), ("--09-15", "--10-01"), "1970-09-15"),
        (("--12-20", "--01-07"), ("--01-07", "--01-08"), "1970-01-07"),
        (("--12-20", "--01-07"), ("2026-12-01", "2027-02-01"), "2026-12-20"),
        (("--12-20", "--01-07"), ("2027-01-05", "2027-02-01"), "2027-01-05"),
        (("2026-01-01", "2026-02-01"), ("2026-02-01", None), "2026-02-01"),
        ((None, "2026-02-01"), (None, "1999-02-01"), "1970-01-01"),
        (("--02-29", "--02-29"), ("--02-29", "--03-01"), "1972-02-29"),
        (("--02-29", "--03-10"), ("1971-02-20", "1971-03-01"), "1971-03-01"),
        (("--06-15", "--09-15"), ("2100-01-01", "2100-12-31"), "2100-06-15"),
    ],
)
def test_seasons_that_share_a_date_are_told(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], shared: str
) -> None:
    (problem,) = problems(*(season(*ends) for ends in (first, second)))
    assert problem.path == ("seasons", 1, "valid")
    assert f"shares {shared} with the season" in problem.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("--06-15", "--09-15"), ("--09-16", "--06-14")),
        (("2026-01-01", "2026-02-01"), ("2026-02-02", None)),
        (("--12-20", "--01-07"), ("2026-01-08", "2026-12-19")),
        (("--02-29", "--02-29"), ("2026-02-20", "2026-03-10")),
        (("2100-12-31", None), ("--01-01", "--06-01")),
    ],
)
def test_seasons_that_only_touch_are_right(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None]
) -> None:
    assert len(calendar(season(*first), season(*second)).seasons) == 2


def season(first: str | None, last: str | None) -> dict[str, Any]:
    ends = {"from": first, "until": last}
    return {"valid": {key: end for key, end in ends.items() if end}, "week": WEEK}


def test_each_date_has_the_hours_of_the_season_that_it_lies_in() -> None:
    leap = {"valid": {"from": "--02-29", "until": "--03-01"}, "week": {"mon-sun": "05:00-06:00"}}
    open_end = {
        "valid": {"from": "2099-07-01", "until": "2100-02-20"},
        "week": {"mon-sun": "03:00-04:00"},
    }
    summer = {"valid": {"from": "--06-15", "until": "--06-30"}, "week": {"mon-sun": "01:00-02:00"}}
    cal = calendar(leap, open_end, summer)
    for date, found in (
        ("2024-02-28", ORDINARY),
        ("2024-02-29", ["05:00-06:00"]),
        ("2026-02-27", ORDINARY),
        ("2027-03-01", ["05:00-06:00"]),
        ("2027-03-02", ORDINARY),
        ("2099-06-30", ["01:00-02:00"]),
        ("2099-07-01", ["03:00-04:00"]),
        ("2100-02-20", ["03:00-04:00"]),
        ("2100-06-30", ["01:00-02:00"]),
    ):
        assert hours(cal, date) == found, date


def test_the_night_before_the_first_year_is_one_of_its_season() -> None:
    nights = {"valid": {"from": "--12-01", "until": "--12-31"}, "week": {"mon-sun": "22:00-06:00"}}
    cal = Calendar.from_spec(
        {"timezone": "UTC", "week": {"mon": "09:00-10:00"}, "seasons": [nights]}
    )
    assert cal.is_open(dt.datetime(1970, 1, 1, 5))
    assert not cal.is_open(dt.datetime(1970, 1, 2, 5))


def test_a_thousand_seasons_are_read_and_asked_in_no_more_time_than_their_number() -> None:
    def calls(years: int) -> int:
        dated = [
            season(f"{1970 + n // 12}-{n % 12 + 1:02}-01", f"{1970 + n // 12}-{n % 12 + 1:02}-28")
            for n in range(12 * years)
        ]
        made = 0

        def count(*_: object) -> None:
            nonlocal made
            made += 1

        sys.setprofile(count)
        try:
            cal = calendar(*dated)
            cal.is_open(dt.datetime(1975, 5, 2, 12))
        finally:
            sys.setprofile(None)
        return made

    calls(1)
    assert calls(80) < 10 * calls(10)
