"""Sets of holidays: those of a country, or listed dates.

The `holidays` package is slow to import and is therefore imported only where a country is asked
for.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from sportello.findings import Invalid
from sportello.worktime.dates import FIRST_YEAR, LAST_YEAR, YearlyDate, parse_holiday_date
from sportello.worktime.problems import (
    Path,
    Problems,
    SpecProblem,
    check_keys,
    meant,
    shown,
    suggestion,
)
from sportello.worktime.text import read_text

if TYPE_CHECKING:
    from holidays import HolidayBase

Names: TypeAlias = Mapping[str, str]
_KEYS: Final = ("country", "subdivision", "dates", "name", "note")


@dataclass(frozen=True, slots=True)
class CountryHolidays:
    """The public holidays of a country (ISO 3166-1) or of one of its subdivisions."""

    country: str
    subdivision: str | None
    first_year: int
    last_year: int

    def in_year(self, year: int) -> Mapping[dt.date, Names]:
        """Return the holidays of a year, named in the country's language, Italian and English."""
        languages = _languages(self.country).items()
        named = {tag: self._named(year, language) for tag, language in languages}
        return {date: {tag: named[tag][date] for tag in named} for date in self.dates_in(year)}

    def dates_in(self, year: int) -> Iterable[dt.date]:
        """Return the holidays of a year without their names, which cost more to find."""
        return self._named(year, _entity(self.country).default_language)

    def _named(self, year: int, language: str | None) -> Mapping[dt.date, str]:
        return _dates(self.country, self.subdivision, year, language)


@dataclass(frozen=True, slots=True)
class ListedHolidays:
    """Dates written in the catalog, each with its names if it has any."""

    dates: tuple[tuple[dt.date | YearlyDate, Names], ...] = field(hash=False)
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR

    def in_year(self, year: int) -> Mapping[dt.date, Names]:
        """Return the listed dates that fall in a year, with their names."""
        found: dict[dt.date, Names] = {}
        for written, names in self.dates:
            date = written.in_year(year) if isinstance(written, YearlyDate) else written
            if date is not None and date.year == year and not found.get(date):
                found[date] = names
        return found

    def dates_in(self, year: int) -> Iterable[dt.date]:
        """Return the listed dates that fall in a year."""
        return self.in_year(year)


HolidaySet: TypeAlias = CountryHolidays | ListedHolidays


def read_holiday_set(value: object, problems: Problems) -> HolidaySet | None:
    """Read one entry of `holidays`: {country: IT}, {country: IT, subdivision: BO} or {dates: […]}.

    What is wrong goes to `problems`, with paths relative to the entry.
    """
    form = "write {country: IT} or {dates: [2026-08-14]}"
    if not isinstance(value, dict):
        problems.add((), f"{shown(value)} is not a holiday set", form)
        return None
    check_keys(value, (), _KEYS, problems)
    if ("country" in value) == ("dates" in value):
        message = "a holiday set is either of a country or a list of dates"
        problems.add((), message, f"{form}; two sets where both are needed")
        return None
    if "country" in value:
        return _read_country(value["country"], value.get("subdivision"), problems)
    if "subdivision" in value:
        problems.add(("subdivision",), "listed dates have no subdivision", "remove it")
    return _read_dates(value["dates"], problems)


def check_holiday_set(value: object) -> tuple[SpecProblem, ...]:
    """Return all that is wrong with one entry of `holidays`, with paths relative to it."""
    problems = Problems()
    read_holiday_set(value, problems)
    return tuple(problems.found)


def _read_dates(value: object, problems: Problems) -> ListedHolidays | None:
    if not isinstance(value, list):
        message = f"{shown(value)} is not a list of dates"
        problems.add(("dates",), message, "write [2026-08-14, --12-24]")
        return None
    dates: list[tuple[dt.date | YearlyDate, Names]] = []
    for index, item in enumerate(value):
        place: Path = ("dates", index)
        names: Names = {}
        text = item
        if isinstance(item, dict):
            check_keys(item, place, ("date", "name", "note"), problems)
            if "name" in item:
                names = read_text(item["name"], (*place, "name"), problems)
            text, place = item.get("date"), (*place, "date")
        try:
            dates.append((parse_holiday_date(text), names))
        except Invalid as error:
            problems.add_error(place, error)
    return ListedHolidays(tuple(dates))


def _read_country(
    country: object, subdivision: object, problems: Problems
) -> CountryHolidays | None:
    codes = _countries()
    if not isinstance(country, str) or country not in codes.values():
        message = f"{shown(country)} is not a country whose holidays are known"
        problems.add(("country",), message, _country_hint(country, codes))
        return None
    entity = _entity(country)
    known = (*entity.subdivisions, *entity.subdivisions_aliases)
    if subdivision is not None and subdivision not in known:
        message = f"{shown(subdivision)} is not a subdivision of {country}"
        codes_of = ", ".join(entity.subdivisions)
        hint = suggestion(str(subdivision), known) + (
            f"write one of {codes_of}" if known else "this country has none: remove it"
        )
        problems.add(("subdivision",), message, hint)
        return None
    first, last = max(FIRST_YEAR, entity.start_year), min(LAST_YEAR, entity.end_year)
    return CountryHolidays(country, str(subdivision) if subdivision else None, first, last)


def _country_hint(country: object, codes: Mapping[str, str]) -> str:
    code = "write the two capital letters of ISO 3166, such as IT"
    if not isinstance(country, str):
        return code
    folded = {spelling.casefold(): right for spelling, right in codes.items()}
    if country.casefold() in folded:
        return f'write "{folded[country.casefold()]}"'
    near = meant(country, codes)
    return f'did you mean "{codes[near]}"? {code}' if near else code


def _countries() -> dict[str, str]:
    """Every way to name a country that people try, with its ISO 3166-1 alpha-2 code."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 (slow, see above)

    return {spelling: names[1] for names in COUNTRIES.values() for spelling in names}


def _entity(country: str) -> "type[HolidayBase]":
    import holidays  # noqa: PLC0415 (slow, see above)

    entity: type[HolidayBase] = getattr(holidays, country)
    return entity


@lru_cache(maxsize=4096)
def _dates(
    country: str, subdivision: str | None, year: int, language: str | None
) -> Mapping[dt.date, str]:
    named = _entity(country)(years=year, subdiv=subdivision, expand=False, language=language)
    return {date: name for date, name in named.items() if date.year == year}


def _languages(country: str) -> dict[str, str | None]:
    """Return the languages to name holidays in: tag -> the package's name for it."""
    entity = _entity(country)
    own = entity.default_language
    languages: dict[str, str | None] = {(own or "en")[:2]: own}
    for supported in entity.supported_languages:
        if supported[:2] in ("it", "en"):
            languages.setdefault(supported[:2], supported)
    return languages
