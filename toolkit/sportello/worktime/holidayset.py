"""Sets of holidays: those of a country, or listed dates."""

import datetime as dt
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field
from typing import Final, TypeAlias, TypeVar

from sportello.findings import Invalid, KeyPath, nearest
from sportello.findings.shape_rules import S001, S003, S004, S005
from sportello.worktime.countries import (
    Jurisdiction,
    closings,
    countries,
    days_off,
    explained,
    half_days,
    is_estimated,
    known_years,
    languages,
    subdivisions,
    year_of,
)
from sportello.worktime.date_rules import DateRule, parse_date_or_rule
from sportello.worktime.dates import FIRST_YEAR, LAST_YEAR, Names
from sportello.worktime.problems import (
    SpecProblem,
    SpecProblems,
    check_keys,
    keys_of,
    shown,
    suggestion,
)
from sportello.worktime.rules import W008
from sportello.worktime.text import NO_TEXTS, read_text
from sportello.worktime.written import WrittenHoliday, WrittenHolidays

_T = TypeVar("_T")
_CATEGORIES: Final = frozenset({"category", "categories"})
_KINDS: Final = frozenset({"country", "dates"})
Written: TypeAlias = dt.date | DateRule
"""A date, or a rule that has some in every year."""


@dataclass(frozen=True, slots=True)
class CountryHolidays:
    """The public holidays of a country or of one of its subdivisions.

    With them come the days of a weekend that are worked, and official half holidays: `SpecialDays`
    has both. `excepted` are dates that are none of all this; `name` is what the catalog calls the
    set.
    """

    jurisdiction: Jurisdiction
    first_year: int
    last_year: int
    name: str = field(default="", compare=False)
    excepted: tuple[Written, ...] = ()

    def in_year(self, year: int) -> Mapping[dt.date, Names]:
        """Return the holidays of a year, named in the country's language, Italian and English."""
        codes = languages(self.jurisdiction.country).items()
        named = {tag: year_of(self.jurisdiction, year, code).holidays for tag, code in codes}
        off = days_off(self.jurisdiction, year)
        return {
            date: explained({tag: named[tag][date] for tag in named}, off.get(date))
            for date in self.dates_in(year)
        }

    def dates_in(self, year: int) -> Collection[dt.date]:
        """Return the holidays of a year without their names, which cost more to find."""
        dates = year_of(self.jurisdiction, year).holidays.keys()
        return dates - self._excepted_in(year) if self.excepted else dates

    def worked_in(self, year: int) -> Mapping[dt.date, dt.date]:
        """Return a year's worked days of a weekend, each with the day that is off instead."""
        worked = year_of(self.jurisdiction, year).worked
        return {day: off for day, off in worked.items() if off not in self._excepted_in(off.year)}

    def closings_in(self, year: int) -> Mapping[dt.date, int]:
        """Return when half holidays begin, in seconds after midnight, where that is known."""
        return self._kept(closings(self.jurisdiction, year), year)

    def half_days_in(self, year: int) -> Mapping[dt.date, Names]:
        """Return a year's half holidays, also those of which no hour is known, named as above."""
        codes = languages(self.jurisdiction.country).items()
        named = {tag: half_days(self.jurisdiction, year, code) for tag, code in codes}
        dates = self._kept(half_days(self.jurisdiction, year), year)
        return {date: explained({tag: named[tag][date] for tag in named}, None) for date in dates}

    def estimated_in(self, year: int) -> Mapping[dt.date, str]:
        """Return the holidays of a year whose dates are estimates, with their English names."""
        named = {date: names.get("en", "") for date, names in self.in_year(year).items()}
        return {date: name for date, name in named.items() if is_estimated(name)}

    def _kept(self, found: Mapping[dt.date, _T], year: int) -> Mapping[dt.date, _T]:
        without = self._excepted_in(year)
        return {date: each for date, each in found.items() if date not in without}

    def _excepted_in(self, year: int) -> Set[dt.date]:
        return {date for written in self.excepted for date in dates_of(written, year)}


@dataclass(frozen=True, slots=True)
class ListedHolidays:
    """Dates written in the catalog, each with its names if it has any; otherwise like the above."""

    dates: tuple[tuple[Written, Names], ...]
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR

    def in_year(self, year: int) -> Mapping[dt.date, Names]:
        """Return the listed dates that fall in a year, with their names."""
        found: dict[dt.date, Names] = {}
        for written, names in self.dates:
            for date in dates_of(written, year):
                if not found.get(date):
                    found[date] = names
        return found

    def dates_in(self, year: int) -> Collection[dt.date]:
        """Return the listed dates that fall in a year."""
        return self.in_year(year).keys()


HolidaySet: TypeAlias = CountryHolidays | ListedHolidays


def dates_of(written: Written, year: int) -> Collection[dt.date]:
    """Return the dates of a year that something written stands for."""
    if isinstance(written, dt.date):
        return (written,) if written.year == year else ()
    return written.dates_in(year)


def read_holiday_set(value: object, problems: SpecProblems, name: str = "") -> HolidaySet | None:
    """Read one entry of `holidays`: {country: IT, subdivision: BO, except: […]} or {dates: […]}.

    `name` is that of the entry. What is wrong goes to `problems`, with paths relative to the entry.
    """
    form = "write {country: IT} or {dates: [2026-08-14]}"
    if not isinstance(value, dict):
        problems.add((), f"{shown(value)} is not a holiday set", form, S003)
        return None
    value = _without_categories(value, problems)
    check_keys(value, (), WrittenHolidays, problems)
    if _KINDS.isdisjoint(value) and not {*value} <= {*keys_of(WrittenHolidays)}:
        return None  # an unknown key is the one that is missing
    if ("country" in value) == ("dates" in value):
        message = "a holiday set is either of a country or a list of dates"
        problems.add((), message, f"{form}; two sets where both are needed", W008)
        return None
    if "country" in value:
        jurisdiction = _read_country(value["country"], value, problems)
        excepted = _read_excepted(value.get("except", []), problems)
        if jurisdiction is None:
            return None
        return CountryHolidays(jurisdiction, *known_years(jurisdiction), name, excepted)
    if "subdivision" in value:
        problems.add(("subdivision",), "listed dates have no subdivision", "remove it", W008)
    if "except" in value:
        message = "listed dates leave none out"
        hint = "remove it, and the dates themselves from the list"
        problems.add(("except",), message, hint, W008)
    return _read_dates(value["dates"], problems)


def check_holiday_set(value: object) -> tuple[SpecProblem, ...]:
    """Return all that is wrong with one entry of `holidays`, with paths relative to it."""
    problems = SpecProblems()
    read_holiday_set(value, problems)
    return tuple(problems.found)


def _without_categories(
    value: dict[object, object], problems: SpecProblems
) -> dict[object, object]:
    """Return an entry without categories, which packages of holidays have and a catalog has not."""
    for key in _CATEGORIES:
        if key in value:
            problems.add(
                (key,),
                f'"{key}" is not a key here: a country has its public holidays',
                'leave days of these out with "except", and list others, of banks or schools, as '
                "a set of their own: {dates: [--12-24]}",
                S001,
                on_key=True,
            )
    return {key: each for key, each in value.items() if key not in _CATEGORIES}


def _read_dates(value: object, problems: SpecProblems) -> ListedHolidays | None:
    if not isinstance(value, list):
        message = f"{shown(value)} is not a list of dates"
        problems.add(("dates",), message, "write [2026-08-14, --12-24]", S003)
        return None
    dates: list[tuple[Written, Names]] = []
    for index, item in enumerate(value):
        path: KeyPath = ("dates", index)
        names = NO_TEXTS
        text = item
        if isinstance(item, dict):
            meant = check_keys(item, path, WrittenHoliday, problems, ("date",))
            if "name" in item:
                names = read_text(item["name"], (*path, "name"), problems)
            if "date" in meant:
                continue
            text, path = item.get("date"), (*path, "date")
        try:
            dates.append((parse_date_or_rule(text), names))
        except Invalid as error:
            problems.add_error(path, error)
    return ListedHolidays(tuple(dates))


def _read_excepted(value: object, problems: SpecProblems) -> tuple[Written, ...]:
    if not isinstance(value, list):
        message = f"{shown(value)} is not a list of dates"
        problems.add(("except",), message, "write [--12-08]", S003)
        return ()
    dates: list[Written] = []
    for index, text in enumerate(value):
        try:
            dates.append(parse_date_or_rule(text))
        except Invalid as error:
            problems.add_error(("except", index), error)
    return tuple(dates)


def _read_country(
    country: object, entry: Mapping[object, object], problems: SpecProblems
) -> Jurisdiction | None:
    codes = countries()
    if not isinstance(country, str) or country not in codes.values():
        message = f"{shown(country)} is not a country whose holidays are known"
        problems.add(("country",), message, _country_hint(country, codes), S005)
        return None
    own, others = subdivisions(country)
    subdivision = entry.get("subdivision")
    if "subdivision" in entry and subdivision not in (*own, *others):
        message = f"{shown(subdivision)} is not a subdivision of {country}"
        near = suggestion(str(subdivision), (*own, *others)) if subdivision else "remove it, or "
        hint = near + (
            f"write one of {', '.join(own)}" if own else "this country has none: remove it"
        )
        problems.add(("subdivision",), message, hint, S004)
        return None
    return Jurisdiction(country, str(subdivision) if subdivision else None)


def _country_hint(country: object, codes: Mapping[str, str]) -> str:
    code = "write the two capital letters of ISO 3166, such as IT"
    if not isinstance(country, str):
        return code
    folded = {spelling.casefold(): right for spelling, right in codes.items()}
    if country.casefold() in folded:
        return f'write "{folded[country.casefold()]}"'
    near = nearest(country, codes)
    return f'did you mean "{codes[near]}"? {code}' if near else code
