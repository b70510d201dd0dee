"""Moved working days, half holidays and estimated dates, as countries decree and announce them."""

import datetime as dt
from typing import Any

import holidays
import pytest
from holidays.constants import HALF_DAY
from holidays.registry import COUNTRIES

from sportello.frozendict import FrozenDict
from sportello.worktime import (
    BeyondKnownHolidays,
    Calendar,
    DayPlan,
    Duration,
    Hours,
    in_language,
)
from sportello.worktime.countries import (
    Jurisdiction,
    closings,
    explained,
    half_days,
    known_years,
    year_of,
)
from sportello.worktime.holidayset import CountryHolidays, read_holiday_set
from sportello.worktime.problems import SpecProblems
from sportello.worktime.special import special_days

EIGHT_HOURS = Duration.parse("8 business hours")
COUNTRIES_THAT_MOVE_DAYS = (
    *("AM", "AZ", "BG", "BY", "CN", "HU", "KG", "KZ"),
    *("LV", "MM", "RU", "TW", "UA", "UZ", "VN"),
)
EASTER = (
    *("2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20"),
    *("2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2031-04-13"),
    *("2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25"),
)
ALL = sorted({names[1] for names in COUNTRIES.values()})


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def nine_to_five(country: str, zone: str, **more: Any) -> Calendar:
    spec = {"timezone": zone, "week": {"mon-fri": "09:00-17:00"}, "holidays": ["national"], **more}
    return Calendar.from_spec(spec, "office", {"national": {"country": country}})


def known(country: str) -> CountryHolidays:
    problems = SpecProblems()
    found = read_holiday_set({"country": country}, problems, "national")
    assert isinstance(found, CountryHolidays)
    assert not problems.found
    return found


def reason(plan: DayPlan, language: str) -> tuple[str, str]:
    assert plan.reason
    return plan.reason.kind, in_language(plan.reason.text, language)


hungary = nine_to_five("HU", "Europe/Budapest")
turkey = nine_to_five("TR", "Europe/Istanbul")


@pytest.mark.parametrize(
    ("country", "zone", "opened", "due"),
    [
        # Friday 21 August is off because Saturday 8 August is worked.
        ("HU", "Europe/Budapest", "2026-08-07T15:00", "2026-08-08T15:00+02:00"),
        ("HU", "Europe/Budapest", "2026-08-19T15:00", "2026-08-24T15:00+02:00"),
        ("HU", "Europe/Budapest", "2026-01-09T16:00", "2026-01-10T16:00+01:00"),
        # The Spring Festival of 2026: off from 15 to 23 February, worked on the 14th and the 28th.
        ("CN", "Asia/Shanghai", "2026-02-13T15:00", "2026-02-14T15:00+08:00"),
        ("CN", "Asia/Shanghai", "2026-02-14T15:00", "2026-02-24T15:00+08:00"),
        ("CN", "Asia/Shanghai", "2026-02-27T15:00", "2026-02-28T15:00+08:00"),
        ("CN", "Asia/Shanghai", "2026-09-30T15:00", "2026-10-08T15:00+08:00"),
        ("CN", "Asia/Shanghai", "2026-10-09T15:00", "2026-10-10T15:00+08:00"),
        # The eve of the Republic Day is a holiday from 13:00.
        ("TR", "Europe/Istanbul", "2026-10-27T15:00", "2026-10-30T11:00+03:00"),
        ("TR", "Europe/Istanbul", "2026-10-28T12:00", "2026-10-30T16:00+03:00"),
        # Holidays that fall on a weekend are moved, but nothing is worked for them.
        ("GB", "Europe/London", "2022-12-23T16:00", "2022-12-28T16:00+00:00"),
        ("GB", "Europe/London", "2027-12-24T16:00", "2027-12-29T16:00+00:00"),
        ("IT", "Europe/Rome", "2026-12-04T16:00", "2026-12-07T16:00+01:00"),
    ],
)
def test_eight_hours_over_moved_and_half_days(
    country: str, zone: str, opened: str, due: str
) -> None:
    calendar = nine_to_five(country, zone)
    assert calendar.due(at(opened), EIGHT_HOURS) == at(due)
    assert calendar.elapsed(at(opened), at(due)) == 8 * 3600


def test_a_worked_day_has_the_hours_of_the_weekday_that_it_replaces() -> None:
    week = {"mon-thu": "08:00-17:00", "fri": "08:00-14:00", "sat": "10:00-11:00"}
    summer = {"valid": {"from": "--07-01", "until": "--08-31"}, "week": {"fri": "07:00-11:00"}}
    calendar = nine_to_five("HU", "Europe/Budapest", week=week, seasons=[summer])
    assert [str(each) for each in calendar.day(day("2026-01-10")).hours] == ["08:00-14:00"]
    assert [str(each) for each in calendar.day(day("2026-08-08")).hours] == ["07:00-11:00"]
    assert [str(each) for each in calendar.day(day("2025-12-13")).hours] == ["08:00-17:00"]
    assert [str(each) for each in calendar.day(day("2026-01-17")).hours] == ["10:00-11:00"]


def test_a_worked_day_on_which_the_desk_never_works_stays_closed() -> None:
    calendar = nine_to_five("HU", "Europe/Budapest", week={"mon-thu": "09:00-17:00"})
    assert reason(calendar.day(day("2026-08-08")), "en")[0] == "weekend"


def test_a_worked_day_counts_as_a_working_day_and_its_exchange_does_not() -> None:
    one_day = Duration.parse("1 working day")
    assert hungary.due(at("2026-08-07T10:00"), one_day) == at("2026-08-08T17:00+02:00")
    assert hungary.due(at("2026-08-19T10:00"), one_day) == at("2026-08-24T17:00+02:00")
    assert turkey.due(at("2026-10-27T10:00"), one_day) == at("2026-10-28T13:00+03:00")


def test_why_a_day_is_worked_off_or_half_is_told_in_both_languages() -> None:
    worked, off = hungary.day(day("2026-08-08")), hungary.day(day("2026-08-21"))
    assert reason(worked, "en") == ("worked", "worked instead of Friday 21 August 2026")
    assert reason(worked, "it") == ("worked", "si lavora al posto di venerdì 21 agosto 2026")
    assert reason(off, "en") == ("holiday", "Day off instead of Saturday 8 August 2026")
    assert reason(off, "it") == ("holiday", "Riposo al posto di sabato 8 agosto 2026")
    half = turkey.day(day("2026-10-28"))
    assert half.hours == (Hours(9 * 3600, 13 * 3600),)
    assert reason(half, "en") == ("half_day", "Republic Day (from 1pm)")
    assert reason(half, "it") == ("half_day", "Republic Day (dalle 13:00)")


def test_moved_days_are_those_with_hours_of_their_own() -> None:
    year = day("2026-01-01"), day("2026-12-31")
    moved = [str(plan.date) for plan in hungary.moved_days(*year)]
    assert moved[:2] == ["2026-01-10", "2026-08-08"]
    assert [str(plan.date) for plan in turkey.moved_days(*year)] == [
        *("2026-03-19", "2026-05-26", "2026-10-28")
    ]
    assert nine_to_five("IT", "Europe/Rome").moved_days(*year) == ()


def test_a_half_day_of_which_nothing_is_left_is_closed() -> None:
    calendar = nine_to_five("TR", "Europe/Istanbul", week={"mon-fri": "14:00-22:00"})
    plan = calendar.day(day("2026-10-28"))
    assert (plan.hours, reason(plan, "en")[0]) == ((), "half_day")


def test_a_half_day_that_begins_after_closing_is_a_day_like_others() -> None:
    spec = {
        "timezone": "Australia/Darwin",
        "week": {"mon-fri": "09:00-17:00"},
        "holidays": ["territory"],
    }
    sets = {"territory": {"country": "AU", "subdivision": "NT"}}
    calendar = Calendar.from_spec(spec, "office", sets)
    assert calendar.day(day("2026-12-24")).reason is None
    late = Calendar.from_spec({**spec, "week": {"mon-fri": "15:00-23:00"}}, "late", sets)
    assert late.day(day("2026-12-24")).hours == (Hours(15 * 3600, 19 * 3600),)


def test_an_exception_and_a_holiday_of_another_set_prevail() -> None:
    spec = {
        "timezone": "Europe/Budapest",
        "week": {"mon-fri": "09:00-17:00"},
        "holidays": ["national", "company"],
        "exceptions": [{"date": "2026-08-21", "open": "10:00-12:00"}],
    }
    sets = {"national": {"country": "HU"}, "company": {"dates": ["2026-08-08"]}}
    calendar = Calendar.from_spec(spec, "office", sets)
    assert calendar.day(day("2026-08-08")).hours == ()
    assert calendar.day(day("2026-08-21")).hours == (Hours(10 * 3600, 12 * 3600),)


def test_the_holidays_of_italy_are_those_of_its_law() -> None:
    for sunday in map(day, EASTER):
        year = sunday.year
        fixed = ["01-01", "01-06", "04-25", "05-01", "06-02", "08-15", "11-01", "12-08"]
        # Saint Francis is a holiday again from 2026 on (law 151 of 2025).
        fixed += ["12-25", "12-26", *(["10-04"] if year >= 2026 else [])]
        expected = {day(f"{year}-{each}") for each in fixed}
        expected |= {sunday + dt.timedelta(days=1)}
        found = known("IT").dates_in(year)
        assert {date for date in found if date.weekday() < 6} == {
            date for date in expected if date.weekday() < 6
        }
        special = special_days((known("IT"),), year)
        assert special.worked == special.closings == {}


@pytest.mark.parametrize("country", COUNTRIES_THAT_MOVE_DAYS)
def test_every_day_that_the_package_calls_worked_is_worked_instead_of_a_weekday(
    country: str,
) -> None:
    first, last = known_years(Jurisdiction(country, None))
    asked = getattr(holidays, country)(years=range(first, last + 1))
    worked = {date for date in asked.weekend_workdays if first <= date.year <= last}
    found = {
        date: off
        for year in range(first, last + 1)
        for date, off in special_days((known(country),), year).worked.items()
    }
    assert found.keys() == worked - asked.keys()
    assert all(off.weekday() < 6 for off in found.values())


@pytest.mark.parametrize("country", ["CN", "HU", "KZ", "RU", "VN"])
def test_nothing_is_known_after_the_last_decree(country: str) -> None:
    table = getattr(holidays, country)().special_public_holidays
    assert known(country).last_year <= max(table)
    calendar = nine_to_five(country, "UTC")
    last = calendar.known_dates[1]
    opening = calendar.day(last).hours
    assert calendar.is_open(at(f"{last}T12:00")) is bool(opening)
    with pytest.raises(BeyondKnownHolidays, match=f"known from .* to {last.year}-12-31"):
        calendar.due(at(f"{last.year}-12-30T10:00"), Duration.parse("20 business hours"))
    with pytest.raises(BeyondKnownHolidays):
        calendar.day(last + dt.timedelta(days=1))


@pytest.mark.parametrize("country", ["AM", "BG", "UA", "IT", "DE", "US"])
def test_a_country_that_moves_no_days_any_more_is_known_like_others(country: str) -> None:
    assert known(country).last_year == 2100


@pytest.mark.filterwarnings("ignore:Requested Holidays are available only")
@pytest.mark.parametrize("country", ["IN", "FJ", "MU", "NP", "LK"])
def test_nothing_is_known_after_the_end_of_a_table_of_moving_holidays(country: str) -> None:
    entity = getattr(holidays, country)
    last = known(country).last_year
    assert last < 2100
    # As many of them are missing afterwards as the package has no date for.
    if last < entity.end_year:
        before, after = (entity(years=year, expand=False) for year in (last, last + 1))
        assert len(set(after.values())) < len(set(before.values()))


@pytest.mark.parametrize("country", ["AE", "SA", "PK", "TR"])
def test_an_estimated_date_is_counted_and_named_so(country: str) -> None:
    found = known(country)
    year = found.last_year - 20
    estimated = found.estimated_in(year)
    assert estimated
    for date, name in estimated.items():
        assert date in found.dates_in(year)
        assert "estimated)" in name
        assert "(data stimata)" in in_language(found.in_year(year)[date], "it")


def test_an_answer_names_the_estimate_and_the_exchange_that_it_counts() -> None:
    # So far away that no version of the package knows it for sure.
    eid = min(date for date in known("TR").estimated_in(2070) if date.weekday() < 5)
    opened = dt.datetime.combine(eid - dt.timedelta(days=7), dt.time(10))
    days = turkey.explain(opened, Duration.parse("60 business hours")).days
    reasons = {each.date: each.skipped.text for each in days if each.skipped}
    assert "(estimated)" in reasons[eid]["en"]
    days = hungary.explain(at("2026-08-19T16:00"), EIGHT_HOURS).days
    assert [each.skipped.text["en"] for each in days if each.skipped and each.skipped.text] == [
        *("State Foundation Day", "Day off instead of Saturday 8 August 2026")
    ]


def test_each_half_day_that_names_an_hour_closes_at_it() -> None:
    named = 0
    for country in ALL:
        entity = getattr(holidays, country)
        if HALF_DAY not in entity.supported_categories:
            continue
        for subdivision in (None, *entity.subdivisions):
            value = {"country": country}
            if subdivision:
                value["subdivision"] = subdivision
            found = read_holiday_set(value, SpecProblems())
            assert isinstance(found, CountryHolidays)
            begin = special_days((found,), 2026).closings
            for date, names in found.half_days_in(2026).items():
                says = "(from " in names["en"]
                assert says is (date in begin), (country, subdivision, names)
                named += says
    assert named


def test_nobody_can_change_what_is_known_of_a_country() -> None:
    jurisdiction = Jurisdiction("HU", None)
    year = year_of(jurisdiction, 2026)
    special = special_days((known("HU"),), 2026)
    for each in (
        year.holidays,
        year.worked,
        half_days(jurisdiction, 2026),
        closings(jurisdiction, 2026),
        special.worked,
        special.closings,
    ):
        assert isinstance(each, FrozenDict)
    assert isinstance(special.holidays, frozenset)


def test_working_days_close_when_a_half_holiday_begins() -> None:
    exception = {"from": "2026-10-26", "to": "2026-10-28", "open": "10:00-16:00", "days": "working"}
    calendar = Calendar.from_spec(
        {
            "timezone": "Europe/Istanbul",
            "week": {"mon-fri": "09:00-17:00"},
            "holidays": ["turkey"],
            "exceptions": [exception],
        },
        holidays={"turkey": {"country": "TR"}},
    )
    plan = calendar.day(day("2026-10-28"))
    assert (list(map(str, plan.hours)), plan.reason and plan.reason.kind) == (
        ["10:00-13:00"],
        "half_day",
    )
    assert not calendar.is_open(at("2026-10-28T14:00"))
    whole = calendar.day(day("2026-10-27"))
    assert (list(map(str, whole.hours)), whole.reason and whole.reason.kind) == (
        ["10:00-16:00"],
        "exception",
    )


def test_noon_and_midnight_of_the_clock_of_twelve_hours() -> None:
    assert set(special_days((known("IS"),), 2026).closings.values()) == {13 * 3600}
    for written, hour in (
        ("12pm", "12:00"),
        ("12am", "00:00"),
        ("6:30pm", "18:30"),
        ("9am", "09:00"),
    ):
        assert explained({"en": f"Eve (from {written})"}, None)["it"] == f"Eve (dalle {hour})"


def test_translated_holidays_are_named_as_in_britain_and_those_of_america_as_there() -> None:
    assert known("IT").in_year(2026)[dt.date(2026, 5, 1)]["en"] == "Labour Day"
    assert known("US").in_year(2026)[dt.date(2026, 9, 7)]["en"] == "Labor Day"
