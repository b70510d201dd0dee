"""Something of a person is found however it is written, and nothing else is."""

import pytest

from sportello.catalog.model import Address, Phone
from sportello.directory.overlay import PersonalData
from sportello.directory.traces import search_for

ANNA = PersonalData(
    name="Anna Rossi", phone=Phone("+390516033266"), mail=Address("anna.rossi@acme.example")
)


def found(text: str, file: str = "page.html", data: PersonalData = ANNA) -> list[tuple[int, str]]:
    search = search_for(data, "p-07")
    return [(each.where.line, each.what) for each in search.in_file(file, text.encode())]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("person: p-07", "identifier"),
        ("[p-01, p-07]", "identifier"),
        ("Ask Anna Rossi.", "name"),
        ("ROSSI ANNA", "name"),
        ("Rossi, Anna", "name"),
        ("anna_rossi.jpg", "name"),
        ("<b>Anna</b>&nbsp;<i>Rossi</i>", "name"),
        ("?who=Anna%20Rossi", "name"),
        ("051/6033266", "phone"),
        ("tel:+390516033266", "phone"),
        ("+39 051 603 3266", "phone"),
        ("0039 (051) 60.33.266", "phone"),
        ("write to Anna.Rossi@ACME.example", "mail"),
        ("in: /home/anna.rossi", "local part"),
    ],
)
def test_what_is_of_the_person_is_found(text: str, what: str) -> None:
    assert (1, what) in found(text)


@pytest.mark.parametrize(
    "text",
    ["p-071", "xp-07", "Annarossi", "Hanna Rossi", "Anna Rossini", "051 603 32667", "1051 6033266",
     "joanna.rossi@acme.example", "Anna e Rossi"],
)  # fmt: skip
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert found(text) == []


def test_a_line_that_a_calendar_folds_is_read_as_one() -> None:
    text = "BEGIN:VCALENDAR\r\nSUMMARY:Anna Ro\r\n ssi\r\nEND:VCALENDAR\r\n"
    assert found(text, "week.ics") == [(2, "name")]
    assert found(text, "week.txt") == []


def test_one_name_alone_counts_as_it_is_written() -> None:
    anna = PersonalData(name="Anna")
    assert found("Ask Anna", data=anna) == [(1, "name")]
    assert found("in anna", data=anna) == []


def test_of_whom_nothing_is_known_only_the_identifier_is_looked_for() -> None:
    assert found("p-07\nAnna Rossi", data=PersonalData()) == [(1, "identifier")]
