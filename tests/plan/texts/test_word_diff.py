"""What differs of a text is told in a few words."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from sportello.plan.texts import word_diff as module
from sportello.plan.texts.word_diff import word_diff

WORDS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=12).map(" ".join)


def test_example_of_the_page_holds() -> None:
    assert doctest.testmod(module) == (0, 1)


@given(WORDS, WORDS)
def test_what_is_said_differs_exactly_if_the_texts_do(before: str, after: str) -> None:
    old, new = word_diff(before, after)
    assert (old == new) == (before == after)
    for said, text in ((old, before), (new, after)):
        assert said.removeprefix("… ").removesuffix(" …") in text


def test_long_text_is_cut() -> None:
    old, new = word_diff("one " + "word " * 400, "two " + "wort " * 400)
    assert old.endswith("…")
    assert max(len(old), len(new)) < 130
