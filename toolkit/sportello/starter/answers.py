"""What a new desk is asked, and how each answer is read: by the rules that the model has for it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sportello.catalog.model import Address, Country, ZoneName
from sportello.catalog.model.language import check_language
from sportello.findings import Invalid
from sportello.worktime import Calendar, SpecError
from sportello.worktime.countries import countries

Week = Mapping[str, tuple[str, ...]]
"""Hours by days of the week, both as they are written in a calendar."""

_LONGEST: Final = 100
_STRETCH: Final = re.compile(r"\s*([a-z]+(?:\s*[-,]\s*[a-z]+)*)\s+(\S.*?)\s*", re.IGNORECASE)
_HOURS_HINT: Final = 'write them like "mon-thu 09:00-13:00 14:00-18:00; fri 09:00-13:00"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a desk says of itself at its beginning."""

    name: str
    languages: tuple[str, ...]
    timezone: ZoneName
    country: Country
    address: Address
    hours: Week


def read_name(written: str) -> str:
    """Return the name of a desk. Raises Invalid."""
    name = written.strip()
    if not name:
        raise Invalid("a desk needs a name", "write what customers call it")
    if not name.isprintable() or len(name) > _LONGEST:
        raise Invalid("this is no name", f"write it in one line of at most {_LONGEST} letters")
    return name


def read_languages(written: str) -> tuple[str, ...]:
    """Return languages that stand with commas or blanks between them. Raises Invalid."""
    languages = tuple(written.replace(",", " ").split())
    if not languages:
        raise Invalid("a desk needs a language", "write its two letters, such as it or en")
    for each in languages:
        check_language(each)
    if len({*languages}) < len(languages):
        raise Invalid("a language is named twice", "name each once, the main one first")
    return languages


def read_country(written: str) -> Country:
    """Return a country whose holidays are known. Raises Invalid."""
    country = Country(written.strip())
    if country not in countries().values():
        hint = "name another country, and list the holidays in calendars.yaml later"
        raise Invalid(f'the holidays of "{country}" are not known', hint)
    return country


def read_hours(written: str) -> Week:
    """Return the hours of a week: `mon-thu 09:00-18:00; fri 09:00-13:00`. Raises Invalid."""
    week: dict[str, tuple[str, ...]] = {}
    for part in filter(str.strip, written.split(";")):
        found = _STRETCH.fullmatch(part)
        if found is None:
            raise Invalid(f'"{part.strip()}" are no hours of days', _HOURS_HINT)
        days = re.sub(r"\s", "", found[1].lower())
        if days in week:
            raise Invalid(f'"{days}" is given twice', "write all hours of a day together")
        week[days] = tuple(found[2].replace(",", " ").split())
    if not week:
        raise Invalid("a desk needs hours", _HOURS_HINT)
    try:
        Calendar.from_spec({"timezone": "UTC", "week": {d: [*h] for d, h in week.items()}})
    except SpecError as error:
        first = error.problems[0]
        raise Invalid(first.message, first.hint) from None
    return week


READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "name": read_name,
    "languages": read_languages,
    "timezone": lambda written: ZoneName(written.strip()),
    "country": read_country,
    "address": lambda written: Address(written.strip()),
    "hours": read_hours,
}
"""How each answer is read, by its field in `Answers`; each raises Invalid."""
