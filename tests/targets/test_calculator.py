"""The calculator's files: their sizes, and that the data say what the calendar says."""

import datetime as dt
import gzip
import json
import re
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frozen import FROZEN
from sportello.catalog import Loaded, load
from sportello.files import Files
from sportello.targets import all_targets
from sportello.targets.calculator import TARGET
from sportello.targets.calculator.calendar_data import calendar_data
from sportello.worktime import BeyondKnownHolidays, Calendar

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES = (
    "Europe/Rome",
    "America/Sao_Paulo",  # no midnight on some dates
    "Africa/Monrovia",  # no whole minutes from UTC until 1972
    "Asia/Kathmandu",  # a quarter of an hour forward as 1986 began
    "Pacific/Kiritimati",  # without the last day of 1994
    "Australia/Lord_Howe",
)
LUNCH = {
    "timezone": "Europe/Rome",
    "week": {"mon-fri": ["08:30-12:30", "13:30-17:30"]},
    "holidays": ["italy"],
}


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def clock(second: int) -> str:
    hours, minutes, seconds = second // 3600, second // 60 % 60, second % 60
    return f"{hours:02}:{minutes:02}:{seconds:02}" if seconds else f"{hours:02}:{minutes:02}"


def decoded(data: Any) -> tuple[tuple[int, int], ...]:
    """Return the open intervals that a calendar's data describe."""
    scaled = (delta * data["unit"] for delta in data["deltas"])
    edges = [*accumulate(scaled, initial=data["from"])][1:]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    step = draw(st.sampled_from((1, 60, 900)))
    marks = st.lists(st.integers(0, 86_400 // step), unique=True, max_size=6).map(sorted)
    week: dict[str, list[str]] = {}
    for day in DAYS:
        edges = [clock(mark * step) for mark in draw(marks)]
        week[day] = [f"{a}-{b}" for a, b in zip(edges[::2], edges[1::2], strict=False)]
    week["mon"] = week["mon"] or ["00:00-24:00"]
    dates = st.dates(dt.date(1970, 1, 1), dt.date(1997, 1, 1)).map(str)
    holidays = {"listed": {"dates": draw(st.lists(dates, max_size=5, unique=True))}}
    zone = draw(st.sampled_from(ZONES))
    spec = {"timezone": zone, "week": week, "holidays": ["listed"]}
    return Calendar.from_spec(spec, "random", holidays)


@pytest.fixture(scope="module")
def built(frozen: Loaded) -> Files:
    """The files of the frozen catalog."""
    return TARGET.files(frozen.catalog.public())


@settings(max_examples=40)
@given(calendars(), st.sampled_from(((1970, 1971), (1985, 1986), (1994, 1995))))
def test_the_data_give_back_the_timeline(calendar: Calendar, years: tuple[int, int]) -> None:
    data = json.loads(json.dumps(calendar_data(calendar, *years)))
    intervals = calendar.timeline(*years)
    assert decoded(data) == intervals
    edges = {edge for interval in intervals for edge in interval}
    in_minutes = all((edge - data["from"]) % 60 == 0 for edge in edges)
    assert data["unit"] == (60 if in_minutes else 1)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("years", [(1970, 1971), (1986, 1986), (1990, 1994), (1995, 2030)])
def test_the_data_reach_from_the_first_day_to_the_last(zone: str, years: tuple[int, int]) -> None:
    spec = {"timezone": zone, "week": {"mon-sun": "00:00-24:00"}}
    data = calendar_data(Calendar.from_spec(spec), *years)

    def date_at(instant: int) -> str:
        return str(dt.datetime.fromtimestamp(instant, ZoneInfo(zone)).date())

    assert date_at(data["from"]) == data["first_day"] == f"{years[0]}-01-01"
    assert date_at(data["from"] - 1) < data["first_day"]
    assert date_at(data["until"]) == f"{years[1] + 1}-01-01"
    assert date_at(data["until"] - 1) <= data["last_day"] == f"{years[1]}-12-31"
    assert decoded(data) == ((data["from"], data["until"]),)


def test_five_years_with_lunch_breaks_are_less_than_a_kilobyte() -> None:
    calendar = Calendar.from_spec(LUNCH, "lunch", {"italy": {"country": "IT"}})
    data = json.dumps(calendar_data(calendar, 2026, 2030), separators=(",", ":")).encode()
    assert len(decoded(json.loads(data))) > 2500
    assert packed(data) <= 1024


def test_every_calendar_of_ours_is_less_than_a_kilobyte(built: Files, frozen: Loaded) -> None:
    sizes = {path: packed(content) for path, content in built.items() if "calendars/" in path}
    assert sizes.keys() == {f"calendars/{name}.json" for name in frozen.catalog.calendars}
    assert max(sizes.values()) <= 1024


def test_the_module_is_at_most_three_kilobytes(built: Files) -> None:
    assert packed(built["sportello-sla.js"]) <= 3072


def test_the_module_imports_nothing_and_asks_for_no_clock_or_zone(built: Files) -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", built["sportello-sla.js"].decode(), flags=re.DOTALL)
    assert not re.search(r"\b(import|require|Intl|Temporal|fetch|globalThis|window)\b", code)
    assert not re.search(r"new Date|Date\.now", code)


def test_the_same_catalog_gives_the_same_bytes(
    built: Files, catalog_at: Callable[..., Path]
) -> None:
    assert TARGET.files(load(FROZEN).catalog.public()) == built
    root = catalog_at()
    before, again = (TARGET.files(load(root).catalog.public()) for _ in range(2))
    assert before == again
    assert all(content.endswith(b"\n") for content in before.values())


def test_hours_that_are_assumed_are_told_apart_from_holidays_that_are() -> None:
    week = {"mon-fri": "09:00-17:00"}
    calendars = (
        Calendar.from_spec({"timezone": "Europe/Rome", "week": week, **assumed})
        for assumed in (
            {},
            {"assumed": "The hours."},
            {"assumed": "The holidays.", "assumed_of": "holidays"},
        )
    )
    data = [calendar_data(each, 2026, 2026) for each in calendars]
    assert [each["hours_assumed"] for each in data] == [False, True, False]


def test_years_beyond_the_known_holidays_are_refused() -> None:
    calendar = Calendar.from_spec(LUNCH, "lunch", {"italy": {"country": "IT"}})
    with pytest.raises(BeyondKnownHolidays, match="lies outside"):
        calendar_data(calendar, 2026, 2101)


def test_policies_keep_their_order_and_say_how_they_count(catalog_at: Callable[..., Path]) -> None:
    root = catalog_at(
        (
            "sla.yaml",
            "      first_response: {within: 1 business hour}\n",
            "      first_response: {within: 1 business hour, calendar: office}\n"
            "      resolution: {within: 2 working days}\n"
            "    valid: {from: 2026-03-01}\n"
            "  night: {name: Night, when: {hours: closed, calendar: office}, statement: At night}\n"
            "  day: {name: Day, when: {hours: open, channel: [mail]}, statement: By day}\n",
        ),
    )
    policies = json.loads(TARGET.files(load(root).catalog.public())["policies.json"])
    hour = {"within": "1 business hour", "counts": "business", "seconds": 3600}
    days = {"within": "2 working days", "counts": "working_days", "seconds": None, "days": 2}
    forty = {"within": "40 business hours", "counts": "business", "seconds": 144_000}
    assert policies == [
        {
            "name": "high",
            "when": {"severity": ["high"]},
            "valid": {"from": "2026-03-01", "until": None},
            "targets": {
                "first_response": {**hour, "calendar": "office"},
                "resolution": {**days, "calendar": None},
            },
        },
        {"name": "night", "when": {"hours": "closed", "calendar": "office"}, "targets": {}},
        {"name": "day", "when": {"channel": ["mail"], "hours": "open"}, "targets": {}},
        {"name": "base", "when": {}, "targets": {"first_response": {**forty, "calendar": None}}},
    ]


def test_the_target_is_found_and_published_as_sla(built: Files) -> None:
    assert TARGET.directory == "sla"
    assert TARGET in all_targets()
    static = {path for path in built if "/" not in path}
    assert static == {
        *("README.txt", "desk.json", "package.json", "policies.json"),
        *("sportello-answers.d.ts", "sportello-answers.js", "sportello-clock.js"),
        *("sportello-days.js", "sportello-sla.d.ts", "sportello-sla.js", "sportello-terms.js"),
    }


def test_every_export_is_declared_with_its_type(built: Files) -> None:
    exported = r"^export (?:async )?(?:function|const|class) (\w+)"
    for name, expected in (("sla", ["calendar", "beyond"]), ("answers", ["desk"])):
        for end in ("js", "d.ts"):
            text = built[f"sportello-{name}.{end}"].decode()
            assert re.findall(exported, text, re.MULTILINE) == expected


def test_the_data_have_exactly_the_declared_keys(built: Files) -> None:
    types = built["sportello-sla.d.ts"].decode()
    declared = types.partition("interface CalendarData {")[2].partition("\n}")[0]
    data = json.loads(next(built[path] for path in built if "calendars/" in path))
    assert re.findall(r"readonly (\w+):", declared) == list(data)


def test_node_is_told_that_the_module_is_one_and_all_paths_exist(built: Files) -> None:
    package = json.loads(built["package.json"])
    assert package["type"] == "module"
    named = [package["types"], *package["exports"]["."].values(), "./policies.json"]
    assert {path.removeprefix("./") for path in named} <= built.keys()
