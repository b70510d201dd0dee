"""The subject of a sender in that of an acknowledgement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.desk import box, desk
from sportello.catalog.model import Acknowledgement, Text
from sportello.routing import Decision, Message, decide
from sportello.routing.answer import MAX_SUBJECT

SAID = Text({"it": "Ricevuto «{subject}»", "en": "Received"})


def answered(*subjects: str, complete: bool = True, said: Text = SAID) -> Decision:
    answer = Acknowledgement(subject=said, text=Text("Thanks"))
    catalog = desk(
        {"help": box("help@01s.it", "desk", acknowledge="echo")},
        {"desk": "desk@mbox.example"},
        acknowledgements={"echo": answer},
    )
    headers = [("To", "help@01s.it"), *(("Subject", each) for each in subjects)]
    return decide(catalog, "help@01s.it", Message("a@b.example", tuple(headers), complete))


@pytest.mark.parametrize(
    ("subjects", "shown"),
    [
        (("Help",), "Help"),
        (("=?utf-8?q?Perch=C3=A9?=",), "Perché"),
        (("a\r\n  b",), "a  b"),
        ((), "…"),
        (("",), "…"),
        (("", "second"), "second"),
        (("first", "second"), "first"),
        (("=?utf-8?q?a=0D=0ABcc:_x?=",), "a\ufffd\ufffdBcc: x"),
        (("=?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3F=3D?=",), "…"),
        (('${1} {subject} \\ "',), '${1} {subject} \\ "'),
    ],
)
def test_it_is_the_first_subject_that_says_something(subjects: tuple[str, ...], shown: str) -> None:
    assert answered(*subjects).answer_subject == f"Ricevuto «{shown}» / Received"


def test_as_long_as_the_headers_are_not_known_the_place_stays() -> None:
    assert answered(complete=False).answer_subject == "Ricevuto «{subject}» / Received"
    assert answered("x", complete=False).answer_subject == "Ricevuto «x» / Received"


@given(st.text(max_size=400))
def test_no_subject_ends_the_line_or_is_longer_than_dovecot_takes(subject: str) -> None:
    found = answered(subject.encode("utf-8", "replace").decode()).answer_subject
    assert len(found) <= MAX_SUBJECT
    assert not any(char < " " for char in found)
    assert "=?" not in found


def test_a_subject_without_the_word_stays_as_it_is() -> None:
    assert answered("x", said=Text("Got it")).answer_subject == "Got it"
