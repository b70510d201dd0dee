"""Random calendars, each with the wall clock to hold it against."""

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import assume
from hypothesis import strategies as st

from .rules_of_dates import rules_for
from .wallclock import DAYS, STEP, SeveralClocks, WallClock, clock_of, parts_of

EXAMPLES = int(os.environ.get("EXAMPLES", "50"))
"""How many random calendars each property is held against; `make test-thorough` asks for more."""

EVE = "day before holiday"

# A zone and a date near which its clocks do something.
PLACES = (
    ("Europe/Rome", "2024-03-31"),
    ("Europe/Rome", "2024-10-27"),
    ("America/New_York", "2024-11-03"),
    ("Australia/Lord_Howe", "2024-04-07"),  # half an hour back
    ("Australia/Lord_Howe", "2024-10-06"),  # half an hour forward
    ("Pacific/Apia", "2011-12-30"),  # a date that never was
    ("America/Sao_Paulo", "2018-11-04"),  # no midnight
    ("America/Sao_Paulo", "2018-02-18"),  # the last hour of a date twice
    ("Asia/Kathmandu", "1986-01-01"),  # a quarter of an hour forward, once
    ("Europe/Dublin", "2024-10-27"),  # "negative" daylight saving
    ("Africa/Casablanca", "2024-03-10"),
    ("UTC", "2023-12-31"),
)

# Zones that others of a combined calendar may be in.
ELSEWHERE = ("Asia/Kolkata", "America/New_York", "Europe/London", "Pacific/Kiritimati")


@dataclass(frozen=True)
class Case:
    """A calendar's data, the date around which to look at it, and what it names."""

    spec: dict[str, Any]
    anchor: dt.date
    holidays: dict[str, Any]
    calendars: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def clock(self) -> WallClock | SeveralClocks:
        noon = dt.datetime.combine(self.anchor, dt.time(12), dt.UTC)
        first = int(noon.timestamp()) - 7 * 86_400
        return clock_of(self.spec, self.calendars, self.holidays, first, first + 17 * 86_400)

    @property
    def first(self) -> int:
        """The first second looked at."""
        return self.clock.first

    @property
    def last(self) -> int:
        return self.clock.last

    @property
    def zones(self) -> set[str]:
        """The zones of the calendar and of all that it is made of."""
        return self._zones(self.spec)

    def _zones(self, spec: dict[str, Any]) -> set[str]:
        parts = (self._zones(self.calendars[part]) for part in parts_of(spec))
        return {zone for zone in [spec.get("timezone")] if zone}.union(*parts)

    def instant(self, seconds: int) -> dt.datetime:
        return dt.datetime.fromtimestamp(seconds, ZoneInfo(self.clock.timezone))


def clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}"


def text(hours: tuple[int, int]) -> str:
    start, end = hours
    return f"{clock(start)}-{clock(end if end <= 86_400 else end - 86_400)}"


@st.composite
def _daily(draw: st.DrawFn) -> list[tuple[int, int]]:
    marks = sorted(draw(st.lists(st.integers(0, 288), unique=True, max_size=6)))
    hours = [(a * STEP, b * STEP) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    if hours and draw(st.sampled_from(("adjacent", ""))):
        start, end = hours[-1]
        middle = (start + end) // 2 // STEP * STEP
        if start < middle < end:
            hours[-1:] = [(start, middle), (middle, end)]
    return hours


@st.composite
def _weekly(draw: st.DrawFn) -> list[list[tuple[int, int]]]:
    week = [draw(_daily()) for _ in range(7)]
    for day in range(7):
        following = week[(day + 1) % 7]
        buffers = following[0][0] if following else 86_400
        start = draw(st.integers(240, 287)) * STEP
        busy = week[day][-1][1] if week[day] else 0
        end = draw(st.integers(0, 120)) * STEP
        # The week must not overlap itself: a night ends before the next day begins.
        if busy <= start and 0 < end <= min(buffers, start - STEP):
            week[day].append((start, 86_400 + end))
    return week


def _texts(week: list[list[tuple[int, int]]]) -> dict[str, list[str]]:
    return {day: [text(span) for span in week[index]] for index, day in enumerate(DAYS)}


@st.composite
def _seasons(draw: st.DrawFn, anchor: dt.date) -> list[dict[str, Any]]:
    """Return seasons around a date that share none: with a year, without one, or open."""
    marks = sorted(draw(st.lists(st.integers(-5, 6), unique=True, max_size=4)))
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    yearly = draw(st.booleans())
    seasons: list[dict[str, Any]] = []
    for number, days in enumerate(pairs):
        first, last = (anchor + dt.timedelta(days=day) for day in days)
        valid = {"from": str(first), "until": str(last)}
        if yearly:
            valid = {"from": f"--{first:%m-%d}", "until": f"--{last:%m-%d}"}
        elif draw(st.booleans()) and number == 0:
            del valid["from"]
        elif draw(st.booleans()) and number == len(pairs) - 1:
            del valid["until"]
        seasons.append({"valid": valid, "week": _texts(draw(_weekly()))})
    return seasons


@st.composite
def _by_rule(draw: st.DrawFn, dates: st.SearchStrategy[dt.date], *, opens: bool) -> dict[str, Any]:
    """Return an exception by a rule that means one of these dates, or the day before a holiday."""
    written = draw(dates.flatmap(lambda date: st.sampled_from([*rules_for(date), EVE])))
    spans = draw(_daily() | st.just([(22 * 3600, 30 * 3600)])) if opens else []
    if not spans:
        return {"date": written, "closed": True}
    days = draw(st.sampled_from([{}, {"days": "all"}, {"days": "working"}]))
    return {"date": written, "open": [text(span) for span in spans], **days}


@st.composite
def plain_cases(draw: st.DrawFn, places: Sequence[tuple[str, str]] = PLACES) -> Case:
    zone, anchor_text = draw(st.sampled_from(places))
    anchor = dt.date.fromisoformat(anchor_text)
    week = draw(_weekly())
    dates = st.integers(-4, 5).map(lambda days: anchor + dt.timedelta(days=days))
    closed = draw(st.lists(dates.map(str), max_size=3, unique=True))
    closed += draw(
        st.lists(dates.flatmap(lambda date: st.sampled_from(rules_for(date))), max_size=2)
    )
    opened = draw(st.dictionaries(dates, _daily() | st.just([(22 * 3600, 30 * 3600)]), max_size=3))
    if not any(week) and not any(opened.values()):
        week[0] = [(0, 86_400)]
    days = st.sampled_from([{}, {"days": "all"}, *([{"days": "working"}] if any(week) else [])])
    exceptions: list[dict[str, Any]] = [
        {"date": str(date), "open": [text(span) for span in spans], **draw(days)}
        if spans
        else {"date": str(date), "closed": True}
        for date, spans in opened.items()
    ]
    exceptions += draw(st.lists(_by_rule(dates, opens=any(week)), max_size=3))
    spec = {
        "timezone": zone,
        "week": _texts(week),
        "seasons": draw(_seasons(anchor)),
        "holidays": ["listed"],
        "exceptions": draw(st.permutations(exceptions)),
    }
    return Case(spec, anchor, {"listed": {"dates": closed}})


@st.composite
def combined_cases(draw: st.DrawFn) -> Case:
    """Return a calendar open where any or all of others are, in one zone or in several.

    The last of the others may itself be such a one.
    """
    zone, anchor_text = draw(st.sampled_from(PLACES))
    zones = (zone,) if draw(st.booleans()) else (zone, *ELSEWHERE)
    places = [(each, anchor_text) for each in zones]
    calendars: dict[str, Any] = {}
    holidays: dict[str, Any] = {}
    for name in ("first", "second", "third")[: draw(st.integers(2, 3))]:
        case = draw(plain_cases(places))
        calendars[name] = {**case.spec, "holidays": [name]}
        holidays[name] = case.holidays["listed"]
    kind = st.sampled_from(("any_of", "all_of"))
    told_in = {"timezone": zone} if len(zones) > 1 else {}
    if len(calendars) == 3 and draw(st.booleans()):
        calendars["both"] = {draw(kind): ["second", "third"], **told_in}
        spec = {draw(kind): ["first", "both"], **told_in}
    else:
        spec = {draw(kind): [*calendars], **told_in}
    case = Case(spec, dt.date.fromisoformat(anchor_text), holidays, calendars)
    inner = (
        Case(calendars["both"], case.anchor, holidays, calendars) if "both" in calendars else case
    )
    assume(case.clock.open_steps() and inner.clock.open_steps())
    return case


def cases() -> st.SearchStrategy[Case]:
    """Return calendars of both kinds: with a week of their own, or made of others."""
    return plain_cases() | combined_cases()


def offsets() -> st.SearchStrategy[int]:
    """Return seconds after the first one looked at, in the days around the anchor."""
    near = st.integers(4 * 86_400, 10 * 86_400)
    return near | near.map(lambda second: second // STEP * STEP)
