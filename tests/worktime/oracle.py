"""Business time the slow way: read the wall clock every five minutes and count.

Written from the conventions alone, without the package's own hours, zones or timelines.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

STEP = 300
_DAY = dt.timedelta(days=1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

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


@dataclass(frozen=True)
class Case:
    """A calendar's data, and the stretch of time to look at."""

    spec: dict[str, Any]
    anchor: dt.date
    holidays: dict[str, Any]
    hours: dict[dt.date, list[tuple[int, int]]] = field(compare=False, repr=False)
    """The hours that begin on each date, in seconds after midnight."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.spec["timezone"])

    @property
    def first(self) -> int:
        """The first second looked at."""
        noon = dt.datetime.combine(self.anchor, dt.time(12), dt.UTC)
        return int(noon.timestamp()) - 7 * 86_400

    @property
    def last(self) -> int:
        return self.first + 15 * 86_400

    def instant(self, seconds: int) -> dt.datetime:
        return dt.datetime.fromtimestamp(seconds, self.zone)

    def open_at(self, seconds: int) -> bool:
        return bool(self._owners(_read(seconds, self.zone)))

    def open_steps(self) -> list[int]:
        """Return the first second of every five minutes in which it is open."""
        return [now for now, wall in self._walls() if self._owners(wall)]

    def steps_of(self, date: dt.date) -> list[int]:
        """Return the same for the hours alone that begin on a date."""
        return [now for now, wall in self._walls() if date in self._owners(wall)]

    def first_reading(self, date: dt.date, time: dt.time) -> int:
        """Return the first instant whose clock reads that time on that date, or later."""
        second = time.hour * 3600 + time.minute * 60 + time.second
        rest = second % STEP
        exact = (now + rest for now, wall in self._walls() if wall == (date, second - rest))
        later = (now for now, wall in self._walls() if wall >= (date, second))
        return next(exact, None) or next(later)

    def _walls(self) -> list[tuple[int, tuple[dt.date, int]]]:
        return _walls(self.spec["timezone"], self.first, self.last)

    def _owners(self, wall: tuple[dt.date, int]) -> list[dt.date]:
        """Return the dates, today or the eve, in whose hours the wall clock's reading lies."""
        today, second = wall
        readings = ((today, second), (today - _DAY, second + 86_400))
        return [
            date
            for date, reading in readings
            for start, end in self.hours.get(date, ())
            if start <= reading < end
        ]


def _read(seconds: int, zone: ZoneInfo) -> tuple[dt.date, int]:
    wall = dt.datetime.fromtimestamp(seconds, zone)
    return wall.date(), wall.hour * 3600 + wall.minute * 60 + wall.second


@lru_cache
def _walls(zone: str, first: int, last: int) -> list[tuple[int, tuple[dt.date, int]]]:
    return [(now, _read(now, ZoneInfo(zone))) for now in range(first, last, STEP)]


def count(steps: list[int], a: int, b: int) -> int:
    """Return the open seconds from a to b."""
    if a > b:
        return -count(steps, b, a)
    if a == b:
        return 0
    low, high = bisect_right(steps, a - STEP), bisect_left(steps, b)
    return sum(min(b, step + STEP) - max(a, step) for step in steps[low:high])


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
        room = following[0][0] if following else 86_400
        start = draw(st.integers(240, 287)) * STEP
        busy = week[day][-1][1] if week[day] else 0
        end = draw(st.integers(0, 120)) * STEP
        # The week must not overlap itself: a night ends before the next day begins.
        if busy <= start and 0 < end <= min(room, start - STEP):
            week[day].append((start, 86_400 + end))
    return week


@st.composite
def cases(draw: st.DrawFn) -> Case:
    zone, anchor_text = draw(st.sampled_from(PLACES))
    anchor = dt.date.fromisoformat(anchor_text)
    week = draw(_weekly())
    dates = st.integers(-4, 5).map(lambda days: anchor + dt.timedelta(days=days))
    closed = draw(st.lists(dates, max_size=3, unique=True))
    opened = draw(st.dictionaries(dates, _daily() | st.just([(22 * 3600, 30 * 3600)]), max_size=3))
    hours = {}
    for days in range(-12, 13):
        date = anchor + dt.timedelta(days=days)
        regular = [] if date in closed else week[date.weekday()]
        hours[date] = opened.get(date, regular)
    exceptions: list[dict[str, Any]] = [
        {"date": str(date), "open": [text(span) for span in spans]}
        if spans
        else {"date": str(date), "closed": True}
        for date, spans in opened.items()
    ]
    if not any(week) and not any(opened.values()):
        week[0] = [(0, 86_400)]
        for date in hours:
            if date.weekday() == 0 and date not in closed and date not in opened:
                hours[date] = week[0]
    spec = {
        "timezone": zone,
        "week": {day: [text(span) for span in week[index]] for index, day in enumerate(DAYS)},
        "holidays": ["listed"],
        "exceptions": exceptions,
    }
    holidays = {"listed": {"dates": [str(date) for date in closed]}}
    return Case(spec, anchor, holidays, hours)


def offsets() -> st.SearchStrategy[int]:
    """Return seconds after the first one looked at, in the days around the anchor."""
    near = st.integers(4 * 86_400, 10 * 86_400)
    return near | near.map(lambda second: second // STEP * STEP)
