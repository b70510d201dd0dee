"""Lengths of time and numbers as exports write them."""

import re
from typing import Final

from sportello.exports.system import Unit
from sportello.findings import Invalid

_HOW: Final = "write it like 125:30:00 or 2h 15m, or name the unit of the numbers in the heading"
_CLOCK: Final = re.compile(r"([+-]?)(\d+):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?")
_UNITS: Final = re.compile(
    r"(?:(\d+)\s*(?:h|hrs?|hours?|ore|ora)\.?)?\s*(?:(\d+)\s*(?:m|min|mins|minutes?|minut[io])\.?)?"
    r"\s*(?:(\d+)\s*(?:s|secs?|seconds?|second[io])\.?)?",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_COUNT: Final = re.compile(r"(\d{1,9})(?:[.,]0+)?")
_IN_HEADINGS: Final[tuple[tuple[re.Pattern[str], Unit], ...]] = (
    (re.compile(r"\b(s|secs?|seconds?|second[io]|secs)\b", re.IGNORECASE), "seconds"),
    (re.compile(r"\b(min|mins|minutes?|minut[io])\b", re.IGNORECASE), "minutes"),
    (re.compile(r"\b(h|hrs?|hours?|ore)\b", re.IGNORECASE), "hours"),
    (re.compile(r"\b(days?|giorni)\b", re.IGNORECASE), "days"),
)
_SECONDS: Final[dict[Unit, int]] = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}
_LONGEST: Final = 200 * 366 * 86_400
"""As long as calendars reach, so that sums of many stay numbers."""


def unit_of(heading: str) -> Unit | None:
    """Return what numbers count in a column, by its heading: `Waiting time (minutes)`."""
    return next((unit for form, unit in _IN_HEADINGS if form.search(heading)), None)


def read_seconds(written: str, unit: Unit | None) -> int:
    """Return the seconds of a length of time; `unit` is that of a bare number.

    `125:30` are hours and minutes. Raises Invalid for what is no length of time, or a negative one.
    """
    seconds = _seconds(written.strip(), unit)
    if seconds is None:
        raise Invalid(f'"{written.strip()[:40]}" is not a length of time', _HOW)
    if seconds < 0:
        raise Invalid("a length of time is negative", "correct it, or map another column")
    if seconds > _LONGEST:
        raise Invalid(f'"{written.strip()[:40]}" is longer than any ticket', "correct its unit")
    return seconds


def read_count(written: str) -> int:
    """Return a whole number, which spreadsheets write as 3.0 too. Raises Invalid."""
    found = _COUNT.fullmatch(written.strip())
    if found is None:
        raise Invalid(f'"{written.strip()[:40]}" is not a whole number', "write it like 3")
    return int(found[1])


def _seconds(written: str, unit: Unit | None) -> int | None:
    if found := _CLOCK.fullmatch(written):
        length = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4] or 0)
        return -length if found[1] == "-" else length
    if _NUMBER.fullmatch(written):
        number = float(written.replace(",", "."))
        return None if unit is None else round(min(number * _SECONDS[unit], 2.0 * _LONGEST))
    found = _UNITS.fullmatch(written)
    if found is None or not written:
        return None
    hours, minutes, seconds = (int(each or 0) for each in found.groups())
    return hours * 3600 + minutes * 60 + seconds
