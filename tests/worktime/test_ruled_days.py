"""Days by rule, as desks reported them: every year, by Easter, nth weekdays, eves of holidays."""

import datetime as dt
from typing import Any

import pytest

from sportello.worktime import Calendar, Duration, Reason, SpecError, in_language

SETS: dict[str, Any] = {
    "italy": {"country": "IT"},
    "all-but": {"country": "IT", "except": ["--12-08"]},
    "milan": {"country": "IT", "subdivision": "MI"},
    "turkey": {"country": "TR"},
    "hungary": {"country": "HU"},
    "moved": {"country": "HU", "except": ["2026-08-21"]},
    "ash": {"dates": [{"date": "easter - 46 days", "name": "Ash Wednesday"}, "last fri of november"]},
}  # fmt: skip
OFFICE: dict[str, Any] = {
    "timezone": "Europe/Rome",
    "week": {"mon-fri": "09:00-17:00"},
    "holidays": ["italy"],
}
EIGHT_HOURS = Duration.parse("8 business hours")


def calendar(*exceptions: dict[str, Any], **more: Any) -> Calendar:
    spec = {**OFFICE, "exceptions": list(exceptions), **more}
    return Calendar.from_spec(spec, "office", SETS, {"office": {**OFFICE, **more}})


def hours(cal: Calendar, date: str) -> list[str]:
    return [str(span) for span in cal.day(dt.date.fromisoformat(date)).hours]


def told(cal: Calendar, date: str) -> tuple[str, str] | None:
    reason = cal.day(dt.date.fromisoformat(date)).reason
    return (reason.kind, in_language(reason.text, "en")) if reason else None


def due(cal: Calendar, opened: str, amount: Duration = EIGHT_HOURS) -> str:
    return f"{cal.due(dt.datetime.fromisoformat(opened), amount):%Y-%m-%dT%H:%M}"


def test_christmas_eve_is_short_every_year() -> None:
    cal = calendar({"date": "--12-24", "open": "09:00-13:00"})
    assert due(cal, "2026-12-24T11:00") == "2026-12-28T15:00"
    assert due(cal, "2027-12-24T11:00") == "2027-12-27T15:00"
    assert told(cal, "2026-12-24") == ("exception", "every 24 December")
    assert hours(cal, "2028-12-24") == []  # a Sunday stays closed


def test_ash_wednesday_opens_at_noon() -> None:
    cal = calendar({"date": "easter - 46 days", "open": "12:00-17:00"})
    assert hours(cal, "2026-02-18") == hours(cal, "2027-02-10") == ["12:00-17:00"]
    assert due(cal, "2026-02-17T15:00") == "2026-02-19T10:00"
    assert told(cal, "2026-02-18") == ("exception", "46 days before Easter")


def test_the_second_and_fourth_saturday_are_closed() -> None:
    closed = [{"date": f"{nth} sat", "closed": True} for nth in ("2nd", "4th")]
    cal = calendar(*closed, week={"mon-sat": "09:00-17:00"})
    saturdays = [f"2026-05-{day:02}" for day in (2, 9, 16, 23, 30)]
    assert [bool(hours(cal, date)) for date in saturdays] == [True, False, True, False, True]
    assert told(cal, "2026-05-09") == ("exception", "2nd Saturday of the month")
    assert due(cal, "2026-05-08T15:00") == "2026-05-11T15:00"


def test_the_day_before_a_holiday_is_an_hour_shorter() -> None:
    cal = calendar({"date": "day before holiday", "open": "09:00-16:00"})
    assert due(cal, "2026-04-30T10:00") == "2026-05-04T11:00"
    assert told(cal, "2026-04-30") == ("exception", "the day before a holiday")
    assert hours(cal, "2026-12-31") == ["09:00-16:00"]  # the holiday is one of the next year
    assert hours(cal, "2026-12-25") == []  # a holiday before a holiday stays one
    assert hours(cal, "2026-08-14") == ["09:00-16:00"]
    assert hours(cal, "2026-05-29") == ["09:00-17:00"]


def test_all_national_holidays_but_one() -> None:
    cal = calendar(holidays=["all-but"])
    assert due(cal, "2026-12-07T16:00") == "2026-12-08T16:00"
    assert told(cal, "2026-12-08") is None
    year = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    kept = {date for date, _ in calendar().holidays_between(*year)}
    assert kept - {date for date, _ in cal.holidays_between(*year)} == {dt.date(2026, 12, 8)}


def test_the_patron_of_a_city_and_the_national_holiday_after_it_are_both_kept() -> None:
    assert due(calendar(holidays=["milan"]), "2026-12-04T16:00") == "2026-12-09T16:00"


def test_short_hours_from_christmas_eve_to_epiphany_open_neither_christmas_nor_sundays() -> None:
    short = {"from": "2026-12-24", "to": "2027-01-06", "open": "09:00-13:00", "days": "working"}
    assert due(calendar(short), "2026-12-24T11:00") == "2026-12-29T11:00"


def test_a_holiday_by_rule_has_its_name() -> None:
    cal = calendar(holidays=["ash"])
    assert told(cal, "2026-02-18") == ("holiday", "Ash Wednesday")
    assert told(cal, "2027-11-26") == ("holiday", "")


@pytest.mark.parametrize(
    ("days", "saturday", "on_a_holiday", "weekday"),
    [
        ({}, ["10:00-12:00"], [], ["10:00-12:00"]),
        ({"days": "all"}, ["10:00-12:00"], ["10:00-12:00"], ["10:00-12:00"]),
        ({"days": "working"}, [], [], ["10:00-12:00"]),
    ],
)
def test_a_weekday_by_rule_opens_as_in_the_week_if_nothing_else_is_said(
    days: dict[str, str], saturday: list[str], on_a_holiday: list[str], weekday: list[str]
) -> None:
    rules = [{"date": f"{nth}", "open": "10:00-12:00", **days} for nth in ("1st sat", "1st wed")]
    cal = calendar(*rules)
    assert hours(cal, "2026-06-06") == saturday
    assert hours(cal, "2027-01-02") == saturday
    assert hours(cal, "2028-01-01") == on_a_holiday
    assert hours(cal, "2026-06-03") == weekday


@pytest.mark.parametrize(("days", "open_at"), [("all", ["09:00-13:00"]), ("working", [])])
def test_another_rule_opens_closed_days_only_where_that_is_said(
    days: str, open_at: list[str]
) -> None:
    cal = calendar({"date": "--12-24", "open": "09:00-13:00", "days": days})
    assert hours(cal, "2028-12-24") == open_at
    assert hours(cal, "2026-12-24") == ["09:00-13:00"]


def test_a_rule_on_a_half_holiday_ends_when_that_begins() -> None:
    rule = {"date": "--10-28", "open": "08:00-15:00"}
    cal = calendar(rule, timezone="Europe/Istanbul", holidays=["turkey"])
    assert hours(cal, "2026-10-28") == ["08:00-13:00"]
    assert told(cal, "2026-10-28") == ("half_day", "Republic Day (from 1pm)")
    everywhere = calendar({**rule, "days": "all"}, timezone="Europe/Istanbul", holidays=["turkey"])
    assert hours(everywhere, "2026-10-28") == ["08:00-15:00"]


def test_of_two_rules_the_first_holds_and_a_date_before_both() -> None:
    rules: list[dict[str, Any]] = [
        {"date": "last thu of december", "open": "08:00-12:00"},
        {"date": "--12-31", "closed": True},
        {"date": "2026-12-31", "open": "06:00-07:00"},
    ]
    assert hours(calendar(*rules[:2]), "2026-12-31") == ["08:00-12:00"]
    assert hours(calendar(rules[1], rules[0]), "2026-12-31") == []
    assert hours(calendar(*rules), "2026-12-31") == ["06:00-07:00"]
    working = {**rules[2], "days": "working"}
    assert hours(calendar(rules[1], working), "2026-12-31") == []


def test_a_childs_rules_hold_before_those_it_inherits() -> None:
    parent = {**OFFICE, "exceptions": [{"date": "--12-31", "closed": True}]}
    child = {"extends": "office", "exceptions": [{"date": "last thu", "open": "08:00-12:00"}]}
    cal = Calendar.from_spec(child, "own", SETS, {"office": parent})
    assert hours(cal, "2026-12-31") == ["08:00-12:00"]
    assert hours(cal, "2027-12-31") == []
    assert [(str(each), each.place) for each in cal.ruled] == [
        ("last thu", ("exceptions", 0)),
        ("--12-31", None),
    ]


def test_a_season_has_its_own_days_by_rule_too() -> None:
    summer = {"valid": {"from": "--08-01", "until": "--08-31"}, "week": {"mon-fri": "08:00-14:00"}}
    cal = calendar({"date": "day before holiday", "open": "08:00-12:00"}, seasons=[summer])
    assert hours(cal, "2026-08-14") == ["08:00-12:00"]


def test_a_country_without_a_day_off_by_decree_does_not_work_for_it_either() -> None:
    budapest = {"timezone": "Europe/Budapest"}
    assert hours(calendar(holidays=["hungary"], **budapest), "2026-08-08") == ["09:00-17:00"]
    cal = calendar(holidays=["moved"], **budapest)
    assert hours(cal, "2026-08-21") == ["09:00-17:00"]
    assert hours(cal, "2026-08-08") == []


def test_the_reason_in_why_is_told_instead_of_the_rule() -> None:
    cal = calendar({"date": "2nd fri", "closed": True, "why": "Inventory"})
    reason = cal.day(dt.date(2026, 5, 8)).reason
    assert reason == Reason("exception", {"und": "Inventory"})


def test_an_explanation_tells_the_rule() -> None:
    cal = calendar({"date": "2nd fri", "closed": True})
    told = cal.explain(dt.datetime(2026, 5, 7, 16), EIGHT_HOURS)
    friday = told.days[1]
    assert friday.skipped is not None
    assert (friday.skipped.kind, friday.skipped.text["it"]) == ("exception", "2° venerdì del mese")


@pytest.mark.parametrize(
    "only",
    [
        {"date": "--12-24", "open": "09:00-13:00"},
        {"date": "2nd sat", "open": "09:00-13:00", "days": "working"},
        {"date": "2nd sat", "closed": True},
    ],
)
def test_a_rule_that_only_changes_hours_opens_no_calendar(only: dict[str, Any]) -> None:
    with pytest.raises(SpecError, match="the calendar never opens"):
        Calendar.from_spec({"timezone": "UTC", "exceptions": [only]})


@pytest.mark.parametrize("more", [{"date": "2nd sat"}, {"date": "--12-24", "days": "all"}])
def test_a_rule_that_opens_may_be_the_only_opening(more: dict[str, str]) -> None:
    cal = Calendar.from_spec({"timezone": "UTC", "exceptions": [{**more, "open": "09:00-13:00"}]})
    assert cal.next_opening(dt.datetime(2026, 1, 1))
