"""What a page prints: a date's hours with their reason, holidays by name, and explanations."""

import datetime as dt
import subprocess
import sys
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sportello.worktime import (
    BeyondKnownHolidays,
    Calendar,
    DayPlan,
    Duration,
    Hours,
    Reason,
    in_language,
)
from sportello.worktime.holidayset import read_holiday_set
from sportello.worktime.problems import SpecProblems

SETS: dict[str, Any] = {
    "italy": {"country": "IT"},
    "bologna": {"country": "IT", "subdivision": "BO"},
    "switzerland": {"country": "CH"},
    "america": {"country": "US"},
    "antarctica": {"country": "AQ"},
    "company": {
        "dates": [
            {"date": "2026-08-14", "name": {"it": "Ponte", "en": "Bridge day"}},
            {"date": "--12-24", "name": "Vigilia"},
            "2026-01-06",
            "--02-29",
        ]
    },
}
SPEC: dict[str, Any] = {
    "timezone": "Europe/Rome",
    "week": {"mon-thu": ["08:00-12:30", "13:30-18:00"], "sat": "22:00-06:00"},
    "holidays": ["company", "italy"],
    "exceptions": [
        {"date": "2026-01-09", "open": "10:00-11:00", "why": {"it": "Avvio", "en": "Go-live"}},
        {"from": "2026-01-13", "to": "2026-01-14", "closed": True, "why": "Trasloco"},
    ],
}
office = Calendar.from_spec(SPEC, "office", SETS)
ROME = ZoneInfo("Europe/Rome")


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def plan(text: str) -> DayPlan:
    return office.day(dt.date.fromisoformat(text))


def with_holidays(*names: str) -> Calendar:
    return Calendar.from_spec({**SPEC, "holidays": list(names)}, "office", SETS)


def test_a_working_day_has_the_hours_that_begin_on_it() -> None:
    found = {f"{day.date:%d}": day for day in office.working_days(2026, 2026)[:5]}
    shown = {
        date: [f"{dt.datetime.fromtimestamp(each, ROME):%d %H:%M}" for each in day[1:]]
        for date, day in found.items()
    }
    assert shown == {
        "03": ["03 22:00", "04 06:00"],
        "05": ["05 08:00", "05 18:00"],
        "07": ["07 08:00", "07 18:00"],
        "08": ["08 08:00", "08 18:00"],
        "09": ["09 10:00", "09 11:00"],
    }
    with pytest.raises(BeyondKnownHolidays, match=r"^1969 to 2026 lies outside"):
        office.working_days(1969, 2026)


@pytest.mark.parametrize(
    ("date", "hours", "reason"),
    [
        ("2026-01-05", ["08:00-12:30", "13:30-18:00"], None),
        ("2026-01-10", ["22:00-06:00"], None),
        ("2026-01-11", [], Reason("weekend")),
        ("2026-01-16", [], Reason("closed")),
        ("2026-08-14", [], Reason("holiday", {"it": "Ponte", "en": "Bridge day"})),
        ("2026-12-24", [], Reason("holiday", {"und": "Vigilia"})),
        ("2024-02-29", [], Reason("holiday", {})),
        ("2026-01-06", [], Reason("holiday", {"it": "Epifania", "en": "Epiphany"})),
        ("2026-01-09", ["10:00-11:00"], Reason("exception", {"it": "Avvio", "en": "Go-live"})),
        ("2026-01-14", [], Reason("exception", {"und": "Trasloco"})),
    ],
)
def test_a_day_has_hours_and_a_reason(date: str, hours: list[str], reason: Reason | None) -> None:
    found = plan(date)
    assert [str(span) for span in found.hours] == hours
    assert (str(found.date), found.reason) == (date, reason)


def test_hours_read_as_they_are_written() -> None:
    evening = Hours(22 * 3600, 30 * 3600)
    assert (evening.opens, evening.closes) == ("22:00", "06:00")
    assert str(Hours(0, 86_400)) == "00:00-24:00"


def test_a_plan_can_be_a_key() -> None:
    assert len({plan("2026-01-06"), plan("2026-01-06"), plan("2026-01-05")}) == 2


def test_a_day_outside_the_known_years_is_an_error() -> None:
    with pytest.raises(BeyondKnownHolidays, match=r"^1969 lies outside"):
        office.day(dt.date(1969, 12, 31))


def test_holidays_between_two_dates_with_both_included() -> None:
    found = office.holidays_between(dt.date(2026, 12, 24), dt.date(2027, 1, 1))
    assert [(str(date), in_language(names, "it")) for date, names in found] == [
        ("2026-12-24", "Vigilia"),
        ("2026-12-25", "Natale"),
        ("2026-12-26", "Santo Stefano"),
        ("2027-01-01", "Capodanno"),
    ]


def test_a_subdivision_adds_its_patron_saint() -> None:
    october = dt.date(2025, 10, 1), dt.date(2025, 10, 31)
    added = {date for date, _ in with_holidays("bologna").holidays_between(*october)} - {
        date for date, _ in with_holidays("italy").holidays_between(*october)
    }
    assert added == {dt.date(2025, 10, 4)}


def test_holidays_are_named_in_the_languages_there_are() -> None:
    easter = dt.date(2026, 4, 6)
    ((_, names),) = with_holidays("switzerland").holidays_between(
        dt.date(2026, 8, 1), dt.date(2026, 8, 1)
    )
    assert names == {"de": "Nationalfeiertag", "it": "Festa nazionale", "en": "National Day"}
    assert with_holidays("america").holidays_between(easter, easter) == ()


def test_the_holidays_of_a_country_without_a_language_of_its_own_are_named_in_english() -> None:
    new_year = dt.date(2026, 1, 1)
    ((_, names),) = with_holidays("antarctica").holidays_between(new_year, new_year)
    assert names == {"en": "New Year's Day"}


def test_the_first_set_that_names_a_holiday_does() -> None:
    assert plan("2026-12-25").reason == Reason("holiday", {"it": "Natale", "en": "Christmas Day"})
    listed = {"dates": ["--12-25", {"date": "2026-12-25", "name": "Party"}, "2027-12-25"]}
    cal = Calendar.from_spec({**SPEC, "holidays": ["listed"]}, "office", {"listed": listed})
    assert cal.day(dt.date(2026, 12, 25)).reason == Reason("holiday", {"und": "Party"})
    assert cal.day(dt.date(2027, 12, 25)).reason == Reason("holiday")


def test_of_two_names_for_a_listed_date_the_first_holds() -> None:
    dates = [{"date": "2026-08-14", "name": "First"}, {"date": "--08-14", "name": "Second"}]
    found = read_holiday_set({"dates": [*dates, "2026-01-06"]}, SpecProblems())
    assert found is not None
    assert found.in_year(2026) == {
        dt.date(2026, 8, 14): {"und": "First"},
        dt.date(2026, 1, 6): {},
    }


def test_in_language_falls_back() -> None:
    assert in_language({"it": "a", "en": "b"}, "it") == "a"
    assert in_language({"und": "a", "en": "b"}, "it") == "a"
    assert in_language({"de": "a", "en": "b"}, "it") == "b"
    assert in_language({"de": "a"}, "it") == "a"
    assert in_language({}, "it") == ""


def rows(
    cal: Calendar, start: str, amount: str | dt.timedelta, **more: Any
) -> list[tuple[Any, ...]]:
    length = Duration.parse(amount) if isinstance(amount, str) else amount
    told = cal.explain(at(start), length, **more)
    assert told.start.replace(tzinfo=None) == at(start)
    assert told.due == cal.due(at(start), length, **more)
    return [
        (
            str(day.date)[5:],
            [f"{x:%H:%M}-{y:%H:%M}" for x, y in day.stretches],
            day.seconds // 60,
            day.total // 60,
            day.working_day,
            day.skipped.kind if day.skipped else None,
        )
        for day in told.days
    ]


def test_business_hours_are_explained_date_by_date() -> None:
    pauses = [(at("2026-01-07T07:00"), at("2026-01-07T19:00"))]
    assert rows(office, "2026-01-05T18:00", "10 business hours", pauses=pauses) == [
        ("01-05", [], 0, 0, None, "before_start"),
        ("01-06", [], 0, 0, None, "holiday"),
        ("01-07", [], 0, 0, None, "pause"),
        ("01-08", ["08:00-12:30", "13:30-18:00"], 540, 540, None, None),
        ("01-09", ["10:00-11:00"], 60, 600, None, None),
    ]


def test_a_night_is_shown_on_both_dates() -> None:
    assert rows(office, "2026-01-10T12:00", "8 business hours") == [
        ("01-10", ["22:00-00:00"], 120, 120, None, None),
        ("01-11", ["00:00-06:00"], 360, 480, None, None),
    ]


def test_a_due_instant_at_midnight_ends_on_the_next_date() -> None:
    cal = Calendar.from_spec({"timezone": "UTC", "week": {"mon-tue": "20:00-24:00"}})
    assert rows(cal, "2026-01-05T12:00", "4 business hours") == [
        ("01-05", ["20:00-00:00"], 240, 240, None, None),
        ("01-06", [], 0, 240, None, "after_due"),
    ]


def test_hours_that_begin_as_the_time_is_due_come_after_it() -> None:
    week = {"mon": "20:00-24:00", "tue": "00:00-04:00"}
    cal = Calendar.from_spec({"timezone": "UTC", "week": week})
    assert rows(cal, "2026-01-05T12:00", "4 business hours")[1:] == [
        ("01-06", [], 0, 240, None, "after_due"),
    ]
    assert rows(cal, "2026-01-06T00:00", dt.timedelta(hours=-4)) == [
        ("01-06", [], 0, 0, None, "before_start"),
        ("01-05", ["20:00-00:00"], 240, 240, None, None),
    ]


def test_a_pause_over_all_the_hours_of_a_stretch_leaves_nothing_of_it() -> None:
    pauses = [
        (at("2026-01-07T08:00"), at("2026-01-07T12:30")),
        (at("2026-01-07T13:30"), at("2026-01-07T14:00")),
        (at("2026-01-07T15:00"), at("2026-01-07T16:00")),
        (at("2026-01-07T17:30"), at("2026-01-07T18:00")),
    ]
    assert rows(office, "2026-01-07T07:00", "3 business hours", pauses=pauses) == [
        ("01-07", ["14:00-15:00", "16:00-17:30"], 150, 150, None, None),
        ("01-08", ["08:00-08:30"], 30, 180, None, None),
    ]


def test_dates_are_those_of_the_zone() -> None:
    week = {"mon-fri": "08:00-18:00"}
    cal = Calendar.from_spec({"timezone": "Pacific/Auckland", "week": week})
    for time in ("07:00", "22:00"):
        start = f"2026-05-05T{time}"
        assert rows(cal, start, "2 working days", at="same_time")[:2] == [
            ("05-05", [], 0, 0, None, "start_date"),
            ("05-06", [], 0, 0, 1, None),
        ]
        due = cal.due(at(start), Duration.parse("1 working day"))
        assert due.isoformat() == "2026-05-06T18:00:00+12:00"


def test_working_days_are_numbered_and_pauses_added() -> None:
    pauses = [(at("2026-01-08T10:00"), at("2026-01-08T11:00"))]
    assert rows(office, "2026-01-07T09:00", "2 working days", pauses=pauses) == [
        ("01-07", [], 0, 0, None, "start_date"),
        ("01-08", [], 0, 0, 1, None),
        ("01-09", [], 0, 0, 2, None),
        ("01-10", ["22:00-23:00"], 60, 60, None, None),
    ]


def test_round_the_clock_hours_are_explained() -> None:
    pauses = [(at("2026-01-10T00:00"), at("2026-01-11T00:00"))]
    assert rows(office, "2026-01-09T12:00", "24 hours", pauses=pauses) == [
        ("01-09", ["12:00-00:00"], 720, 720, None, None),
        ("01-10", [], 0, 720, None, "pause"),
        ("01-11", ["00:00-12:00"], 720, 1440, None, None),
    ]


def test_an_immediate_answer_has_nothing_to_explain() -> None:
    assert rows(office, "2026-01-06T12:00", "immediate") == [("01-06", [], 0, 0, None, None)]


def test_backward_is_explained_backward() -> None:
    assert rows(office, "2026-01-08T07:00", dt.timedelta(hours=-10)) == [
        ("01-08", [], 0, 0, None, "before_start"),
        ("01-07", ["08:00-12:30", "13:30-18:00"], 540, 540, None, None),
        ("01-06", [], 0, 540, None, "holiday"),
        ("01-05", ["17:00-18:00"], 60, 600, None, None),
    ]


def test_hours_that_the_clocks_skip_leave_a_closed_date() -> None:
    week = {"sun": "02:10-02:50", "mon": "09:00-10:00"}
    cal = Calendar.from_spec({"timezone": "Europe/Rome", "week": week})
    assert rows(cal, "2024-03-31T00:00", "1 business hour") == [
        ("03-31", [], 0, 0, None, "closed"),
        ("04-01", ["09:00-10:00"], 60, 60, None, None),
    ]


def test_the_holidays_package_is_imported_only_for_a_country() -> None:
    program = """
import sys
from sportello.worktime import Calendar
spec = {"timezone": "UTC", "week": {"mon": "09:00-10:00"}, "holidays": ["h"]}
Calendar.from_spec(spec, "x", {"h": {"dates": ["--12-24"]}})
assert not {"holidays", "numpy"} & set(sys.modules)
Calendar.from_spec(spec, "x", {"h": {"country": "IT"}})
assert "holidays" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
