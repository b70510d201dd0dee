"""Hours beside a calendar: which is meant, those of day and night or those of the desk?"""

from collections.abc import Callable

import pytest

from sportello.findings import Finding, Severity

from .text import sla

Findings = Callable[..., list[Finding]]
Change = tuple[str, str, str]
TEAMS = "teams: {second: {name: Second, provider: acme}}"
ALWAYS = (
    "calendars.yaml",
    "calendars:",
    'calendars:\n  always: {timezone: Europe/Rome, week: {mon-sun: "00:00-24:00"}}',
)


def base(target: str) -> str:
    return f"  base: {{name: Base, targets: {{resolution: {{{target}}}}}}}\n"


@pytest.mark.parametrize(
    ("within", "remedy"),
    [
        ("8 hours", "8 business hours"),
        ("1 hour", "1 business hour"),
        ("30 minutes", "30 business minutes"),
        ("3 calendar days", "3 working days"),
    ],
)
def test_hours_beside_a_calendar_ask_which_is_meant(
    findings_of: Findings, within: str, remedy: str
) -> None:
    (found,) = findings_of(sla=sla(last=base(f"within: {within}, calendar: office")))
    assert (found.code, found.severity) == ("L035", Severity.ERROR)
    assert found.message == (
        f'"{within}" counts day and night, and the calendar "office" beside it counts nothing'
    )
    assert found.hint == (
        f'if the hours of "office" are meant, write "{remedy}"; '
        'if day and night are meant, remove "calendar:"'
    )
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith(within)
    assert findings_of(sla=sla(last=base(f"within: {remedy}, calendar: office"))) == []


def test_mistake_is_told_once(findings_of: Findings) -> None:
    target = "within: 8 hours, calendar: office, also_stated: 8 business hours"
    answer = "first_response: {within: 2 working days}, "
    text = sla(last=base(target).replace("resolution", f"{answer}resolution"))
    assert [each.code for each in findings_of(sla=text)] == ["L035"]


@pytest.mark.parametrize(
    ("average", "severity"),
    [
        ("time: 48 hours, calendar: office", Severity.ERROR),
        ("time: 2 calendar days, calendar: office", Severity.ERROR),
        ("time: 48 hours", Severity.WARNING),
    ],
)
def test_average_is_asked_too(findings_of: Findings, average: str, severity: Severity) -> None:
    last = f"  base: {{name: Base, statement: S, averages: {{resolution: {{{average}}}}}}}\n"
    (found,) = findings_of(sla=sla(last=last))
    assert (found.code, found.severity) == ("L035", severity)
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith(average[6:14])


def test_level_of_a_team_is_asked_too(findings_of: Findings) -> None:
    level = (
        "operational_levels:\n"
        "  s: {name: S, team: second, targets: {first_response: {within: 2 hours, calendar: office}}}\n"
    )
    (found,) = findings_of(sla=sla(more=level), teams=TEAMS)
    assert (found.code, found.severity) == ("L035", Severity.ERROR)


def test_calendar_that_never_closes_says_that_day_and_night_are_meant(
    findings_of: Findings,
) -> None:
    found = findings_of(ALWAYS, sla=sla(last=base("within: 8 hours, calendar: always")))
    assert found == []


SHIFTS = """calendars:
  sun: {any_of: [rome, tokyo, lima], timezone: Europe/Rome}
  rome: {timezone: Europe/Rome, week: {mon-sun: "08:00-18:00"}}
  tokyo: {timezone: Asia/Tokyo, week: {mon-sun: "07:00-17:00"}}
  lima: {timezone: America/Lima, week: {mon-sun: "08:00-19:00"}}
"""


@pytest.mark.parametrize(("until", "codes"), [("19:00", []), ("16:00", ["L035"])])
def test_shifts_around_the_world_may_never_close(
    findings_of: Findings, until: str, codes: list[str]
) -> None:
    calendars = ("calendars.yaml", "calendars:\n", SHIFTS.replace("19:00", until))
    found = findings_of(calendars, sla=sla(last=base("within: 8 hours, calendar: sun")))
    assert [each.code for each in found] == codes


def always(more: str) -> Change:
    """Return a calendar of 24 hours on every day, and what is added to it."""
    week = 'timezone: Europe/Rome, week: {mon-sun: "00:00-24:00"}'
    return ("calendars.yaml", "calendars:", f"calendars:\n  always: {{{week}, {more}}}")


CLOSED = "{from: 2026-08-01, to: 2026-08-31, closed: true}"
SHORT = '{date: 2026-08-01, open: "08:00-20:00"}'
FULL_DAY = '{date: 2026-08-01, open: ["00:00-12:00", "12:00-24:00"]}'


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("holidays: [italy]", ["L035"]),
        ("holidays: [none]", []),
        ("holidays: [none, christmas]", ["L035"]),
        (f"exceptions: [{CLOSED}]", ["L035"]),
        (f"exceptions: [{SHORT}]", ["L035"]),
        (f"exceptions: [{FULL_DAY}]", []),
        ('seasons: [{valid: {from: --06-01, until: --08-31}, week: {mon-sun: "00:00-24:00"}}]', []),
        (
            'seasons: [{valid: {from: --06-01, until: --08-31}, week: {mon-fri: "00:00-24:00"}}]',
            ["L035"],
        ),
    ],
)
def test_calendar_is_always_open_if_nothing_closes_it_on_any_day(
    findings_of: Findings, more: str, codes: list[str]
) -> None:
    sets = (
        "calendars.yaml",
        "  italy: {country: IT}\n",
        "  italy: {country: IT}\n  none: {dates: []}\n  christmas: {dates: [--12-25]}\n",
    )
    text = sla(last=base("within: 8 hours, calendar: always"))
    assert [each.code for each in findings_of(always(more), sets, sla=text)] == codes


def test_announced_closure_closes_a_calendar_too(findings_of: Findings) -> None:
    closure = (
        "announcements: {a: {title: A, kind: closure, from: 2026-05-20, until: 2026-05-20,"
        " calendars: [always], closed: true}}"
    )
    text = sla(last=base("within: 8 hours, calendar: always"))
    found = findings_of(ALWAYS, sla=text, announcements=closure)
    assert [each.code for each in found] == ["L035"]


def test_half_a_day_is_no_number_of_working_days(findings_of: Findings) -> None:
    (found,) = findings_of(sla=sla(last=base("within: 0.5 calendar days, calendar: office")))
    assert found.hint == (
        'if the hours of "office" are meant, write business hours or whole working days; '
        'if day and night are meant, remove "calendar:"'
    )
    (found,) = findings_of(sla=sla(last=base("within: 0.5 hours, calendar: office")))
    assert 'write "0.5 business hours"' in found.hint
    assert findings_of(sla=sla(last=base("within: 0.5 business hours, calendar: office"))) == []


SLOW = (
    "escalations: {slow: {target: resolution, statement: S, steps:"
    " [{after: 2 hours, round_the_clock: tru, to: [staff]}]}}\n"
)


@pytest.mark.parametrize(
    ("code", "changes", "text"),
    [
        ("S005", (), sla(last=base("within: 8 hours, also_stated: 1 workin day"))),
        ("R001", (ALWAYS,), sla(last=base("within: 8 hours, calendar: alway"))),
        ("S003", (), sla(last=base("within: 8 business hours"), more=SLOW)),
        ("S005", (always("exceptions: [{date: 2026-08-32, closed: true}]"),),
         sla(last=base("within: 8 hours"))),
        ("R001", (ALWAYS, ("services/main.yaml", "  pump: {", "  pump: {calendar: always, ")),
         sla("p: {name: P, when: {service: [pmp]}, targets: {resolution: {within: 8 hours}}}")),
    ],
)  # fmt: skip
def test_another_mistake_is_not_told_as_a_unit_too(
    findings_of: Findings, code: str, changes: tuple[Change, ...], text: str
) -> None:
    assert [each.code for each in findings_of(*changes, sla=text)] == [code]


def test_hours_for_a_service_that_keeps_a_calendar_are_a_warning(findings_of: Findings) -> None:
    text = sla(last=base("within: 8 hours"))
    (found,) = findings_of(sla=text)
    assert (found.code, found.severity) == ("L035", Severity.WARNING)
    assert found.message == (
        '"8 hours" counts day and night, though the service "wiki" keeps the calendar "office"'
    )
    hint = (
        'if the hours of "office" are meant, write "8 business hours"; if day and night are meant, '
    )
    assert found.hint == f"{hint}name a calendar here that is always open (mon-sun: 00:00-24:00)"
    (found,) = findings_of(ALWAYS, sla=text)
    assert found.hint == f'{hint}add "calendar: always", which is always open'


@pytest.mark.parametrize(
    "changes",
    [
        # Nothing says when these services are there.
        (("services/main.yaml", "  calendar: office\n", ""),),
        (ALWAYS, ("services/main.yaml", "  calendar: office\n", "  calendar: always\n")),
    ],
)
def test_hours_for_services_that_never_close_are_fine(
    findings_of: Findings, changes: tuple[Change, ...]
) -> None:
    assert findings_of(*changes, sla=sla(last=base("within: 8 hours"))) == []


@pytest.mark.parametrize("within", ["3 calendar days", "immediate", "8 business hours"])
def test_what_names_its_days_is_fine_for_any_service(findings_of: Findings, within: str) -> None:
    assert findings_of(sla=sla(last=base(f"within: {within}"))) == []


def lead(times: str) -> Change:
    return ("services/main.yaml", "  wiki: {", f"  wiki: {{activation: {{{times}}}, ")


@pytest.mark.parametrize(
    ("times", "severity"),
    [
        ("take_in_charge: {within: 24 hours, from: order}, calendar: office", Severity.ERROR),
        ("take_in_charge: {within: 24 hours, from: order}", Severity.WARNING),
        ("work_starts: {after: 90 minutes, from: order}", Severity.WARNING),
        ("service_starts: {not_before: 5 calendar days, from: order}, calendar: office", Severity.ERROR),
    ],
)  # fmt: skip
def test_lead_time_in_hours_asks_which_is_meant(
    findings_of: Findings, times: str, severity: Severity
) -> None:
    (found,) = findings_of(lead(times))
    assert (found.code, found.severity) == ("L035", severity)


@pytest.mark.parametrize(
    ("code", "times"),
    [
        ("S005", "calendar: office, take_in_charge: {within: 5 workin days, from: order},"
         " service_starts: {not_before: 10 calendar days, from: order}"),
        ("R001", "calendar: offic, take_in_charge: {within: 5 hours, from: order}"),
    ],
)  # fmt: skip
def test_another_mistake_of_a_lead_time_is_told_alone(
    findings_of: Findings, code: str, times: str
) -> None:
    assert [each.code for each in findings_of(lead(times))] == [code]


def test_lead_time_of_many_services_is_told_once_and_names_none(findings_of: Findings) -> None:
    times = "activation: {take_in_charge: {within: 24 hours, from: order}}"
    shared = ("services/main.yaml", "defaults:\n", f"defaults:\n  {times}\n")
    (found,) = findings_of(shared)
    assert found.message == (
        '"24 hours" counts day and night, though the service keeps the calendar "office"'
    )


@pytest.mark.parametrize(
    "times",
    [
        "take_in_charge: {within: 1 calendar day, from: order}",
        "take_in_charge: {within: 24 business hours, from: order}",
        # The calendar is there for the other time.
        "take_in_charge: {within: 30 calendar days, from: order}, calendar: office,"
        " work_starts: {after: 5 working days, from: order}",
    ],
)
def test_lead_time_that_names_its_days_is_fine(findings_of: Findings, times: str) -> None:
    assert findings_of(lead(times)) == []


def escalation(step: str, target: str = "target: resolution, ") -> str:
    return f"escalations: {{slow: {{{target}statement: S, steps: [{{{step}, to: [staff]}}]}}}}\n"


@pytest.mark.parametrize("step", ["before: 2 hours", "after: 30 minutes"])
@pytest.mark.parametrize("target", ["target: resolution, ", ""])
def test_step_in_hours_for_a_promise_in_business_time_is_a_warning(
    findings_of: Findings, step: str, target: str
) -> None:
    if not target and step.startswith("before"):
        return  # L024
    text = sla(last=base("within: 8 business hours"), more=escalation(step, target))
    (found,) = findings_of(sla=text)
    assert (found.code, found.severity) == ("L035", Severity.WARNING)
    guarded = (
        'the resolution of the policy "base" counts in' if target else 'the service "wiki" keeps'
    )
    assert f'though {guarded} the calendar "office"' in found.message
    assert 'add "round_the_clock: true"' in found.hint
    with_night = escalation(f"{step}, round_the_clock: true", target)
    assert findings_of(sla=sla(last=base("within: 8 business hours"), more=with_night)) == []


def test_step_in_hours_for_a_promise_of_day_and_night_is_fine(findings_of: Findings) -> None:
    text = sla(last=base("within: 8 hours, calendar: always"), more=escalation("before: 1 hour"))
    assert findings_of(ALWAYS, sla=text) == []
