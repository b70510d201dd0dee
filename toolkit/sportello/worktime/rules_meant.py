"""What people may have meant by a date that cannot be read: `second saturday`, `24 dic`."""

import datetime as dt
import re
from contextlib import suppress
from typing import Final

from sportello.findings import nearest
from sportello.worktime.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS, YearlyDate

_LEAP_YEAR: Final = 2000
_NUMBERED: Final = re.compile(r"-{0,2}([0-9]{1,2})-([0-9]{1,2})")
_DAY_MONTH: Final = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?(?: of| di)? ([^\W\d]+)\.?")
_MONTH_DAY: Final = re.compile(r"([^\W\d]+)\.? ([0-9]{1,2})(?:st|nd|rd|th|\.)?")
_ORDINAL: Final = re.compile(r"([1-5])(?:st|nd|rd|th|[.°ºª])?")
_FROM_EASTER: Final = re.compile(r"(.*[0-9]+ days?) (before|after) ((?:orthodox )?easter)")
_NO_UNIT: Final = re.compile(r"(easter [+-] [0-9]+)$")
_ALIKE: Final = 0.75
_WITH_MONTH: Final = 3
"""Words of a weekday of a month without `of`: `4th thu november`."""
_WORD: Final = re.compile(r"[+-]|[^\s+-]+")
_NOISE: Final = frozenset(
    ["a", "an", "each", "every", "the", "month", "il", "la", "un", "ogni", "mese", "del"]
)
_SAID: Final = {
    **dict.fromkeys(("first", "primo", "prima"), "1st"),
    **dict.fromkeys(("second", "secondo", "seconda"), "2nd"),
    **dict.fromkeys(("third", "terzo", "terza"), "3rd"),
    **dict.fromkeys(("fourth", "quarto", "quarta"), "4th"),
    **dict.fromkeys(("fifth", "quinto", "quinta"), "5th"),
    **dict.fromkeys(("last", "final", "ultimo", "ultima"), "last"),
    **dict.fromkeys(("of", "in", "di"), "of"),
    **dict.fromkeys(("easter", "pasqua"), "easter"),
    **dict.fromkeys(("orthodox", "ortodossa"), "orthodox"),
    **dict.fromkeys(("days", "giorni"), "days"),
    **dict.fromkeys(("day", "giorno"), "day"),
    **dict.fromkeys(("holiday", "festivo", "festa"), "holiday"),
    **dict.fromkeys(("before", "prima"), "before"),
    **dict.fromkeys(("after", "dopo"), "after"),
    **{word: word for word in (*WEEKDAY_NUMBERS, *MONTH_NUMBERS)},
}
"""Words of a rule in both languages, with the word that a rule has for them."""
_FEASTS: Final = {
    **dict.fromkeys(("easter monday", "pasquetta", "lunedì di pasqua"), "easter + 1 day"),
    **dict.fromkeys(("good friday", "venerdì santo"), "easter - 2 days"),
    **dict.fromkeys(("ash wednesday", "le ceneri", "mercoledì delle ceneri"), "easter - 46 days"),
    **dict.fromkeys(("ascension", "ascension day", "ascensione"), "easter + 39 days"),
    **dict.fromkeys(("whit monday", "lunedì di pentecoste"), "easter + 50 days"),
    **dict.fromkeys(("corpus christi", "corpus domini"), "easter + 60 days"),
}
"""Feasts that are so far from Easter."""
_EVES: Final = {
    **dict.fromkeys(("christmas eve", "vigilia di natale"), YearlyDate(12, 24)),
    **dict.fromkeys(("new year's eve", "san silvestro"), YearlyDate(12, 31)),
}
_NTH: Final = {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th", "5": "5th"}


def day_and_month(plain: str) -> YearlyDate | None:
    """Return the date of every year that a text seems to mean: `24 dic`, `December 24`, `12-24`."""
    if plain in _EVES:
        return _EVES[plain]
    numbered, spoken = _NUMBERED.fullmatch(plain), _DAY_MONTH.fullmatch(plain)
    turned = _MONTH_DAY.fullmatch(plain)
    month, day = ("0", "0")
    if numbered:
        month, day = numbered.groups()
    elif spoken:
        day, month = spoken.groups()
    elif turned:
        month, day = turned.groups()
    with suppress(ValueError):
        return YearlyDate.of(dt.date(_LEAP_YEAR, MONTH_NUMBERS.get(month) or int(month), int(day)))
    return None


def corrected(plain: str) -> str:
    """Return a text with each of its words as a rule would have it, as far as that is clear."""
    if plain in _FEASTS:
        return _FEASTS[plain]
    words = [word for word in _WORD.findall(plain[:100]) if word not in _NOISE]
    words = [_likely(word) if word.isalpha() else word for word in words]
    if len(words) == _WITH_MONTH and words[-1] in MONTH_NUMBERS:
        words.insert(-1, "of")
    said = " ".join(words).removesuffix(" of")
    counted = _FROM_EASTER.fullmatch(said)
    if counted:
        return f"{counted[3]} {'-' if counted[2] == 'before' else '+'} {counted[1]}"
    number, _, rest = said.partition(" ")
    nth = _ORDINAL.fullmatch(number)
    return f"{_NTH[nth[1]]} {rest}" if nth else _NO_UNIT.sub(r"\1 days", said)


def _likely(word: str) -> str:
    return _SAID.get(word) or _SAID.get(nearest(word, _SAID, _ALIKE) or "", word)
