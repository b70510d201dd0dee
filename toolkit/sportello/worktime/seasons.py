"""Hours that hold for a part of the year instead of the week's: `seasons:` of a calendar."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Self, TypeAlias

from sportello.findings import Invalid, KeyPath
from sportello.findings.shape_rules import S002, S003
from sportello.worktime.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    YearlyDate,
    check_years,
    parse_holiday_date,
)
from sportello.worktime.day_rules import W005, W007
from sportello.worktime.problems import SpecProblems, check_keys, shown
from sportello.worktime.text import NO_TEXTS, read_text
from sportello.worktime.week import Week, read_week
from sportello.worktime.written import WrittenSeason, WrittenSpan

_ENDS: Final = ("from", "until")
_FORM: Final = "write {valid: {from: --06-15, until: --09-15}, week: …}"
_VALID_FORM: Final = "write valid: {from: --06-15, until: --09-15}, or dates with a year"
_EVE: Final = dt.date(FIRST_YEAR - 1, 12, 31)
_LAST: Final = dt.date(LAST_YEAR, 12, 31)
_End: TypeAlias = dt.date | YearlyDate | None
_DateRange: TypeAlias = tuple[int, int, int]
"""From and to, both included, as ordinals of dates, and the number of the season."""


@dataclass(frozen=True, slots=True)
class Season:
    """The week that holds from `first` to `last`, both included.

    Both are dates of every year, and the season may then run over New Year; or dates with a year,
    of which one may be None for open. `why` is language -> text.
    """

    first: _End
    last: _End
    week: Week
    why: Mapping[str, str]

    def date_ranges(self) -> Iterator[tuple[int, int]]:
        """Yield from when to when it lasts, both included, as ordinals of dates.

        It begins with the eve of the first year that is known, whose night belongs to it.
        """
        match self.first, self.last:
            case YearlyDate() as first, YearlyDate() as last:
                yield from _yearly(first, last)
            case (dt.date() | None) as begin, (dt.date() | None) as end:
                yield max(begin or _EVE, _EVE).toordinal(), (end or _LAST).toordinal()

    def __str__(self) -> str:
        parts = (("from", self.first), ("until", self.last))
        return " ".join(f"{word} {end}" for word, end in parts if end is not None)


@dataclass(frozen=True, slots=True)
class Seasons:
    """The seasons of a calendar as they are `written`, and their dates in order."""

    written: tuple[Season, ...] = ()
    starts: tuple[int, ...] = field(default=(), compare=False, repr=False)
    date_ranges: tuple[_DateRange, ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def of(cls, written: Iterable[Season]) -> Self:
        """Return seasons, ready to be asked."""
        seasons = tuple(written)
        date_ranges = sorted(
            (first, last, number)
            for number, season in enumerate(seasons)
            for first, last in season.date_ranges()
        )
        return cls(seasons, tuple(first for first, _, _ in date_ranges), tuple(date_ranges))

    def on(self, date: dt.date) -> Season | None:
        """Return the season that a date lies in, if no two share one."""
        ordinal = date.toordinal()
        index = bisect_right(self.starts, ordinal) - 1
        if index < 0 or self.date_ranges[index][1] < ordinal:
            return None
        return self.written[self.date_ranges[index][2]]

    def shared(self) -> Iterator[tuple[int, int, dt.date]]:
        """Yield pairs of seasons, by number, that share a date, with the first that they share."""
        reported: set[tuple[int, int]] = set()
        widest: _DateRange | None = None
        for date_range in self.date_ranges:
            if widest is not None:
                date = max(date_range[0], _EVE.toordinal() + 1)
                pair = (min(widest[2], date_range[2]), max(widest[2], date_range[2]))
                if date <= min(widest[1], date_range[1]) and pair not in reported:
                    reported.add(pair)
                    yield *pair, dt.date.fromordinal(date)
            if widest is None or date_range[1] > widest[1]:
                widest = date_range


NO_SEASONS: Final = Seasons()


def read_seasons(value: object, path: KeyPath, problems: SpecProblems) -> Seasons | None:
    """Read the `seasons` of a calendar; what is wrong, also shared dates, goes to `problems`."""
    if not isinstance(value, list):
        problems.add(path, f"{shown(value)} is not a list of seasons", _FORM, S003)
        return None
    read = [(_read_one(item, (*path, index), problems), index) for index, item in enumerate(value)]
    sound = [(season, index) for season, index in read if season is not None]
    seasons = Seasons.of(season for season, _ in sound)
    for one, other, date in sorted(seasons.shared()):
        (season, _), (later, index) = sound[one], sound[other]
        message = f"the season {later} shares {date} with the season {season}"
        problems.add((*path, index, "valid"), message, "let each date have one season", W005)
    return seasons


def _read_one(value: object, place: KeyPath, problems: SpecProblems) -> Season | None:
    if not isinstance(value, dict):
        problems.add(place, f"{shown(value)} is not a season", _FORM, S003)
        return None
    missing = [key for key in ("valid", "week") if key not in value]
    meant = check_keys(value, place, WrittenSeason, problems, missing)
    for key in missing:
        if key not in meant:
            problems.add(place, f"a season needs {key}", _FORM, S002)
    why = read_text(value["why"], (*place, "why"), problems) if "why" in value else NO_TEXTS
    week = read_week(value["week"], (*place, "week"), problems) if "week" in value else None
    ends = _read_valid(value["valid"], (*place, "valid"), problems) if "valid" in value else None
    if ends is None or week is None:
        return None
    return Season(*ends, week, why)


def _read_valid(value: object, place: KeyPath, problems: SpecProblems) -> tuple[_End, _End] | None:
    if not isinstance(value, dict):
        message = f"{shown(value)} does not say from when until when"
        problems.add(place, message, _VALID_FORM, S003)
        return None
    meant = check_keys(value, place, WrittenSpan, problems, _ENDS)
    given = [key for key in _ENDS if key in value]
    read = {key: _read_end(value[key], (*place, key), problems) for key in given}
    if meant or None in read.values():
        return None
    first, last = read.get("from"), read.get("until")
    if not given:
        problems.add(place, "a season needs from, until or both", _VALID_FORM, W007)
    elif isinstance(first, YearlyDate) != isinstance(last, YearlyDate):
        message = "a season is either of every year, from and until, or has dates with a year"
        problems.add(place, message, _VALID_FORM, W007)
    elif isinstance(first, dt.date) and isinstance(last, dt.date) and first > last:
        message = f"from {first} lies after until {last}"
        problems.add(place, message, "swap from and until", W007)
    else:
        return first, last
    return None


def _read_end(text: object, place: KeyPath, problems: SpecProblems) -> _End:
    try:
        end = parse_holiday_date(text)
        if isinstance(end, dt.date):
            check_years(end)
    except Invalid as error:
        problems.add_error(place, error)
        return None
    return end


def _yearly(first: YearlyDate, last: YearlyDate) -> Iterator[tuple[int, int]]:
    later = (last.month, last.day) < (first.month, first.day)
    for year in range(FIRST_YEAR - 1, LAST_YEAR + 1):
        # 29 February is missed in most years: what begins then does a day later.
        begin = first.in_year(year) or dt.date(year, 3, 1)
        end = last.in_year(year + later) or dt.date(year + later, 2, 28)
        if end >= _EVE and begin <= end:
            yield max(begin, _EVE).toordinal(), end.toordinal()
