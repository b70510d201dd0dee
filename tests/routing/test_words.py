"""What a word of a rule fits, and how headers are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog.model import TextTest
from sportello.routing.words import Test, casemap, implies, spellings, text_fits, text_test_in_words

KINDS: list[Test] = ["contains", "is", "starts", "ends"]
texts = st.text(max_size=20)
words = st.text(min_size=1, max_size=6)
tests = st.builds(
    lambda found: TextTest(
        contains=found.get("contains", ()),
        is_=found.get("is", ()),
        starts=found.get("starts", ()),
        ends=found.get("ends", ()),
    ),
    st.dictionaries(
        st.sampled_from(KINDS),
        st.lists(st.text("abÈè", min_size=1, max_size=3), min_size=1, max_size=2).map(tuple),
        min_size=1,
        max_size=2,
    ),
)


@pytest.mark.parametrize(
    ("kind", "word", "fitting", "other"),
    [
        ("contains", "urgente", ["Urgente", "non URGENTE!"], ["urgent", ""]),
        ("contains", "è giù", ["È GIÙ", "è giù", "Il server È giù"], ["e giu", "é giù"]),
        ("is", "Reset", ["reset", "RESET"], ["reset ", "a reset"]),
        ("starts", "[SPAM]", ["[spam] hello"], ["Re: [SPAM]"]),
        ("ends", "@inps.it", ["a@INPS.it"], ["a@inps.it.example"]),
        ("contains", "a*b?", ["xA*B?x"], ["aXbY"]),
        ("is", "Straße", ["STRASSE", "straße"], ["strase"]),
    ],
)
def test_a_word_fits_in_any_case(
    kind: Test, word: str, fitting: list[str], other: list[str]
) -> None:
    assert [text for text in fitting if not text_fits(kind, (word,), text)] == []
    assert [text for text in other if text_fits(kind, (word,), text)] == []


@given(words)
def test_spellings_hold_the_word_and_differ_by_more_than_a_to_z(word: str) -> None:
    found = spellings(word)
    assert word in found
    assert 1 <= len(found) <= 4
    assert len({casemap(each) for each in found}) == len(found)


@given(words.map(casemap), texts, st.sampled_from(KINDS))
def test_the_case_of_a_to_z_never_matters(word: str, text: str, kind: Test) -> None:
    assert text_fits(kind, (word,), text) == text_fits(kind, (word,), casemap(text))


@given(tests, tests, st.text("abÈèAB", max_size=5))
def test_what_is_implied_holds(narrow: TextTest, wide: TextTest, text: str) -> None:
    def passes(test: TextTest) -> bool:
        return all(
            text_fits(kind, found, text)
            for kind, found in zip(
                KINDS, (test.contains, test.is_, test.starts, test.ends), strict=True
            )
            if found
        )

    if implies(narrow, wide) and passes(narrow):
        assert passes(wide)


def test_a_test_implies_itself_and_wider_ones() -> None:
    one = TextTest(starts=("urgent now",))
    assert implies(one, TextTest(contains=("URGENT", "x")))
    assert implies(one, TextTest(starts=("urgent",)))
    assert not implies(TextTest(starts=("urgent",)), one)
    assert not implies(one, TextTest(ends=("now",)))
    assert implies(TextTest(is_=("urgent now",)), TextTest(ends=("now",)))


def test_a_test_is_told_in_words() -> None:
    assert text_test_in_words("starts", ("a", "b")) == 'starts with "a" or "b"'
