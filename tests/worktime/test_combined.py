"""Calendars made of others: two sites that share a queue, and the sun that is followed."""

import datetime as dt
import pickle
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sportello.worktime import Calendar, DayPlan, Duration, Reason, SpecError, WorktimeError

SETS: dict[str, Any] = {
    "bavaria": {"country": "DE", "subdivision": "BY"},
    "berlin": {"country": "DE", "subdivision": "BE"},
    "india": {"country": "IN"},
    "england": {"country": "GB", "subdivision": "ENG"},
    "new-york": {"country": "US", "subdivision": "NY"},
    "china": {"country": "CN"},
}
CALENDARS: dict[str, Any] = {
    "munich": {
        "timezone": "Europe/Berlin",
        "week": {"mon-fri": "09:00-17:00"},
        "holidays": ["bavaria"],
        "exceptions": [{"date": "2026-01-07", "closed": True, "why": "Inventory"}],
    },
    "berlin": {
        "timezone": "Europe/Berlin",
        "week": {"mon-thu": "09:00-17:00", "fri": ["08:00-12:00", "12:00-19:00"]},
        "holidays": ["berlin"],
    },
    "india": {
        "timezone": "Asia/Kolkata",
        "week": {"mon-fri": "09:00-18:00"},
        "holidays": ["india"],
    },
    "london": {
        "timezone": "Europe/London",
        "week": {"mon-fri": "09:00-17:30"},
        "holidays": ["england"],
    },
    "new-york": {
        "timezone": "America/New_York",
        "week": {"mon-fri": "09:00-17:00"},
        "holidays": ["new-york"],
    },
    "china": {
        "timezone": "Asia/Shanghai",
        "week": {"mon-fri": "09:00-17:00"},
        "holidays": ["china"],
    },
    "nights": {"timezone": "Europe/Berlin", "week": {"mon-fri": "22:00-06:00"}},
    "always": {"timezone": "Europe/Berlin", "week": {"mon-sun": "00:00-24:00"}},
    "early": {"timezone": "Europe/Berlin", "week": {"mon-sun": "00:00-08:00"}},
    "midday": {"timezone": "Europe/Berlin", "week": {"mon-sun": "08:00-16:00"}},
    "late": {"timezone": "Europe/Berlin", "week": {"mon-sun": "16:00-24:00"}},
}
BERLIN = ZoneInfo("Europe/Berlin")
EIGHT_HOURS = Duration.parse("8 business hours")


def combined(key: str, *parts: str, **more: Any) -> Calendar:
    return Calendar.from_spec({key: list(parts), **more}, "queue", SETS, CALENDARS)


def sun() -> Calendar:
    return combined("any_of", "india", "london", "new-york", timezone="Europe/Rome")


def plan(cal: Calendar, date: str) -> DayPlan:
    return cal.day(dt.date.fromisoformat(date))


def hours(cal: Calendar, date: str) -> str:
    return ", ".join(map(str, plan(cal, date).hours))


def due(cal: Calendar, opened: str, amount: str) -> str:
    found = cal.due(dt.datetime.fromisoformat(opened), Duration.parse(amount))
    return f"{found:%a %Y-%m-%d %H:%M}"


def test_two_sites_share_a_queue_and_a_holiday_of_one_alone_is_none() -> None:
    cal = combined("any_of", "munich", "berlin")
    assert due(cal, "2026-01-05T16:00", "8 business hours") == "Tue 2026-01-06 16:00"
    assert due(cal, "2026-01-05T16:00", "1 working day") == "Tue 2026-01-06 17:00"
    assert plan(cal, "2026-01-06").reason is None
    assert hours(cal, "2026-01-09") == "08:00-19:00"


def test_where_both_sites_are_needed_a_holiday_or_exception_of_one_closes() -> None:
    cal = combined("all_of", "munich", "berlin")
    assert due(cal, "2026-01-05T16:00", "8 business hours") == "Thu 2026-01-08 16:00"
    holiday, exception = plan(cal, "2026-01-06").reason, plan(cal, "2026-01-07").reason
    assert holiday is not None
    assert (holiday.kind, holiday.text["en"]) == ("holiday", "Epiphany")
    assert exception is not None
    assert exception.kind == "exception"
    assert hours(cal, "2026-01-09") == "09:00-17:00"


def test_somebody_is_there_while_the_sun_is_followed() -> None:
    cal = sun()
    # Monday 08:30 in Rome is Monday 13:00 in India.
    assert cal.is_open(dt.datetime(2026, 2, 2, 8, 30))
    assert hours(cal, "2026-02-02") == "04:30-23:00"
    assert due(cal, "2026-01-31T12:00", "4 business hours") == "Mon 2026-02-02 08:30"
    # India has a holiday on 26 January, New York on 19 January, and both go on without it.
    assert hours(cal, "2026-01-26") == "10:00-23:00"
    assert hours(cal, "2026-01-19") == "04:30-18:30"
    # From 8 to 29 March New York is an hour nearer.
    assert hours(cal, "2026-03-09") == "04:30-22:00"


def test_hours_in_several_zones_end_at_midnight_of_the_one_in_which_they_are_told() -> None:
    cal = combined("any_of", "new-york", "india", timezone="Asia/Tokyo")
    assert hours(cal, "2026-02-03") == "00:00-07:00, 12:30-21:30, 23:00-24:00"
    assert cal.next_closing(dt.datetime(2026, 2, 2, 23, 30)) == dt.datetime(
        2026, 2, 3, 7, tzinfo=dt.timezone(dt.timedelta(hours=9))
    )
    first, last = dt.datetime(2026, 2, 2, 22), dt.datetime(2026, 2, 3, 8)
    shown = [f"{x:%d %H:%M}-{y:%d %H:%M}" for x, y in cal.intervals(first, last)]
    assert shown == ["02 23:00-03 00:00", "03 00:00-03 07:00"]


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2026-03-29", "00:00-02:00, 03:00-24:00"),  # 02:00 to 03:00 does not exist
        ("2026-10-25", "00:00-24:00"),
        ("2026-10-26", "00:00-24:00"),
    ],
)
def test_hours_are_what_the_clock_reads_while_it_is_open(date: str, shown: str) -> None:
    always = {"timezone": "UTC", "week": {"mon-sun": "00:00-24:00"}}
    spec = {"all_of": ["always", "utc"], "timezone": "Europe/Berlin"}
    cal = Calendar.from_spec(spec, "both", {}, {"always": CALENDARS["always"], "utc": always})
    assert hours(cal, date) == shown


@pytest.mark.parametrize("key", ["any_of", "all_of"])
@pytest.mark.parametrize("amount", ["0 working days", "1 working day", "3 working days"])
@pytest.mark.parametrize("at", ["end_of_day", "same_time", "11:00"])
@pytest.mark.parametrize("hour", [3, 10])
def test_working_days_over_several_zones_are_refused(
    key: str, amount: str, at: str, hour: int
) -> None:
    cal = combined(key, "berlin", "london", timezone="Europe/Berlin")
    for ask in (cal.due, cal.explain):
        with pytest.raises(WorktimeError) as caught:
            ask(dt.datetime(2026, 1, 5, hour), Duration.parse(amount), at=at)
        assert caught.value.message == (
            'days cannot be counted in calendar "queue", which is made of calendars in '
            "several time zones: Europe/Berlin and Europe/London"
        )
        assert caught.value.hint == "count business hours, or the days of one of them"
    assert due(cal, "2026-01-05T10:00", "2 calendar days") == "Wed 2026-01-07 10:00"


def test_over_several_zones_a_day_ends_at_midnight() -> None:
    cal = combined("any_of", "nights", "london", timezone="Europe/Berlin")
    days = {day.date: day[1:] for day in cal.working_days(2026, 2026)}
    friday, saturday = dt.date(2026, 1, 9), dt.date(2026, 1, 10)
    assert [f"{dt.datetime.fromtimestamp(each, BERLIN):%d %H:%M}" for each in days[friday]] == [
        *("09 00:00", "10 00:00")
    ]
    assert [f"{dt.datetime.fromtimestamp(each, BERLIN):%d %H:%M}" for each in days[saturday]] == [
        *("10 00:00", "10 06:00")
    ]
    assert cal.zones == {"Europe/Berlin", "Europe/London"}
    assert combined("any_of", "nights", "berlin").zones == {"Europe/Berlin"}


def test_a_night_in_one_zone_belongs_to_the_day_it_starts_on() -> None:
    union = combined("any_of", "nights", "berlin")
    assert hours(union, "2026-01-08") == "09:00-17:00, 22:00-06:00"
    assert due(union, "2026-01-07T12:00", "1 working day") == "Fri 2026-01-09 06:00"
    both = combined("all_of", "nights", "always")
    # What they share begins with the day, where the other one's day does.
    assert hours(both, "2026-01-09") == "00:00-06:00, 22:00-24:00"
    assert hours(both, "2026-01-10") == "00:00-06:00"
    assert due(both, "2026-01-08T12:00", "2 working days") == "Sat 2026-01-10 06:00"


def test_a_calendar_and_itself_are_the_calendar() -> None:
    same = {**CALENDARS, "again": CALENDARS["nights"]}
    year = (2026, 2026)
    nights = Calendar.from_spec(same["nights"], "nights", SETS)
    for key in ("any_of", "all_of"):
        cal = Calendar.from_spec({key: ["nights", "again"]}, "both", SETS, same)
        assert cal.timeline(*year) == nights.timeline(*year)
        assert cal.weekly() == nights.weekly()
        assert hours(cal, "2026-01-09") == hours(nights, "2026-01-09") == "22:00-06:00"


def test_shifts_make_a_day_and_the_week_tells_it() -> None:
    cal = combined("any_of", "early", "midday", "late")
    assert [str(each) for each in cal.weekly()[6]] == ["00:00-24:00"]
    assert len(cal.timeline(2026, 2027)) == 1


def test_over_several_zones_there_is_no_week() -> None:
    assert sun().weekly() == {}


@pytest.mark.parametrize(
    ("key", "date", "kind"),
    [
        ("any_of", "2026-01-04", "weekend"),
        ("any_of", "2024-01-06", "weekend"),  # Epiphany, but in Berlin a Saturday like any other
        ("all_of", "2024-01-06", "holiday"),
        ("any_of", "2026-12-25", "holiday"),
    ],
)
def test_a_closed_day_has_the_reason_that_closes_all_of_it(key: str, date: str, kind: str) -> None:
    reason = plan(combined(key, "munich", "berlin"), date).reason
    assert reason is not None
    assert reason.kind == kind


def test_hours_that_never_meet_on_a_day_are_told_as_closed() -> None:
    cal = combined("all_of", "late", "berlin")
    assert hours(cal, "2026-01-08") == "16:00-17:00"
    short = {**CALENDARS, "short": {**CALENDARS["late"], "seasons": [
        {"valid": {"from": "--01-08", "until": "--01-08"}, "week": {"mon-sun": "20:00-24:00"}}
    ]}}  # fmt: skip
    cal = Calendar.from_spec({"all_of": ["short", "berlin"]}, "both", SETS, short)
    assert plan(cal, "2026-01-08") == DayPlan(dt.date(2026, 1, 8), (), Reason("closed"))


def test_a_part_may_be_made_of_others_itself() -> None:
    calendars = {**CALENDARS, "germany": {"any_of": ["munich", "berlin"]}}
    spec = {"all_of": ["germany", "london"], "timezone": "Europe/Berlin"}
    cal = Calendar.from_spec(spec, "both", SETS, calendars)
    assert hours(cal, "2026-01-06") == "10:00-17:00"
    assert cal.combined is not None
    assert cal.combined.names == ("germany", "london")
    assert cal.combined.all_names == {"germany", "munich", "berlin", "london"}


def test_parts_may_be_given_as_the_rules_of_calendars_made_before() -> None:
    made = {name: Calendar.from_spec(CALENDARS[name], name, SETS) for name in ("munich", "berlin")}
    rules = {name: calendar.rules for name, calendar in made.items()}
    cal = Calendar.from_spec({"any_of": ["munich", "berlin"]}, "queue", {}, rules)
    assert cal == combined("any_of", "munich", "berlin")


def test_what_is_known_ends_where_one_of_them_knows_no_more() -> None:
    china = Calendar.from_spec(CALENDARS["china"], "china", SETS)
    last = china.known_dates[1]
    there = combined("any_of", "china", "london", timezone="Asia/Shanghai")
    assert there.known_dates[1] == last
    # The last hours of the year in Berlin are of the next one in Shanghai.
    here = combined("any_of", "china", "london", timezone="Europe/Berlin")
    assert here.known_dates[1] == last.replace(year=last.year - 1)
    with pytest.raises(WorktimeError, match='dates of calendar "queue"'):
        here.day(last)


def test_it_is_equal_by_its_parts_and_travels_as_its_rules() -> None:
    cal = sun()
    cal.due(dt.datetime(2026, 3, 2), dt.timedelta(hours=5000))
    copy = pickle.loads(pickle.dumps(cal))  # noqa: S301 (our own)
    assert copy == cal == sun()
    assert hash(copy) == hash(cal)
    assert len(pickle.dumps(cal)) == len(pickle.dumps(sun()))
    assert cal != combined("all_of", "india", "london", timezone="Europe/Rome")
    start = dt.datetime(2026, 3, 2)
    assert copy.due(start, dt.timedelta(hours=9)) == cal.due(start, dt.timedelta(hours=9))


def test_it_has_no_days_of_its_own() -> None:
    cal = combined("any_of", "munich", "berlin")
    year = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    own = (
        cal.holidays_between(*year),
        cal.moved_days(*year),
        cal.exceptions,
        cal.ruled,
        cal.seasons,
    )
    assert not any(map(len, own))
    assert cal.usual_day(year[0]) == cal.day(year[0])


TWO = "name the others too, or use that calendar itself"


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ({"any_of": "munich"}, 'any_of: "munich" is not a list; write a list of calendars, such as [munich, berlin]'),
        ({"any_of": []}, f'any_of: "any_of" needs two calendars, and this is none; {TWO}'),
        ({"all_of": ["berlin"]}, f'all_of: "all_of" needs two calendars, and this is one; {TWO}'),
        ({"any_of": ["munich", "belrin"]}, 'any_of > 1: there is no calendar "belrin"; did you mean "berlin"? write the name of a calendar in this file'),
        ({"any_of": ["munich", 5]}, "any_of > 1: 5 is not the name of a calendar; write the name of a calendar in this file"),
        ({"any_of": ["munich", {"week": {}}]}, "any_of > 1: a mapping is not the name of a calendar; write the name of a calendar in this file"),
        ({"any_off": ["munich", "berlin"]}, 'any_off: "any_off" is not a key here; did you mean "any_of"? the keys are name, extends, any_of, all_of, timezone, week, seasons, holidays, exceptions, assumed, assumed_of, note'),
        ({"union": ["munich", "berlin"]}, 'union: "union" is not a key here; the keys are name, extends, any_of, all_of, timezone, week, seasons, holidays, exceptions, assumed, assumed_of, note'),
        ({"any_of": ["munich", "munich"]}, 'any_of > 1: calendar "munich" is listed twice; remove one'),
        ({"any_of": ["queue", "berlin"]}, "any_of > 0: calendars are made of each other: queue → queue; break the loop"),
        ({"any_of": ["munich", "london"]}, 'timezone: its calendars are in several time zones: "munich" in Europe/Berlin, "london" in Europe/London; add the one in which its hours are told, such as "timezone: Europe/Rome"'),
        ({"any_of": ["munich", "berlin"], "timezone": "Rome"}, 'timezone: "Rome" is not a time zone; write a name of the IANA time zone database, such as Europe/Rome'),
        ({"any_of": ["munich", "berlin"], "week": {}}, 'week: "week" has no place beside "any_of": the hours are those of other calendars; write it in one of these calendars'),
        ({"any_of": ["munich", "berlin"], "extends": "munich"}, 'extends: "extends" has no place beside "any_of": the hours are those of other calendars; write it in one of these calendars'),
        ({"any_of": ["munich", "berlin"], "all_of": ["early", "late"]}, "all_of: open where any or open where all of them are is not the same; keep one of the two; one of the calendars may itself have the other"),
        ({"any_of": ["munich", "berlin"], "nane": "Queue"}, 'nane: "nane" is not a key here; did you mean "name"? the keys are name, extends, any_of, all_of, timezone, week, seasons, holidays, exceptions, assumed, assumed_of, note'),
        ({"any_of": ["munich", "berlin"], "name": 5}, "name: 5 is not a text; write a text, or {it: …, en: …}"),
        ({"all_of": ["early", "late"]}, "all_of: the calendar never opens; let these calendars have hours, and years of known holidays, in common"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(spec: dict[str, Any], text: str) -> None:
    with pytest.raises(SpecError) as caught:
        Calendar.from_spec(spec, "queue", SETS, {**CALENDARS, "queue": spec})
    assert [str(problem) for problem in caught.value.problems] == [text]


def test_a_calendar_made_of_others_cannot_be_extended() -> None:
    calendars = {**CALENDARS, "queue": {"any_of": ["munich", "berlin"]}}
    with pytest.raises(SpecError, match='"queue" is made of others'):
        Calendar.from_spec({"extends": "queue", "week": {}}, "child", SETS, calendars)


def test_a_long_loop_is_told_with_its_way() -> None:
    calendars: dict[str, Any] = {
        **CALENDARS,
        "one": {"any_of": ["two", "berlin"]},
        "two": {"all_of": ["three", "berlin"]},
        "three": {"any_of": ["berlin", "one"]},
    }
    with pytest.raises(SpecError, match="one → two → three → one"):
        Calendar.from_spec(calendars["one"], "one", SETS, calendars)


def test_a_part_that_is_not_right_is_told_with_what_is_wrong() -> None:
    calendars = {**CALENDARS, "broken": {"timezone": "UTC", "week": {"mon": "9-5"}}}
    with pytest.raises(SpecError, match=r'calendar "broken" is itself not right \(week > mon: '):
        Calendar.from_spec({"any_of": ["munich", "broken"]}, "queue", SETS, calendars)


def test_a_date_that_a_zone_skips_has_no_interval() -> None:
    # Apia went from Thursday 29 to Saturday 31 December 2011.
    day = {"week": {"mon-sun": "00:00-24:00"}}
    parts = {
        "apia": {"timezone": "Pacific/Apia", **day},
        "new-york": {"timezone": "America/New_York", **day},
    }
    spec = {"any_of": ["apia", "new-york"], "timezone": "Pacific/Apia"}
    cal = Calendar.from_spec(spec, calendars=parts)
    ends = (dt.datetime(2011, 12, 28, tzinfo=dt.UTC), dt.datetime(2012, 1, 3, tzinfo=dt.UTC))
    stamps = [(a.timestamp(), b.timestamp()) for a, b in cal.intervals(*ends)]
    assert all(a < b for a, b in stamps)
    assert sum(b - a for a, b in stamps) == 6 * 86_400
