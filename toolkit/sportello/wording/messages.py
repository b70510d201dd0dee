"""Our own words in a language: gettext messages, numbers, dates, lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from errno import EINVAL
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton, get_timezone_location
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal, format_percent

from sportello.worktime import in_language

_REGIONS = {"en": "en_IE"}
"""English dates with the day before the month, and without a comma: `Monday 5 January 2026`."""


@dataclass(frozen=True)
class Messages:
    """The messages of one language; English is the language they are written in."""

    language: str
    locale: Locale
    translations: NullTranslations

    def __call__(self, message: str) -> str:
        """Return a message in the language."""
        return self.translations.gettext(message)

    def named(self, context: str, message: str) -> str:
        """Return a message whose meaning depends on where it stands."""
        return self.translations.pgettext(context, message)

    def counted(self, one: str, many: str, number: Decimal | int) -> str:
        """Return a message that depends on a number."""
        # What is no whole number has a form of its own in some languages, which gettext does not
        # know: that of two comes nearest to it.
        count = int(number) if number == int(number) else 2
        return self.translations.ngettext(one, many, count)

    def day(self, day: date) -> str:
        """Return a date of any year: `8 December`."""
        return format_skeleton("MMMMd", day, locale=self.locale)

    def date(self, day: date, form: str = "full") -> str:
        """Return a date in words; `form` is a format of the CLDR or a pattern of its letters."""
        return _date(day.toordinal(), form, self.locale)

    def moment(self, instant: datetime) -> str:
        """Return an instant as its own clock shows it: date and time in words."""
        return self("{date}, {time}").format(date=self.date(instant), time=f"{instant:%H:%M}")

    def told(self, texts: Mapping[str, str]) -> str:
        """Return one of several texts, language -> text, as `in_language` chooses it.

        What only English has, such as a holiday of another country, may be translated as a message
        of the context "day".
        """
        text = in_language(texts, self.language)
        is_english = self.language not in texts and text == texts.get("en")
        return self.named("day", text) if is_english else text

    def city(self, zone: str) -> str:
        """Return the city that a zone of the IANA database is named after."""
        return _city(zone, self.locale)

    def country(self, code: str) -> str:
        """Return the name of a country (ISO 3166-1)."""
        return str(self.locale.territories.get(code, code))

    def spoken(self, code: str) -> str:
        """Return the name of a language (ISO 639-1), as it stands within a sentence."""
        return str(self.locale.languages.get(code, code))

    def weekday(self, day: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
        """Return the name of a weekday, 0 being Monday."""
        return str(self.locale.days["stand-alone"][width][day])

    def listed(self, words: Sequence[str]) -> str:
        """Return words as a list: `a, b and c`."""
        return format_list(words, locale=self.locale)

    def first_listed(self, words: Sequence[str], most: int) -> str:
        """Return the first of some words as a list, and how many more: `a, b and 2 others`."""
        more = len(words) - most
        if more <= 0:
            return self.listed(words)
        others = self.counted("{n} other", "{n} others", more).format(n=self.number(more))
        return self.listed([*words[:most], others])

    def number(self, number: Decimal | int) -> str:
        """Return a number as the language writes it."""
        return format_decimal(number, locale=self.locale)

    def percent(self, percent: float) -> str:
        """Return a percentage as the language writes it."""
        return format_percent(percent / 100, "#,##0.###%", locale=self.locale)


@lru_cache(maxsize=4096)
def _date(ordinal: int, form: str, locale: Locale) -> str:
    """Return a date in words; by its number, since instants of several zones may be equal."""
    return format_date(date.fromordinal(ordinal), form, locale=locale)


@lru_cache
def _city(zone: str, locale: Locale) -> str:
    return get_timezone_location(zone, locale=locale, return_city=True)


@cache
def own_name(language: str) -> str:
    """Return what a language calls itself: `Italiano`."""
    return str(Locale.parse(language).get_display_name(language)).capitalize()


def read_messages(sources: Mapping[str, bytes], language: str) -> Messages:
    """Return the messages of a language; those that miss from its file show in English.

    `sources` are the files of `site/`, by path; the words of a desk, below `desk/`, go before ours.
    Raises UnknownLocaleError for a language without locale data, OSError for a broken file.
    """
    translations = NullTranslations()
    for path in (f"messages/{language}.po", f"desk/messages/{language}.po"):
        if path in sources:
            compiled = _compiled(sources[path], language, path)
            compiled.add_fallback(translations)
            translations = compiled
    return Messages(language, Locale.parse(_REGIONS.get(language, language)), translations)


def _compiled(content: bytes, language: str, path: str) -> GNUTranslations:
    compiled = BytesIO()
    try:
        write_mo(compiled, read_po(BytesIO(content), locale=language, abort_invalid=True))
        compiled.seek(0)
        return GNUTranslations(compiled)
    except (PoFileError, ValueError, LookupError) as error:
        why = f"this is no file of gettext messages ({error}): correct it"
        raise OSError(EINVAL, why, f"site/{path.removeprefix('desk/')}") from error
