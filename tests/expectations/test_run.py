"""Each kind of expectation fails where it is written, and says what came instead."""

from collections.abc import Callable

import pytest

from .conftest import Expect

Mismatches = Callable[[str], list[str]]
ACCATRE = "{service: piattaforma-crediti, opened: 2026-01-05T17:30, channel: mail}"
SPINFO = "{service: spinfo-software, opened: 2026-01-12T09:00, type: incident, severity: high}"


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ("delivers_to: [desk-ditech]", "[desk-ditech] -> delivers_to: expected [desk-ditech], came [desk-01s]"),
        ("services: [isee]", "[isee] -> services: expected [isee], came [isee, iseu]"),
        ("acknowledged: false", "false -> acknowledged: expected false, came true"),
        ("refused: true", "true -> refused: expected refused, came not refused"),
        ("refused: gone", 'gone -> refused: expected refused with "gone", came not refused'),
    ],
)  # fmt: skip
def test_route_that_is_other_than_expected(
    mismatches: Mismatches, claim: str, message: str
) -> None:
    mail = "{to: helpdesk.sisemplice.isee@01s.it, from: a@caf.example, subject: Errore}"
    assert mismatches(f"routes:\n  - mail: {mail}\n    {claim}") == [message]


def test_routes_as_expected(mismatches: Mismatches) -> None:
    assert (
        mismatches("""
routes:
  - {mail: {to: HELPDESK.sisemplice.isee@01s.it}, services: [iseu, isee], refused: false}
  - {mail: {to: nobody@01s.example}, delivers_to: [], refused: Relay, acknowledged: false}
  - {mail: {to: nobody@01s.it}, delivers_to: [], refused: false, acknowledged: false}
  - {mail: {to: helpdesk.sisemplice.isee@01s.it, from: ""}, at: 2026-01-05T09:00, acknowledged: false}
  - {mail: {to: helpdesk.sisemplice.isee@01s.it, headers: {List-Id: x}}, acknowledged: false}
""")
        == []
    )


def test_refusal_is_quoted(mismatches: Mismatches) -> None:
    (message,) = mismatches("routes:\n  - {mail: {to: nobody@01s.example}, refused: false}")
    assert "expected not refused, came 554 5.7.1" in message


@pytest.mark.parametrize(
    ("ticket", "claim", "message"),
    [
        (ACCATRE, "due: {first_response: 2026-01-13T17:30}", "2026-01-13T17:30 -> due.first_response: expected 2026-01-13T17:30 (Tuesday), came 2026-01-12T17:30 (Monday)"),
        (ACCATRE, "due: {first_response: 2026-01-12T17:30Z}", "2026-01-12T17:30Z -> due.first_response: expected 2026-01-12T17:30+00:00 (Monday), came 2026-01-12T17:30+01:00 (Monday)"),
        (ACCATRE, "due: {resolution: 2026-01-13T17:30}", "2026-01-13T17:30 -> due.resolution: expected 2026-01-13T17:30 (Tuesday), came no such promise"),
        (ACCATRE, "due: {}", "{} -> due: expected no time promised, came first_response"),
        (ACCATRE, "severity: high", "high -> severity: expected high, came nothing"),
        (ACCATRE, "policy: spinfo", "spinfo -> policy: expected spinfo, came accatre"),
        (ACCATRE, "escalations: [ditech-long]", "[ditech-long] -> escalations: expected [ditech-long], came []"),
        (SPINFO, "told: {opened: {staff: [mail]}}", "{staff: [mail]} -> told.opened: expected staff by mail, came staff by mail and mobile"),
        (SPINFO, "told: {comment: {requester: [mail]}}", "{requester: [mail]} -> told.comment: expected requester by mail, came nobody told"),
    ],
)  # fmt: skip
def test_ticket_that_is_other_than_expected(
    mismatches: Mismatches, ticket: str, claim: str, message: str
) -> None:
    assert mismatches(f"deadlines:\n  - ticket: {ticket}\n    {claim}") == [message]


def test_tickets_as_expected(mismatches: Mismatches) -> None:
    assert (
        mismatches(f"""
deadlines:
  - {{ticket: {ACCATRE}, due: {{first_response: "2026-01-12T16:30Z"}}, escalations: []}}
  - {{ticket: {ACCATRE}, due: {{first_response: "2026-01-12T17:30:00+01:00"}}, policy: accatre}}
  - {{ticket: {SPINFO}, severity: high, told: {{opened: {{staff: [mobile, mail]}}, comment: {{}}}}}}
  - {{ticket: {{service: isee, opened: "2026-01-12T09:00Z"}}, due: {{}}, told: {{suspended: {{requester: [mail]}}}}}}
""")
        == []
    )


@pytest.mark.parametrize(
    ("ticket", "said_of_it"),
    [
        ("{service: isee, opened: 2026-01-05T09:00, phase: roll-ot}", 'unknown phase "roll-ot"'),
        ("{service: piattaforma-crediti, opened: 2026-03-29T02:30}", "2026-03-29"),
        ("{service: piattaforma-crediti, opened: 2100-12-31T17:00}", "2100"),
    ],
)
def test_a_ticket_without_an_answer_fails(
    mismatches: Mismatches, ticket: str, said_of_it: str
) -> None:
    (message,) = mismatches(f"deadlines:\n  - ticket: {ticket}\n    due: {{}}")
    assert message.startswith("{service: ")
    assert "there is no answer: " in message
    assert said_of_it in message


@pytest.mark.parametrize(
    ("phase", "message", "hint"),
    [
        ("roll-ot", 'there is no answer: unknown phase "roll-ot"', 'did you mean "roll-out"?'),
        ("roll-out", "severity: expected high", "correct the catalog, or what is expected of it"),
    ],
)
def test_what_has_no_answer_has_the_remedy_of_its_cause(
    outcomes: Expect, phase: str, message: str, hint: str
) -> None:
    ticket = f"{{service: isee, opened: 2026-01-05T09:00, phase: {phase}}}"
    (outcome,) = outcomes(f"deadlines:\n  - ticket: {ticket}\n    severity: high")
    (finding,) = outcome.findings
    assert finding.message.partition(", came")[0] == message
    assert finding.hint == hint


def test_a_failure_has_its_steps_and_the_days_of_the_wrong_deadline(outcomes: Expect) -> None:
    claim = "due: {first_response: 2026-01-13T17:30}"
    (outcome,) = outcomes(f"deadlines:\n  - ticket: {ACCATRE}\n    {claim}")
    assert "policy accatre fits (provider accatre)" in outcome.verdict.steps
    (counted,) = outcome.verdict.counted
    assert counted.what == "first_response: 40 business hours, calendar accatre-office"
    assert counted.explanation.days[1].skipped is not None


def lead(process: str, rest: str) -> str:
    return f"lead_times:\n  - {{service: piattaforma-crediti, process: {process}, {rest}}}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (lead("activation", "ordered: 2026-01-05, dates: {take_in_charge: 2026-02-05}"), "2026-02-05 -> dates.take_in_charge: expected 2026-02-05 (Thursday), came 2026-02-04 (Wednesday)"),
        (lead("activation", "ordered: 2026-01-05, dates: {work_starts: 2026-02-05}"), "2026-02-05 -> dates.work_starts: expected 2026-02-05 (Thursday), came no such date in the sheet"),
        (lead("deactivation", "requested: 2026-01-05, dates: {work_starts: 2026-02-05}"), "2026-02-05 -> dates.work_starts: expected 2026-02-05 (Thursday), came not known without the certified-mail"),
        (lead("deactivation", "certified_mail_sent: 2026-01-05, dates: {work_starts: 2026-01-12}"), "2026-01-12 -> dates.work_starts: expected 2026-01-12 (Monday), came 2026-01-13 (Tuesday)"),
    ],
)  # fmt: skip
def test_lead_time_that_is_other_than_expected(
    mismatches: Mismatches, text: str, message: str
) -> None:
    assert mismatches(text) == [message]


def test_lead_time_without_an_answer_fails(mismatches: Mismatches) -> None:
    (message,) = mismatches(
        lead("deactivation", "ordered: 2026-01-05, dates: {work_starts: 2026-01-12}")
    )
    assert "there is no answer: no time for the deactivation" in message


def test_lead_time_fails_with_its_steps_and_days(outcomes: Expect) -> None:
    (outcome,) = outcomes(
        lead("deactivation", "certified_mail_sent: 2026-01-05, dates: {work_starts: 2026-01-12}")
    )
    assert outcome.verdict.steps == (
        "take_in_charge: 5 calendar days from the request: not known",
        "work_starts: 5 working days from the certified-mail of 2026-01-05 (Monday): on 2026-01-13 (Tuesday)",
    )
    (counted,) = outcome.verdict.counted
    assert [day.date.day for day in counted.explanation.days if day.working_day] == [
        7,
        8,
        9,
        12,
        13,
    ]


def test_hours_that_are_other_than_expected(outcomes: Expect, mismatches: Mismatches) -> None:
    text = "hours:\n  - {calendar: accatre-office, at: '2026-01-05T23:30Z', open: true}"
    assert mismatches(text) == ["true -> open: expected true, came false"]
    (outcome,) = outcomes(text)
    assert outcome.verdict.steps == (
        "accatre-office on Tuesday 2026-01-06: closed all day (holiday: Epiphany)",
    )
    weekend = "hours:\n  - {calendar: accatre-office, at: 2026-01-10T09:00, open: false}"
    (outcome,) = outcomes(weekend)
    assert outcome.holds
    assert outcome.verdict.steps[0].endswith("closed all day (weekend)")
    open_ = "hours:\n  - {calendar: accatre-office, at: 2026-01-05T09:00, open: true}"
    (outcome,) = outcomes(open_)
    assert outcome.verdict.steps == ("accatre-office on Monday 2026-01-05: 08:00-18:00",)


def test_hours_without_an_answer_fail(mismatches: Mismatches) -> None:
    (message,) = mismatches(
        "hours:\n  - {calendar: accatre-office, at: 2026-03-29T02:30, open: true}"
    )
    assert "there is no answer" in message


CLOCK = """
clocks:
  - ticket: {service: spinfo-software, opened: 2026-01-12T09:00, type: incident}
    events:
      - {at: 2026-01-13T09:00, event: state, value: waiting-for-requester, by: desk}
      - {at: 2026-01-15T09:00, event: reply, by: requester}
    at: 2026-01-15T10:00
    shows: SHOWS
"""


@pytest.mark.parametrize(
    ("shows", "message"),
    [
        ("{resolution: {state: paused}}", "paused -> shows.resolution.state: expected paused, came running"),
        ("{resolution: {due: 2026-01-14T09:00}}", "2026-01-14T09:00 -> shows.resolution.due: expected 2026-01-14T09:00 (Wednesday), came 2026-01-16T09:00 (Friday)"),
        ("{resolution: {used: 26 hours}}", "26 hours -> shows.resolution.used: expected 26 hours, came 25 hours"),
        ("{resolution: {left: 90 minutes}}", "90 minutes -> shows.resolution.left: expected 90 minutes, came 23 hours"),
        ("{resolution: {left: 2 working days}}", '2 working days -> there is no answer: "2 working days" has no fixed length'),
        ("{take_in_charge: {}}", "{} -> shows.take_in_charge: expected a clock, came no such promise"),
        ("{}", "{} -> shows: expected no time promised, came resolution"),
    ],
)  # fmt: skip
def test_clock_that_is_other_than_expected(
    mismatches: Mismatches, shows: str, message: str
) -> None:
    assert mismatches(CLOCK.replace("SHOWS", shows)) == [message]


def test_clock_as_expected(mismatches: Mismatches) -> None:
    shown = (
        "{state: running, due: '2026-01-16T08:00Z', used: 25 business hours, left: 1380 minutes}"
    )
    assert mismatches(CLOCK.replace("SHOWS", f"{{resolution: {shown}}}")) == []


def test_a_clock_fails_with_what_happened(outcomes: Expect) -> None:
    (outcome,) = outcomes(CLOCK.replace("SHOWS", "{resolution: {state: met}}"))
    steps = outcome.verdict.steps
    assert "resolution: started (opened) 2026-01-12T09:00 (Monday)" in steps
    assert any(
        "paused (waiting-for-requester) 2026-01-13T09:00 (Tuesday), until 2026-01-15T09:00" in step
        for step in steps
    )


def test_before_the_opening_a_clock_shows_nothing(mismatches: Mismatches) -> None:
    early = CLOCK.replace("at: 2026-01-15T10:00", "at: 2026-01-11T10:00")
    wanted = "{state: running, due: 2026-01-14T09:00, used: 0 hours}"
    assert mismatches(early.replace("SHOWS", f"{{resolution: {wanted}}}")) == [
        "running -> shows.resolution.state: expected running, came not started",
        "2026-01-14T09:00 -> shows.resolution.due: expected 2026-01-14T09:00 (Wednesday), came nothing",
        "0 hours -> shows.resolution.used: expected 0 hours, came nothing",
    ]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("waiting-for-requester", "waiting-for-requestr", "waiting-for-requestr -> "),
        ("event: reply, by: requester", "event: reply", "{at: 2026-01-15T09:00, event: reply} -> "),
        ("2026-01-13T09:00", "2026-01-11T09:00", "2026-01-11T09:00 -> "),
        ("opened: 2026-01-12T09:00", "opened: 2026-03-29T02:30", "2026-03-29T02:30 -> "),
        ("type: incident", "type: incident, phase: roll-ot", "roll-ot -> "),
    ],
)
def test_events_that_make_no_ticket_fail(
    mismatches: Mismatches, old: str, new: str, marked: str
) -> None:
    messages = mismatches(CLOCK.replace("SHOWS", "{resolution: {}}").replace(old, new))
    assert messages
    assert messages[0].startswith(marked)
    assert all("there is no answer: " in message for message in messages)


def test_an_event_before_the_opening_names_the_line_of_the_opening(outcomes: Expect) -> None:
    text = CLOCK.replace("SHOWS", "{resolution: {}}").replace(
        "2026-01-13T09:00", "2026-01-11T09:00"
    )
    (outcome,) = outcomes("\n" * 20 + text)
    (finding,) = outcome.findings
    assert finding.where is not None
    assert finding.where.line == 25
    assert finding.message == "there is no answer: this comes before the ticket was opened"
    assert finding.hint == "correct one of the two times: the opening is in line 23"


def test_a_clock_beyond_the_known_holidays_fails(mismatches: Mismatches) -> None:
    (message,) = mismatches("""
clocks:
  - ticket: {service: spinfo-software, opened: 2100-12-31T09:00}
    at: 2100-12-31T10:00
    shows: {resolution: {state: running}}
""")
    assert message.startswith("{service: ")
    assert "there is no answer: " in message
