"""Tests of a mail's texts, as Sieve carries them out: whole words of a catalog, no patterns.

Sieve folds the case of A to Z alone (RFC 4790, i;ascii-casemap). So that an accent does not
separate "È urgente" from "è urgente", a word stands for four spellings of itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, TypeAlias

from sportello.catalog.model import MessageConditions, MessageTest, TextTest

Test: TypeAlias = Literal["contains", "is", "starts", "ends"]

_FITS: Mapping[Test, Callable[[str, str], bool]] = {
    "contains": lambda text, word: word in text,
    "is": lambda text, word: text in beginnings(word),
    "starts": lambda text, word: text.startswith(beginnings(word)),
    "ends": lambda text, word: text.endswith(word),
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ASCII = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_IN_WORDS: Mapping[Test, str] = {
    "contains": "contains",
    "is": "is",
    "starts": "starts with",
    "ends": "ends with",
}


def unfit(text: str) -> str | None:
    """Return the code, such as `U+0000`, of a character that neither mail nor Sieve can hold.

    Line breaks and tabs are fit.
    """
    wrong = _CONTROL.search(text.replace("\r\n", "\n"))
    return None if wrong is None else f"U+{ord(wrong[0]):04X}"


def tests_of(test: TextTest) -> Iterator[tuple[Test, tuple[str, ...]]]:
    """Yield what a text is tested for, each with its words; all must hold."""
    written: tuple[tuple[Test, tuple[str, ...]], ...] = (
        ("contains", test.contains),
        ("is", test.is_),
        ("starts", test.starts),
        ("ends", test.ends),
    )
    yield from ((kind, words) for kind, words in written if words)


def conditions_of(when: MessageTest) -> Iterator[tuple[tuple[str, ...], MessageConditions]]:
    """Yield what a mail must be and what it must not be, each with its place in `when`."""
    yield (), when
    if when.not_ is not None:
        yield ("not",), when.not_


def texts_of(when: MessageConditions) -> Mapping[tuple[str, ...], TextTest]:
    """Return the tests of texts by their places in a rule's `when`, such as `("header", "To")`."""
    found = {("subject",): when.subject, ("from",): when.from_}
    headers = {("header", name): test for name, test in when.header.items()}
    return {name: test for name, test in (found | headers).items() if test is not None}


@lru_cache(maxsize=4096)
def spellings(word: str) -> tuple[str, ...]:
    """Return a word as written, in small letters, in capitals and with a first capital.

    Those that differ by the case of A to Z alone are one.
    """
    capital = word[:1].upper() + word[1:]
    found = {casemap(each): each for each in (capital, word.upper(), word.lower(), word)}
    return tuple(sorted(found.values()))


def casemap(text: str) -> str:
    """Return a text with A to Z in small letters, and nothing else changed."""
    return text.translate(_ASCII)


def beginnings(word: str) -> tuple[str, str]:
    """Return the word, and as it begins a header that is folded right after its colon."""
    return word, f" {word}"


def text_fits(kind: Test, words: Iterable[str], text: str) -> bool:
    """Tell whether a text contains, is, starts or ends with any of the words."""
    folded = casemap(text)
    return any(_FITS[kind](folded, casemap(each)) for word in words for each in spellings(word))


def implies(narrow: TextTest, wide: TextTest) -> bool:
    """Tell whether every text that passes `narrow` passes `wide`, as far as words show it."""
    return all(
        any(_all_fit(kind, words, *given) for given in tests_of(narrow))
        for kind, words in tests_of(wide)
    )


def _all_fit(kind: Test, words: tuple[str, ...], given: Test, narrow: tuple[str, ...]) -> bool:
    """Tell whether a text that passes the test `given` always passes the test `kind`."""
    if given not in (kind, "is") and kind != "contains":
        return False
    texts = (each for word in narrow for each in spellings(word))
    if given in ("is", "starts"):
        texts = (text for each in texts for text in beginnings(each))
    return all(text_fits(kind, words, text) for text in texts)


def text_test_in_words(kind: Test, words: tuple[str, ...]) -> str:
    """Return a test for people: `contains "urgent" or "urgente"`."""
    listed = " or ".join(f'"{word}"' for word in words)
    return f"{_IN_WORDS[kind]} {listed}"
