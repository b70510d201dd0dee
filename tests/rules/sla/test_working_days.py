"""Working days over calendars in several time zones cannot be counted, whatever counts them."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding, Severity

from .text import LAST, sla

Findings = Callable[..., list[Finding]]
OTHERS = """\
  new-york: {timezone: America/New_York, week: {mon-fri: "09:00-17:00"}, holidays: [italy]}
  rome: {extends: office, week: {sat: "09:00-12:00"}}
  sun: {any_of: [office, new-york], timezone: Europe/Rome}
  here: {any_of: [office, rome]}
"""
CALENDARS = ("calendars.yaml", "calendars:\n", f"calendars:\n{OTHERS}")
SERVICE = ("services/main.yaml", "calendar: office", "calendar: sun")


def base(target: str) -> str:
    return f"  base: {{name: Base, targets: {{resolution: {{{target}}}}}}}\n"


def text_at(found: Finding) -> str:
    assert found.where is not None
    return found.where.source[found.where.column - 1 :]


def test_a_promise_that_names_such_a_calendar_is_told(findings_of: Findings) -> None:
    text = sla(last=base("within: 2 working days, calendar: sun"))
    (found,) = findings_of(CALENDARS, sla=text)
    assert (found.code, found.severity) == ("L041", Severity.ERROR)
    assert found.message == (
        '"2 working days" cannot be counted in "sun", which is made of calendars in several time '
        "zones: America/New_York, Europe/Rome"
    )
    assert found.hint == "write business hours, or count in one of office, new-york"
    assert text_at(found).startswith("2 working days")


@pytest.mark.parametrize(
    ("target", "marked"),
    [
        ('within: 0 working days, at: "18:00", calendar: sun', "0 working days"),
        ("within: 3 calendar days, if_closed: next, calendar: sun", "3 calendar days"),
    ],
)
def test_what_is_said_of_the_last_day_asks_for_days_too(
    findings_of: Findings, target: str, marked: str
) -> None:
    (found,) = findings_of(CALENDARS, sla=sla(last=base(target)))
    assert (found.code, text_at(found)[: len(marked)]) == ("L041", marked)


@pytest.mark.parametrize(
    "target",
    [
        "within: 2 working days, calendar: here",  # all in one zone
        "within: 2 working days, calendar: office",
        "within: 16 business hours, calendar: sun",
        "within: 2 calendar days",
    ],
)
def test_what_can_be_counted_is_fine(findings_of: Findings, target: str) -> None:
    assert findings_of(CALENDARS, sla=sla(last=base(target))) == []


def test_the_service_keeps_such_a_calendar(findings_of: Findings) -> None:
    more = "operational_levels:\n  s: {name: S, team: t, targets: {resolution: {within: 1 working day}}}\n"
    teams = "teams: {t: {name: T, provider: acme}}"
    text = sla(last=base("within: 2 working days"), more=more)
    (found,) = findings_of(CALENDARS, SERVICE, sla=text, teams=teams)
    assert (found.code, text_at(found)[:14]) == ("L041", "2 working days")
    assert found.message.endswith("(likewise 1 more time)")


@pytest.mark.parametrize(
    ("escalation", "marked"),
    [
        ("target: resolution, steps: [{before: 1 working day, to: [staff]}]", "1 working day"),
        ("target: resolution, steps: [{after: 2 working days, to: [staff]}]", "2 working days"),
        ("target: resolution, steps: [{after: 0 working days, to: [staff]}]", "0 working days"),
        ("steps: [{after: 3 working days, to: [staff]}]", "3 working days"),
    ],
)
def test_an_escalation_counts_where_its_promise_does(
    findings_of: Findings, escalation: str, marked: str
) -> None:
    text = sla(
        last=base("within: 40 business hours"),
        more=f"escalations:\n  e: {{statement: S, {escalation}}}\n",
    )
    assert findings_of(CALENDARS, sla=text) == []
    found = [each for each in findings_of(CALENDARS, SERVICE, sla=text) if each.code == "L041"]
    assert [text_at(each)[: len(marked)] for each in found] == [marked]


def test_a_lead_time_is_asked_too(findings_of: Findings) -> None:
    lead = "activation: {take_in_charge: {within: 2 working days, from: request}"
    services = (
        "services/main.yaml",
        "services:\n  wiki: {",
        f"services:\n  wiki: {{{lead}, calendar: sun}}, ",
    )
    (found,) = findings_of(CALENDARS, services, sla=sla(last=LAST))
    assert (found.code, text_at(found)[:14]) == ("L041", "2 working days")
