"""The calculator's data about days: what cannot be derived from openings alone, and why not open."""

import datetime as dt
import gzip
import json
import re
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frozen import FROZEN
from random_calendars import FIRST_YEAR, LAST_YEAR, random_calendars
from sportello.catalog import load
from sportello.files import Files
from sportello.targets.calculator import TARGET
from sportello.targets.calculator.calendar_data import calendar_data
from sportello.targets.calculator.closure_data import closure_data
from sportello.worktime import Calendar
from sportello.worktime.zone import midnight
from sportello.worktime.zones import Zone

SPECS, HOLIDAYS = random_calendars(12)
PLAIN = {name: entry["spec"] for name, entry in SPECS.items()}
YEAR = (2026, 2026)
MODULES = ("sla", "clock", "days", "terms", "answers")


@pytest.fixture(scope="module")
def built() -> Files:
    """The files of the frozen catalog."""
    return TARGET.files(load(FROZEN).catalog.public())


def working_days(data: Any) -> dict[dt.date, tuple[int, int]]:
    """Return first opening and last closing of each day, as a calculator finds them in the data."""
    zone, unit = Zone(data["timezone"]), data["unit"]
    edges = [*accumulate((delta * unit for delta in data["deltas"]), initial=data["from"])][1:]
    listed: dict[dt.date, list[int]] = {}
    date = first = dt.date.fromisoformat(data["first_day"])
    for distance, *hours in data["days"]:
        date += dt.timedelta(distance)
        listed[date] = [midnight(date, zone) + each * unit for each in hours]
    found: dict[dt.date, tuple[int, int]] = {}
    for ordinal in range((dt.date.fromisoformat(data["last_day"]) - first).days + 1):
        date = first + dt.timedelta(ordinal)
        begin, end = midnight(date, zone), midnight(date + dt.timedelta(1), zone)
        pairs = zip(edges[::2], edges[1::2], strict=True)
        opened = [(max(a, begin), min(b, end)) for a, b in pairs if a < end and begin < b]
        hours = listed.get(date, [opened[0][0], opened[-1][1]] if opened else [])
        if hours:
            found[date] = (hours[0], hours[1])
    return found


@settings(max_examples=8, deadline=None)
@given(st.sampled_from([*SPECS]))
def test_the_data_give_back_the_working_days(name: str) -> None:
    calendar = Calendar.from_spec(PLAIN[name], name, HOLIDAYS, PLAIN)
    data = json.loads(json.dumps(calendar_data(calendar, *YEAR)))
    expected = {each.date: (each.opening, each.closing) for each in calendar.working_days(*YEAR)}
    assert working_days(data) == expected
    assert expected.keys() == {
        date
        for date in (dt.date(2026, 1, 1) + dt.timedelta(day) for day in range(365))
        if calendar.day(date).hours
    }


NIGHTS = {"timezone": "Europe/Rome", "week": {"mon": "22:00-06:00", "wed": "09:00-12:00"}}


def test_of_a_night_the_hours_are_those_of_the_day_on_which_it_begins() -> None:
    data = calendar_data(Calendar.from_spec(NIGHTS), *YEAR)
    # From Thursday 1 January to Monday the 5th, whose hours end at six of Tuesday, which has none.
    assert data["days"][:4] == [[4, 1320, 1800], [1], [6, 1320, 1800], [1]]
    spring = [
        each for each in working_days(data) if each in (dt.date(2026, 3, 30), dt.date(2026, 3, 31))
    ]
    assert spring == [dt.date(2026, 3, 30)]


@pytest.mark.parametrize(
    "week", [{"mon-fri": ["08:30-13:00", "14:00-17:30"]}, {"mon-sun": "00:00-24:00"}]
)
def test_hours_within_their_day_need_no_data_of_their_own(week: dict[str, Any]) -> None:
    spec = {"timezone": "Europe/Rome", "week": week}
    assert calendar_data(Calendar.from_spec(spec), 2026, 2030)["days"] == []


def test_five_years_of_nights_are_less_than_a_kilobyte() -> None:
    spec = {"timezone": "Europe/Rome", "week": {"mon-sat": "22:00-06:00"}, "holidays": ["italy"]}
    calendar = Calendar.from_spec(spec, "nights", {"italy": {"country": "IT"}})
    data = json.dumps(calendar_data(calendar, 2026, 2030), separators=(",", ":")).encode()
    assert len(gzip.compress(data, 9, mtime=0)) <= 1024


def test_a_calendar_over_several_zones_names_them() -> None:
    zones = {
        name: {"timezone": zone, "week": {"mon-fri": "09:00-17:00"}}
        for name, zone in (("rome", "Europe/Rome"), ("tokyo", "Asia/Tokyo"))
    }
    spec = {"any_of": ["rome", "tokyo"], "timezone": "UTC"}
    calendar = Calendar.from_spec(spec, "both", {}, zones)
    assert calendar_data(calendar, *YEAR)["zones"] == ["Asia/Tokyo", "Europe/Rome", "UTC"]


@settings(max_examples=8, deadline=None)
@given(st.sampled_from([*SPECS]))
def test_the_data_give_back_why_each_day_is_closed(name: str) -> None:
    calendar = Calendar.from_spec(PLAIN[name], name, HOLIDAYS, PLAIN)
    listed = {
        date: (each["kind"], each["text"])
        for each in closure_data(calendar, FIRST_YEAR, LAST_YEAR)
        for date in each["dates"]
    }
    opened = {each.date for each in calendar.working_days(FIRST_YEAR, LAST_YEAR)}
    for ordinal in range(
        dt.date(FIRST_YEAR, 1, 1).toordinal(), dt.date(LAST_YEAR, 12, 31).toordinal()
    ):
        date = dt.date.fromordinal(ordinal)
        plan = calendar.day(date)
        if plan.hours:
            assert (str(date) in listed) <= (date not in opened)
            continue
        assert plan.reason
        usual: tuple[str, Any] = ("weekend" if date.weekday() >= 5 else "closed", {})
        assert listed.get(str(date), usual) == (plan.reason.kind, dict(plan.reason.text))


def test_a_holiday_is_listed_once_with_all_its_dates() -> None:
    spec = {
        "timezone": "Europe/Rome",
        "week": {"mon-fri": "09:00-17:00"},
        "holidays": ["italy"],
        "exceptions": [{"date": "2026-08-14", "closed": True, "why": "Bridge"}],
    }
    calendar = Calendar.from_spec(spec, "office", {"italy": {"country": "IT"}})
    found = closure_data(calendar, 2026, 2027)
    assert found[0] == {
        "kind": "holiday",
        "text": {"it": "Capodanno", "en": "New Year's Day"},
        "dates": ["2026-01-01", "2027-01-01"],
    }
    (exception,) = (each for each in found if each["kind"] == "exception")
    assert exception["dates"] == ["2026-08-14"]
    assert "Bridge" in exception["text"].values()


def test_what_a_page_needs_for_an_answer_is_small(built: Files) -> None:
    def packed(paths: list[str]) -> int:
        return sum(len(gzip.compress(built[path], 9, mtime=0)) for path in paths)

    assert packed([f"sportello-{name}.js" for name in MODULES]) <= 9 * 1024
    assert packed(["desk.json", "policies.json"]) <= 2 * 1024
    assert packed(["closures/accatre-office.json"]) <= 1024


def test_the_modules_ask_for_no_clock_or_zone_and_import_only_each_other(built: Files) -> None:
    for name in MODULES:
        text = built[f"sportello-{name}.js"].decode()
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)
        assert not re.search(r"\b(require|Intl|Temporal|fetch|globalThis|window|document)\b", code)
        assert not re.search(r"Date\.now|new Date\(\)|getTimezone|\.get(Hours|Date|Day)\b", code)
        imported = re.findall(r'from "(.+)"', code)
        assert {path.removeprefix("./") for path in imported} <= {
            f"sportello-{each}.js" for each in MODULES[: MODULES.index(name)]
        }
        assert text.count("\n") < 300


def declared(types: str, name: str) -> tuple[set[str], set[str]]:
    """Return the keys that an interface must and may have."""
    body = types.partition(f"interface {name} {{")[2].partition("\n}")[0]
    keys = re.findall(r"^  readonly (\w+)(\??):", body, re.MULTILINE)
    return {key for key, mark in keys if not mark}, {key for key, _ in keys}


def test_the_data_have_the_declared_keys(built: Files) -> None:
    types = built["sportello-answers.d.ts"].decode()
    desk, policies, closures = (
        json.loads(built[f"{name}.json"]) for name in ("desk", "policies", "closures/weekdays")
    )
    whens = [each["when"] for each in (*policies, *desk["priority"]["rules"])]
    for name, entries in {
        "DeskData": [desk],
        "PriorityData": [desk["priority"]],
        "ServiceData": desk["services"].values(),
        "PolicyData": policies,
        "TargetData": [target for each in policies for target in each["targets"].values()],
        "WhenData": whens,
        "ClosureData": closures,
    }.items():
        must, may = declared(types, name)
        assert may
        for entry in entries:
            assert must <= entry.keys() <= may


def test_a_service_names_the_calendars_that_an_answer_may_ask(built: Files) -> None:
    services = json.loads(built["desk.json"])["services"]
    named = {name for each in services.values() for name in each["calendars"]}
    assert named <= {path[10:-5] for path in built if path.startswith("calendars/")}
    for each in services.values():
        assert {each["calendar"], each["intake"], *each["channel_intakes"].values()} - {None} <= {
            *each["calendars"]
        }
