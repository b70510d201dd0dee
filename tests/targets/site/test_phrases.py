"""What a request counts as, in words."""

import pytest

from sportello.targets.site.phrases import cutoff_words
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages
from sportello.worktime import Calendar

ITALIAN = read_messages(own_sources(), "it")
ENGLISH = read_messages(own_sources(), "en")


@pytest.mark.parametrize(
    ("week", "english", "italian"),
    [
        (
            {"mon-fri": "00:00-16:00"},
            "What is written after 16:00 counts as written tomorrow; "
            "after 16:00 on Friday, as written on Monday. Holidays are skipped.",
            "Quello che si scrive dopo le 16:00 vale come scritto domani; "
            "dopo le 16:00 di venerdì, come scritto lunedì. I giorni festivi si saltano.",
        ),
        (
            {"sun-thu": "08:30-13:00"},
            "What is written after 13:00 counts as written tomorrow; "
            "after 13:00 on Thursday, as written on Sunday. Holidays are skipped.",
            "Quello che si scrive dopo le 13:00 vale come scritto domani; "
            "dopo le 13:00 di giovedì, come scritto domenica. I giorni festivi si saltano.",
        ),
        (
            {"mon-sun": "00:00-20:00"},
            "What is written after 20:00 counts as written tomorrow. Holidays are skipped.",
            "Quello che si scrive dopo le 20:00 vale come scritto domani. "
            "I giorni festivi si saltano.",
        ),
        ({"mon-sun": "00:00-24:00"}, "", ""),
        *(
            (
                week,
                "What is written at other times counts as written when these hours begin again.",
                "Quello che si scrive in altri momenti vale come scritto quando ricomincia "
                "questo orario.",
            )
            for week in (
                {"mon-thu": "00:00-16:00", "fri": "00:00-12:00"},
                {"mon-fri": "00:00-24:00"},
                {"mon-fri": "22:00-06:00"},
                {"mon-fri": ["08:00-12:00", "13:00-16:00"]},
                {"mon": "09:00-16:00", "wed": "09:00-16:00"},
            )
        ),
    ],
)
def test_what_a_request_counts_as_after_the_cutoff(
    week: dict[str, object], english: str, italian: str
) -> None:
    spec = {"timezone": "Europe/Rome", "week": week, "holidays": ["kept"]}
    calendar = Calendar.from_spec(spec, holidays={"kept": {"dates": ["--12-25"]}})
    assert cutoff_words(calendar, ENGLISH) == english
    assert cutoff_words(calendar, ITALIAN) == italian
