"""What a new desk is asked: each answer is read by the model's own rules."""

import pytest

from sportello.findings import Invalid
from sportello.starter.answers import READERS


@pytest.mark.parametrize(
    ("question", "written", "said"),
    [
        ("name", "  ", "a desk needs a name"),
        ("name", "two\nlines", "in one line"),
        ("languages", "", "a desk needs a language"),
        ("languages", "it,IT", 'did you mean "it"?'),
        ("languages", "Deutsch", "is no language"),
        ("languages", "de-AT", 'did you mean "de"?'),
        ("languages", "it, it", "named twice"),
        ("timezone", "Europe/Roma", "Europe/Rome"),
        ("country", "it", "IT"),
        ("country", "TA", "the holidays of"),
        ("address", "help", "write name@domain"),
        ("address", "help@acme", "write it like example.it"),
        ("hours", "", "mon-thu 09:00-13:00"),
        ("hours", "always", "mon-thu 09:00-13:00"),
        ("hours", "lun-ven 09:00-18:00", '"lun" is not a day of the week'),
        ("hours", "mon-fri 9-18", 'write "08:00-18:00"'),
        ("hours", "mon-fri 09:00-18:00; fri 09:00-12:00", "fri is given twice"),
        ("hours", "mon 09:00-18:00; mon 09:00-12:00", "given twice"),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_with_its_remedy(
    question: str, written: str, said: str
) -> None:
    with pytest.raises(Invalid) as error:
        READERS[question](written)
    assert said in str(error.value)
    assert error.value.hint


def test_hours_are_those_of_a_calendar() -> None:
    assert READERS["hours"]("Mon - Thu 09:00-13:00, 14:00-18:00;fri,sat 09:00-13:00;") == {
        "mon-thu": ("09:00-13:00", "14:00-18:00"),
        "fri,sat": ("09:00-13:00",),
    }


def test_the_main_language_is_named_first() -> None:
    assert READERS["languages"]("it en") == ("it", "en")
