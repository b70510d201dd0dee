"""Durations, limits and hours in words."""

import pytest

from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages
from sportello.wording.times import (
    days_words,
    duration_words,
    hours_words,
    limit_words,
    rolled_words,
    week_words,
)
from sportello.worktime import At, Calendar, Duration

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
    ("written", "at", "english", "italian"),
    [
        ("40 business hours", "end_of_day", "within 40 business hours", "entro 40 ore lavorative"),
        ("1 working day", "same_time", "within 1 working day", "entro 1 giorno lavorativo"),
        ("2 working days", "14:00", "within 2 working days, by 14:00", "entro 2 giorni lavorativi, entro le 14:00"),
        ("0 working days", "18:00", "by the next 18:00 of a working day", "entro le prossime 18:00 di un giorno lavorativo"),
        ("immediate", "end_of_day", "at once", "subito"),
    ],
)  # fmt: skip
def test_limits_in_words(written: str, at: str, english: str, italian: str) -> None:
    duration = Duration.parse(written)
    assert limit_words(duration, At(at), ENGLISH) == english
    assert limit_words(duration, At(at), ITALIAN) == italian


def test_where_days_end_that_end_on_a_closed_one_in_words() -> None:
    assert rolled_words("next", ENGLISH) == "(if that day is closed, on the next one that is open)"
    assert rolled_words("previous", ITALIAN).startswith("(se quel giorno è chiuso, l'ultimo giorno")
    assert rolled_words("stay", ITALIAN) == ""


@pytest.mark.parametrize(
    ("week", "english", "italian"),
    [
        ({"mon-fri": "08:00-18:00"}, "Mon–Fri 8–18", "lun–ven 8–18"),
        (
            {"mon-fri": ["08:30-12:30", "13:30-17:30"], "sat": "09:00-12:00"},
            "Mon–Fri 8:30–12:30 and 13:30–17:30; Sat 9–12",
            "lun–ven 8:30–12:30 e 13:30–17:30; sab 9–12",
        ),
        ({"sat-sun": "00:00-24:00"}, "Sat and Sun round the clock", "sab e dom 24 ore su 24"),
        ({"mon-sun": "22:00-24:00"}, "every day 22–24", "tutti i giorni 22–24"),
        ({"mon": "08:00:30-09:00"}, "Mon 8:00:30–9", "lun 8:00:30–9"),
    ],
)
def test_the_hours_of_a_week_in_short(week: dict[str, object], english: str, italian: str) -> None:
    calendar = Calendar.from_spec({"timezone": "Europe/Rome", "week": week})
    assert week_words(calendar, ENGLISH, short=True) == english
    assert week_words(calendar, ITALIAN, short=True) == italian
