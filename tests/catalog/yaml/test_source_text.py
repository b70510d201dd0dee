import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog.yaml.source_text import SourceText

texts = st.text(st.sampled_from("ab \t\r\nè😀"))


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_end_with_any_line_break(line_break: str) -> None:
    source = SourceText("f", f"one{line_break}two{line_break}")
    assert [source.line(number) for number in (1, 2, 3)] == ["one", "two", ""]
    assert source.line_count == 3


def test_a_place_is_cut_at_the_end_of_its_line() -> None:
    place = SourceText("f", "a: one   \n  two").location(3, 15)
    assert (place.line, place.column, place.width, place.source) == (1, 4, 3, "a: one   ")


def test_a_place_in_a_repaired_line_is_told_as_written() -> None:
    source = SourceText("f", "a:\n\tb: c\nd").with_lines({2: "    b: c"})
    assert source.text == "a:\n    b: c\nd"
    place = source.location(source.text.index("b"), source.text.index("b") + 1)
    assert (place.line, place.column, place.width, place.source) == (2, 2, 1, "\tb: c")


def test_a_line_repaired_twice_is_told_as_first_written() -> None:
    source = SourceText("f", "\ta").with_lines({1: "    a"}).with_lines({1: "  a"})
    place = source.location(2, 3)
    assert (place.column, place.source) == (2, "\ta")


@given(texts, st.data())
def test_every_offset_has_a_place_that_shows_its_character(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    place = SourceText("f", text).location(offset, offset + 1)
    shown = place.source[place.column - 1 : place.column]
    assert shown == text[offset : offset + 1] or text[offset : offset + 1] in ("\r", "\n")
    assert place.width == 1
    assert place.line == SourceText("f", text).line_number(offset)
    assert not set(place.source) & set("\r\n")
