"""Many moments in few words: "Fridays 14:00-17:00, 26 times, first Friday 9 January 2026"."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from sportello.findings import more
from sportello.worktime.dates import WEEKDAYS, date_in_languages
from sportello.worktime.zone import at
from sportello.worktime.zones import Zone

Moment: TypeAlias = tuple[date, str]
"""A date, and hours of it in words."""


def hours_in_words(start: int, end: int, zone: Zone) -> str:
    """Return from when until when, as the clocks of a zone show it: `14:00-17:00`."""
    closes = f"{at(end, zone):%H:%M}"
    return f"{at(start, zone):%H:%M}-{'24:00' if closes == '00:00' else closes}"


def in_words(moments: Iterable[Moment], most: int = 5) -> str:
    """Return moments in words, of more than `most` lines the first, and how many more there are."""
    found = occurrences(moments)
    left = len(found) - most
    return "; ".join(found[:most]) + (f"; and {more(left)}" if left > 0 else "")


def occurrences(moments: Iterable[Moment]) -> list[str]:
    """Return moments in words, those of the same hours together, by their first date."""
    by_hours: dict[str, set[date]] = {}
    for day, hours in sorted(moments):
        by_hours.setdefault(hours, set()).add(day)
    return [_told(sorted(days), hours) for hours, days in by_hours.items()]


def _told(days: list[date], hours: str) -> str:
    first = date_in_languages(days[0])["en"]
    if len(days) == 1:
        return f"{first} {hours}".rstrip()
    weekdays = f"{_weekdays(days)} {hours}".rstrip()
    return f"{weekdays}, {len(days)} times, first {first}"


def _weekdays(days: list[date]) -> str:
    numbers = sorted({day.weekday() for day in days})
    names = [f"{WEEKDAYS['en'][number]}s" for number in numbers]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{names[0]} to {names[-1]}"
    return ", ".join(names)
