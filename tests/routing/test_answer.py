"""What an acknowledgement says, in lines that a mail can carry."""

from hypothesis import given
from hypothesis import strategies as st

from routing.desk import acknowledgement
from sportello.routing import answer_subject, answer_text
from sportello.routing.answer import WIDTH, wrapped

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=12)


def test_a_paragraph_that_yaml_folded_to_one_line_is_wrapped() -> None:
    text = "La richiesta è arrivata. " * 60
    lines = wrapped(text).split("\n")
    assert len(lines) > 10
    assert max(map(len, lines)) <= WIDTH
    assert " ".join(lines) == text.strip()


def test_lines_as_they_were_written_stay() -> None:
    text = "Gentile cliente,\n\n  - primo\n  - secondo\n\nhttps://desk.example/" + "a" * 200
    assert wrapped(text) == text


def test_a_wrapped_line_keeps_its_indentation() -> None:
    first, *rest = wrapped("  " + "parola " * 30).split("\n")
    assert first.startswith("  parola")
    assert all(line.startswith("  parola") for line in rest)


@given(st.lists(WORDS, min_size=1, max_size=80))
def test_wrapping_changes_blanks_alone_and_passes_the_width_with_single_words_only(
    words: list[str],
) -> None:
    lines = wrapped(" ".join(words)).split("\n")
    assert " ".join(lines) == " ".join(words)
    assert all(len(line) <= WIDTH or " " not in line for line in lines)


@given(st.text(st.sampled_from("ab \n\t"), max_size=200))
def test_what_is_wrapped_stays_as_it_is(text: str) -> None:
    assert wrapped(wrapped(text)) == wrapped(text)


def test_an_answer_says_each_language_once_the_main_one_first() -> None:
    answer = acknowledgement("1 hour", "A\nsubject", " Thanks\n")
    assert answer_subject(answer, ("it", "en")) == "A subject"
    assert answer_text(answer, ("it", "en")) == "Thanks\n"
