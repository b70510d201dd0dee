"""The golden cases, whose answers were found by reading the wall clock."""

import datetime as dt
import json
from typing import Any

import numpy as np
import pytest

from golden.make_worktime import FILE, answers, written
from sportello.worktime import Calendar

CONTENT: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=CONTENT["calendars"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def calendar(name: str) -> Calendar:
    specs = {each: entry["spec"] for each, entry in CONTENT["calendars"].items()}
    return Calendar.from_spec(specs[name], name, CONTENT["holidays"], specs)


def cases(name: str, op: str) -> list[dict[str, Any]]:
    return [case for case in CONTENT["cases"] if (case["calendar"], case["op"]) == (name, op)]


def instant(seconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def test_the_file_is_what_the_wall_clock_reads() -> None:
    assert FILE.read_text(encoding="utf-8") == written(answers())


def test_every_case_lies_well_inside_the_years_of_its_calendar() -> None:
    for case in CONTENT["cases"]:
        calendar = CONTENT["calendars"][case["calendar"]]
        for key in {"start", "a", "b", "at"} & set(case):
            year = instant(case[key]).year
            assert calendar["first_year"] < year + 1 <= calendar["last_year"]


def test_one_at_a_time(calendar: Calendar, name: str) -> None:
    for case in cases(name, "due"):
        due = calendar.due(instant(case["start"]), dt.timedelta(seconds=case["seconds"]))
        assert due.timestamp() == case["result"], case["about"]
    for case in cases(name, "elapsed"):
        found = calendar.elapsed(instant(case["a"]), instant(case["b"]))
        assert found == case["result"], case["about"]
    for case in cases(name, "is_open"):
        assert calendar.is_open(instant(case["at"])) is case["result"], case["about"]
    for case in cases(name, "next_opening"):
        opening = calendar.next_opening(instant(case["at"]))
        assert opening.timestamp() == case["result"], case["about"]
    for case in cases(name, "received"):
        came = calendar.received(instant(case["at"]))
        assert came.timestamp() == case["result"], case["about"]


def test_many_at_a_time(calendar: Calendar, name: str) -> None:
    for op, keys, ask in (
        ("due", ("start", "seconds"), calendar.due_many),
        ("elapsed", ("a", "b"), calendar.elapsed_many),
    ):
        asked = cases(name, op)
        first, second = (np.array([case[key] for case in asked]) for key in keys)
        assert ask(first, second).tolist() == [case["result"] for case in asked]
