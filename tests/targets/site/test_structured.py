"""What machines read of the pages: data of schema.org, the finder, and where the pages are listed."""

import calendar
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sportello.catalog.model import PublicCatalog, Text
from sportello.targets.site import files
from sportello.targets.site.structured.opening_hours import opening_hours
from sportello.worktime import Calendar
from worktime.oracle import Case, cases

SPEC = {
    "timezone": "Europe/Rome",
    "week": {"mon-fri": ["08:30-12:30", "13:30-17:30"], "sat": "22:00-24:00"},
    "exceptions": [
        {"date": "2026-12-24", "open": "08:30-12:30"},
        {"from": "2026-12-25", "to": "2027-01-05", "closed": True},
    ],
}
WEEKDAYS = [f"https://schema.org/{day}" for day in calendar.day_name]


def data_of(page: bytes) -> Any:
    line = next(line for line in page.decode().split("\n") if line.startswith("data: "))
    return json.loads(json.loads(line.removeprefix("data: ")))  # text, in what is JSON too


def test_the_week_and_the_days_unlike_it_are_told() -> None:
    found = opening_hours(Calendar.from_spec(SPEC), 2026, 2027)
    assert {each["@type"] for each in found} == {"OpeningHoursSpecification"}
    closed = {"opens": "00:00", "closes": "00:00"}
    assert [{key: value for key, value in each.items() if key != "@type"} for each in found] == [
        {"dayOfWeek": WEEKDAYS[:5], "opens": "08:30", "closes": "12:30"},
        {"dayOfWeek": WEEKDAYS[:5], "opens": "13:30", "closes": "17:30"},
        {"dayOfWeek": WEEKDAYS[5:6], "opens": "22:00", "closes": "23:59"},
        {"validFrom": "2026-12-24", "validThrough": "2026-12-24"}
        | {"opens": "08:30", "closes": "12:30"},
        {"validFrom": "2026-12-25", "validThrough": "2026-12-26", **closed},
        {"validFrom": "2026-12-28", "validThrough": "2027-01-02", **closed},
        {"validFrom": "2027-01-04", "validThrough": "2027-01-05", **closed},
    ]


def test_hours_that_are_assumed_are_not_told_to_machines() -> None:
    assert opening_hours(Calendar.from_spec({**SPEC, "assumed": "Perhaps"}), 2026, 2026) == ()


def test_where_only_holidays_are_assumed_the_week_is_told() -> None:
    spec = {**SPEC, "assumed": "Perhaps", "assumed_of": "holidays"}
    told = opening_hours(Calendar.from_spec(spec), 2026, 2026)
    assert told == opening_hours(Calendar.from_spec(SPEC), 2026, 2026)[:3]


def read(specifications: Iterable[dict[str, Any]], day: date) -> set[tuple[str, str]]:
    """The hours of a day as schema.org means them: what is valid for it, else its weekday's."""
    special, usual = [], []
    for each in specifications:
        if each.get("validFrom", "9") <= str(day) <= each.get("validThrough", "0"):
            special.append(each)
        if WEEKDAYS[day.weekday()] in each.get("dayOfWeek", ()):
            usual.append(each)
    return {(each["opens"], each["closes"]) for each in special or usual} - {("00:00", "00:00")}


@given(cases(), st.data())
def test_what_is_told_is_when_the_calendar_is_open(case: Case, data: st.DataObject) -> None:
    found = Calendar.from_spec(case.spec, "case", case.holidays, case.calendars)
    year = case.anchor.year
    told, years = opening_hours(found, year, year), found.known_years(year, year)
    assert bool(told) == bool(not found.assumed and found.weekly() and years)
    if told:
        day = data.draw(st.dates(date(years[0], 1, 1), date(years[-1], 12, 31)))
        hours = found.day(day).hours
        assert read(told, day) == {
            (each.opens, each.closes.replace("24:00", "23:59")) for each in hours
        }


def test_home_tells_of_the_desk_and_how_to_ask_it(made: Mapping[str, bytes]) -> None:
    desk, site = data_of(made["en/index.md"])["@graph"]
    assert (desk["@type"], desk["url"]) == ("Organization", "https://sportello.example/en/")
    assert {each["@type"] for each in desk["contactPoint"]} == {"ContactPoint"}
    assert site["potentialAction"]["target"].endswith("/en/which-address/?q={search_term_string}")


def test_a_sheet_tells_whom_to_write_to(made: Mapping[str, bytes]) -> None:
    service, questions = data_of(made["en/services/isee/index.md"])["@graph"]
    assert service["provider"]["contactPoint"][0]["email"] == "helpdesk.sisemplice.isee@01s.it"
    assert questions["mainEntity"][0]["acceptedAnswer"]["text"] == "helpdesk.sisemplice.isee@01s.it"


def test_the_finder_can_be_added_to_a_browser(
    public: PublicCatalog, made: Mapping[str, bytes]
) -> None:
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    for language in public.helpdesk.languages:
        root = ElementTree.fromstring(  # noqa: S314 - our own
            made[f"{language}/opensearch.xml"]
        )
        url = root.find(f"{space}Url")
        assert url is not None
        assert url.attrib["template"].count("{searchTerms}") == 1
        assert 1 <= len(root.findtext(f"{space}ShortName", "")) <= 16


def test_a_long_name_with_signs_is_no_broken_description(public: PublicCatalog) -> None:
    for name in ("A & B < C", "Antidisestablishmentarianism", "x" * 2000):
        desk = replace(public.helpdesk, name=Text({"it": name}), languages=("it",))
        root = ElementTree.fromstring(  # noqa: S314 - our own
            files(replace(public, helpdesk=desk))["it/opensearch.xml"]
        )
        assert 1 <= len(root[0].text or "") <= 16


def test_robots_are_told_of_the_pages_of_every_language(made: Mapping[str, bytes]) -> None:
    lines = made["it/robots.txt"].decode().splitlines()
    assert lines[2:] == [
        "Sitemap: https://sportello.example/sitemap.xml",
        "Sitemap: https://sportello.example/en/sitemap.xml",
    ]
