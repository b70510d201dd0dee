"""What the `holidays` package knows of a country: its holidays, worked days and half days.

The package is slow to import and is therefore imported only where a country is asked for.
"""

import datetime as dt
import re
import warnings
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from inspect import signature
from typing import TYPE_CHECKING, Any, Final

from sportello.frozendict import FrozenDict
from sportello.worktime.dates import FIRST_YEAR, LAST_YEAR, Names, date_in_languages

if TYPE_CHECKING:
    from holidays import HolidayBase

_NO_LONGER_MOVED: Final = {"AM": 2021, "BG": 2016, "UA": 2022}
"""Countries that used to move working days, with the last year in which they did.

Bulgaria gave it up with its Labour Code of 2017, Ukraine has had no days off under martial law
since March 2022, and Armenia has moved none since 2021. A table that goes on after that year says
that they do so again.
"""
_TRIED: Final = range(2016, 2026)
_LABEL: Final = re.compile(r" \((?:observed, )?estimated\)")
_MOVED: Final = re.compile(r"Day off \(substituted from [^()]*\)")
_FROM: Final = re.compile(r"\(from ([0-9]{1,2})(?:[:.]([0-9]{2}))? ?([ap])m\)")


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A country (ISO 3166-1), or one of its subdivisions."""

    country: str
    subdivision: str | None

    def __str__(self) -> str:
        return f"{self.country}-{self.subdivision}" if self.subdivision else self.country


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """A year of a jurisdiction: its holidays with their names in one language, and its worked days.

    `worked` has the days of a weekend that are worked, each with the day that is off instead.
    """

    holidays: Mapping[dt.date, str]
    worked: Mapping[dt.date, dt.date]


def countries() -> dict[str, str]:
    """Every way to name a country that people try, with its ISO 3166-1 alpha-2 code."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 (slow, see above)

    return {spelling: names[1] for names in COUNTRIES.values() for spelling in names}


def subdivisions(country: str) -> tuple[Collection[str], Collection[str]]:
    """Return the codes of a country's subdivisions, and other names that they have."""
    entity = _entity(country)
    return entity.subdivisions, entity.subdivisions_aliases


@lru_cache(maxsize=256)
def known_years(jurisdiction: Jurisdiction) -> tuple[int, int]:
    """Return the first and the last year whose holidays are known.

    Where working days are moved by decree, nothing is known after the last decree.
    """
    entity = _entity(jurisdiction.country)
    last = _end_of_tables(jurisdiction, min(LAST_YEAR, entity.end_year))
    decrees = max((off.year for off in _moved(jurisdiction).values()), default=0)
    if decrees > _NO_LONGER_MOVED.get(jurisdiction.country, 0):
        last = min(last, decrees)
    return max(FIRST_YEAR, entity.start_year), last


@lru_cache(maxsize=4096)
def year_of(jurisdiction: Jurisdiction, year: int, language: str | None = None) -> HolidayYear:
    """Return a year in a language of the package, else in the country's own."""
    found = _ask(jurisdiction, (year,), language)
    is_translated = language == "en_US" != _entity(jurisdiction.country).default_language
    named = _british if is_translated else str
    holidays = FrozenDict((date, named(name)) for date, name in found.items() if date.year == year)
    worked = found.weekend_workdays - holidays.keys()
    moved = sorted(_moved(jurisdiction).items())
    return HolidayYear(
        holidays, FrozenDict((day, off) for day, off in moved if day.year == year and day in worked)
    )


_BRITISH: Final = {
    "Assumption of Mary Day": "Assumption Day",
    "Saint Stephen's Day": "Saint Stephen's Day, Boxing Day",
}


def _british(name: str) -> str:
    """Return a translated name as Britons write it: the package's English is American."""
    said = _BRITISH.get(name, name)
    return said.replace("Labor", "Labour").replace(" Of ", " of ")


@lru_cache(maxsize=4096)
def half_days(
    jurisdiction: Jurisdiction, year: int, language: str | None = None
) -> Mapping[dt.date, str]:
    """Return a year's official half holidays with their names."""
    from holidays.constants import HALF_DAY  # noqa: PLC0415 (slow, see above)

    if HALF_DAY not in _entity(jurisdiction.country).supported_categories:
        return FrozenDict()
    found = _ask(jurisdiction, (year,), language, categories=HALF_DAY)
    return FrozenDict((date, name) for date, name in found.items() if date.year == year)


@lru_cache(maxsize=1024)
def closings(jurisdiction: Jurisdiction, year: int) -> Mapping[dt.date, int]:
    """Return when half holidays begin, in seconds after midnight, where their names say it."""
    named = half_days(jurisdiction, year, english(jurisdiction.country)).items()
    found = {date: [_seconds(*hour) for hour in _FROM.findall(name)] for date, name in named}
    return FrozenDict((date, min(hours)) for date, hours in found.items() if hours)


def is_estimated(name: str) -> bool:
    """Return whether a holiday's English name says that its date is an estimate."""
    return _LABEL.search(name) is not None


def languages(country: str) -> dict[str, str | None]:
    """Return the languages to name holidays in: tag -> the package's name for it."""
    entity = _entity(country)
    own = entity.default_language
    found: dict[str, str | None] = {(own or "en")[:2]: own}
    for supported in entity.supported_languages:
        if supported[:2] in ("it", "en"):
            found.setdefault(supported[:2], supported)
    return found


def english(country: str) -> str | None:
    """Return the package's name for English, else for the country's own language."""
    found = languages(country)
    return found.get("en", next(iter(found.values())))


def explained(names: Mapping[str, str], off: dt.date | None) -> Names:
    """Return a holiday's names, with what the package adds to them in plain words, in Italian too.

    `off` is the day in whose place this one is off.
    """
    name = names.get("en", "")
    texts = {tag: text for tag, text in names.items() if tag != "en"}
    plain, italian = name, _LABEL.sub(" (data stimata)", name)
    if off is not None:
        plain = _MOVED.sub(f"Day off instead of {date_in_languages(off)['en']}", plain)
        italian = _MOVED.sub(f"Riposo al posto di {date_in_languages(off)['it']}", italian)
    italian = _FROM.sub(lambda hour: f"(dalle {_clock(hour)})", italian)
    if name:
        texts["en"] = plain
    return texts if italian == name or "it" in names else {**texts, "it": italian}


def days_off(jurisdiction: Jurisdiction, year: int) -> Mapping[dt.date, dt.date]:
    """Return a year's days off by decree, each with the day that it is instead of."""
    return {off: worked for worked, off in _moved(jurisdiction).items() if off.year == year}


def _entity(country: str) -> "type[HolidayBase]":
    import holidays  # noqa: PLC0415 (slow, see above)

    entity: type[HolidayBase] = getattr(holidays, country)
    return entity


def _ask(
    jurisdiction: Jurisdiction, years: Collection[int], language: str | None = None, **options: Any
) -> "HolidayBase":
    entity = _entity(jurisdiction.country)
    if "islamic_show_estimated" in _parameters(jurisdiction.country):
        # A few countries leave the label out unless they are asked.
        options["islamic_show_estimated"] = True
    return entity(
        years=years,
        subdiv=jurisdiction.subdivision,
        expand=False,
        language=language or entity.default_language,
        **options,
    )


@lru_cache(maxsize=256)
def _parameters(country: str) -> Collection[str]:
    made = _entity(country)()  # the registry hands out a loader, which has no signature
    return frozenset(signature(type(made).__init__).parameters)


@lru_cache(maxsize=256)
def _moved(jurisdiction: Jurisdiction) -> Mapping[dt.date, dt.date]:
    """Return every day moved by decree, of all years: the day given up -> the day off."""
    found = _ask(jurisdiction, ())
    tables = [
        value
        for name in dir(found)
        if name.startswith("special_") and isinstance(value := getattr(found, name), dict)
    ]
    return {
        dt.date(origin[0] if origin else year, month, day): dt.date(year, *off)
        for table in tables
        for year, entries in table.items()
        for *off, month, day, origin in _substitutions(entries)
    }


def _substitutions(entries: Any) -> Iterator[tuple[int, int, int, int, tuple[int, ...]]]:
    """Yield month and day off, month and day given up, and the latter's year if it is another."""
    for entry in entries if isinstance(entries[0], tuple) else (entries,):
        if len(entry) > 3:  # three for a holiday: month, day, name
            yield (*entry[:4], entry[4:])


def _end_of_tables(jurisdiction: Jurisdiction, last: int) -> int:
    """Return the last year for which a jurisdiction's moving holidays have dates.

    Some come from a table that ends (those of the Hindu year in 2035): from then on the package
    leaves them out without a word. Such a holiday moved through every year that was tried and is
    not there in the end.
    """
    late = range(last - 9, last + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # India warns of years without a table
        found = _by_name(jurisdiction, {*_TRIED, *late})
        lost = {
            name
            for name, dates in found.items()
            if len({date.year for date in dates if date.year in _TRIED}) == len(_TRIED)
            and len({(date.month, date.day) for date in dates}) > 1
            and not any(date.year in late for date in dates)
        }
        if not lost:
            return last
        found = _by_name(jurisdiction, range(_TRIED.start, last + 1))
    return min(max(date.year for date in found[name]) for name in lost)


def _by_name(jurisdiction: Jurisdiction, years: Collection[int]) -> dict[str, list[dt.date]]:
    found: dict[str, list[dt.date]] = {}
    for date, names in _ask(jurisdiction, years, english(jurisdiction.country)).items():
        for name in _LABEL.sub("", names).split("; "):
            found.setdefault(name, []).append(date)
    return found


def _seconds(hour: str, minute: str, half: str) -> int:
    """Return a time of the clock of twelve hours, in which 12 am is midnight."""
    return (int(hour) % 12 + (12 if half == "p" else 0)) * 3600 + int(minute or 0) * 60


def _clock(hour: re.Match[str]) -> str:
    minutes = _seconds(*hour.groups("")) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"
