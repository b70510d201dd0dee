"""Mails made to fit message rules, so that what the rules do can be tried.

Each word of a rule gets a mail of its own. Where two rules ask for things that one mail can have,
such a mail is made too: the order of the rules decides about it. Three at once are not tried.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeAlias

from sportello.catalog.model import MessageConditions
from sportello.routing import Message, RoutedRule
from sportello.routing.words import Test, tests_of, text_fits, text_test_in_words, texts_of

_SHOWN: Final = 3
_NAMES: Final = {"subject": "Subject", "from": "From"}
_Tests: TypeAlias = Sequence[tuple[Test, tuple[str, ...]]]
_Asked: TypeAlias = Mapping[str, _Tests]
"""What the texts of a mail are tested for, by the name of the header."""


@dataclass(frozen=True, slots=True)
class RuleMail:
    """A mail that fits a rule, and what of it fits, in words; "" if no text of it matters.

    `parts` are these words for each rule that it fits by itself.
    """

    said: str
    message: Message
    parts: tuple[str, ...]


def mails_of(rule: RoutedRule) -> tuple[RuleMail, ...]:
    """Return a mail for each word of a rule, as far as there can be one."""
    return tuple(_mails([each] for each in _word_by_word(rule.when)))


def mails_between(rules: Iterable[RoutedRule]) -> tuple[RuleMail, ...]:
    """Return mails that fit two of what rules ask for or except, as far as there can be.

    Each word of an exception comes with the rule that it is of, and the first of all else.
    """
    known = [(rule.when, rule.when.not_) for rule in rules]
    excepted = (
        [next(_word_by_word(when)), each]
        for when, inner in known
        if inner is not None
        for each in _word_by_word(inner)
    )
    asked = [next(_word_by_word(each)) for pair in known for each in pair if each is not None]
    both = ([one, other] for one, other in combinations(asked, 2) if one != other)
    return tuple({each.said: each for each in _mails([*excepted, *both])}.values())


def texts_in_words(rule: RoutedRule) -> str:
    """Return what a rule asks of the texts of a mail: `Subject contains "invoice" or "bill"`."""
    return _in_words(_asked(rule.when))


def _asked(when: MessageConditions) -> _Asked:
    return {
        _NAMES.get(place[-1], place[-1]): [*tests_of(test)]
        for place, test in texts_of(when).items()
    }


def _word_by_word(when: MessageConditions) -> Iterator[_Asked]:
    """Yield what is asked with one word for each test, until every word has come."""
    asked = _asked(when)
    most = max((len(words) for tests in asked.values() for _, words in tests), default=1)
    for index in range(most):
        yield {
            name: [(kind, (words[index % len(words)],)) for kind, words in tests]
            for name, tests in asked.items()
        }


def _mails(asked: Iterable[Sequence[_Asked]]) -> Iterator[RuleMail]:
    for group in asked:
        tests: dict[str, list[tuple[Test, tuple[str, ...]]]] = defaultdict(list)
        for each in group:
            for name, found in each.items():
                tests[name] += [test for test in found if test not in tests[name]]
        headers = [(name, _text(name, found)) for name, found in tests.items()]
        if all(text is not None for _, text in headers):
            known = tuple((name, text) for name, text in headers if text is not None)
            yield RuleMail(_in_words(tests), Message(headers=known), (*map(_in_words, group),))


def _text(name: str, tests: _Tests) -> str | None:
    """Return a text of a header that passes all tests, None if none was found."""
    words: dict[Test, list[str]] = defaultdict(list)
    for kind, (word,) in tests:
        words[kind].append(word)
    begin, end = (max(words[kind], key=len, default="") for kind in ("starts", "ends"))
    for glue in (" ", ""):
        inner = glue.join(words["contains"])
        for text in (*words["is"], *_candidates(name, begin, inner, end, glue)):
            message = Message(headers=((name, text),))
            values = message.addresses(name) if name == "From" else message.texts(name)
            if any(all(text_fits(kind, found, value) for kind, found in tests) for value in values):
                return text
    return None


def _candidates(name: str, begin: str, inner: str, end: str, glue: str) -> Iterator[str]:
    if name != "From":
        yield glue.join(filter(None, (begin, inner, end)))
        return
    whole = begin + inner + end
    yield from (whole, f"somebody{whole}", f"{whole}@customer.example", f"somebody@{whole}")
    yield from (
        f"{begin or 'somebody'}@{inner}{end}",
        f"{begin}{inner}@{end}",
        f"{whole}customer.example",
    )


def _in_words(asked: _Asked) -> str:
    return ", ".join(
        f"{name} {' and '.join(_test_in_words(kind, words) for kind, words in tests)}"
        for name, tests in asked.items()
    )


def _test_in_words(kind: Test, words: tuple[str, ...]) -> str:
    more = len(words) - _SHOWN
    said = text_test_in_words(kind, words[:_SHOWN])
    return f"{said} or {more} more" if more > 0 else said
