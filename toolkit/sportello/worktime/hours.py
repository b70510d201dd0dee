"""Opening hours of one day, as wall-clock times."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sportello.findings import KeyPath
from sportello.findings.shape_rules import S003, S005
from sportello.worktime.day_rules import W006
from sportello.worktime.problems import SpecProblems, shown
from sportello.worktime.zone import DAY

_EXACT: Final = re.compile(
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?-([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
)
_LOOSE: Final = re.compile(
    r"\s*([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?\s*(?:-|–|—|to|/)"
    r"\s*([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?\s*"
)


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """Open from `start` (included) to `end` (not included), in seconds of the wall clock.

    Both count from the midnight at which their day begins; an end after 86,400 lies on the next
    day, as in 22:00-06:00.
    """

    start: int
    end: int

    @property
    def opens(self) -> str:
        """The opening time as text: 08:00."""
        return time_of_day(self.start)

    @property
    def closes(self) -> str:
        """The closing time as text: 18:00, 24:00 for midnight, 06:00 for the next morning."""
        return time_of_day(self.end if self.end <= DAY else self.end - DAY)

    def __str__(self) -> str:
        return f"{self.opens}-{self.closes}"


def time_of_day(seconds: int) -> str:
    """Return seconds after midnight as HH:MM, with seconds only if there are any."""
    hours, rest = divmod(seconds, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}" + (f":{second:02}" if second else "")


def read_hours(
    value: object, path: KeyPath, problems: SpecProblems
) -> tuple[tuple[Hours, KeyPath], ...]:
    """Read one day's hours: "HH:MM-HH:MM", a list of them, or `closed`.

    Returns each with the path it stands at, sorted; what is wrong, also overlaps, goes to
    `problems`.
    """
    if value == "closed":
        return ()
    if isinstance(value, str):
        texts: list[tuple[object, KeyPath]] = [(value, path)]
    elif isinstance(value, list):
        texts = [(text, (*path, index)) for index, text in enumerate(value)]
    else:
        problems.add(path, f"{shown(value)} is not opening hours", _FORM, S003)
        return ()
    read = [(_one(text, place, problems), place) for text, place in texts]
    hours = sorted((found, place) for found, place in read if found is not None)
    for (earlier, _), (later, place) in pairwise(hours):
        if later.start < earlier.end:
            hint = "let the hours of a day not overlap"
            problems.add(place, f"{later} overlaps {earlier}", hint, W006)
    return tuple(hours)


_FORM: Final = 'write "08:00-18:00", a list such as ["08:00-12:30", "13:30-18:00"], or closed'


def _one(text: object, path: KeyPath, problems: SpecProblems) -> Hours | None:
    exact = _EXACT.fullmatch(text) if isinstance(text, str) else None
    if exact is None:
        loose = _LOOSE.fullmatch(text) if isinstance(text, str) else None
        hint = f'write "{_canonical(loose)}"' if loose else _FORM
        problems.add(path, f"{shown(text)} is not opening hours", hint, S005)
        return None
    start, end = _seconds(exact.groups("00")[:3]), _seconds(exact.groups("00")[3:])
    if start is None or end is None or start == DAY:
        hint = "a day starts at 00:00 and ends at 24:00; only an end may be 24:00"
        problems.add(path, f"{shown(text)} names a time that does not exist", hint, S005)
        return None
    if end == 0:
        problems.add(
            path,
            f"{shown(text)} ends before the day begins",
            f'write "{time_of_day(start)}-24:00"',
            S005,
        )
        return None
    if start == end:
        hint = 'write "00:00-24:00" for the whole day, or closed'
        problems.add(path, f"{shown(text)} is open for no time at all", hint, S005)
        return None
    return Hours(start, end if start < end else end + DAY)


def _seconds(parts: tuple[str, ...]) -> int | None:
    hour, minute, second = (int(part) for part in parts)
    total = hour * 3600 + minute * 60 + second
    return total if minute < 60 and second < 60 and total <= DAY else None


def _canonical(loose: re.Match[str]) -> str:
    parts = [part and part.zfill(2) for part in loose.groups()]
    start, end = (":".join(part for part in half if part) for half in (parts[:3], parts[3:]))
    return f"{start}-{end}"


def is_full_day(hours: Iterable[Hours]) -> bool:
    """Return whether hours of a day, of which none overlap, are all of its 24."""
    return sum(each.end - each.start for each in hours) == DAY
