"""Questions for the calculator with the answers of the package: the golden ones and random ones."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from random_calendars import random_calendars
from sportello.targets.calculator.calendar_data import CalendarData, calendar_data
from sportello.worktime import BeyondKnownHolidays, Calendar

Case: TypeAlias = tuple[str, str, list[int], int | bool | None]
"""Calendar, method, arguments, answer; None stands for "not known"."""

_GOLDEN = Path(__file__).parents[1] / "golden" / "worktime.json"
RANDOM_CALENDARS = 12
_METHODS = {
    "due": ("due", ("start", "seconds")),
    "elapsed": ("elapsed", ("a", "b")),
    "is_open": ("isOpen", ("at",)),
    "next_opening": ("nextOpening", ("at",)),
    "next_closing": ("nextClosing", ("at",)),
    "received": ("received", ("at",)),
}
_AT_ONE = ("isOpen", "nextOpening", "nextClosing", "received")
_SECONDS = {
    "timezone": "America/New_York",
    "week": {"mon-fri": ["08:00:30-12:00:01", "12:59:59-17:00"], "sun": "22:00-03:00:07"},
}


def questions(how_many: int) -> dict[str, Any]:
    """Return the data of calendars by name, the golden cases and so many random ones."""
    golden = json.loads(_GOLDEN.read_text(encoding="utf-8"))
    golden["calendars"]["seconds"] = {"spec": _SECONDS, "first_year": 2026, "last_year": 2027}
    at_random, sets = random_calendars(RANDOM_CALENDARS)
    golden["calendars"] |= at_random
    golden["holidays"] |= sets
    calendars: dict[str, Calendar] = {}
    data: dict[str, CalendarData] = {}
    specs = {name: entry["spec"] for name, entry in golden["calendars"].items()}
    for name, entry in golden["calendars"].items():
        calendars[name] = Calendar.from_spec(entry["spec"], name, golden["holidays"], specs)
        data[name] = calendar_data(calendars[name], entry["first_year"], entry["last_year"])
    cases: list[Case] = []
    for case in golden["cases"]:
        method, keys = _METHODS[case["op"]]
        cases.append((case["calendar"], method, [case[key] for key in keys], case["result"]))
    share = -(-how_many // len(calendars))
    for name, calendar in calendars.items():
        cases += random_cases(calendar, data[name], share)
    return {"calendars": data, "cases": cases}


def random_cases(calendar: Calendar, data: CalendarData, how_many: int) -> Iterator[Case]:
    """Yield random questions about a calendar, many of them at edges and near the horizon."""
    random = Random(calendar.name)  # noqa: S311 - the same questions each time
    bounds = (data["from"], data["until"])
    years = [dt.date.fromisoformat(data["first_day"]).year]
    years.append(dt.date.fromisoformat(data["last_day"]).year)
    edges = [edge for interval in calendar.timeline(*years) for edge in interval]

    def instant() -> int:
        kind = random.random()
        if kind < 0.5:
            return random.randrange(*bounds)
        near = random.choice(edges if kind < 0.85 else bounds)
        reach = random.choice((0, 1, 60, 86_400, 10 * 86_400))
        return near + random.randint(-reach, reach)

    for _ in range(how_many):
        method = random.choice(("due", "due", "elapsed", *_AT_ONE))
        asked = [instant()]
        if method == "elapsed":
            asked.append(instant())
        elif method == "due":
            asked.append(_amount(random, calendar, asked[0], instant()))
        yield calendar.name, method, asked, _answer(calendar, bounds, method, asked)


def _amount(random: Random, calendar: Calendar, start: int, other: int) -> int:
    """Return seconds of any sign: few, many, or exactly those to another instant."""
    kind = random.random()
    if kind < 0.5:
        exactly = calendar.elapsed(_at(start, calendar), _at(other, calendar))
        return exactly + random.choice((0, 0, 1, -1))
    reach = random.choice((0, 1, 3600, 144_000, 10_000_000))
    return random.randint(-reach, reach)


def _answer(
    calendar: Calendar, bounds: tuple[int, int], method: str, asked: list[int]
) -> int | bool | None:
    """Return what the calendar answers, None if question or answer is out of bounds.

    Of the last instant itself is known how much came before it, not what follows it.
    """
    first, last = bounds
    instants = asked[:1] if method == "due" else asked
    if not all(first <= each <= last for each in instants):
        return None
    start = _at(asked[0], calendar)
    if method == "elapsed":
        return calendar.elapsed(start, _at(asked[1], calendar))
    if method == "isOpen":
        return calendar.is_open(start) if asked[0] < last else None
    try:
        if method == "due":
            found = _stamp(calendar.due(start, dt.timedelta(seconds=asked[1])))
            return found if first <= found <= last else None
        ask = {
            "nextOpening": calendar.next_opening,
            "nextClosing": calendar.next_closing,
            "received": calendar.received,
        }
        found = _stamp(ask[method](start))
    except BeyondKnownHolidays:
        return None
    return found if found < last else None


def _at(instant: int, calendar: Calendar) -> dt.datetime:
    return dt.datetime.fromtimestamp(instant, ZoneInfo(calendar.timezone))


def _stamp(instant: dt.datetime) -> int:
    return int(instant.timestamp())
