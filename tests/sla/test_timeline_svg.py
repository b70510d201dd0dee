"""A deadline as a timeline that says the same in shapes and in words."""

from datetime import datetime
from xml.etree import ElementTree as ET

from sportello.sla import TimelineText, timeline_svg
from sportello.worktime import Calendar, Duration

SVG = "{http://www.w3.org/2000/svg}"
OFFICE = Calendar.from_spec(
    {"timezone": "Europe/Rome", "week": {"mon-fri": ["08:00-12:00", "14:00-18:00"], "sat": "22:00-06:00"}}
)  # fmt: skip


def timeline(opened: datetime, within: str) -> ET.Element:
    explanation = OFFICE.explain(opened, Duration.parse(within))
    text = TimelineText(
        "Due <soon>", "when", tuple((str(day.date), "") for day in explanation.days)
    )
    return ET.fromstring(timeline_svg(OFFICE, explanation, text))  # noqa: S314 - our own


def bars(root: ET.Element, kind: str) -> list[tuple[float, float]]:
    """Begin and end of each bar, in hours of its day."""
    found = [e for e in root.iter(f"{SVG}rect") if e.get("class") == kind]
    return [
        (int(e.attrib["x"]) / 60, (int(e.attrib["x"]) + int(e.attrib["width"])) / 60)
        for e in found
    ]  # fmt: skip


def test_counted_hours_lie_on_the_open_ones() -> None:
    root = timeline(datetime(2026, 1, 5, 11), "3 business hours")
    assert bars(root, "open") == [(8, 12), (14, 18)]
    assert bars(root, "counted") == [(11, 12), (14, 16)]


def test_night_is_drawn_on_both_of_its_days() -> None:
    root = timeline(datetime(2026, 1, 10, 23), "3 business hours")
    assert bars(root, "open") == [(22, 24), (0, 6)]
    assert bars(root, "counted") == [(23, 24), (0, 2)]


def test_the_deadline_is_a_line_across_its_day() -> None:
    root = timeline(datetime(2026, 1, 5, 11), "8 business hours")
    marks = [e.get("d") for e in root.iterfind(f"{SVG}svg/{SVG}path") if e.get("class") == "flag"]
    assert marks == ["M660 0V16"]


def test_it_is_no_wider_than_a_phone_so_that_its_text_can_be_read_there() -> None:
    width = timeline(datetime(2026, 1, 5, 11), "8 business hours").attrib["viewBox"].split()[2]
    assert int(width) <= 360


def test_words_are_there_for_those_who_do_not_see_it() -> None:
    root = timeline(datetime(2026, 1, 5, 11), "8 business hours")
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Due <soon>"
    assert description is not None
    assert "2026-01-05" in str(description.text)
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
