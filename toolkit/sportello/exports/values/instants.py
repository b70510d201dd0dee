"""A column of times -> instants, and what is wrong with them in words."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from sportello.exports.problems import Mistake
from sportello.exports.values.clock import Clock
from sportello.exports.values.rules import Q005, Q006
from sportello.findings import Rule
from sportello.sla.bulk.openings import MICRO
from sportello.sla.bulk.zones import Ints, instants_of, offsets_at
from sportello.worktime.dates import FIRST_YEAR, LAST_YEAR
from sportello.worktime.zone import wall_seconds
from sportello.worktime.zones import Zone

_UNSURE: Final = re.compile(
    r"(\d\d?)([/-])(\d\d?)\2(\d{4}|\d\d)(?:,?\s+\d\d?:\d\d(:\d\d)?(\s*[^\W\d_].*)?)?"
)
_ONLY_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4}")
_LOW: Final = wall_seconds(dt.date(FIRST_YEAR, 1, 1))
_HIGH: Final = wall_seconds(dt.date(LAST_YEAR + 1, 1, 1))
_SHOWN: Final = 40


class Instants:
    """Reads one column; what is wrong is told with the first of its cells, and so for all alike.

    `where` is where patterns are written.
    """

    def __init__(self, heading: str, clock: Clock, where: str) -> None:
        self._heading = heading
        self._clock = clock
        self._where = where
        self._told: dict[str, Mistake] = {}

    def read(self, cells: Sequence[str]) -> tuple[Ints, dict[int, Mistake]]:
        """Return the instants in microseconds, NONE where none is, and what is wrong by place."""
        found, unread, unresolved = self._clock.read(cells)
        wrong = {place: self._unreadable(cells[place].strip()) for place in unread}
        for place, wall, zone in unresolved:
            wrong[place] = self._unresolved(cells[place].strip(), wall, zone)
        return found, wrong

    def _unresolved(self, cell: str, wall: int, zone: Zone) -> Mistake:
        """Return what is wrong with a time that was read, and is no instant of its zone."""
        seconds = np.array([wall // MICRO], np.int64)
        if not _LOW <= seconds[0] < _HIGH:
            hint = f"correct it: dates from {FIRST_YEAR} to {LAST_YEAR} are known"
            return self._mistake(Q005, "out of reach", cell, "is out of reach", hint)
        found, _ = instants_of(seconds, zone)
        is_shown = bool((found + offsets_at(found, zone) == seconds)[0])
        kind = f"comes twice in {zone.key}" if is_shown else f"does not exist in {zone.key}"
        hint = "export the times in UTC or with their offsets, or correct this one"
        return self._mistake(Q006, kind, cell, kind, hint)

    def _unreadable(self, cell: str) -> Mistake:
        if self._clock.is_no_day(cell):
            hint = "correct the day, or write the pattern that is meant"
            return self._mistake(Q005, "calendar", cell, "is not in the calendar", hint)
        if found := _UNSURE.fullmatch(cell):
            meant = " or ".join(_meant(found))
            wrong = "can be read in two ways"
            if " or " not in meant:
                wrong = "has a day and a month that others like it may not tell apart"
            return self._mistake(Q005, "order", cell, wrong, self._pattern_hint(meant))
        if _ONLY_DATE.fullmatch(cell):
            hint = "export the time of day too; where only the day is known, write its pattern"
            return self._mistake(Q005, "no time", cell, "has no time of day", hint)
        hint = self._pattern_hint("dd/MM/yyyy HH:mm, or how it is written")
        return self._mistake(Q005, "unknown", cell, "is not a time that is understood", hint)

    def _pattern_hint(self, pattern: str) -> str:
        return f"write its pattern in {self._where}, under dates: {pattern}"

    def _mistake(self, rule: Rule, kind: str, cell: str, wrong: str, hint: str) -> Mistake:
        """Return the mistake of a kind, which names the first cell that has it."""
        if kind not in self._told:
            shown = cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…"
            message = f'"{shown}" in column "{self._heading}" {wrong}'
            self._told[kind] = Mistake(rule, message, hint)
        return self._told[kind]


def _meant(found: re.Match[str]) -> Iterator[str]:
    """Yield the patterns that a date may be meant by which does not tell day from month."""
    first, mark, second, year, seconds, half = found.groups()
    time = "" if ":" not in found[0] else " h:mm" if half else " HH:mm"
    time += ":ss" if seconds else ""
    time += " a" if half else ""
    written = "y" * len(year)
    if int(first) <= 31 and int(second) <= 12:
        yield f"dd{mark}MM{mark}{written}{time}"
    if int(first) <= 12 and int(second) <= 31:
        yield f"MM{mark}dd{mark}{written}{time}"
