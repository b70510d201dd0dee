"""Comments that speak to Sportello."""

from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog.yaml.reader import read

SAID = "# sportello: ignore M011 because x"


def lines_of(text: str) -> list[tuple[int, int, str]]:
    return [
        (each.where.line, each.line, each.text) for each in read(text.encode(), "f").directives()
    ]


def test_a_comment_behind_something_is_about_its_line() -> None:
    assert lines_of(f"a: 1\nb: 2 {SAID}\nc: 3\n") == [(2, 2, "ignore M011 because x")]


def test_a_comment_alone_is_about_the_next_line_that_says_something() -> None:
    assert lines_of(f"a: 1\n{SAID}\n\n# other\nb: 2\n") == [(2, 5, "ignore M011 because x")]


def test_a_sign_within_a_word_begins_no_comment() -> None:
    assert lines_of(f"a: x{SAID}\n") == []


@given(st.text(st.sampled_from("a \n#:'\"|>-{}[],\\")))
def test_a_text_that_is_written_in_quotes_has_none(before: str) -> None:
    quoted = (before + SAID).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    document = read(f'a: "{quoted}"\n'.encode(), "f")
    assert [*document.directives()] == []


@given(st.binary())
def test_directives_are_read_of_any_bytes(raw: bytes) -> None:
    assert all(
        each.line >= each.where.line for each in read(raw + b" # sportello: x", "f").directives()
    )
