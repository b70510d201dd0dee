"""What the finder answers first: questions as people type them, and every service by its name."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sportello.catalog.model import PublicCatalog

from .conftest import Asked

HERE = Path(__file__).parent
LONG_ENOUGH = 5
"""Letters from which on a slip of the finger leaves a word that is still known."""


def questions() -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(HERE.glob("questions.*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                typed, _, pages = line.partition(" → ")
                yield path.suffixes[0].removeprefix("."), typed, pages.split(" | ")


@pytest.mark.parametrize(("language", "typed", "pages"), [*questions()])
def test_the_right_page_comes_first(
    ask: Mapping[str, Asked], language: str, typed: str, pages: list[str]
) -> None:
    found = ask[language](typed)
    assert found
    assert found[0] in pages, found[:5]


def named(public: PublicCatalog) -> Iterator[tuple[str, str, str]]:
    """Yield every service by its name in each language, with the address of its page."""
    for language, folder in (("it", "servizi"), ("en", "services")):
        for key, service in public.services.items():
            yield language, service.name.says(language), f"{folder}/{key}/"


def not_first(
    ask: Mapping[str, Asked], cases: Iterator[tuple[str, str, str]]
) -> list[tuple[str, str, str, list[str]]]:
    answers = ((language, typed, url, ask[language](typed)) for language, typed, url in cases)
    return [
        (language, typed, url, found[:3])
        for language, typed, url, found in answers
        if found[:1] != [url]
    ]


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def spellings(name: str) -> Iterator[str]:
    yield from (name, name.upper(), name.lower(), without_accents(name), f"  {name}?  ")
    yield name.replace("-", " ")
    yield name.replace("a", "à")
    yield " ".join(reversed(name.split()))


def test_a_service_is_found_by_its_name_however_it_is_written(
    ask: Mapping[str, Asked], public: PublicCatalog
) -> None:
    cases = (
        (language, spelling, url)
        for language, name, url in named(public)
        for spelling in spellings(name)
    )
    assert not_first(ask, cases) == []


QUESTIONS = {
    "it": ("a chi scrivo per {}?", "orari {}", "numero di telefono di {}", "mail {}",
           "problema con {}", "entro quanto rispondete per {}", "apro un ticket per {}"),
    "en": ("who do I write to about {}?", "{} opening hours", "phone number of {}", "{} email",
           "{} is not working", "how soon do you answer about {}", "open a ticket for {}"),
}  # fmt: skip


def test_who_names_a_service_in_a_question_finds_it(
    ask: Mapping[str, Asked], public: PublicCatalog
) -> None:
    cases = (
        (language, question.format(name), url)
        for language, name, url in named(public)
        for question in QUESTIONS[language]
    )
    assert not_first(ask, cases) == []


def slips(name: str) -> Iterator[str]:
    """Yield a name with one letter left out, typed twice, wrong, or swapped with the next, in turn."""
    for word in re.finditer(rf"[^\W\d_]{{{LONG_ENOUGH},}}", name):
        for at in range(word.start() + 1, word.end()):
            head, letter, rest = name[:at], name[at], name[at + 1 :]
            wrong = [rest, letter + letter + rest, "x" + rest]
            if at + 1 < word.end():
                wrong.append(rest[0] + letter + rest[1:])
            yield head + wrong[at % len(wrong)]


def test_a_service_is_found_by_its_name_with_one_slip_of_the_finger(
    ask: Mapping[str, Asked], public: PublicCatalog
) -> None:
    cases = ((language, slip, url) for language, name, url in named(public) for slip in slips(name))
    assert not_first(ask, cases) == []


def other_numbers(name: str) -> Iterator[str]:
    """Yield a name with the ending of a word changed as singular and plural change it."""
    for word in re.finditer(rf"[^\W\d_]{{{LONG_ENOUGH},}}", name):
        if name[word.end() - 1] in "aeio":
            for vowel in "aeio":
                yield name[: word.end() - 1] + vowel + name[word.end() :]
        else:
            yield f"{name[: word.end()]}s{name[word.end() :]}"


def test_a_service_is_found_by_its_name_in_the_other_number(
    ask: Mapping[str, Asked], public: PublicCatalog
) -> None:
    cases = (
        (language, other, url)
        for language, name, url in named(public)
        for other in other_numbers(name)
    )
    assert not_first(ask, cases) == []


def test_a_keyword_finds_a_service_that_has_it(
    ask: Mapping[str, Asked], public: PublicCatalog
) -> None:
    meant: dict[str, list[str]] = {}
    for key, service in public.services.items():
        for word in service.keywords:
            meant.setdefault(word, []).append(f"servizi/{key}/")
    found = {word: ask["it"](word)[0] for word in meant}
    assert {word: url for word, url in found.items() if url not in meant[word]} == {}


def test_an_address_in_full_finds_a_service_that_has_it(
    ask: Mapping[str, Asked], public: PublicCatalog
) -> None:
    for key, service in public.services.items():
        if service.mailbox:
            address = public.mailboxes[service.mailbox].address
            first = ask["en"](f"Write to {address.upper()}.")[0].split("/")[1]
            assert public.services[first].mailbox == service.mailbox, key


@pytest.mark.parametrize(
    "typed",
    ["0516033358", "051 603 33 58", "051/603-3358", "(051) 6033358", "+39 051 603 3358",
     "00390516033358", "0039 (0)51 6033358", "+39516033358", "6033358", "tel. 051.6033358",
     "interno 3358"],
)  # fmt: skip
def test_a_phone_number_is_found_in_any_spelling(ask: Mapping[str, Asked], typed: str) -> None:
    assert ask["it"](typed)[0] == "servizi/ditech-xmart/"


@pytest.mark.parametrize(
    "typed",
    ["help.finance@ditechspa.it", "HELP.FINANCE", "finance@", "<help.finance@ditechspa.it>",
     "ditechspa.it finance", "scrivere a help.finance@ditechspa.it,"],
)  # fmt: skip
def test_an_address_is_found_by_its_parts(ask: Mapping[str, Asked], typed: str) -> None:
    assert ask["it"](typed)[0] == "servizi/ditech-finance/"


@pytest.mark.parametrize("typed", ["", " ", "?", "((", "[^", ".*", "\\", "+", "@", ".", "\0"])
def test_what_says_nothing_finds_nothing(ask: Mapping[str, Asked], typed: str) -> None:
    assert ask["it"](typed) == []


@pytest.mark.parametrize(
    "typed",
    ["8/12", "08.12.2026", "2026-12-08", "25-12?", "il 24/12", "17:30", "dalle 9:00 alle 13:00"],
)
def test_a_date_or_an_hour_leads_to_the_hours(ask: Mapping[str, Asked], typed: str) -> None:
    assert ask["it"](typed)[0] == "orari/"


@pytest.mark.parametrize("typed", ["730/2026", "2026", "1.234,56", "51/8", "ISO 9001"])
def test_other_numbers_are_no_dates(ask: Mapping[str, Asked], typed: str) -> None:
    assert "orari/" not in ask["it"](typed)[:1]


@pytest.mark.parametrize("typed", ["vaccini", "football results", "carta d'identità"])
def test_what_only_a_word_of_a_long_text_resembles_is_not_found(
    ask: Mapping[str, Asked], typed: str
) -> None:
    assert ask["it"](typed) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_gets_an_answer(ask: Mapping[str, Asked], typed: str) -> None:
    for each in ask.values():
        assert len(set(each(typed))) <= len(each(typed))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcdeiorst 0123456789@.+()[]*?^$|\\/-", max_size=30))
def test_signs_of_patterns_mean_nothing(ask: Mapping[str, Asked], typed: str) -> None:
    for each in ask.values():
        each(typed)


def test_one_letter_is_enough_to_begin_with(ask: Mapping[str, Asked]) -> None:
    assert ask["it"]("ise")[:2] == ["servizi/isee/", "servizi/iseu/"]
    assert "servizi/vaso/" in ask["it"]("v")
