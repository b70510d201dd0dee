"""Times as most systems write them, many at once: `2026-01-05 16:30:11`, if need be with T and Z.

It is what `patterns.ISO` reads one by one, at a tenth of the time.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sportello.exports.values.patterns import DAY
from sportello.sla.bulk.openings import MICRO
from sportello.sla.bulk.zones import Ints

_WIDTH: Final = 21
"""One more than is read, so that what is longer shows."""
_DIGITS: Final = ((0, 1, 2, 3), (5, 6), (8, 9), (11, 12), (14, 15), (17, 18))
_MARKS: Final = ((4, "-"), (7, "-"), (10, " T"), (13, ":"))
_END: Final = 0


def iso_walls(cells: Sequence[str]) -> tuple[Ints, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return what clocks show, in microseconds, which cells were read, and which are in UTC."""
    letters = np.array(cells, f"U{_WIDTH}").view(np.uint32).reshape(len(cells), _WIDTH)
    is_short = (letters[:, 16:] == _END).all(axis=1)
    in_utc = letters[:, 19] == ord("Z")
    is_read = is_short | (letters[:, 16] == ord(":"))
    is_read &= (in_utc | (letters[:, 19] == _END)) & (letters[:, 20] == _END)
    for place, marks in _MARKS:
        is_read &= np.isin(letters[:, place], [ord(mark) for mark in marks])
    parts: list[Ints] = []
    for places in _DIGITS:
        values = letters[:, places].astype(np.int64) - ord("0")
        is_digit = ((values >= 0) & (values <= 9)).all(axis=1)
        # Of a time without seconds, there is nothing behind the minutes.
        is_second = places == _DIGITS[-1]
        is_read &= is_digit | is_short if is_second else is_digit
        number = values @ (10 ** np.arange(len(places))[::-1])
        parts.append(np.where(is_short, 0, number) if is_second else number)
    year, month, day, hour, minute, second = parts
    is_read &= (hour < 24) & (minute < 60) & (second < 60) & (month >= 1) & (month <= 12)
    first = np.where(is_read, (year - 1970) * 12 + month - 1, 0)
    begins, ends = _days(first), _days(first + 1)
    is_read &= (day >= 1) & (day <= ends - begins)
    clock = ((hour * 60 + minute) * 60 + second) * MICRO
    return (begins + day - 1) * DAY + clock, is_read, in_utc


def _days(months: Ints) -> Ints:
    """Return the days from 1970 to the begin of months, which count from there too."""
    return months.astype("M8[M]").astype("M8[D]").astype(np.int64)
