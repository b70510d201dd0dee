"""Promises are counted in calendars whose holidays are known; availability has a window."""

from collections.abc import Callable

import pytest

from small import SMALL
from sportello.findings import Finding, Severity

from .text import sla

Findings = Callable[..., list[Finding]]
NO_HOLIDAYS = ("calendars.yaml", "    holidays: [italy]\n", "")


def test_promise_in_a_calendar_without_holidays_is_told(findings_of: Findings) -> None:
    (found,) = findings_of(NO_HOLIDAYS, sla=sla())
    assert (found.code, found.severity) == ("L018", Severity.WARNING)
    assert found.message == (
        'the first response of the policy "base" counts in the calendar "office", '
        "which has no holidays"
    )
    assert found.where is not None
    assert found.where.source.strip() == "office:"


@pytest.mark.parametrize(
    "change",
    [
        # A desk that keeps none says so.
        ("calendars.yaml", "  italy: {country: IT}", "  italy: {dates: []}"),
        # Time round the clock needs none.
        ("calendars.yaml", 'mon-fri: "08:00-18:00"\n    holidays: [italy]', 'mon-sun: "00:00-24:00"'),
    ],
)  # fmt: skip
def test_calendar_that_needs_no_holidays_is_fine(
    findings_of: Findings, change: tuple[str, str, str]
) -> None:
    assert findings_of(change, sla=sla()) == []


def test_promise_round_the_clock_asks_no_calendar_for_holidays(findings_of: Findings) -> None:
    last = "  base: {name: Base, targets: {first_response: {within: 2 calendar days}}}\n"
    assert findings_of(NO_HOLIDAYS, sla=sla(last=last)) == []


def test_hours_of_a_season_are_not_round_the_clock(findings_of: Findings) -> None:
    week = (
        "calendars.yaml",
        'mon-fri: "08:00-18:00"\n    holidays: [italy]',
        'mon-sun: "00:00-24:00"\n'
        "    seasons: [{valid: {from: --08-01, until: --08-31}, week: {mon-fri: 09:00-12:00}}]",
    )
    assert [each.code for each in findings_of(week, sla=sla())] == ["L018"]


def test_holidays_that_end_before_the_published_years_are_told(findings_of: Findings) -> None:
    japan = ("calendars.yaml", "italy: {country: IT}", "italy: {country: JP}")
    years = ("helpdesk.yaml", "last: 2027", "last: 2100")
    found = [each for each in findings_of(japan, years, sla=sla()) if each.code == "L019"]
    assert len(found) == 1
    assert 'counts in the calendar "office", whose holidays are known from' in found[0].message
    assert found[0].message.endswith("not from 2026 to 2100")
    assert "instead of the country's set, list all its holidays as dates" in found[0].hint


def test_holidays_listed_instead_of_those_of_a_country_are_known_in_all_years(
    findings_of: Findings,
) -> None:
    listed = ("calendars.yaml", "italy: {country: IT}", "italy: {dates: [2026-12-25, --01-01]}")
    years = ("helpdesk.yaml", "last: 2027", "last: 2100")
    assert "L019" not in {each.code for each in findings_of(listed, years, sla=sla())}


def test_availability_within_hours_names_its_window(findings_of: Findings) -> None:
    def availability(more: str) -> list[Finding]:
        text = f"availability:\n  wiki: {{service: [wiki], percent: 99.5{more}}}\n"
        return findings_of(sla=sla(more=text))

    (found,) = availability(", hours: office")
    assert (found.code, found.message) == ("L020", "99.5 % of these hours, but not over how long")
    assert availability(", hours: office, window: month") == []
    assert availability(", window: year") == []
    assert availability("") == []


def test_promise_without_calendar_names_the_service(findings_of: Findings) -> None:
    change = ("services/main.yaml", "tags: [critical]}", "tags: [critical], calendar: office}")
    found = findings_of(change, ("services/main.yaml", "  calendar: office\n", ""), sla=sla())
    assert [(each.code, each.message) for each in found] == [
        ("L001", '"40 business hours" cannot be counted for the service "wiki"')
    ]


UNION = (
    "calendars.yaml",
    "calendars:\n  office:\n",
    "calendars:\n  office: {any_of: [here, there], timezone: Europe/Rome}\n"
    '  there: {timezone: Europe/London, week: {mon-fri: "09:00-17:00"}}\n'
    "  here:\n",
)


def test_a_promise_in_a_calendar_made_of_others_asks_these_for_holidays(
    findings_of: Findings,
) -> None:
    (found,) = findings_of(UNION, sla=sla())
    assert found.code == "L018"
    assert found.message == (
        'the first response of the policy "base" counts in the calendar "there", '
        "which has no holidays"
    )


def test_a_part_whose_holidays_end_is_told_and_the_whole_is_not(findings_of: Findings) -> None:
    japan = ("calendars.yaml", "italy: {country: IT}", "italy: {country: JP}")
    years = ("helpdesk.yaml", "last: 2027", "last: 2100")
    dates = ("calendars.yaml", '"09:00-17:00"}}', '"09:00-17:00"}, holidays: [italy]}')
    found = findings_of(japan, years, UNION, dates, sla=sla())
    assert [(each.code, each.where and each.where.source.split(":")[0].strip()) for each in found] == [
        ("L019", "there"), ("L019", "here"),
    ]  # fmt: skip


def test_a_year_that_is_not_known_to_its_end_in_another_zone_is_told_of_the_whole(
    findings_of: Findings,
) -> None:
    tokyo = ("calendars.yaml", "timezone: Europe/London", "timezone: Asia/Tokyo")
    dates = ("calendars.yaml", '"09:00-17:00"}}', '"09:00-17:00"}, holidays: [italy]}')
    years = ("helpdesk.yaml", "last: 2027", "last: 2100")
    (found,) = findings_of(years, UNION, tokyo, dates, sla=sla())
    assert (found.code, found.severity) == ("L019", Severity.WARNING)
    assert '"office", whose holidays are known from' in found.message


COVER = """\
  cover:
    timezone: Europe/Rome
    holidays: [italy]
    exceptions: [{date: 2026-05-02, open: "08:00-20:00"}]
"""


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (
            ("sla.yaml", "40 business hours", "40 business hours, calendar: cover"),
            'the first response of the policy "base" is never due',
        ),
        (
            ("services/main.yaml", "{name: Wiki", "{intake_calendar: cover, name: Wiki"),
            'no ticket for the service "wiki" is received',
        ),
        (
            ("services/main.yaml", "{name: Wiki", "{channels: [{kind: mail, intake_calendar: cover, intake: T}], name: Wiki"),
            'no ticket for the service "wiki" is received',
        ),
    ],
)  # fmt: skip
def test_a_calendar_that_opens_no_more_is_told_where_promises_wait_for_it(
    findings_of: Findings, change: tuple[str, str, str], lost: str
) -> None:
    calendars = SMALL["calendars.yaml"] + COVER
    (found,) = [each for each in findings_of(change, calendars=calendars) if each.code == "L042"]
    assert found.message == f'the calendar "cover" opens no more from 2027 on, so that {lost}'
    assert found.where is not None
    assert found.where.source.strip() == "cover:"
    for still in ("2027-12-31", "2031-05-02"):
        later = calendars.replace("2026-05-02", still)
        assert "L042" not in [each.code for each in findings_of(change, calendars=later)]


def test_a_calendar_that_opens_no_more_and_that_no_promise_waits_for_is_fine(
    findings_of: Findings,
) -> None:
    always = '  always: {timezone: Europe/Rome, week: {mon-sun: "00:00-24:00"}}\n'
    found = findings_of(
        ("services/main.yaml", "{name: Wiki", "{intake_calendar: always, name: Wiki"),
        calendars=SMALL["calendars.yaml"] + COVER + always,
    )
    assert "L042" not in [each.code for each in found]
