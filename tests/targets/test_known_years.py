"""Of the published years those are built whose holidays are known, in every target alike."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.routing.hours import hours_at, intervals_of
from sportello.rules import check
from sportello.targets.calculator import TARGET as CALCULATOR
from sportello.targets.site import files
from sportello.targets.sql import render
from sportello.worktime import BeyondKnownHolidays

Write = Callable[..., Path]
LAST = 2026
"""The last year that the package knows of Sri Lanka or decrees for Hungary, in any version."""


@pytest.fixture(params=["HU", "LK"])
def root(request: pytest.FixtureRequest, catalog_at: Write) -> Path:
    return catalog_at(
        ("calendars.yaml", "country: IT", f"country: {request.param}"),
        ("helpdesk.yaml", "first: 2026, last: 2027", "first: 2025, last: 2060"),
    )


@pytest.fixture
def catalog(root: Path) -> Catalog:
    return load(root).catalog


@pytest.fixture
def last(catalog: Catalog) -> int:
    known = catalog.calendars["office"].known_dates[1].year
    assert LAST <= known < 2060
    return known


def test_check_warns(root: Path, last: int) -> None:
    (found,) = (each for each in check(load(root)) if each.severity != "note")
    assert (found.code, found.severity) == ("L019", "warning")
    assert f"to {last}, not from 2025 to 2060" in found.message


def test_the_calculators_and_the_sieve_script_end_with_it(catalog: Catalog, last: int) -> None:
    data = json.loads(CALCULATOR.files(catalog.public())["calendars/office.json"])
    assert (data["first_day"], data["last_day"]) == ("2025-01-01", f"{last}-12-31")
    assert (
        f"('office', {data['from']}, {data['until']})"
        in render(catalog.public())["duckdb.sql"].decode()
    )
    assert intervals_of(catalog, "office", "closed")[-1][1] == data["until"]


def test_a_mail_after_it_comes_in_no_known_hours(catalog: Catalog, last: int) -> None:
    morning = dt.datetime(last, 12, 31, 10)
    assert hours_at(catalog, "office", morning) in ("open", "closed")
    assert hours_at(catalog, "office", morning.replace(year=last + 1)) is None


@pytest.mark.parametrize(
    ("page", "note"),
    [
        ("en/hours/index.md", "Later holidays are not known yet."),
        ("it/orari/index.md", "Le festività successive non sono ancora note."),
    ],
)
def test_the_page_of_the_hours_says_so(catalog: Catalog, last: int, page: str, note: str) -> None:
    text = files(catalog.public())[page].decode()
    assert note in text
    assert f'data-year="{last}"' in text
    assert f'data-year="{last + 1}"' not in text


def test_a_deadline_after_it_is_refused(catalog: Catalog, last: int) -> None:
    with pytest.raises(BeyondKnownHolidays):
        catalog.calendars["office"].due(dt.datetime(last + 1, 3, 1, 10), dt.timedelta(hours=1))


def test_a_desk_that_publishes_nothing_that_is_known_is_wrong(catalog_at: Write) -> None:
    root = catalog_at(
        ("calendars.yaml", "country: IT", "country: LK"),
        ("helpdesk.yaml", "first: 2026, last: 2027", "first: 2060, last: 2061"),
    )
    (found,) = check(load(root))
    assert (found.code, found.severity) == ("L019", "error")


def test_a_calendar_without_promises_is_told_too(catalog_at: Write) -> None:
    root = catalog_at(
        ("calendars.yaml", "country: IT", "country: LK"),
        ("helpdesk.yaml", "last: 2027", "last: 2060"),
    )
    (root / "sla.yaml").unlink()
    told = [each for each in check(load(root)) if each.code == "L019"]
    assert [each.message.partition(", whose")[0] for each in told] == [
        'the site publishes the calendar "office"'
    ]
