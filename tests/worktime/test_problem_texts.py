"""What an editor reads: each problem with its place, what is wrong, and the remedy, in full."""

import copy
from typing import Any

import pytest

from sportello.worktime import Calendar, Reason, SpecError, check_holiday_set
from sportello.worktime.problems import SpecProblems, shown, step, suggestion

OFFICE: dict[str, Any] = {"timezone": "UTC", "week": {"mon-fri": "08:00-18:00"}}
CLOSED: dict[str, Any] = {"date": "2026-05-02", "closed": True}
HOLIDAYS: dict[str, Any] = {"italy": {"country": "IT"}, "broken": {"dates": ["soon"]}}
CALENDARS: dict[str, Any] = {
    "office": {**OFFICE, "exceptions": [CLOSED]},
    "twice": {**OFFICE, "exceptions": [CLOSED, CLOSED]},
    "bad": {"timezone": "+02:00"},
    "deaf": {"extends": "nobody"},
    "back": {"extends": "own"},
    "odd": {"extends": 5},
}
ZONE = "write a name of the IANA time zone database, such as Europe/Rome"
DAY = "write a day (mon), a range (mon-fri) or several (mon,wed-fri)"
HOURS = 'write "08:00-18:00", a list such as ["08:00-12:30", "13:30-18:00"], or closed'
DATED = "write {date: 2026-05-02, closed: true} or {from: …, to: …, open: …}"
SEASON = "write {valid: {from: --06-15, until: --09-15}, week: …}"
VALID = "write valid: {from: --06-15, until: --09-15}, or dates with a year"
KEYS = (
    "the keys are name, extends, any_of, all_of, timezone, week, seasons, holidays, exceptions, "
    "assumed, assumed_of, note"
)
DATE = "write it like 2026-08-14"
RULE = f"{DATE}, --12-24, easter - 46 days, 2nd sat, last fri of november"
TEXT = "write a text, or {it: …, en: …}"
NIGHT = "let the hours of a night end before the next ones begin"


def texts(spec: object) -> list[str]:
    with pytest.raises(SpecError) as caught:
        Calendar.from_spec(spec, "own", HOLIDAYS, CALENDARS)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        (5, "5 is not a calendar; write a mapping with timezone and week"),
        (
            {"week": OFFICE["week"]},
            "timezone: a calendar needs a time zone; write timezone: Europe/Rome",
        ),
        (
            {"timezone": "UTC"},
            'week: the calendar never opens; write its hours, such as mon-fri: "09:00-18:00", '
            "or an exception with open:",
        ),
        (
            {**OFFICE, "weak": {}},
            f'weak: "weak" is not a key here; did you mean "week"? {KEYS}',
        ),
        ({**OFFICE, "zzzz": {}}, f'zzzz: "zzzz" is not a key here; {KEYS}'),
        (OFFICE | {7: {}}, f"7: 7 is not a key here; {KEYS}"),
        (OFFICE | {1.5: {}}, f"1.5: 1.5 is not a key here; {KEYS}"),
        (
            {**OFFICE, "timezone": "Europe/Rom"},
            f'timezone: "Europe/Rom" is not a time zone; did you mean "Europe/Rome"? {ZONE}',
        ),
        ({**OFFICE, "timezone": "+02:00"}, f'timezone: "+02:00" is not a time zone; {ZONE}'),
        ({**OFFICE, "timezone": None}, f"timezone: an empty value is not a time zone; {ZONE}"),
    ],
)
def test_a_calendar(spec: object, text: str) -> None:
    assert texts(spec) == [text]


@pytest.mark.parametrize(
    ("week", "text"),
    [
        (None, 'week: an empty value is not a week; write a mapping: mon-fri: "09:00-18:00"'),
        (
            {"mon-fry": "09:00-10:00"},
            f'week > mon-fry: "fry" is not a day of the week; did you mean "fri"? {DAY}',
        ),
        ({"mon,": "09:00-10:00"}, f'week > mon,: "" is not a day of the week; {DAY}'),
        ({1: "09:00-10:00"}, f"week > 1: 1 is not a day of the week; {DAY}"),
        (
            {"mon-wed": "09:00-10:00", "wed": "11:00-12:00"},
            'week > wed: wed is given twice: in "mon-wed" and "wed"; keep one of them',
        ),
        (
            {"mon": "22:00-06:00", "tue": "05:00-06:00"},
            f"week > tue: 05:00-06:00 on tue overlaps 22:00-06:00, which runs on from mon; {NIGHT}",
        ),
    ],
)
def test_a_week(week: object, text: str) -> None:
    assert texts({**OFFICE, "week": week}) == [text]


def test_each_problem_of_a_week_is_told_at_its_place() -> None:
    week = {"mon": 5, "tues": 6, "wed-thu": "7", "thu,sun": "closed"}
    assert [text.partition(": ")[0] for text in texts({**OFFICE, "week": week})] == [
        "week > mon",
        "week > tues",
        "week > tues",
        "week > wed-thu",
        "week > thu,sun",
    ]


def test_each_pair_of_nights_and_mornings_that_overlap_is_told() -> None:
    week = {"mon-tue": ["20:00-03:00", "04:00-05:00"], "wed": ["01:00-02:00", "02:30-04:30"]}
    assert [text.partition(",")[0] for text in texts({**OFFICE, "week": week})] == [
        "week > wed > 0: 01:00-02:00 on wed overlaps 20:00-03:00",
        "week > wed > 1: 02:30-04:30 on wed overlaps 20:00-03:00",
    ]


def test_the_end_of_a_night_may_be_the_next_opening() -> None:
    week = {"mon": "22:00-06:00", "tue": ["06:00-07:00", "07:00-08:00"]}
    assert Calendar.from_spec({**OFFICE, "week": week}).weekly()[1][0].opens == "06:00"


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (5, f": 5 is not opening hours; {HOURS}"),
        ("all day", f': "all day" is not opening hours; {HOURS}'),
        (["09:00-10:00", "x"], f' > 1: "x" is not opening hours; {HOURS}'),
        ("9.00 – 18.00", ': "9.00 – 18.00" is not opening hours; write "09:00-18:00"'),
        ("9:00-10:00:15", ': "9:00-10:00:15" is not opening hours; write "09:00-10:00:15"'),
        ("9:00:15-10:00", ': "9:00:15-10:00" is not opening hours; write "09:00:15-10:00"'),
        (
            "24:00-06:00",
            ': "24:00-06:00" names a time that does not exist; '
            "a day starts at 00:00 and ends at 24:00; only an end may be 24:00",
        ),
        (
            "09:00-24:00:01",
            ': "09:00-24:00:01" names a time that does not exist; '
            "a day starts at 00:00 and ends at 24:00; only an end may be 24:00",
        ),
        (
            "09:00:01-00:00",
            ': "09:00:01-00:00" ends before the day begins; write "09:00:01-24:00"',
        ),
        (
            "09:00-09:00",
            ': "09:00-09:00" is open for no time at all; '
            'write "00:00-24:00" for the whole day, or closed',
        ),
        (
            ["12:00-14:00", "08:00-12:30"],
            " > 0: 12:00-14:00 overlaps 08:00-12:30; let the hours of a day not overlap",
        ),
    ],
)
def test_hours(hours: object, text: str) -> None:
    assert texts({**OFFICE, "week": {"mon": hours, "tue": "09:00-10:00"}}) == [f"week > mon{text}"]


@pytest.mark.parametrize(
    ("holidays", "text"),
    [
        (
            "italy",
            'holidays: "italy" is not a list; '
            "write a list of holiday sets, such as [italy], or [] for none",
        ),
        (
            ["itly"],
            'holidays > 0: there is no holiday set "itly"; '
            'did you mean "italy"? write the name of an entry of holidays',
        ),
        ([5], "holidays > 0: there is no holiday set 5; write the name of an entry of holidays"),
        (
            ["italy", "italy"],
            'holidays > 1: holiday set "italy" is listed twice; remove one of them',
        ),
        (
            ["broken"],
            'holidays > 0: holiday set "broken" is itself not right '
            f'(dates > 0: "soon" is not a date; {RULE}); correct "broken" first',
        ),
    ],
)
def test_holidays(holidays: object, text: str) -> None:
    assert texts({**OFFICE, "holidays": holidays}) == [text]


def test_each_wrong_name_of_a_holiday_set_is_told() -> None:
    holidays = ["zzzz", "italy", "italy", "broken", "italy"]
    found = texts({**OFFICE, "holidays": holidays})
    assert [text.partition(":")[0] for text in found] == [
        f"holidays > {index}" for index in (0, 2, 3, 4)
    ]


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("2026-05-02", f': "2026-05-02" is not an exception; {DATED}'),
        (
            {"closed": True},
            f": an exception has a date, or from and to; this one has no date; {DATED}",
        ),
        (
            {**CLOSED, "to": "2026-05-03"},
            f": an exception has a date, or from and to; this one has date and to; {DATED}",
        ),
        (
            {"from": "2026-05-03", "to": "2026-05-02", "closed": True},
            ": from 2026-05-03 lies after to 2026-05-02; swap from and to",
        ),
        (
            {"date": "2026-05-02"},
            ': an exception is either open or closed; write open: "08:00-20:00" or closed: true',
        ),
        (
            {**CLOSED, "closed": 1},
            " > closed: closed: 1 says nothing; write closed: true, or open: with hours",
        ),
        (
            {"date": "2026-05-02", "open": []},
            " > open: an opening needs hours; write closed: true instead",
        ),
        (
            {"date": "2026-05-02", "open": "x"},
            f' > open: "x" is not opening hours; {HOURS}',
        ),
        ({**CLOSED, "why": 5}, f" > why: 5 is not a text; {TEXT}"),
        (
            {**CLOSED, "wy": 5},
            ' > wy: "wy" is not a key here; did you mean "why"? '
            "the keys are date, from, to, open, days, closed, why, note",
        ),
        (
            {**CLOSED, "date": "one: two"},
            f' > date: "one: two" is not a date; {RULE}, day before holiday',
        ),
        (
            {"from": "--12-24", "to": "2027-01-06", "closed": True},
            ' > from: "--12-24" has no year, and one is needed here; '
            f"{DATE}; of every year are holidays, seasons and the date: of an exception",
        ),
        (
            {**CLOSED, "date": "1969-12-31"},
            " > date: 1969-12-31 is out of reach; write a date from 1970 to 2100",
        ),
        (
            {**CLOSED, "date": "2101-01-01"},
            " > date: 2101-01-01 is out of reach; write a date from 1970 to 2100",
        ),
    ],
)
def test_an_exception(item: object, text: str) -> None:
    assert texts({**OFFICE, "exceptions": [item]}) == [f"exceptions > 0{text}"]


def test_exceptions() -> None:
    assert texts({**OFFICE, "exceptions": "x"}) == [
        f'exceptions: "x" is not a list of exceptions; {DATED}'
    ]
    span = {"from": "2026-05-01", "to": "2026-05-09", "closed": True}
    edges = [{"date": "2026-05-09", "closed": True}, {"date": "2026-05-10", "closed": True}]
    assert texts({**OFFICE, "exceptions": [span, *edges]}) == [
        "exceptions > 1: the exception 2026-05-09 shares a date with the exception "
        "2026-05-01 to 2026-05-09; let each date have one exception"
    ]


@pytest.mark.parametrize(
    ("parent", "text"),
    [
        (
            "ofice",
            'there is no calendar "ofice"; '
            'did you mean "office"? write the name of a calendar in this file',
        ),
        (["office"], "a list is not a calendar; write a calendar's name"),
        ("own", "calendars extend each other: own → own; break the loop"),
        ("back", "calendars extend each other: own → back → own; break the loop"),
        (
            "bad",
            f'calendar "bad" is itself not right (timezone: "+02:00" is not a time zone; {ZONE}); '
            'correct "bad" first',
        ),
        (
            "deaf",
            'calendar "deaf": there is no calendar "nobody"; '
            "write the name of a calendar in this file",
        ),
        ("odd", 'calendar "odd": 5 is not a calendar; write a calendar\'s name'),
        (
            "twice",
            "the exception 2026-05-02 shares a date with the exception 2026-05-02, "
            "which is inherited; let each date have one exception",
        ),
    ],
)
def test_extends(parent: object, text: str) -> None:
    assert texts({"extends": parent}) == [f"extends: {text}"]


def test_an_exception_on_the_date_of_an_inherited_one() -> None:
    assert texts({"extends": "office", "exceptions": [CLOSED]}) == [
        "exceptions > 0: the exception 2026-05-02 shares a date with the exception 2026-05-02, "
        "which is inherited; let each date have one exception"
    ]


EXCEPTION_KEYS = "the keys are date, from, to, open, days, closed, why, note"


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        (
            {"timezon": "UTC", "week": OFFICE["week"]},
            f'timezon: "timezon" is not a key here; did you mean "timezone"? {KEYS}',
        ),
        (
            {"timezone": "UTC", "weeks": OFFICE["week"]},
            f'weeks: "weeks" is not a key here; did you mean "week"? {KEYS}',
        ),
        (
            {"timezone": "UTC", "hours": OFFICE["week"]},
            f'hours: "hours" is not a key here; did you mean "week"? {KEYS}',
        ),
        (
            {**OFFICE, "exceptions": [{"from": "2026-12-24", "until": "2027-01-06", "open": "09:00-13:00"}]},
            f'exceptions > 0 > until: "until" is not a key here; did you mean "to"? {EXCEPTION_KEYS}',
        ),
        (
            {**OFFICE, "exceptions": [{"date": "2026-12-24", "hours": "09:00-13:00"}]},
            f'exceptions > 0 > hours: "hours" is not a key here; did you mean "open"? {EXCEPTION_KEYS}',
        ),
        (
            {**OFFICE, "exceptions": [{"dat": "2026-12-24", "closed": True}]},
            f'exceptions > 0 > dat: "dat" is not a key here; did you mean "date"? {EXCEPTION_KEYS}',
        ),
        (
            {**OFFICE, "seasons": [{"valid": {"from": "--06-15", "to": "--09-15"}, "week": {}}]},
            'seasons > 0 > valid > to: "to" is not a key here; did you mean "until"? the keys are from, until',
        ),
        (
            {**OFFICE, "seasons": [{"when": {"from": "2026-06-15"}, "week": {}}]},
            'seasons > 0 > when: "when" is not a key here; did you mean "valid"? '
            "the keys are valid, week, why, note",
        ),
    ],
)  # fmt: skip
def test_a_key_that_is_misspelt_is_not_told_as_missing_too(spec: object, text: str) -> None:
    assert texts(spec) == [text]


def test_as_many_unknown_keys_as_are_missing_are_told_alone() -> None:
    item = {"from": "2026-12-24", "until": "2027-01-06", "hours": "09:00-13:00"}
    assert texts({**OFFICE, "exceptions": [item]}) == [
        f'exceptions > 0 > {key}: "{key}" is not a key here; {EXCEPTION_KEYS}'
        for key in ("until", "hours")
    ]


@pytest.mark.parametrize(
    "entry", [{"contry": "IT"}, {"date": ["--12-24"]}, {"days": []}, {"dates": [{"dat": "x"}]}]
)
def test_a_misspelt_key_of_a_holiday_set_is_told_alone(entry: object) -> None:
    (problem,) = check_holiday_set(entry)
    assert "is not a key here" in problem.message
    assert problem.on_key


@pytest.mark.parametrize(
    ("seasons", "text"),
    [
        ({}, f"seasons: a mapping is not a list of seasons; {SEASON}"),
        (["summer"], f'seasons > 0: "summer" is not a season; {SEASON}'),
        ([{"week": {}}], f"seasons > 0: a season needs valid; {SEASON}"),
        ([{"valid": {"from": "2026-06-15"}}], f"seasons > 0: a season needs week; {SEASON}"),
        (
            [{"valid": {"from": "2026-06-15"}, "week": {}, "x": 1}],
            'seasons > 0 > x: "x" is not a key here; the keys are valid, week, why, note',
        ),
        (
            [{"valid": {"from": "2026-06-15"}, "week": {}, "why": 5}],
            f"seasons > 0 > why: 5 is not a text; {TEXT}",
        ),
        (
            [{"valid": {"from": "2026-06-15"}, "week": 5}],
            'seasons > 0 > week: 5 is not a week; write a mapping: mon-fri: "09:00-18:00"',
        ),
        (
            [
                {"valid": {"from": "2026-06-15"}, "week": {}},
                {"valid": {"from": "--06-15", "until": "--06-15"}, "week": {}},
            ],
            "seasons > 1 > valid: the season from --06-15 until --06-15 shares 2026-06-15 "
            "with the season from 2026-06-15; let each date have one season",
        ),
    ],
)
def test_seasons(seasons: object, text: str) -> None:
    assert texts({**OFFICE, "seasons": seasons}) == [text]


@pytest.mark.parametrize(
    ("valid", "text"),
    [
        ("summer", f': "summer" does not say from when until when; {VALID}'),
        ({}, f": a season needs from, until or both; {VALID}"),
        (
            {"from": "--06-15"},
            ": a season is either of every year, from and until, or has dates with a year; "
            f"{VALID}",
        ),
        (
            {"from": "2026-06-15", "until": "2026-06-14"},
            ": from 2026-06-15 lies after until 2026-06-14; swap from and until",
        ),
        ({"from": "soon"}, f' > from: "soon" is not a date; {DATE}'),
        (
            {"until": "2101-01-01"},
            " > until: 2101-01-01 is out of reach; write a date from 1970 to 2100",
        ),
        (
            {"frm": "2026-06-15", "until": "2026-06-15"},
            ' > frm: "frm" is not a key here; did you mean "from"? the keys are from, until',
        ),
    ],
)
def test_the_time_of_a_season(valid: object, text: str) -> None:
    season = {"valid": valid, "week": {}}
    assert texts({**OFFICE, "seasons": [season]}) == [f"seasons > 0 > valid{text}"]


SET = "write {country: IT} or {dates: [2026-08-14]}"
COUNTRY = "write the two capital letters of ISO 3166, such as IT"
GERMAN = "BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH"
EITHER = "a holiday set is either of a country or a list of dates"


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (None, f"an empty value is not a holiday set; {SET}"),
        (5, f"5 is not a holiday set; {SET}"),
        ({}, f"{EITHER}; {SET}; two sets where both are needed"),
        ({"country": "IT", "dates": []}, f"{EITHER}; {SET}; two sets where both are needed"),
        ({"country": 39}, f"country: 39 is not a country whose holidays are known; {COUNTRY}"),
        ({"country": "XX"}, f'country: "XX" is not a country whose holidays are known; {COUNTRY}'),
        (
            {"country": "VA", "subdivision": "BO"},
            'subdivision: "BO" is not a subdivision of VA; this country has none: remove it',
        ),
        (
            {"dates": [], "subdivision": "BO"},
            "subdivision: listed dates have no subdivision; remove it",
        ),
        (
            {"dates": ["day before holiday"]},
            f'dates > 0: "day before holiday" cannot stand here; {RULE}',
        ),
        (
            {"dates": ["--08-14"], "except": ["--08-14"]},
            "except: listed dates leave none out; remove it, and the dates themselves from the list",
        ),
        (
            {"country": "IT", "except": "--12-08"},
            'except: "--12-08" is not a list of dates; write [--12-08]',
        ),
        (
            {"country": "IT", "except": ["8 dicembre"]},
            f'except > 0: "8 dicembre" is not a date; did you mean "--12-08"? {RULE}',
        ),
        ({"dates": "x"}, 'dates: "x" is not a list of dates; write [2026-08-14, --12-24]'),
        ({"dates": ["soon"]}, f'dates > 0: "soon" is not a date; {RULE}'),
        ({"dates": [{"name": "x"}]}, f"dates > 0 > date: an empty value is not a date; {RULE}"),
        (
            {"dates": [{"date": "--12-24", "name": 5}]},
            f"dates > 0 > name: 5 is not a text; {TEXT}",
        ),
        (
            {"dates": [{"date": "--12-24", "nam": "x"}]},
            'dates > 0 > nam: "nam" is not a key here; did you mean "name"? '
            "the keys are date, name, note",
        ),
        (
            {"dates": [], "noet": ""},
            'noet: "noet" is not a key here; did you mean "note"? '
            "the keys are name, country, subdivision, except, dates, note",
        ),
    ],
)
def test_a_holiday_set(entry: object, text: str) -> None:
    assert [str(problem) for problem in check_holiday_set(entry)] == [text]


@pytest.mark.parametrize(
    ("subdivision", "guess"), [("XY", ""), ("Bayer", 'did you mean "Bayern"? '), (5, "")]
)
def test_an_unknown_subdivision(subdivision: object, guess: str) -> None:
    (problem,) = check_holiday_set({"country": "DE", "subdivision": subdivision})
    assert problem.message == f"{shown(subdivision)} is not a subdivision of DE"
    assert problem.hint.startswith(f"{guess}write one of {GERMAN}")


def test_a_misspelt_country() -> None:
    (problem,) = check_holiday_set({"country": "Itly"})
    assert problem.hint == f'did you mean "IT"? {COUNTRY}'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x" * 60, f'"{"x" * 60}"'),
        ("x" * 61, f'"{"x" * 57}..."'),
        (None, "an empty value"),
        (True, "true"),
        (False, "false"),
        ({}, "a mapping"),
        ([], "a list"),
        (10**20 - 1, "99999999999999999999"),
        (10**20, "a very long number"),
        (-(10**20), "a very long number"),
        (1.5, "1.5"),
    ],
)
def test_a_value_is_shown_short(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_step_of_a_path_is_a_text_or_a_number() -> None:
    assert [step(key) for key in ("mon", 5, 1.5, None)] == ["mon", 5, "1.5", "an empty value"]


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert suggestion("xyz", ["mon"]) == ""
    assert suggestion("", ["mon"]) == ""


def test_only_what_is_touched_is_known_to_be_wrong() -> None:
    problems = SpecProblems()
    assert not problems.touch("week")
    problems.add(("week", "mon"), "wrong", "right it")
    assert problems.touch("timezone", "week")
    assert not problems.touch("mon", "timezone")


def test_the_error_tells_each_problem_on_its_line_and_can_be_copied() -> None:
    with pytest.raises(SpecError) as caught:
        Calendar.from_spec({"timezone": "+02:00", "week": 5}, "own")
    again = copy.copy(caught.value)
    assert again.args == ("own", caught.value.problems)
    assert str(again) == (
        f'calendar "own": timezone: "+02:00" is not a time zone; {ZONE}\n'
        'calendar "own": week: 5 is not a week; write a mapping: mon-fri: "09:00-18:00"'
    )


def test_each_exception_is_compared_with_the_first_of_the_widest() -> None:
    items = [{"from": f"2026-05-0{day}", "to": "2026-05-09", "closed": True} for day in (1, 5, 7)]
    assert [text.partition(" with ")[2] for text in texts({**OFFICE, "exceptions": items})] == [
        "the exception 2026-05-01 to 2026-05-09; let each date have one exception"
    ] * 2


def test_an_exception_that_cannot_be_read_is_compared_with_no_other() -> None:
    broken = [{"from": "2026-05-02", "to": "soon"}, {"from": "soon", "to": "2026-05-02"}]
    items = [{**ends, "closed": True} for ends in broken]
    assert texts({**OFFICE, "exceptions": [*items, CLOSED, {**CLOSED, "date": "2026-05-03"}]}) == [
        f'exceptions > 0 > to: "soon" is not a date; {DATE}',
        f'exceptions > 1 > from: "soon" is not a date; {DATE}',
    ]


def test_exceptions_at_the_bounds_are_right() -> None:
    items = [
        {"from": "1970-01-01", "to": "1970-01-01", "closed": True},
        {"date": "2100-12-31", "open": "09:00-10:00"},
    ]
    cal = Calendar.from_spec({**OFFICE, "exceptions": items})
    assert [str(dated) for dated in cal.exceptions] == ["1970-01-01", "2100-12-31"]
    assert cal.day(cal.exceptions[1].first).reason == Reason("exception", {})


def test_the_subdivision_of_a_country_may_be_written_out() -> None:
    assert check_holiday_set({"country": "DE", "subdivision": "Bayern"}) == ()


def test_the_name_of_a_calendar() -> None:
    names = ("Desk", {"it": "Sportello", "en": "Desk"})
    found = [Calendar.from_spec({**OFFICE, "name": name}).title for name in names]
    assert found == [{"und": "Desk"}, {"it": "Sportello", "en": "Desk"}]
    assert Calendar.from_spec(OFFICE).title == {}
    assert texts({**OFFICE, "name": 5}) == [f"name: 5 is not a text; {TEXT}"]


@pytest.mark.parametrize(
    "wrong", [{"week": 5}, {"seasons": 5}, {"exceptions": 5}, {"exceptions": [5]}]
)
def test_that_it_never_opens_is_not_told_where_its_hours_cannot_be_read(wrong: object) -> None:
    assert isinstance(wrong, dict)
    (text,) = texts({"timezone": "UTC", **wrong})
    assert "never opens" not in text


def test_of_a_parent_or_holiday_set_the_first_problem_is_told() -> None:
    sets = {"both": {"dates": ["soon", "later"]}}
    parents = {"both": {"timezone": "+02:00", "week": 5}}
    with pytest.raises(SpecError) as caught:
        Calendar.from_spec({"extends": "both", "holidays": ["both"]}, "own", sets, parents)
    assert [str(problem).partition(" (")[0] for problem in caught.value.problems] == [
        'holidays > 0: holiday set "both" is itself not right',
        'extends: calendar "both" is itself not right',
    ]


def test_each_unknown_day_of_a_list_is_told() -> None:
    found = texts({**OFFICE, "week": {"xx,sun,yy": "09:00-10:00"}})
    assert [text.partition(" is ")[0] for text in found] == [
        f'week > xx,sun,yy: "{day}"' for day in ("xx", "yy")
    ]
    assert list(Calendar.from_spec(OFFICE).weekly()) == list(range(7))
