"""What is wrong with a calendar's data is told all at once, with place and remedy."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sportello.worktime import Calendar, SpecError, SpecProblem, check_holiday_set

OFFICE: dict[str, Any] = {"timezone": "Europe/Rome", "week": {"mon-fri": "08:00-18:00"}}
HOLIDAYS: dict[str, Any] = {
    "italy": {"country": "IT"},
    "company": {"dates": ["2026-08-14"]},
    "broken": {"dates": ["soon"]},
    "nowhere": {"country": "XX"},
}
CALENDARS: dict[str, Any] = {
    "office": {
        **OFFICE,
        "holidays": ["italy"],
        "exceptions": [{"date": "2026-05-02", "closed": True}],
    },
    "one": {"extends": "two"},
    "two": {"extends": "one"},
    "bad": {"timezone": "Europe/Rom"},
    "deaf": {"extends": "nobody"},
    "text": "nine to five",
    "odd": {"extends": 5},
}


def problems(spec: object) -> tuple[SpecProblem, ...]:
    with pytest.raises(SpecError) as caught:
        Calendar.from_spec(spec, "own", HOLIDAYS, CALENDARS)
    assert str(caught.value)
    return caught.value.problems


def only(spec: object) -> SpecProblem:
    (problem,) = problems(spec)
    return problem


def week(value: object) -> SpecProblem:
    return only({"timezone": "UTC", "week": value})


def exception(*items: object) -> SpecProblem:
    return only({**OFFICE, "exceptions": list(items)})


def test_all_problems_are_told_at_once() -> None:
    found = problems(
        {
            "timezone": "Europe/Rom",
            "week": {"mon-fri": ["08:00-18:00", "09:00-00:00"], "sun-mun": "closed"},
            "holidays": ["itly"],
            "exceptions": [{"date": "2026-02-30", "closed": True}],
            "extend": "office",
        }
    )
    assert {problem.path for problem in found} == {
        ("timezone",),
        ("week", "mon-fri", 1),
        ("week", "sun-mun"),
        ("holidays", 0),
        ("exceptions", 0, "date"),
        ("extend",),
    }


def test_descriptive_keys_are_ignored() -> None:
    assert Calendar.from_spec({**OFFICE, "name": {"it": "Ufficio"}, "note": "x"}).name == "calendar"


def test_the_error_reads_as_text() -> None:
    with pytest.raises(SpecError) as caught:
        Calendar.from_spec({**OFFICE, "holidays": ["itly"]}, "own", HOLIDAYS)
    assert str(caught.value) == (
        'calendar "own": holidays > 0: there is no holiday set "itly"; '
        'did you mean "italy"? write the name of an entry of holidays'
    )
    assert str(SpecProblem((), "wrong", "mend it")) == "wrong; mend it"


@pytest.mark.parametrize("spec", [None, "always", 5, [OFFICE], True])
def test_a_calendar_is_a_mapping(spec: object) -> None:
    problem = problems(spec)[0]
    assert problem.path == ()
    assert "is not a calendar" in problem.message


def test_an_unknown_key_is_told_with_the_nearest() -> None:
    problem = only({**OFFICE, "timezon": "UTC"})
    assert problem.path == ("timezon",)
    assert problem.hint.startswith('did you mean "timezone"?')


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("Europe/Rom", 'did you mean "Europe/Rome"?'),
        ("europe/rome", 'did you mean "Europe/Rome"?'),
        ("+02:00", "IANA"),
        ("/etc/passwd", "IANA"),
        ("../UTC", "IANA"),
        ("Europe", "IANA"),
        ("localtime", "IANA"),
        ("right/UTC", "IANA"),
        ("Roma\0", "IANA"),
        ("Città", "IANA"),
        ("", "IANA"),
        (None, "IANA"),
        (1, "IANA"),
    ],
)
def test_a_timezone_is_a_known_place(value: object, hint: str) -> None:
    problem = only({**OFFICE, "timezone": value})
    assert problem.path == ("timezone",)
    assert hint in problem.hint


def test_a_timezone_is_needed() -> None:
    problem = only({"week": {"mon": "09:00-10:00"}})
    assert (problem.path, problem.message) == (("timezone",), "a calendar needs a time zone")


@pytest.mark.parametrize("value", [None, [], "closed", 8])
def test_a_week_is_a_mapping(value: object) -> None:
    assert week(value).path == ("week",)


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("mon", "0"),
        ("mon-fri", "01234"),
        ("sat-mon", "560"),
        ("mon,wed-fri", "0234"),
        ("mon, wed - thu", "023"),
        ("sun-sun", "6"),
    ],
)
def test_a_week_names_days_ranges_and_lists(key: str, days: str) -> None:
    cal = Calendar.from_spec({"timezone": "UTC", "week": {key: "09:00-10:00"}})
    assert {day for day, hours in cal.weekly().items() if hours} == {int(day) for day in days}


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("monday", 'write "mon"'),
        ("Mon", 'write "mon"'),
        ("mon-fry", 'did you mean "fri"?'),
        ("mon-wed-fri", "write a day (mon)"),
        ("mon,", "write a day (mon)"),
        ("lun", "write a day (mon)"),
        (1, "write a day (mon)"),
        (None, "write a day (mon)"),
    ],
)
def test_an_unknown_day_is_told(key: object, hint: str) -> None:
    found = problems({"timezone": "UTC", "week": {"tue": "09:00-10:00", key: "09:00-10:00"}})
    assert len(found) == 1
    assert found[0].path[0] == "week"
    assert hint in found[0].hint


def test_a_day_given_twice_is_told() -> None:
    problem = week({"mon-wed": "09:00-10:00", "wed": "11:00-12:00"})
    assert problem.path == ("week", "wed")
    assert problem.message == 'wed is given twice: in "mon-wed" and "wed"'


@pytest.mark.parametrize(
    ("value", "place", "message", "hint"),
    [
        ("09:00-00:00", (), "ends before the day begins", 'write "09:00-24:00"'),
        ("00:00-00:00", (), "ends before the day begins", 'write "00:00-24:00"'),
        ("09:00-09:00", (), "open for no time", '"00:00-24:00" for the whole day'),
        ("24:00-06:00", (), "names a time that does not exist", "only an end may be 24:00"),
        ("09:00-25:00", (), "names a time that does not exist", "only an end may be 24:00"),
        ("09:60-10:00", (), "names a time that does not exist", "only an end may be 24:00"),
        ("09:00:60-10:00", (), "names a time that does not exist", "only an end may be 24:00"),
        ("9:00-18:00", (), "is not opening hours", 'write "09:00-18:00"'),
        ("09.00 – 18.00", (), "is not opening hours", 'write "09:00-18:00"'),
        ("all day", (), "is not opening hours", 'write "08:00-18:00"'),
        (["09:00-10:00", 5], (1,), "is not opening hours", 'write "08:00-18:00"'),
        (None, (), "an empty value is not opening hours", "or closed"),
        ({"from": 1}, (), "a mapping is not opening hours", "or closed"),
        (
            ["12:00-14:00", "08:00-12:30"],
            (0,),
            "12:00-14:00 overlaps 08:00-12:30",
            "not overlap",
        ),
        (["08:00-09:00", "08:00-09:00"], (1,), "08:00-09:00 overlaps 08:00-09:00", "not overlap"),
    ],
)
def test_wrong_hours_are_told(
    value: object, place: tuple[int, ...], message: str, hint: str
) -> None:
    problem = week({"mon": value, "tue": "09:00-10:00"})
    assert problem.path == ("week", "mon", *place)
    assert message in problem.message
    assert hint in problem.hint


def test_a_night_that_overlaps_the_next_day_is_told_once() -> None:
    problem = week({"mon-fri": ["22:00-06:00", "05:00-10:00"]})
    assert problem.path == ("week", "mon-fri", 1)
    assert problem.message == "05:00-10:00 on tue overlaps 22:00-06:00, which runs on from mon"


def test_the_night_of_sunday_runs_on_into_monday() -> None:
    problem = week({"mon": "05:00-10:00", "sun": "22:00-06:00"})
    assert problem.message == "05:00-10:00 on mon overlaps 22:00-06:00, which runs on from sun"


@pytest.mark.parametrize(
    "spec",
    [
        {"timezone": "UTC"},
        {"timezone": "UTC", "week": {}},
        {"timezone": "UTC", "week": {"mon-sun": "closed"}},
        {"timezone": "UTC", "week": {"mon": []}},
        {"timezone": "UTC", "exceptions": [{"date": "2026-05-02", "closed": True}]},
    ],
)
def test_a_calendar_that_never_opens_is_refused(spec: object) -> None:
    problem = only(spec)
    assert (problem.path, problem.message) == (("week",), "the calendar never opens")


def test_an_exception_may_be_the_only_opening() -> None:
    opening = {"date": "2026-05-02", "open": "09:00-10:00"}
    assert Calendar.from_spec({"timezone": "UTC", "exceptions": [opening]}).exceptions


@pytest.mark.parametrize(
    ("value", "path", "message"),
    [
        ("italy", ("holidays",), "is not a list"),
        (["italy", "italia"], ("holidays", 1), 'there is no holiday set "italia"'),
        ([["italy"]], ("holidays", 0), "there is no holiday set a list"),
        (["italy", "italy"], ("holidays", 1), "is listed twice"),
        (["nowhere"], ("holidays", 0), 'holiday set "nowhere" is itself not right (country'),
        (["broken"], ("holidays", 0), 'holiday set "broken" is itself not right (dates > 0'),
    ],
)
def test_wrong_holidays_are_told(value: object, path: tuple[str, ...], message: str) -> None:
    problem = only({**OFFICE, "holidays": value})
    assert problem.path == path
    assert message in problem.message


@pytest.mark.parametrize(
    ("item", "step", "message"),
    [
        ("2026-05-02", (), "is not an exception"),
        ({"closed": True}, (), "this one has no date"),
        ({"date": "2026-05-02", "to": "2026-05-03", "closed": True}, (), "has date and to"),
        ({"from": "2026-05-02", "closed": True}, (), "this one has from"),
        ({"from": "2026-05-03", "to": "2026-05-02", "closed": True}, (), "lies after"),
        ({"date": "2026-05-02"}, (), "either open or closed"),
        ({"date": "2026-05-02", "closed": True, "open": "09:00-10:00"}, (), "either open or"),
        ({"date": "2026-05-02", "closed": False}, ("closed",), "says nothing"),
        ({"date": "2026-05-02", "closed": 1}, ("closed",), "says nothing"),
        ({"date": "2026-05-02", "open": "closed"}, ("open",), "needs hours"),
        ({"date": "2026-05-02", "open": []}, ("open",), "needs hours"),
        ({"date": "2026-05-02", "open": ["09:00-00:00"]}, ("open", 0), "ends before"),
        ({"date": "2026-05-02 Friday", "closed": True}, ("date",), "is a Saturday, not a Friday"),
        ({"date": "1969-05-02", "closed": True}, ("date",), "out of reach"),
        ({"date": "2026-05-02", "closed": True, "why": 5}, ("why",), "is not a text"),
        ({"date": "2026-05-02", "closed": True, "why": {"it": 5}}, ("why",), "is not a text"),
        ({"date": "2026-05-02", "closed": True, "why": {}}, ("why",), "is not a text"),
        ({"date": "2026-05-02", "closed": True, "wy": "x"}, ("wy",), "is not a key"),
    ],
)
def test_wrong_exceptions_are_told(item: object, step: tuple[str, ...], message: str) -> None:
    problem = exception(item)
    assert problem.path == ("exceptions", 0, *step)
    assert message in problem.message


def test_exceptions_are_a_list() -> None:
    assert only({**OFFICE, "exceptions": {"date": "2026-05-02"}}).path == ("exceptions",)


@pytest.mark.parametrize("turned", [False, True])
def test_two_exceptions_on_one_date_are_told_at_the_second(turned: bool) -> None:
    items: list[object] = [
        {"from": "2026-05-01", "to": "2026-05-09", "closed": True},
        {"date": "2026-05-05", "open": "09:00-10:00"},
    ]
    problem = exception(*(reversed(items) if turned else items))
    assert problem.path == ("exceptions", 1)
    assert "shares a date with the exception" in problem.message


def test_each_of_many_shared_dates_is_told() -> None:
    span = {"from": "2026-05-01", "to": "2026-05-09", "closed": True}
    inner = [{"date": f"2026-05-0{day}", "closed": True} for day in (2, 4)]
    assert [p.path[1] for p in problems({**OFFICE, "exceptions": [span, *inner]})] == [1, 2]


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({"extends": "ofice"}, 'there is no calendar "ofice"'),
        ({"extends": ["office"]}, "a list is not a calendar"),
        ({"extends": "own"}, "calendars extend each other: own → own"),
        ({"extends": "one"}, "calendars extend each other: own → one → two → one"),
        ({"extends": "bad"}, 'calendar "bad" is itself not right (timezone: "Europe/Rom"'),
        ({"extends": "deaf"}, 'calendar "deaf": there is no calendar "nobody"'),
        ({"extends": "odd"}, 'calendar "odd": 5 is not a calendar'),
        ({"extends": "text"}, 'calendar "text" is itself not right'),
    ],
)
def test_wrong_extension_is_told(spec: object, message: str) -> None:
    problem = only(spec)
    assert problem.path == ("extends",)
    assert message in problem.message


def test_an_exception_may_not_share_a_date_with_an_inherited_one() -> None:
    item = {"from": "2026-05-01", "to": "2026-05-03", "open": "09:00-10:00"}
    problem = only({"extends": "office", "exceptions": [item]})
    assert problem.path == ("exceptions", 0)
    assert problem.message.endswith("2026-05-02, which is inherited")


@pytest.mark.parametrize(
    ("entry", "path", "message"),
    [
        (None, (), "is not a holiday set"),
        ({}, (), "either of a country or a list of dates"),
        ({"country": "IT", "dates": []}, (), "either of a country or a list of dates"),
        ({"country": "it"}, ("country",), "is not a country"),
        ({"country": 39}, ("country",), "is not a country"),
        ({"country": "XX"}, ("country",), "is not a country"),
        ({"country": "HolidayBase"}, ("country",), "is not a country"),
        ({"country": "IT", "subdivision": "XX"}, ("subdivision",), "not a subdivision of IT"),
        ({"country": "IT", "subdivision": []}, ("subdivision",), "not a subdivision of IT"),
        ({"country": "VA", "subdivision": "BO"}, ("subdivision",), "not a subdivision of VA"),
        ({"dates": [], "subdivision": "BO"}, ("subdivision",), "have no subdivision"),
        ({"dates": "2026-08-14"}, ("dates",), "is not a list of dates"),
        ({"dates": ["2026-08-14", "--02-30"]}, ("dates", 1), "is in no year"),
        ({"dates": [{"dat": "2026-08-14"}]}, ("dates", 0, "dat"), "is not a key"),
        ({"dates": [{"date": "x"}]}, ("dates", 0, "date"), "is not a date"),
        ({"dates": [{"date": "--12-24", "name": 5}]}, ("dates", 0, "name"), "is not a text"),
        ({"country": "IT", "region": "BO"}, ("region",), "is not a key"),
    ],
)
def test_wrong_holiday_sets_are_told(entry: object, path: tuple[str, ...], message: str) -> None:
    found = {problem.path: problem.message for problem in check_holiday_set(entry)}
    assert message in found[path]


@pytest.mark.parametrize(
    ("country", "hint"),
    [("it", 'write "IT"'), ("Italy", 'write "IT"'), ("ITA", 'write "IT"'), ("UK", 'write "GB"')],
)
def test_a_country_named_otherwise_is_proposed_as_its_code(country: str, hint: str) -> None:
    assert check_holiday_set({"country": country})[0].hint == hint


def test_a_right_holiday_set_has_no_problem() -> None:
    assert check_holiday_set({"country": "IT", "subdivision": "BO", "name": "Bologna"}) == ()
    assert check_holiday_set({"dates": ["2026-08-14", {"date": "--12-24", "name": "x"}]}) == ()


KEYS = (
    *("timezone", "week", "holidays", "exceptions", "extends", "date", "from", "to", "open"),
    *(
        "seasons",
        "valid",
        "until",
        "closed",
        "why",
        "country",
        "subdivision",
        "dates",
        "name",
        "own",
        "office",
        "italy",
    ),
)
VALUES = (
    *("company", "IT", "Europe/Rome", "UTC", "mon-fri", "sat", "sun", "08:00-18:00"),
    *("22:00-06:00", "2026-05-02", "--12-24", "--06-15"),
)
words = st.sampled_from(KEYS + VALUES)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | words | st.text(max_size=12)
plain = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=4),
    max_leaves=12,
)
exceptions = st.lists(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("date", "from", "to", "open", "closed", "why"), plain)
    )
    | plain,
    max_size=3,
)
ends = st.dictionaries(st.sampled_from(("from", "until")), words | plain)
weeks = st.dictionaries(words, plain, max_size=3)
seasons = st.lists(
    st.fixed_dictionaries({}, optional={"valid": ends | plain, "week": weeks | plain, "why": plain})
    | plain,
    max_size=3,
)
entries = st.fixed_dictionaries(
    {},
    optional={
        "timezone": plain,
        "week": weeks | plain,
        "seasons": seasons | plain,
        "holidays": st.lists(words, max_size=2) | plain,
        "exceptions": exceptions | plain,
        "extends": words | plain,
    },
)


@settings(max_examples=300)
@given(entries | plain, st.dictionaries(words, plain, max_size=3), plain)
def test_no_plain_data_raises_anything_else(
    spec: object, sets: dict[str, object], parent: object
) -> None:
    try:
        found = Calendar.from_spec(spec, "own", {**HOLIDAYS, **sets}, {"office": parent})
    except SpecError as error:
        told = [str(error), *(problem.message for problem in error.problems)]
    else:
        told = [found.timezone, found.name]
    assert len(told) > 1
    assert all(told)


SEASON: dict[str, Any] = {"valid": {"from": "--06-15", "until": "--09-15"}, "week": {}}
CLOSED: dict[str, Any] = {"date": "2026-05-02", "closed": True}


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ({"week": OFFICE["week"]}, "W001"),
        ({**OFFICE, "week": {}}, "W002"),
        ({"extends": "one"}, "W003"),
        ({**OFFICE, "exceptions": [CLOSED, CLOSED]}, "W004"),
        ({**OFFICE, "seasons": [SEASON, SEASON]}, "W005"),
        ({**OFFICE, "week": {"mon": ["08:00-12:00", "11:00-13:00"]}}, "W006"),
        ({**OFFICE, "week": {"mon": "08:00-12:00", "mon-fri": "08:00-12:00"}}, "W006"),
        ({**OFFICE, "week": {"mon-fri": ["22:00-06:00", "05:00-10:00"]}}, "W006"),
        ({**OFFICE, "exceptions": [{**CLOSED, "open": "08:00-12:00"}]}, "W007"),
        ({**OFFICE, "exceptions": [{"from": "2026-05-02", "closed": True}]}, "W007"),
        ({**OFFICE, "seasons": [{**SEASON, "valid": {}}]}, "W007"),
        ({**OFFICE, "holidays": ["italy", "italy"]}, "W008"),
        ({**OFFICE, "holidays": ["itly"]}, "R001"),
        ({"extends": "ofice"}, "R001"),
        ({"extends": "bad"}, "S005"),
        ({**OFFICE, "timezon": "UTC"}, "S001"),
        ({**OFFICE, "seasons": [{"week": {}}]}, "S002"),
        ({**OFFICE, "week": 5}, "S003"),
        ({**OFFICE, "exceptions": [{**CLOSED, "closed": None, "why": 5}]}, "S003"),
        ({**OFFICE, "exceptions": [{"date": "--12-24", "open": "9-13"}]}, "S005"),
        ({**OFFICE, "exceptions": [{"date": "--12-24", "open": "09:00-13:00", "days": "x"}]}, "S004"),
        ({**OFFICE, "exceptions": [{"date": "soon", "closed": True}]}, "S005"),
        ({**OFFICE, "timezone": "Europe/Rom"}, "S005"),
    ],
)  # fmt: skip
def test_a_problem_is_of_a_rule(spec: object, code: str) -> None:
    assert code in [problem.rule.code for problem in problems(spec)]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"country": "IT", "dates": []}, "W008"),
        ({"country": "XX"}, "S005"),
        ({"country": "IT", "subdivision": "XX"}, "S004"),
        ({"dates": ["soon"]}, "S005"),
        ({"dates": 5}, "S003"),
        ({"country": "IT", "region": "BO"}, "S001"),
    ],
)
def test_a_problem_of_a_holiday_set_is_of_a_rule(entry: object, code: str) -> None:
    assert [problem.rule.code for problem in check_holiday_set(entry)] == [code]
