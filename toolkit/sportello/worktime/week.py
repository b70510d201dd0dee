"""The weekly hours: `mon-fri: ["08:00-12:30", "13:30-18:00"]`."""

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from sportello.findings import KeyPath
from sportello.findings.shape_rules import S001, S003
from sportello.worktime.dates import short_weekday
from sportello.worktime.day_rules import W006
from sportello.worktime.hours import Hours, read_hours
from sportello.worktime.problems import SpecProblems, shown, step, suggestion
from sportello.worktime.zone import DAY

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Week: TypeAlias = tuple[tuple[Hours, ...], ...]
_Placed: TypeAlias = tuple[tuple[Hours, KeyPath], ...]
_PART: Final = re.compile(r"\s*([^\s-]+)(?:\s*-\s*([^\s-]+))?\s*")
_HINT: Final = "write a day (mon), a range (mon-fri) or several (mon,wed-fri)"


def read_week(value: object, path: KeyPath, problems: SpecProblems) -> Week | None:
    """Read the `week` of a calendar into seven tuples of hours, Monday first.

    What is wrong goes to `problems`; None if there is nothing to read.
    """
    if not isinstance(value, dict):
        problems.add(
            path, f"{shown(value)} is not a week", 'write a mapping: mon-fri: "09:00-18:00"', S003
        )
        return None
    placed: dict[int, _Placed] = {}
    written: dict[int, object] = {}
    for key, text in value.items():
        place = (*path, step(key))
        hours = read_hours(text, place, problems)
        for day in _days(key, place, problems):
            if day in written:
                others = f"{shown(written[day])} and {shown(key)}"
                message = f"{DAYS[day]} is given twice: in {others}"
                problems.add(place, message, "keep one of them", W006)
            else:
                written[day], placed[day] = key, hours
    _check_nights(placed, problems)
    return tuple(tuple(hours for hours, _ in placed.get(day, ())) for day in range(7))


def _days(key: object, place: KeyPath, problems: SpecProblems) -> Iterator[int]:
    if not isinstance(key, str):
        problems.add(place, f"{shown(key)} is not a day of the week", _HINT, S001)
        return
    for part in key.split(","):
        match = _PART.fullmatch(part)
        first, last = match.groups() if match else (part, None)
        unknown = [name for name in (first, last) if name is not None and name not in DAYS]
        if match is None or unknown:
            name = unknown[0] if unknown else part
            known = short_weekday(name)
            remedy = f'write "{known}"; ' if known else suggestion(name[:3], DAYS)
            message = f"{shown(name)} is not a day of the week"
            problems.add(place, message, f"{remedy}{_HINT}", S001)
            continue
        start = DAYS.index(first)
        end = start if last is None else DAYS.index(last)
        yield from ((start + step) % 7 for step in range((end - start) % 7 + 1))


def _check_nights(placed: dict[int, _Placed], problems: SpecProblems) -> None:
    """Find hours that begin before those of the night before have ended."""
    reported: set[tuple[KeyPath, KeyPath]] = set()
    for day, tonight in placed.items():
        for hours, place in placed.get((day - 1) % 7, ()):
            for later, later_place in tonight:
                pair = (place, later_place)
                if later.start < hours.end - DAY and pair not in reported:
                    reported.add(pair)
                    before = DAYS[(day - 1) % 7]
                    problems.add(
                        later_place,
                        f"{later} on {DAYS[day]} overlaps {hours}, which runs on from {before}",
                        "let the hours of a night end before the next ones begin",
                        W006,
                    )
