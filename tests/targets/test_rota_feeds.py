"""Private calendars say who sits there, as a foreign program reads them."""

import re
from datetime import date, datetime

import icalendar

from rota.example import EXAMPLE, with_rota
from sportello.rota import CompiledRota
from sportello.targets.staff.rota_feeds import rota_feeds

FIRST, LAST, CHANGED = date(2026, 12, 7), date(2027, 3, 31), date(2026, 11, 28)
FEEDS = dict(rota_feeds(EXAMPLE, FIRST, LAST, CHANGED, {}))


def events(raw: bytes) -> list[tuple[int, int, str, str]]:
    """Return begin and end in epoch seconds, the summary and the class of each event."""
    found = []
    for each in icalendar.Calendar.from_ical(raw).walk("VEVENT"):
        begin, end = each.decoded("dtstart"), each.decoded("dtend")
        assert isinstance(begin, datetime)
        span = int(begin.timestamp()), int(end.timestamp())
        found.append((*span, str(each["summary"]), str(each["class"])))
    return found


def test_every_seat_and_every_person_has_a_file() -> None:
    assert [*FEEDS] == [
        *(f"rota-phone-{seat}.ics" for seat in ("direct", "indirect")),
        *(f"person-{person}.ics" for person in EXAMPLE.people),
    ]


def test_they_say_what_the_rota_says_and_are_private() -> None:
    planned = [
        each
        for each in CompiledRota(EXAMPLE, "phone").sittings(FIRST, LAST)
        if each.chosen.because != "no order"
    ]
    for seat in ("direct", "indirect"):
        assert events(FEEDS[f"rota-phone-{seat}.ics"]) == [
            (each.start, each.end, each.person or "nobody", "PRIVATE")
            for each in planned
            if each.seat == seat
        ]
    for person in EXAMPLE.people:
        assert events(FEEDS[f"person-{person}.ics"]) == [
            (each.start, each.end, f"Phone shifts: {each.seat}", "PRIVATE")
            for each in planned
            if each.person == person
        ]


def test_same_plan_gives_the_same_bytes_and_each_event_its_own_identifier() -> None:
    assert dict(rota_feeds(EXAMPLE, FIRST, LAST, CHANGED, {})) == FEEDS
    uids = [
        str(each["uid"])
        for raw in FEEDS.values()
        for each in icalendar.Calendar.from_ical(raw).walk("VEVENT")
    ]
    assert len(uids) == len(set(uids))


def test_people_are_named_if_their_names_are_given() -> None:
    named = dict(rota_feeds(EXAMPLE, FIRST, LAST, CHANGED, {"p-11": "Dario, Campione"}))
    assert "Dario, Campione" in {each[2] for each in events(named["rota-phone-indirect.ics"])}
    assert re.search(rb"^NAME;[^:]+:Dario\\, Campione\r$", named["person-p-11.ics"], re.MULTILINE)


def test_rota_that_is_not_planned_has_no_file() -> None:
    bare = with_rota(turns=(), shifts={}, swaps=(), absences=())
    assert dict(rota_feeds(bare, FIRST, LAST, CHANGED, {})) == {}
