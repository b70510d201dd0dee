"""What is promised may depend on whether a calendar is open when the ticket comes."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from small import SMALL
from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.sla import Ticket, deadlines, escalation_schedule, sla_matrix
from sportello.sla.clock import read_clocks
from sportello.sla.notification import notifications_for
from sportello.worktime import WorktimeError

Write = Callable[..., Path]
CALENDARS = """\
holidays: {italy: {country: IT}}
calendars:
  office: {timezone: Europe/Rome, holidays: [italy], week: {mon-fri: "09:00-17:00"}}
  cover: {timezone: Europe/Rome, holidays: [italy], week: {mon-sat: "10:00-17:00"}}
  morning: {extends: office, week: {mon-fri: "00:00-14:00"}}
  last-hour: {extends: office, week: {mon-fri: "17:00-18:00"}}
  until-two: {extends: office, week: {mon-fri: "09:00-14:00"}}
"""
SEVERITIES = SMALL["sla.yaml"][: SMALL["sla.yaml"].index("policies:")]


@pytest.fixture
def policies(catalog_at: Write) -> Callable[[str], Catalog]:
    def read(written: str) -> Catalog:
        root = catalog_at(calendars=CALENDARS, sla=f"{SEVERITIES}policies:\n{written}")
        loaded = load(root)
        assert loaded.findings == ()
        return loaded.catalog

    return read


def due(catalog: Catalog, opened: str, severity: str | None = None) -> str:
    ticket = Ticket("wiki", datetime.fromisoformat(opened), severity=severity)
    (found,) = deadlines(catalog, ticket).deadlines
    return f"{found.due:%a %d %b %H:%M}"


SATURDAY = """\
  saturday:
    name: Critical, when it comes on a Saturday
    when: {severity: [high], hours: closed}
    targets: {first_response: {within: 4 business hours, calendar: cover}}
  critical:
    name: Critical
    when: {severity: [high]}
    targets: {first_response: {within: 2 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
"""


def test_critical_has_four_hours_on_a_saturday_and_two_on_weekdays(
    policies: Callable[[str], Catalog],
) -> None:
    catalog = policies(SATURDAY)
    assert due(catalog, "2026-01-10T10:00", severity="high") == "Sat 10 Jan 14:00"
    assert due(catalog, "2026-01-12T15:00", severity="high") == "Mon 12 Jan 17:00"
    assert due(catalog, "2026-01-10T10:00") == "Fri 16 Jan 17:00"


MORNING = """\
  same-day:
    name: Until 14:00, by 18:00
    when: {hours: open, calendar: morning}
    targets: {first_response: {within: 1 business hour, calendar: last-hour}}
  next-day:
    name: Later, by 14:00 of the next working day
    targets: {first_response: {within: 1 working day, calendar: until-two}}
"""


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2026-01-07T13:59:59", "Wed 07 Jan 18:00"),
        ("2026-01-07T14:00", "Thu 08 Jan 14:00"),
        ("2026-01-05T15:00", "Wed 07 Jan 14:00"),  # Tuesday is a holiday
        ("2026-01-06T10:00", "Wed 07 Jan 14:00"),
    ],
)
def test_before_two_it_is_due_at_six_and_later_at_two_of_the_next_day(
    policies: Callable[[str], Catalog], opened: str, expected: str
) -> None:
    assert due(policies(MORNING), opened) == expected


def test_the_steps_say_what_was_open_and_what_was_asked(
    policies: Callable[[str], Catalog],
) -> None:
    catalog = policies(MORNING)
    early = deadlines(catalog, Ticket("wiki", datetime(2026, 1, 7, 9)))
    late = deadlines(catalog, Ticket("wiki", datetime(2026, 1, 7, 14)))
    assert early.policy.steps == ("policy same-day fits (calendar morning open)",)
    assert late.policy.steps[0] == (
        "policy same-day does not fit: calendar morning is closed then, not open"
    )


def test_the_calendar_of_the_service_is_asked_where_none_is_named(
    policies: Callable[[str], Catalog],
) -> None:
    catalog = policies(SATURDAY)
    steps = deadlines(
        catalog, Ticket("wiki", datetime(2026, 1, 7, 9), severity="high")
    ).policy.steps
    assert steps[0] == "policy saturday does not fit: calendar office is open then, not closed"


def test_beyond_the_known_holidays_the_terms_are_not_known(
    catalog_at: Write,
) -> None:
    calendars = CALENDARS.replace("{country: IT}", "{country: LK}")
    catalog = load(catalog_at(calendars=calendars, sla=f"{SEVERITIES}policies:\n{MORNING}")).catalog
    last = catalog.calendars["morning"].known_dates[1].year
    with pytest.raises(WorktimeError, match="nothing is known of calendar morning"):
        deadlines(catalog, Ticket("wiki", datetime(last + 1, 3, 3, 9)))


def test_a_priority_rule_asks_the_hour_too(catalog_at: Write) -> None:
    sla = SMALL["sla.yaml"].replace("{tag: [critical]}", "{hours: closed, calendar: office}")
    catalog = load(catalog_at(calendars=CALENDARS, sla=sla)).catalog
    by_hour = [
        deadlines(catalog, Ticket("wiki", datetime(2026, 1, 7, hour))).severity.severity
        for hour in (8, 9, 16, 17)
    ]
    assert by_hour == ["high", "ordinary", "ordinary", "high"]


def test_levels_escalations_and_notifications_ask_it_of_the_opening(catalog_at: Write) -> None:
    rest = """\
operational_levels:
  night:
    name: Night
    team: front
    when: {hours: closed}
    targets: {resolution: {within: 1 business hour}}
escalations:
  night:
    when: {hours: closed}
    target: first_response
    steps: [{at: 50 %, to: [staff]}]
    statement: At night
notifications:
  night: {on: resolved, to: [requester], by: [mail], when: {hours: closed}, statement: At night}
"""
    root = catalog_at(
        calendars=CALENDARS,
        teams="teams: {front: {name: Front, provider: acme}}\n",
        sla=f"{SEVERITIES}policies:\n{SATURDAY}{rest}",
    )
    loaded = load(root)
    assert loaded.findings == ()
    catalog = loaded.catalog
    for hour, expected in ((8, 1), (10, 0)):
        answer = deadlines(catalog, Ticket("wiki", datetime(2026, 1, 7, hour)))
        resolved = answer.ticket.opened.replace(hour=12)
        told = notifications_for(catalog, "resolved", answer.terms.facts, resolved)
        steps = escalation_schedule(catalog, answer)["first_response"]
        assert (len(answer.levels), len(told), len(steps)) == (expected, expected, expected)


def test_clocks_of_one_day_have_the_terms_of_their_hour(
    policies: Callable[[str], Catalog], tmp_path: Path
) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text(
        "ticket,at,event,service\n"
        "early,2026-01-07T09:00,opened,wiki\n"
        "late,2026-01-07T15:00,opened,wiki\n"
        "next,2026-01-08T09:00,opened,wiki\n"
    )
    reports = read_clocks(policies(MORNING), file, datetime.fromisoformat("2026-01-08T10:00+01:00"))
    assert [each.terms.policy.name for each in reports] == ["same-day", "next-day", "same-day"]


def test_the_matrix_has_a_row_for_each_case(policies: Callable[[str], Catalog]) -> None:
    cells = sla_matrix(policies(SATURDAY), ["wiki"], [None], date(2026, 1, 10))
    assert {(*each.hours.items(), each.severity, each.policy) for each in cells} == {
        (("office", "open"), "high", "critical"),
        (("office", "closed"), "high", "saturday"),
        (("office", "open"), "ordinary", "base"),
        (("office", "closed"), "ordinary", "base"),
    }


def test_the_matrix_has_only_what_comes_together(policies: Callable[[str], Catalog]) -> None:
    both = "  a: {name: A, when: {hours: open}, statement: A}\n" + MORNING
    cells = sla_matrix(policies(both), ["wiki"], [None], date(2026, 1, 7))
    found = {(each.hours["office"], each.hours["morning"], each.policy) for each in cells}
    assert found == {
        ("open", "open", "a"),
        ("open", "closed", "a"),
        ("closed", "open", "same-day"),
        ("closed", "closed", "next-day"),
    }
