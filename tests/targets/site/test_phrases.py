"""Durations and hours in words."""

import pytest

from sportello.targets.site.messages import read_messages
from sportello.targets.site.phrases import (
    cutoff_words,
    days_words,
    duration_words,
    hours_words,
    week_words,
)
from sportello.targets.site.sources import own_sources
from sportello.worktime import Calendar, Duration

ITALIAN = read_messages(own_sources(), "it")
ENGLISH = read_messages(own_sources(), "en")


@pytest.mark.parametrize(
    ("written", "english", "italian"),
    [
        ("immediate", "at once", "subito"),
        ("1 hour", "1 hour", "1 ora"),
        ("30 minutes", "30 minutes", "30 minuti"),
        ("40 business hours", "40 business hours", "40 ore lavorative"),
        ("2400 business minutes", "2,400 business minutes", "2.400 minuti lavorativi"),
        ("1.5 business hours", "1.5 business hours", "1,5 ore lavorative"),
        ("1 working day", "1 working day", "1 giorno lavorativo"),
        ("30 calendar days", "30 calendar days", "30 giorni di calendario"),
    ],
)
def test_durations_in_words(written: str, english: str, italian: str) -> None:
    duration = Duration.parse(written)
    assert duration_words(duration, ENGLISH) == english
    assert duration_words(duration, ITALIAN) == italian


@pytest.mark.parametrize(
    ("week", "english", "italian"),
    [
        ({"mon-fri": "08:00-18:00"}, "Monday to Friday 08:00–18:00", "da lunedì a venerdì 08:00–18:00"),
        (
            {"mon-fri": ["08:30-12:30", "13:30-17:30"], "sat": "09:00-12:00"},
            "Monday to Friday 08:30–12:30 and 13:30–17:30; Saturday 09:00–12:00",
            "da lunedì a venerdì 08:30–12:30 e 13:30–17:30; sabato 09:00–12:00",
        ),
        ({"mon-sun": "00:00-24:00"}, "every day, round the clock", "tutti i giorni, 24 ore su 24"),
        ({"mon-sun": "09:00-17:00"}, "every day 09:00–17:00", "tutti i giorni 09:00–17:00"),
        (
            {"sat-sun": "00:00-24:00"},
            "Saturday and Sunday round the clock",
            "sabato e domenica 24 ore su 24",
        ),
    ],
)  # fmt: skip
def test_the_hours_of_a_week_in_one_line(
    week: dict[str, object], english: str, italian: str
) -> None:
    calendar = Calendar.from_spec({"timezone": "Europe/Rome", "week": week})
    assert week_words(calendar, ENGLISH) == english
    assert week_words(calendar, ITALIAN) == italian


def test_a_calendar_with_dates_alone_says_so() -> None:
    exceptions = [{"date": "2026-05-02", "open": "09:00-12:00"}]
    calendar = Calendar.from_spec({"timezone": "Europe/Rome", "exceptions": exceptions})
    assert week_words(calendar, ENGLISH) == "only on the dates listed"


def test_a_closed_day_and_a_single_day() -> None:
    assert hours_words((), ITALIAN) == "chiuso"
    assert days_words([2], ENGLISH) == "Wednesday"


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
