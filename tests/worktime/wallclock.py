"""Business time the slow way: read the wall clock every five minutes and count.

Written from the conventions alone, without the package's own hours, zones or timelines. It reads
only what is written right: the hours of whole five minutes.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from .rules_of_dates import is_dated, is_meant, names_a_weekday

STEP = 300
_DAY = dt.timedelta(days=1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hours: TypeAlias = list[tuple[int, int]]


@dataclass(frozen=True)
class WallClock:
    """The clock of a place, watched from one instant to another, in epoch seconds."""

    timezone: str
    hours: Callable[[dt.date], Hours]
    """A date -> the hours that begin on it, in seconds after midnight."""
    first: int
    last: int

    def open_at(self, seconds: int) -> bool:
        return bool(self.owners_at(seconds))

    def owners_at(self, seconds: int) -> list[dt.date]:
        """Return the dates in whose hours an instant lies."""
        return self._owners(_read(seconds, self.timezone))

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
        return _walls(self.timezone, self.first, self.last)

    def _owners(self, wall: tuple[dt.date, int]) -> list[dt.date]:
        """Return the dates, today or the eve, in whose hours the wall clock's reading lies."""
        today, second = wall
        readings = ((today, second), (today - _DAY, second + 86_400))
        return [
            date
            for date, reading in readings
            for start, end in self.hours(date)
            if start <= reading < end
        ]


@dataclass(frozen=True)
class SeveralClocks:
    """The clocks of several places, read together: any or all of them must read open."""

    timezone: str
    clocks: "tuple[WallClock | SeveralClocks, ...]"
    are_all_needed: bool
    first: int
    last: int

    def open_at(self, seconds: int) -> bool:
        return (all if self.are_all_needed else any)(one.open_at(seconds) for one in self.clocks)

    def owners_at(self, seconds: int) -> list[dt.date]:
        """Return the dates in whose hours an instant lies, where all clocks have one zone.

        What needs all clocks belongs to the date on which the last of them opened.
        """
        owners = [one.owners_at(seconds) for one in self.clocks]
        if self.are_all_needed:
            return [max(dates) for dates in product(*owners)]
        return [date for dates in owners for date in dates]

    def open_steps(self) -> list[int]:
        """Return the first second of every five minutes in which it is open."""
        return [now for now in range(self.first, self.last, STEP) if self.open_at(now)]

    def steps_of(self, date: dt.date) -> list[int]:
        """Return the same for the hours alone that begin on a date."""
        return [now for now in range(self.first, self.last, STEP) if date in self.owners_at(now)]

    def first_reading(self, date: dt.date, time: dt.time) -> int:
        """Return the first instant whose clock reads that time on that date, or later."""
        return WallClock(self.timezone, lambda _: [], self.first, self.last).first_reading(
            date, time
        )


def clock_of(
    spec: dict[str, Any],
    calendars: dict[str, Any],
    holidays: dict[str, Any],
    first: int,
    last: int,
) -> WallClock | SeveralClocks:
    """Return the clock, or clocks, by which a calendar's data says when it is open."""
    parts = parts_of(spec)
    if not parts:
        return WallClock(spec["timezone"], hours_of(spec, holidays), first, last)
    clocks = tuple(clock_of(calendars[part], calendars, holidays, first, last) for part in parts)
    zone = spec.get("timezone", clocks[0].timezone)
    return SeveralClocks(zone, clocks, "all_of" in spec, first, last)


def parts_of(spec: dict[str, Any]) -> list[str]:
    """Return the calendars that one is made of; none for one with a week of its own."""
    parts: list[str] = spec.get("any_of", spec.get("all_of", []))
    return parts


def _read(seconds: int, zone: str) -> tuple[dt.date, int]:
    wall = dt.datetime.fromtimestamp(seconds, ZoneInfo(zone))
    return wall.date(), wall.hour * 3600 + wall.minute * 60 + wall.second


@lru_cache(maxsize=8)
def _walls(zone: str, first: int, last: int) -> list[tuple[int, tuple[dt.date, int]]]:
    return [(now, _read(now, zone)) for now in range(first, last, STEP)]


def count(steps: list[int], a: int, b: int) -> int:
    """Return the open seconds from a to b."""
    if a > b:
        return -count(steps, b, a)
    if a == b:
        return 0
    low, high = bisect_right(steps, a - STEP), bisect_left(steps, b)
    return sum(min(b, step + STEP) - max(a, step) for step in steps[low:high])


def hours_of(spec: dict[str, Any], holidays: dict[str, Any]) -> Callable[[dt.date], Hours]:
    """Return what a calendar's data says of a date: the hours that begin on it.

    Beside its `dates`, which may be rules, a set of holidays may have dates that it leaves out
    (`except`), `worked` days, each with the day that is off instead, and `half` days, each with
    the hour at which it closes.
    """
    return cache(_Written(spec, [holidays[name] for name in spec.get("holidays", ())]).hours)


@dataclass(frozen=True, eq=False)
class _Written:
    spec: dict[str, Any]
    sets: list[dict[str, Any]]

    def hours(self, date: dt.date) -> Hours:
        for item in self.spec.get("exceptions", ()):
            first, last = item.get("from", item.get("date")), item.get("to", item.get("date"))
            if is_dated(first) and first <= str(date) <= last:
                return self.replaced(item, date, self.usual(date))
        return self.usual(date)

    def usual(self, date: dt.date) -> Hours:
        """Return the hours of a date without the exception of this very date."""
        for item in self.spec.get("exceptions", ()):
            written = item.get("date", item.get("from"))
            if not is_dated(written) and is_meant(written, date, self.is_holiday):
                # The rule of a weekday opens it as the week would, any other what is open anyway.
                as_the_week = "days" not in item and names_a_weekday(written)
                open_at = self.ordinary(date)
                if as_the_week and not self.is_holiday(date):
                    open_at = [(0, 86_400)]
                return self.replaced({"days": "working", **item}, date, open_at)
        return self.ordinary(date)

    def ordinary(self, date: dt.date) -> Hours:
        if self.is_holiday(date):
            return []
        worked = {
            day: off
            for known in self.sets
            for day, off in known.get("worked", {}).items()
            if off not in known.get("except", ())
        }
        like = dt.date.fromisoformat(worked.get(str(date), str(date)))
        seasons = self.spec.get("seasons", ())
        weeks = [each["week"] for each in seasons if _in_season(date, each["valid"])]
        return self.cut(_weekday([*weeks, self.spec["week"]][0], like), date)

    def replaced(self, item: dict[str, Any], date: dt.date, open_at: Hours) -> Hours:
        if "closed" in item:
            return []
        if item.get("days") != "working":
            return _hours(item["open"])
        return self.cut(_hours(item["open"]), date) if open_at else []

    def cut(self, open_at: Hours, date: dt.date) -> Hours:
        half = {day: hour for known in self.sets for day, hour in known.get("half", {}).items()}
        end = _second(half.get(str(date), "48:00"))
        return [(start, min(close, end)) for start, close in open_at if start < end]

    def is_holiday(self, date: dt.date) -> bool:
        return any(
            _is_one(date, known["dates"]) and not _is_one(date, known.get("except", ()))
            for known in self.sets
        )


def _is_one(date: dt.date, written: Iterable[str]) -> bool:
    return any(is_meant(each, date, lambda _: False) for each in written)


def _in_season(date: dt.date, valid: dict[str, str]) -> bool:
    first, last = valid.get("from", ""), valid.get("until", "9999")
    if not first.startswith("--"):
        return first <= str(date) <= last
    today = f"--{date:%m-%d}"
    if first <= last:
        return first <= today <= last
    return today >= first or today <= last


def _weekday(week: dict[str, Any], date: dt.date) -> Hours:
    for key, text in week.items():
        first, last = (DAYS.index(name) for name in (key.split("-") * 2)[:2])
        if (date.weekday() - first) % 7 <= (last - first) % 7:
            return _hours(text)
    return []


def _hours(texts: str | list[str]) -> Hours:
    if isinstance(texts, str):
        texts = [texts]
    spans = [[_second(end) for end in text.split("-")] for text in texts]
    return [(start, end if start < end else end + 86_400) for start, end in spans]


def _second(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 3600 + int(minute) * 60
