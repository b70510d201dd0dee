"""What is known of holidays, in the years that are published, is a note."""

import re
from collections.abc import Callable

import pytest

from sportello.findings import Finding

Findings = Callable[..., list[Finding]]


def kept(
    country: str, *, years: str = "first: 2026, last: 2027"
) -> tuple[tuple[str, str, str], ...]:
    return (
        ("calendars.yaml", "country: IT", f"country: {country}"),
        ("helpdesk.yaml", "first: 2026, last: 2027", years),
    )


def notes(found: list[Finding]) -> list[Finding]:
    return [each for each in found if each.severity == "note"]


@pytest.mark.parametrize("country", ["IT", "DE", "GB"])
def test_certain_dates_are_no_note(findings_of: Findings, country: str) -> None:
    assert findings_of(*kept(country)) == []


def test_estimated_dates_are_one_note(findings_of: Findings) -> None:
    # So far away that no version of the package knows them for sure.
    (note,) = notes(findings_of(*kept("TR", years="first: 2070, last: 2071")))
    assert (note.code, note.severity) == ("D008", "note")
    assert note.message.startswith("dates of these holidays are estimates: 2070-")
    assert "(Eid al-Fitr (estimated))" in note.message
    assert note.where is not None
    assert note.where.line == 2


def test_half_days_without_an_hour_are_one_note(findings_of: Findings) -> None:
    (note,) = notes(findings_of(*kept("CN", years="first: 2024, last: 2025")))
    assert note.code == "D009"
    assert note.message == (
        "half holidays without an hour leave the hours as they are: 2024-03-08, 2025-03-08"
        " (International Women's Day), 2024-05-04, 2025-05-04 (Youth Day), 2024-06-01, 2025-06-01"
        " (Children's Day), 2024-08-01, 2025-08-01 (Army Day)"
    )


def test_many_dates_are_named_up_to_a_dozen_and_counted(findings_of: Findings) -> None:
    (note,) = notes(findings_of(*kept("CN", years="first: 2020, last: 2025")))
    assert len(re.findall(r"20\d\d-\d\d-\d\d", note.message)) == 12
    assert re.search(r" and \d+ more days$", note.message)


def test_half_days_of_one_name_are_all_named(findings_of: Findings) -> None:
    (note,) = notes(findings_of(*kept("EE", years="first: 2026, last: 2026")))
    for day in ("02-23", "06-22", "12-23", "12-31"):
        assert f"2026-{day}" in note.message
    assert note.message.count("(") == note.message.count(")")


def test_half_days_with_an_hour_are_no_note(findings_of: Findings) -> None:
    assert notes(findings_of(*kept("TR", years="first: 2025, last: 2026"))) == []


def test_a_set_that_two_calendars_keep_is_told_once_and_an_unused_one_never(
    findings_of: Findings,
) -> None:
    child = ("calendars.yaml", "calendars:", "calendars:\n  shop: {extends: office}")
    assert [each.code for each in notes(findings_of(*kept("CN"), child))] == ["D009"]
    unused = ("calendars.yaml", "  italy:", "  china: {country: CN}\n  italy:")
    assert notes(findings_of(unused)) == []


def test_promises_beyond_the_last_decree_are_told(findings_of: Findings) -> None:
    found = findings_of(*kept("HU", years="first: 2026, last: 2040"))
    assert "L019" in {each.code for each in found}


def kept_but(excepted: str, country: str = "IT") -> tuple[str, str, str]:
    return ("calendars.yaml", "country: IT", f"country: {country}, except: [{excepted}]")


@pytest.mark.parametrize(
    ("excepted", "country"),
    [
        ("--12-08", "IT"),
        ("2026-12-08", "IT"),
        ("easter + 1 day", "IT"),
        ("--10-28", "TR"),  # half a holiday
        ("--05-08", "FR"),
    ],
)
def test_a_holiday_that_a_desk_does_not_keep_is_no_finding(
    findings_of: Findings, excepted: str, country: str
) -> None:
    assert "D014" not in {each.code for each in findings_of(kept_but(excepted, country))}


@pytest.mark.parametrize(
    ("excepted", "nearest"),
    [
        ("--12-09", "2026-12-08 (Immaculate Conception)"),
        ("2027-12-09", "2027-12-08 (Immaculate Conception)"),
        ("easter + 2 days", "2026-04-06 (Easter Monday)"),
        ("2nd mon of may", "2026-05-01 (Labour Day)"),
    ],
)
def test_a_day_left_out_that_is_no_holiday_is_told_with_the_nearest(
    findings_of: Findings, excepted: str, nearest: str
) -> None:
    (found,) = findings_of(kept_but(excepted))
    assert (found.code, found.severity) == ("D014", "warning")
    years = "" if excepted[:2] == "20" else " from 2026 to 2053"
    assert found.message == f"{excepted} is no holiday of IT{years}"
    assert found.hint == f"the nearest is {nearest}: correct it, or remove it"


def test_a_day_left_out_of_a_year_that_is_not_known_is_told(findings_of: Findings) -> None:
    found = {each.code: each for each in findings_of(kept_but("2090-08-21", "HU"))}
    assert found["D014"].hint == "correct it, or remove it"
