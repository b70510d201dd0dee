"""The promise to whoever writes, in the words of the site."""

import pytest

from sportello.sla.mail_promise import MailPromise
from sportello.sla.promise_words import promise_words
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages
from sportello.worktime import At, Calendar, Duration, IfClosed

OFFICE = Calendar.from_spec(
    {"timezone": "Europe/Rome", "week": {"mon-fri": "08:00-18:00"}}, "office"
)
DATES = Calendar.from_spec(
    {"timezone": "Europe/Rome", "exceptions": [{"date": "2026-05-02", "open": "09:00-12:00"}]},
    "dates",
)
NEW_YORK = {"timezone": "America/New_York", "name": "New York", "week": {"mon-fri": "09:00-17:00"}}
SUN = Calendar.from_spec(
    {"any_of": ["office", "new-york"], "timezone": "Europe/Rome"},
    "sun",
    {},
    {"office": OFFICE.rules, "new-york": NEW_YORK},
)


@pytest.mark.parametrize(
    ("within", "at", "if_closed", "calendar", "italian", "english"),
    [
        ("40 business hours", "end_of_day", "stay", OFFICE, "entro 40 ore lavorative, lun–ven 8–18", "within 40 business hours, Mon–Fri 8–18"),
        ("1 working day", "12:00", "stay", OFFICE, "entro 1 giorno lavorativo, entro le 12:00, lun–ven 8–18", "within 1 working day, by 12:00, Mon–Fri 8–18"),
        ("5 calendar days", "end_of_day", "next", None, "entro 5 giorni di calendario (se quel giorno è chiuso, il primo giorno aperto dopo)", "within 5 calendar days (if that day is closed, on the next one that is open)"),
        ("immediate", "end_of_day", "stay", OFFICE, "subito, lun–ven 8–18", "at once, Mon–Fri 8–18"),
        ("24 hours", "end_of_day", "stay", None, "entro 24 ore", "within 24 hours"),
        ("8 business hours", "end_of_day", "stay", DATES, "entro 8 ore lavorative", "within 8 business hours"),
        (
            "8 business hours",
            "end_of_day",
            "stay",
            SUN,
            "entro 8 ore lavorative, ogni volta che è aperto uno di questi: da lunedì a venerdì 08:00–18:00 (ora di Roma) e New York",
            "within 8 business hours, whenever one of these is open: Monday to Friday 08:00–18:00 (Rome time) and New York",
        ),
    ],
)  # fmt: skip
def test_a_promise_in_words(
    within: str, at: str, if_closed: IfClosed, calendar: Calendar | None, italian: str, english: str
) -> None:
    promise = MailPromise(Duration.parse(within), At(at), if_closed, calendar)
    assert promise_words(promise, read_messages(own_sources(), "it")) == italian
    assert promise_words(promise, read_messages(own_sources(), "en")) == english


def test_a_cut_off_is_told_in_the_words_of_the_page() -> None:
    intake = Calendar.from_spec({"timezone": "Europe/Rome", "week": {"mon-fri": "00:00-16:00"}})
    day = Duration.parse("1 working day")
    promise = MailPromise(day, At("end_of_day"), "stay", OFFICE, intake)
    assert promise_words(promise, read_messages(own_sources(), "it")) == (
        "entro 1 giorno lavorativo, lun–ven 8–18; le richieste si accettano lun–ven 0–16"
    )
    assert promise_words(promise, read_messages(own_sources(), "en")) == (
        "within 1 working day, Mon–Fri 8–18; requests are accepted Mon–Fri 0–16"
    )


def test_a_language_without_messages_says_it_in_english_and_names_its_own_days() -> None:
    promise = MailPromise(Duration.parse("2 working days"), At("end_of_day"), "stay", OFFICE)
    german = promise_words(promise, read_messages(own_sources(), "de"))
    assert german == "within 2 working days, Mo–Fr 8–18"
