"""Cells in which times stand -> instants, by the patterns of an export and the clock of a zone."""

import re
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Final, NamedTuple

import numpy as np

from sportello.exports.values.iso import iso_walls
from sportello.exports.values.patterns import DAY, ISO, Pattern, certain_patterns, compile_pattern
from sportello.findings import Invalid
from sportello.sla.bulk.openings import MICRO, NAIVE, instants
from sportello.sla.bulk.zones import Ints
from sportello.worktime.zones import Zone, zone_names

NONE: Final = np.iinfo(np.int64).min
"""Stands for an instant that is not written, or not known."""
_EPOCHS: Final = {9: 1_000_000, 10: 1_000_000, 12: 1_000, 13: 1_000, 15: 1, 16: 1}
"""How many microseconds a number of so many digits counts in, since 1970."""
_EPOCH: Final = re.compile(r"(?:\d{9,10}|\d{12,13}|\d{15,16})(?:[.,]\d+)?")
_SERIAL: Final = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?")
_SERIAL_DAYS: Final = 25_569
"""The days until 1970 as spreadsheets count them, from 30 December 1899."""
_DIGITS: Final = str.maketrans("123456789", "000000000")
_PROBE: Final = "2001-02-03 "
_MOST: Final = 200_000
"""Of the days and times of day, and of the forms of bad ones, that are kept to be known again."""


class Unresolved(NamedTuple):
    """A time that was read, and is no instant: what its clock shows, in microseconds."""

    place: int
    wall: int
    zone: Zone


class Read(NamedTuple):
    """Instants in microseconds (NONE where none is), and the places of what is none."""

    instants: Ints
    unread: list[int]
    unresolved: list[Unresolved]


class Clock:
    """Reads the times of an export.

    `dates` are patterns, of which the first that fits counts; what has one meaning only is read
    without any. Times without offset are read in the zone. Raises Invalid for a pattern that is
    none.
    """

    def __init__(self, dates: Sequence[str], zone: Zone) -> None:
        self._zones = [zone]
        self._named = {zone.key: 0}
        patterns = [*map(compile_pattern, dates), *certain_patterns()]
        self._forms = [_Form(each, self._number_of) for each in patterns]
        self._has_undivided = any(each.date is None for each in patterns)
        self._unread: set[str] = set()
        self._is_iso = all(_agrees(compile_pattern(each)) for each in dates)

    def read(self, cells: Sequence[str]) -> Read:
        """Return the instants of a column; nothing is wrong with an empty cell."""
        column = _Column(np.full(len(cells), NONE, np.int64), np.full(len(cells), NAIVE, np.int64))
        is_read = self._read_iso(cells, column) if self._is_iso else repeat(False, len(cells))
        left = [
            place
            for place, (cell, read) in enumerate(zip(cells, is_read, strict=True))
            if not read and cell and not cell.isspace()
        ]
        unread: list[int] = []
        first = 0
        while first < len(left):
            place = left[first]
            cell = cells[place].strip()
            if (form := self._form_of(cell)) is not None:
                left, first = form.fill(cells, left[first:], column), 0
                continue
            if _EPOCH.fullmatch(cell):
                column.walls[place], column.offsets[place] = _since_1970(cell), 0
            elif _SERIAL.fullmatch(cell):
                column.walls[place] = _since_1899(cell)
            else:
                unread.append(place)
            first += 1
        return self._resolved(column, unread)

    @staticmethod
    def _read_iso(cells: Sequence[str], column: "_Column") -> list[bool]:
        walls, is_read, in_utc = iso_walls(cells)
        column.walls[is_read] = walls[is_read]
        column.offsets[is_read & in_utc] = 0
        found: list[bool] = is_read.tolist()
        return found

    def is_no_day(self, cell: str) -> bool:
        """Return whether a cell is written as times are, but its day is not in the calendar."""
        return self._may_be_time(cell) and any(form.is_no_day(cell) for form in self._forms)

    def _may_be_time(self, cell: str) -> bool:
        return self._has_undivided or ":" in cell

    def _form_of(self, cell: str) -> "_Form | None":
        """Return the first form that a time is written in."""
        shape = cell.translate(_DIGITS)
        if shape in self._unread or not self._may_be_time(cell):
            return None
        for form in self._forms:
            if form.fits(cell):
                return form
        if len(self._unread) < _MOST and not self.is_no_day(cell):
            self._unread.add(shape)
        return None

    def _number_of(self, zone: str) -> int | None:
        """Return the number of a zone among those that are used; None if there is none."""
        if zone not in self._named and zone in zone_names():
            self._named[zone] = len(self._zones)
            self._zones.append(Zone(zone))
        return self._named.get(zone)

    def _resolved(self, column: "_Column", unread: list[int]) -> Read:
        walls, offsets = column
        found = np.full(len(walls), NONE, np.int64)
        unresolved: list[Unresolved] = []
        for number, zone in enumerate(self._zones):
            is_of_zone = offsets == NAIVE + number if number else offsets <= NAIVE
            places = np.flatnonzero(is_of_zone & (walls != NONE))
            said = np.minimum(offsets[places], NAIVE)
            micros, known = instants(walls[places], said, zone, lambda _place, _message: None)
            found[places[known]] = micros[known]
            bad = places[~known].tolist()
            unresolved += [Unresolved(place, int(walls[place]), zone) for place in bad]
        return Read(found, unread, unresolved)


class _Column(NamedTuple):
    """What clocks show, in microseconds, and offsets: NAIVE and more are numbers of zones."""

    walls: Ints
    offsets: Ints


class _Form:
    """A pattern with the days and times of day that it has read: of each there are few."""

    def __init__(self, pattern: Pattern, number_of: Callable[[str], int | None]) -> None:
        self._pattern = pattern
        self._number_of = number_of
        self._days: dict[str, int] = {}
        self._times: dict[str, int] = {}
        self._offsets: dict[str, int] = {}

    def fits(self, cell: str) -> bool:
        """Return whether a cell is a time written so."""
        head, tail = self._halves(cell)
        return self._day(head) != NONE and self._time(tail) != NONE

    def is_no_day(self, cell: str) -> bool:
        """Return whether a cell is written so, but its day is not in the calendar."""
        head, tail = self._halves(cell)
        try:
            self._pattern.day(head)
            self._pattern.time_of_day(tail)
        except Invalid:
            return True
        return False

    def fill(self, cells: Sequence[str], places: list[int], column: _Column) -> list[int]:
        """Put what is written so into a column; return the places of the rest."""
        texts = [cells[place].strip() for place in places]
        if self._pattern.date is None:
            heads, tails = [""] * len(texts), texts
        else:
            # As in `_halves`, which would take twice as long here.
            cuts = [(cut := t.find(":") - 1) - t[cut - 1 : cut].isdigit() for t in texts]
            heads = [text[:cut] for text, cut in zip(texts, cuts, strict=True)]
            tails = [text[cut:] for text, cut in zip(texts, cuts, strict=True)]
        for new in {*heads} - self._days.keys():
            self._days[new] = self._day(new)
        for new in {*tails} - self._times.keys():
            self._times[new] = self._time(new)
        days = np.fromiter(map(self._days.__getitem__, heads), np.int64, len(heads))
        times = np.fromiter(map(self._times.__getitem__, tails), np.int64, len(tails))
        is_read = (days != NONE) & (times != NONE)
        asked = np.array(places, np.int64)
        column.walls[asked[is_read]] = days[is_read] * DAY + times[is_read]
        if self._offsets:
            said = np.fromiter((self._offsets.get(tail, NAIVE) for tail in tails), np.int64)
            column.offsets[asked[is_read]] = said[is_read]
        for known in (self._days, self._times, self._offsets):
            if len(known) > _MOST:
                known.clear()
        return [place for place, read in zip(places, is_read.tolist(), strict=True) if not read]

    def _halves(self, cell: str) -> tuple[str, str]:
        """Return a time as its date and its time of day, which begins before the first colon."""
        if self._pattern.date is None:
            return "", cell
        cut = cell.find(":") - 1
        if cell[cut - 1 : cut].isdigit():
            cut -= 1
        return cell[:cut], cell[cut:]

    def _day(self, head: str) -> int:
        try:
            found = self._pattern.day(head)
        except Invalid:
            found = None
        return NONE if found is None else found

    def _time(self, tail: str) -> int:
        try:
            found = self._pattern.time_of_day(tail)
        except Invalid:
            found = None
        if found is None:
            return NONE
        number = self._number_of(found.zone) if found.zone else 0
        if number is None:
            return NONE
        if found.offset is not None:
            self._offsets[tail] = found.offset
        elif number:
            self._offsets[tail] = NAIVE + number
        return found.micros


def _agrees(pattern: Pattern) -> bool:
    """Return whether a pattern means the same by the most common form as everybody."""
    if pattern.date is None:
        return pattern.time_of_day(f"{_PROBE}04:05:06") is None
    return pattern.day(_PROBE) in {None, ISO.day(_PROBE)}


def _since_1970(cell: str) -> int:
    """Return the microseconds of a number that counts seconds, or thousandths of them, ..."""
    whole, _, fraction = cell.replace(",", ".").partition(".")
    unit = _EPOCHS[len(whole)]
    return int(whole) * unit + int(f"{fraction:0<6}"[:6]) * unit // 1_000_000


def _since_1899(cell: str) -> int:
    """Return what a clock shows at a number of days as spreadsheets count them, to the second."""
    seconds = round(float(cell.replace(",", ".")) * 86_400)
    return (seconds - _SERIAL_DAYS * 86_400) * MICRO
