"""Hours and contacts for other programs: what each file tells, and when it was changed last."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from sportello.catalog import Loaded, load
from sportello.catalog.model import Catalog
from sportello.files import Files
from sportello.targets import BuildContext
from sportello.targets.site import files
from targets.feeds.check_ics import faults

Write = Callable[..., Path]
CONTACTS = """\
contacts:
  hotline: {name: {it: Centralino, en: Hotline}, provider: acme, phone: 051/6033266, calendar: office}
  sales: {name: {it: Commerciale, en: =Sales}, provider: acme, mail: sales@acme.example}
  lost: {name: {it: Persa, en: Lost}, reachable: {it: Chiedi in giro, en: Ask around}}
  anna: {name: Anna, kind: person, phone: 051/6033358}
"""
CONTEXT = BuildContext(day=dt.date(2026, 6, 1), changed={"calendars.yaml": dt.date(2026, 5, 4)})


@pytest.fixture
def catalog(catalog_at: Write) -> Catalog:
    return load(catalog_at(contacts=CONTACTS)).catalog


def made(catalog: Catalog, context: BuildContext = CONTEXT) -> Files:
    return {
        path: each for path, each in files(catalog.public(), context).items() if "/feeds" in path
    }


def test_each_language_has_a_calendar_and_the_contacts(catalog: Catalog) -> None:
    paths = [path for path in made(catalog) if not path.endswith(".md")]
    assert sorted(paths) == [
        f"{language}/feeds/{name}"
        for language in ("en", "it")
        for name in (
            *("contact-hotline.vcf", "contact-sales.vcf", "contacts.csv", "contacts.vcf"),
            "office.ics",
        )
    ]


def test_a_calendar_shows_when_somebody_answers_and_why_nobody_does(catalog: Catalog) -> None:
    read = icalendar.Calendar.from_ical(made(catalog)["en/feeds/office.ics"])
    found = recurring_ical_events.of(read).between(dt.date(2026, 12, 24), dt.date(2026, 12, 26))
    told = [(str(each["summary"]), str(each.start), str(each.end)) for each in found]
    assert told == [
        ("Somebody answers: ACME", "2026-12-24 08:00:00+01:00", "2026-12-24 18:00:00+01:00"),
        ("No answer: ACME (Christmas Day)", "2026-12-25", "2026-12-26"),
    ]
    assert "support.example/en/hours/" in str(read["description"])


def test_files_are_as_old_as_the_last_change_and_never_as_the_build(catalog: Catalog) -> None:
    told = made(catalog)
    assert b"DTSTAMP:20260504T000000Z" in told["it/feeds/office.ics"]
    assert b"REV:2026-05-04T00:00:00Z" in told["it/feeds/contacts.vcf"]
    later = BuildContext(day=dt.date(2026, 9, 1), changed=CONTEXT.changed)
    assert dict(made(catalog, later).items()) == told
    assert b"DTSTAMP:20260101T000000Z" in made(catalog, BuildContext())["it/feeds/office.ics"]


def test_names_of_events_are_their_own_and_stay(frozen: Loaded) -> None:
    told = made(frozen.catalog)
    named = {
        uid
        for path, content in told.items()
        if path.endswith(".ics")
        for uid in re.findall(rb"^UID:(.*)\r$", content.replace(b"\r\n ", b""), re.MULTILINE)
    }
    events = sum(content.count(b"BEGIN:VEVENT") for content in told.values())
    assert len(named) == events > 100
    assert [path for path, each in told.items() if path.endswith(".ics") and faults(each)] == []


def test_names_of_events_are_plain_where_it_is_always_open(catalog_at: Write) -> None:
    always = ("calendars.yaml", 'mon-fri: "08:00-18:00"', 'mon-sun: "00:00-24:00"')
    content = made(load(catalog_at(always)).catalog)["it/feeds/office.ics"]
    uids = re.findall(rb"^UID:(.*)\r$", content.replace(b"\r\n ", b""), re.MULTILINE)
    assert len(uids) > 5
    assert [each for each in uids if not re.fullmatch(rb"[A-Za-z0-9-]+@[a-z.]+", each)] == []


def test_who_has_several_calendars_says_whose_hours_each_has(frozen: Loaded) -> None:
    names = {
        path: re.findall(rb"X-WR-CALNAME:(.*)\r\n(?! )", content.replace(b"\r\n ", b""))[0].decode()
        for path, content in made(frozen.catalog).items()
        if path.startswith("en/") and path.endswith(".ics")
    }
    assert len(set(names.values())) == len(names) > 2


def test_contacts_that_can_be_reached_are_in_the_table_as_text(catalog: Catalog) -> None:
    rows = list(csv.reader(io.StringIO(made(catalog)["en/feeds/contacts.csv"].decode())))
    assert rows[0][:2] == ["Contact", "Provider"]
    assert [row[0] for row in rows[1:]] == ["Hotline", "'=Sales"]
    assert rows[1][4] == "+39 051 603 3266"


def test_nobody_in_particular_is_in_any_file(catalog: Catalog) -> None:
    said = b"".join(made(catalog).values())
    assert [each for each in (b"Anna", b"6033358", b"603 3358") if each in said] == []


def test_a_desk_without_hours_and_contacts_has_no_such_files(catalog_at: Write) -> None:
    services = ("services/main.yaml", "  calendar: office\n", "")
    bare = load(catalog_at(services, contacts="contacts: {}\n")).catalog
    public = files(bare.public(), CONTEXT)
    assert [path for path in public if "/feeds/" in path] == []
    page = public["en/calendar-and-contacts/index.md"].decode()
    assert "calendars" not in re.findall(r"#([a-z]+) \}", page)
    assert "index.json" in page


def test_the_page_leads_to_every_file(frozen: Loaded) -> None:
    public = files(frozen.catalog.public(), CONTEXT)
    page = public["en/calendar-and-contacts/index.md"].decode()
    links = re.findall(r'href="\.\./(feeds/[^"]+)"', page)
    there = [
        path.removeprefix("en/") for path in made(frozen.catalog) if path.startswith("en/feeds/")
    ]
    assert sorted(links) == sorted(each for each in there if "/contact-" not in each)
    subscribed = re.findall(r'href="webcal://sportello\.example/en/(feeds/[^"]+)"', page)
    assert subscribed == [each for each in links if each.endswith(".ics")]
