"""`sportello sla due`: the deadline, and the days that were counted."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from frozen import FROZEN
from sla.contracts import FILES
from small import SMALL

Run = Callable[..., Result]
Write = Callable[..., Path]


def test_first_contact_of_the_credit_platform_counts_no_holiday(run: Run) -> None:
    result = run(
        "sla", "due", "piattaforma-crediti", "--opened", "2026-01-05T17:30", "--catalog", FROZEN
    )
    assert result.exit_code == 0
    assert "first response: Monday 12 January 2026 17:30 CET (UTC+01:00)\n" in result.output
    days = result.output[result.output.index("  Mon  5 Jan") : result.output.index("\n\nWhy")]
    assert (
        days
        == """\
  Mon  5 Jan 2026  17:30-18:00                0:30   total 0:30
  Tue  6 Jan 2026  holiday: Epiphany
  Wed  7 Jan 2026  08:00-18:00               10:00   total 10:30
  Thu  8 Jan 2026  08:00-18:00               10:00   total 20:30
  Fri  9 Jan 2026  08:00-18:00               10:00   total 30:30
  Sat 10 Jan 2026  weekend
  Sun 11 Jan 2026  weekend
  Mon 12 Jan 2026  08:00-17:30                9:30   total 40:00"""
    )


def test_json_tells_the_same(run: Run) -> None:
    result = run(
        "sla", "due", "piattaforma-crediti", "--opened", "2026-01-05T17:30+01:00",
        "--channel", "mail", "--catalog", FROZEN, "--format", "json",
    )  # fmt: skip
    answer = json.loads(result.output)
    first = answer["targets"]["first_response"]
    assert first["due"] == "2026-01-12T17:30:00+01:00"
    assert [day["seconds"] for day in first["days"]] == [
        1800, 0, 36000, 36000, 36000, 0, 0, 34200]  # fmt: skip
    assert first["days"][1]["skipped"]["text"]["it"] == "Epifania"


def test_policy_without_times_says_so(run: Run) -> None:
    result = run("sla", "due", "isee", "--opened", "2026-01-05T10:00", "--catalog", FROZEN)
    assert result.exit_code == 0
    assert "This policy promises no time." in result.output


def test_ticket_while_closed_tells_when_it_opens(run: Run, catalog_at: Write) -> None:
    result = run("sla", "due", "wiki", "--opened", "2026-01-03T10:00", "--catalog", catalog_at())
    assert "closed at the opening of the ticket; opens Monday 5 January 2026 08:00" in result.output
    assert "first response: Friday 9 January 2026 18:00" in result.output


def test_reason_of_a_priority_rule_is_told(run: Run, catalog_at: Write) -> None:
    result = run("sla", "due", "pump", "--opened", "2026-01-05T10:00", "--catalog", catalog_at())
    assert "severity  high (by rule critical)\n          It is critical\n" in result.output


def test_working_days_are_numbered(run: Run, catalog_at: Write) -> None:
    root = catalog_at(("sla.yaml", "within: 40 business hours", "within: 2 working days"))
    result = run("sla", "due", "wiki", "--opened", "2026-01-05T10:00:30", "--catalog", root)
    assert "opened    Monday 5 January 2026 10:00:30" in result.output
    assert "Mon  5 Jan 2026  the day it came does not count\n" in result.output
    assert "Wed  7 Jan 2026  day 1\n" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["wiky", "--opened", "2026-01-05T10:00"], 'did you mean "wiki"?'),
        (["wiki", "--opened", "yesterday"], "write it like 2026-01-05T17:30"),
        (["wiki", "--opened", "2026-01-05"], "write it like 2026-01-05T09:00"),
        (["wiki", "--opened", "2026-W02"], "write it like 2026-01-05T17:30"),
        (["wiki", "--opened", "2026-01-05T10:00", "--channel", "mal"], 'did you mean "mail"?'),
        (["wiki", "--opened", "2026-01-05T10:00", "--phase", "x"], "the catalog has no phase"),
        (["wiki"], "--opened"),
        (["wiki", "--opened", "2026-01-05T10:00", "--severity", "hi"], 'did you mean "high"?'),
    ],
)
def test_misuse_is_explained(
    run: Run, catalog_at: Write, arguments: list[str], message: str
) -> None:
    result = run("sla", "due", *arguments, "--catalog", catalog_at())
    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize(
    ("opened", "status"),
    [("2026-03-29T02:30", 2), ("2026-10-25T02:30", 2), ("2100-12-31T09:00", 1)],
)
def test_instant_that_cannot_be_counted_from_is_explained(
    run: Run, catalog_at: Write, opened: str, status: int
) -> None:
    result = run("sla", "due", "wiki", "--opened", opened, "--catalog", catalog_at())
    assert (result.exit_code, "Error: " in result.output) == (status, True)


def test_catalog_with_errors_is_told_and_nothing_computed(run: Run, catalog_at: Write) -> None:
    root = catalog_at(("calendars.yaml", "08:00-18:00", "08:00-18"))
    result = run("sla", "due", "wiki", "--opened", "2026-01-05T10:00", "--catalog", root)
    assert result.exit_code == 1
    assert "calendars.yaml:7:" in result.output


def test_table_tells_the_hours_of_every_day(run: Run, catalog_at: Write) -> None:
    result = run(
        "sla", "due", "wiki", "--opened", "2026-01-05T17:30", "--explain", "--catalog", catalog_at()
    )  # fmt: skip
    table = result.output[result.output.index("  day") : result.output.index("\n\nWhy")].rstrip()
    assert (
        table
        == """\
  day               open          counted       hours   total   why not
 ─────────────────────────────────────────────────────────────────────────────────
  Mon  5 Jan 2026   08:00-18:00   17:30-18:00   0:30    0:30
  Tue  6 Jan 2026   closed                              0:30    holiday: Epiphany
  Wed  7 Jan 2026   08:00-18:00   08:00-18:00   10:00   10:30
  Thu  8 Jan 2026   08:00-18:00   08:00-18:00   10:00   20:30
  Fri  9 Jan 2026   08:00-18:00   08:00-18:00   10:00   30:30
  Sat 10 Jan 2026   closed                              30:30   weekend
  Sun 11 Jan 2026   closed                              30:30   weekend
  Mon 12 Jan 2026   08:00-18:00   08:00-17:30   9:30    40:00"""
    )


def test_picture_of_each_deadline_is_written(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    result = run(
        "sla", "due", "wiki", "--opened", "2026-01-05T17:30", "--svg", tmp_path / "p",
        "--catalog", catalog_at(),
    )  # fmt: skip
    assert result.exit_code == 0
    picture = (tmp_path / "p" / "first_response.svg").read_text()
    assert "first response of wiki, opened Monday 5 January 2026 17:30" in picture
    assert "holiday: Epiphany" in picture


def test_contract_matrix_and_requester_are_told(run: Run, catalog_at: Write) -> None:
    root = catalog_at(**FILES)
    result = run(
        "sla", "due", "wiki", "--opened", "2026-01-05T17:30", "--contract", "gold", "--severity",
        "high", "--severity-by", "requester", "--impact", "one", "--urgency", "later",
        "--catalog", root,
    )  # fmt: skip
    assert (
        result.output
        == """\
wiki: Wiki
opened    Monday 5 January 2026 17:30 CET (UTC+01:00)
severity  low (by the matrix)
          the requester proposed high, which is not applied
policy    gold: Gold
          takes the place of policy base

first response: Wednesday 7 January 2026 09:30 CET (UTC+01:00)
  1 business hour, calendar office (Europe/Rome)
  Mon  5 Jan 2026  17:30-18:00                0:30   total 0:30
  Tue  6 Jan 2026  holiday: Epiphany
  Wed  7 Jan 2026  09:00-09:30                0:30   total 1:00

resolution: Thursday 8 January 2026 17:30 CET (UTC+01:00)
  2 working days, at the time of day of the start, calendar office (Europe/Rome)
  Mon  5 Jan 2026  the day it came does not count
  Tue  6 Jan 2026  holiday: Epiphany
  Wed  7 Jan 2026  day 1
  Thu  8 Jan 2026  day 2

next update: counts from the desk's reply
  16 business hours, calendar office (Europe/Rome)

team front, Front office, promises the desk (front):
  take in charge: counts from the assignment to the team
    2 business hours, calendar office (Europe/Rome)

Why this severity and this policy:
  - the requester proposed high: not applied, since the desk decides. The desk sets the priority
  - rule critical does not fit: tag is not given, not critical
  - rule roll-out does not fit: phase is not given, not roll-out
  - no rule fits: for impact one and urgency later the matrix says low
  - policy gold fits (contract gold)
  - policy gold takes the place of policy base by contract gold
  - level front-high of team front does not fit: severity is low, not high
  - level front of team front fits (always)
  - level back of team back does not fit: it holds from 2026-02-01, and the ticket is of 2026-01-05
"""
    )


def test_json_has_the_same_facts(run: Run, catalog_at: Write) -> None:
    root = catalog_at(**FILES)
    result = run(
        "sla", "due", "wiki", "--opened", "2026-01-05T17:30+01:00", "--contract", "gold",
        "--severity", "high", "--severity-by", "requester", "--catalog", root, "--format", "json",
    )  # fmt: skip
    answer = json.loads(result.output)
    chosen = ("severity", "severity_decided_by", "severity_noted", "policy", "policy_overrides")
    assert [answer[key] for key in chosen] == ["ordinary", "default", "high", "gold", "base"]
    assert answer["targets"]["resolution"]["at"] == "same_time"
    assert answer["later"]["next_update"]["counts_from"] == "the desk's reply"
    front = answer["operational_levels"]["front"]
    assert (front["level"], front["targets"]["take_in_charge"]["counts_from"]) == (
        "front",
        "the assignment to the team",
    )
    assert answer["why"][0].startswith("the requester proposed high: not applied")


ESCALATIONS = """\
escalations:
  late:
    target: first_response
    statement: Late
    steps:
      - {before: 1 business hour, to: [staff]}
      - {after: 1 business hour, to: [lead], teams: [front], by: [mail, mobile]}
  long:
    statement: Long
    steps:
      - {after: 2 working days, to: [management]}
"""


def test_warnings_and_escalations_are_told(run: Run, catalog_at: Write) -> None:
    root = catalog_at(**{**FILES, "sla": FILES["sla"] + ESCALATIONS})
    question = ("sla", "due", "wiki", "--opened", "2026-01-07T09:00", "--catalog", root)
    text = run(*question).output
    assert (
        """\
  warnings and escalations, unless it is met before:
    Wednesday 7 January 2026 17:00 CET (UTC+01:00)  staff by mail (1 business hour before the deadline)
    Thursday 8 January 2026 10:00 CET (UTC+01:00)  lead, team front by mail and mobile (1 business hour after the deadline)
"""
        in text
    )
    assert (
        """\
If it takes long:
  Friday 9 January 2026 09:00 CET (UTC+01:00)  management by mail (2 working days after the opening of the ticket)
"""
        in text
    )
    answer = json.loads(run(*question, "--format", "json").output)
    steps = answer["targets"]["first_response"]["escalations"]
    assert [(step["escalation"], step["step"], step["at"]) for step in steps] == [
        ("late", 1, "2026-01-07T17:00:00+01:00"),
        ("late", 2, "2026-01-08T10:00:00+01:00"),
    ]
    assert answer["escalations"][0]["to"] == ["management"]


def test_slip_in_an_option_is_told_with_what_was_meant(run: Run, catalog_at: Write) -> None:
    root = catalog_at(**FILES)
    for option, value, meant in [
        ("--contract", "glod", "gold"), ("--impact", "ones", "one"), ("--urgency", "latr", "later"),
        ("--tag", "criticl", "critical"), ("--phase", "rollout", "roll-out"),
    ]:  # fmt: skip
        result = run(
            "sla", "due", "wiki", "--opened", "2026-01-05T10:00", option, value, "--catalog", root
        )
        assert (result.exit_code, f'did you mean "{meant}"?' in result.output) == (2, True)


def test_opening_without_a_zone_is_read_by_the_clock_of_the_desk(
    run: Run, catalog_at: Write
) -> None:
    result = run(
        "sla", "due", "wiki", "--opened", "2026-01-07T02:00", "--contract", "tokyo",
        "--catalog", catalog_at(**FILES),
    )  # fmt: skip
    assert "\nopened    Wednesday 7 January 2026 02:00 CET (UTC+01:00)\n" in result.output
    assert (
        """\
first response: Thursday 8 January 2026 10:00 JST (UTC+09:00), at the desk Thursday 8 January 2026 02:00 CET (UTC+01:00)
  8 business hours, calendar tokyo (Asia/Tokyo)
  Wed  7 Jan 2026  10:00-17:00                7:00   total 7:00
"""
        in result.output
    )


@pytest.mark.parametrize("opened", ["0001-01-01T00:00", "9999-12-31T23:59-14:00"])
@pytest.mark.parametrize("question", ["due", "policy"])
def test_year_that_no_zone_reaches_is_told(
    run: Run, catalog_at: Write, question: str, opened: str
) -> None:
    result = run("sla", question, "wiki", "--opened", opened, "--catalog", catalog_at())
    assert result.exit_code == 2
    assert f'"{opened}" is out of reach: write a date from 1970 to 2100' in result.output


@pytest.mark.parametrize("question", ["due", "policy"])
def test_opening_that_the_clock_of_the_desk_shows_twice_is_told(
    run: Run, catalog_at: Write, question: str
) -> None:
    opened = "2026-10-25T02:30"
    result = run("sla", question, "wiki", "--opened", opened, "--catalog", catalog_at())
    assert result.exit_code == 2
    assert "write 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00" in result.output


def test_catalog_without_severities_has_none(run: Run, catalog_at: Write) -> None:
    root = catalog_at(sla="policies: {base: {name: Base}}\n")
    result = run("sla", "due", "wiki", "--opened", "2026-01-07T10:00", "--catalog", root)
    assert "\nseverity  none\npolicy    base: Base\n" in result.output


def test_slip_in_a_cause_is_told_and_another_word_is_not(run: Run) -> None:
    question = ("sla", "policy", "spinfo-software", "--catalog", FROZEN, "--cause")
    assert 'did you mean "user-data"?' in run(*question, "user-dta").output
    assert run(*question, "lightning").exit_code == 0


def test_hours_round_the_clock_are_told_without_a_calendar(run: Run, catalog_at: Write) -> None:
    sla = SMALL["sla.yaml"].replace("40 business hours", "72 hours")
    question = ("sla", "due", "wiki", "--opened", "2026-01-10T20:00", "--catalog")
    shown = run(*question, catalog_at(sla=sla)).output
    assert "  72 hours, round the clock\n" in shown
    assert "calendar" not in shown
    assert "closed at the opening" not in shown
    table = run(*question, catalog_at(sla=sla), "--explain").output
    assert "open" not in table[table.index("72 hours") : table.index("Why")].split()


def test_what_is_promised_at_once_counts_no_day(run: Run, catalog_at: Write) -> None:
    sla = SMALL["sla.yaml"].replace("40 business hours", "immediate")
    question = (
        "sla",
        "due",
        "wiki",
        "--opened",
        "2026-01-08T10:00",
        "--catalog",
        catalog_at(sla=sla),
    )
    for more in ((), ("--explain",)):
        shown = run(*question, *more).output
        assert "  immediate, calendar office (Europe/Rome)\n\n" in shown


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("acme", '"acme" is a provider: its services are '),
        ("ACME", '"acme" is a provider: its services are '),
        ("wiky", 'did you mean "wiki"?'),
    ],
)
def test_service_that_is_none_is_told_with_what_it_may_stand_for(
    run: Run, catalog_at: Write, word: str, hint: str
) -> None:
    result = run("sla", "due", word, "--opened", "2026-01-08T10:00", "--catalog", catalog_at())
    assert result.exit_code == 2
    assert f'unknown service "{word}": {hint}' in result.output


def test_a_missing_opening_shows_how_it_is_written(run: Run, catalog_at: Write) -> None:
    result = run("sla", "due", "wiki", "--catalog", catalog_at())
    assert result.exit_code == 2
    assert "Missing option '--opened'. Write an instant like 2026-01-05T17:30" in result.output
