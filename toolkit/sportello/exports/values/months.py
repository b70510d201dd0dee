"""The names of months, and of the halves of a day, in the languages that exports are in."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from typing import Final

_LANGUAGES: Final = (
    *("en", "it", "de", "fr", "es", "pt", "nl", "ca", "ro", "sv", "da", "nb", "fi", "pl", "cs"),
)
_ENGLISH: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ALSO: Final = {"sept": 9, "mrz": 3, "jän": 1}
"""Of Java, which Jira is written in, before it took the names of CLDR."""
_NOISE: Final = re.compile(r"[.\s]")


def plain_word(written: str) -> str:
    """Return a word without its capitals, points and blanks: `p. m.` is `pm`."""
    return _NOISE.sub("", written).casefold()


@cache
def month_numbers() -> Mapping[str, int]:
    """Return the months by their plain names, long and short.

    They are those of CLDR where Babel is installed, else the English ones. A name that means two
    months is left out.
    """
    return _certain([*_english(), *_ALSO.items(), *_localised_months()])


@cache
def afternoons() -> Mapping[str, bool]:
    """Return whether the plain names of the halves of a day mean the second one."""
    named = [("am", 0), ("pm", 1), *_localised_halves()]
    return {name: bool(half) for name, half in _certain(named).items()}


def _english() -> Iterator[tuple[str, int]]:
    for number, name in enumerate(_ENGLISH, 1):
        yield name, number
        yield name[:3], number


def _localised_months() -> Iterator[tuple[str, int]]:
    if find_spec("babel") is None:
        return
    from babel import Locale  # noqa: PLC0415 - of the extra `site`

    for language in _LANGUAGES:
        for forms in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in forms[width].items():
                    yield name, number


def _localised_halves() -> Iterator[tuple[str, int]]:
    if find_spec("babel") is None:
        return
    from babel import Locale  # noqa: PLC0415 - of the extra `site`

    for language in _LANGUAGES:
        named = Locale.parse(language).day_periods["format"]["abbreviated"]
        yield named["am"], 0
        yield named["pm"], 1


def _certain(named: list[tuple[str, int]]) -> dict[str, int]:
    """Return what words mean, by their plain forms, where that is one thing."""
    meant: dict[str, set[int]] = {}
    for name, number in named:
        meant.setdefault(plain_word(name), set()).add(number)
    return {name: min(numbers) for name, numbers in meant.items() if len(numbers) == 1}
