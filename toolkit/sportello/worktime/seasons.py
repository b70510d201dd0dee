"""Hours that hold for a part of the year instead of the week's: `seasons:` of a calendar."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeAlias

from sportello.findings import Invalid
from sportello.worktime.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    YearlyDate,
    check_reach,
    parse_holiday_date,
)
from sportello.worktime.problems import Path, Problems, check_keys, shown
from sportello.worktime.text import NO_TEXT, read_text
from sportello.worktime.week import Week, read_week

_KEYS: Final = ("valid", "week", "why", "note")
_ENDS: Final = ("from", "until")
_FORM: Final = "write {valid: {from: --06-15, until: --09-15}, week: …}"
_VALID_FORM: Final = "write valid: {from: --06-15, until: --09-15}, or dates with a year"
_End: TypeAlias = dt.date | YearlyDate | None


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

    def covers(self, date: dt.date) -> bool:
        """Tell whether a date lies in the season."""
        first, last = self.first, self.last
        if isinstance(first, YearlyDate) and isinstance(last, YearlyDate):
            start, day, end = (
                (each.month, each.day) for each in (first, YearlyDate.of(date), last)
            )
            return start <= day <= end if start <= end else day >= start or day <= end
        return not (
            (isinstance(first, dt.date) and date < first)
            or (isinstance(last, dt.date) and date > last)
        )

    def __str__(self) -> str:
        parts = (("from", self.first), ("until", self.last))
        return " ".join(f"{word} {end}" for word, end in parts if end is not None)


def read_seasons(value: object, path: Path, problems: Problems) -> tuple[Season, ...] | None:
    """Read the `seasons` of a calendar; what is wrong, also shared dates, goes to `problems`."""
    if not isinstance(value, list):
        problems.add(path, f"{shown(value)} is not a list of seasons", _FORM)
        return None
    read = [(_read_one(item, (*path, index), problems), index) for index, item in enumerate(value)]
    seasons = [(season, index) for season, index in read if season is not None]
    for (season, _), (later, index) in combinations(seasons, 2):
        shared = _first_shared(season, later)
        if shared is not None:
            message = f"the season {later} shares {shared} with the season {season}"
            problems.add((*path, index, "valid"), message, "let each date have one season")
    return tuple(season for season, _ in seasons)


def _read_one(value: object, place: Path, problems: Problems) -> Season | None:
    if not isinstance(value, dict):
        problems.add(place, f"{shown(value)} is not a season", _FORM)
        return None
    check_keys(value, place, _KEYS, problems)
    missing = [key for key in ("valid", "week") if key not in value]
    for key in missing:
        problems.add(place, f"a season needs {key}", _FORM)
    why = read_text(value["why"], (*place, "why"), problems) if "why" in value else NO_TEXT
    week = read_week(value["week"], (*place, "week"), problems) if "week" in value else None
    ends = _read_valid(value["valid"], (*place, "valid"), problems) if "valid" in value else None
    if ends is None or week is None:
        return None
    return Season(*ends, week, why)


def _read_valid(value: object, place: Path, problems: Problems) -> tuple[_End, _End] | None:
    if not isinstance(value, dict):
        problems.add(place, f"{shown(value)} does not say from when until when", _VALID_FORM)
        return None
    check_keys(value, place, _ENDS, problems)
    given = [key for key in _ENDS if key in value]
    read = {key: _read_end(value[key], (*place, key), problems) for key in given}
    if None in read.values():
        return None
    first, last = read.get("from"), read.get("until")
    if not given:
        problems.add(place, "a season needs from, until or both", _VALID_FORM)
    elif isinstance(first, YearlyDate) != isinstance(last, YearlyDate):
        message = "a season is either of every year, from and until, or has dates with a year"
        problems.add(place, message, _VALID_FORM)
    elif isinstance(first, dt.date) and isinstance(last, dt.date) and first > last:
        problems.add(place, f"from {first} lies after until {last}", "swap from and until")
    else:
        return first, last
    return None


def _read_end(text: object, place: Path, problems: Problems) -> _End:
    try:
        end = parse_holiday_date(text)
        if isinstance(end, dt.date):
            check_reach(end)
    except Invalid as error:
        problems.add_error(place, error)
        return None
    return end


def _first_shared(season: Season, other: Season) -> dt.date | None:
    """Return the first date that lies in both seasons."""
    starts = sorted({*_starts(season), *_starts(other)})
    return next((date for date in starts if season.covers(date) and other.covers(date)), None)


def _starts(season: Season) -> Iterator[dt.date]:
    """Yield each date on which a season begins: two seasons that meet do so on one of them."""
    yield dt.date(FIRST_YEAR, 1, 1)
    if isinstance(season.first, dt.date):
        yield season.first
    if isinstance(season.first, YearlyDate):
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            # A season from 29 February begins a day later in other years.
            yield season.first.in_year(year) or dt.date(year, 3, 1)


def season_on(seasons: Sequence[Season], date: dt.date) -> Season | None:
    """Return the season that a date lies in."""
    return next((season for season in seasons if season.covers(date)), None)
