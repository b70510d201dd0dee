"""The months, quarters and years of the desk, from local midnight to local midnight."""

import datetime as dt
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from sportello.worktime.zone import midnight
from sportello.worktime.zones import Zone

WindowKind = Literal["month", "quarter", "year"]
_MONTHS: Final[dict[WindowKind, int]] = {"month": 1, "quarter": 3, "year": 12}


class Window(NamedTuple):
    """A stretch of time over which a share is measured, in epoch seconds, and its name."""

    name: str
    start: int
    end: int


def windows(kind: WindowKind, first_month: str, as_of: int, zone: Zone) -> Iterator[Window]:
    """Yield the windows from that of a month, `2026-01`, to the one that an instant lies in.

    That one ends with the instant, in epoch seconds.
    """
    year, number = (int(each) for each in first_month.split("-"))
    months = _MONTHS[kind]
    month = (number - 1) // months * months
    while (start := midnight(dt.date(year, month + 1, 1), zone)) < as_of:
        name = f"{year}" if months == 12 else f"{year}-{month + 1:02}"
        if months == 3:
            name = f"{year}-Q{month // 3 + 1}"
        year, month = (year, month + months) if month + months < 12 else (year + 1, 0)
        end = midnight(dt.date(year, month + 1, 1), zone)
        yield Window(name, start, min(end, as_of))
