"""The words of a duration in short, in Italian and with its number in letters."""

import re
from typing import Final

_UNITS: Final = {
    "minutes": ("m", "minuto", "minuti"),
    "hours": ("h", "ora", "ore"),
    "days": ("d", "gg", "giorno", "giorni"),
    "weeks": ("w", "wk", "wks", "settimana", "settimane"),
    "months": ("mo", "mos", "mese", "mesi"),
    "quarters": ("trimestre", "trimestri"),
    "years": ("y", "yr", "yrs", "anno", "anni"),
    "working days": ("bd", "wd"),
    "business hours": ("bh", "wh"),
}
_KINDS: Final = {
    "working": ("lavorativo", "lavorativa", "lavorativi", "lavorative"),
    "solar": ("solare", "solari"),
}
_ENGLISH: Final = {
    word: english for words in (_UNITS, _KINDS) for english, all_ in words.items() for word in all_
}
_NUMBERS: Final = {
    "1": ("a", "an", "one", "un", "uno", "una"),
    "2": ("two", "due"),
    "3": ("three", "tre"),
    "4": ("four", "quattro"),
    "5": ("five", "cinque"),
}
_DIGITS: Final = {word: digit for digit, words in _NUMBERS.items() for word in words}
_FIRST_WORD: Final = re.compile(r"([a-z]+)['\u2019 ](.+)")


def in_english(unit: str) -> str:
    """Return the words of a unit in full and in English, what it counts in the end.

    >>> in_english("giorni lavorativi")
    'working days'
    >>> in_english("w")
    'weeks'
    """
    words = [_ENGLISH.get(word, word) for word in unit.split()]
    return " ".join(sorted(words, key=_UNITS.__contains__))


def in_digits(words: str) -> str | None:
    """Return a duration whose number is in letters with one in digits; None for any other.

    >>> in_digits("a week")
    '1 week'
    >>> in_digits("un'ora")
    '1 ora'
    """
    found = _FIRST_WORD.fullmatch(words)
    return f"{_DIGITS[found[1]]} {found[2]}" if found and found[1] in _DIGITS else None
