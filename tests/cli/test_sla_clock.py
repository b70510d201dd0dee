"""`sportello sla clock`: where promises stand, and why."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from small import SMALL

Run = Callable[..., Result]
Write = Callable[..., Path]

LIFECYCLE = """\
  states:
    new: {name: {it: Nuovo, en: New}, category: new}
    waiting:
      {name: {it: In attesa, en: Waiting}, category: waiting, pauses: [resolution], resumed_by: requester-reply}
    resolved: {name: {it: Risolto, en: Resolved}, category: resolved}
policies:
  base:
    name: {it: Base, en: Base}
    targets:
      first_response: {within: 10 business hours}
      next_update: {within: 1 business hour, start: requester-message}
      resolution: {within: 12 business hours}
"""
EVENTS = """\
{"ticket": "INT-277", "service": "wiki", "channel": "mail", "events": [
  {"at": "2026-01-08T08:00", "event": "opened"},
  {"at": "2026-01-08T09:00", "event": "priority", "value": "high", "by": "requester"},
  {"at": "2026-01-08T10:00", "event": "state", "value": "waiting", "by": "desk"},
  {"at": "2026-01-08T20:00", "event": "reply", "by": "desk"},
  {"at": "2026-01-09T10:00", "event": "reply", "by": "requester"},
  {"at": "2026-01-09T12:00", "event": "reply", "by": "desk"},
  {"at": "2026-01-09T12:30", "event": "reply", "by": "requester"}
]}
"""


@pytest.fixture
def desk(catalog_at: Write) -> Path:
    sla = SMALL["sla.yaml"]
    return catalog_at(sla=sla[: sla.index("  states:")] + LIFECYCLE)


@pytest.fixture
def events(tmp_path: Path) -> Path:
    file = tmp_path / "events.json"
    file.write_text(EVENTS)
    return file


def test_one_ticket_is_told_in_full(run: Run, desk: Path, events: Path) -> None:
    result = run("sla", "clock", events, "--now", "2026-01-09T13:00", "--catalog", desk)
    assert result.exit_code == 0
    head, _, why = result.output.partition("\nWhy this severity and this policy:\n")
    assert "policy base fits (always)" in why
    assert (
        head
        == """\
wiki: Wiki
ticket    INT-277
opened    Thursday 8 January 2026 08:00 CET (UTC+01:00)
read at   Friday 9 January 2026 13:00 CET (UTC+01:00)
severity  ordinary (by default)
policy    base: Base
          the requester proposed high on Thu  8 Jan 2026 09:00, which is not applied: here the desk sets the severity

first response: met
  10 business hours, calendar office (Europe/Rome)
  due       Thursday 8 January 2026 18:00 CET (UTC+01:00)
  used      10:00, 0:00 to spare
  - Thu  8 Jan 2026 08:00: the ticket is opened
  - Thu  8 Jan 2026 20:00: the desk replies, and keeps the promise
    (after the deadline, but no business time has passed since: in time)

next update: running
  1 business hour, calendar office (Europe/Rome)
  before    1 breached
            due Fri  9 Jan 2026 11:00, late by 1:00
  due       Friday 9 January 2026 13:30 CET (UTC+01:00)
  used      0:30, 0:30 left
  - Fri  9 Jan 2026 12:30: the requester writes and waits for an answer

resolution: running
  12 business hours, calendar office (Europe/Rome)
  due       Monday 12 January 2026 10:00 CET (UTC+01:00)
  used      5:00, 7:00 left
  - Thu  8 Jan 2026 08:00: the ticket is opened
  - Thu  8 Jan 2026 10:00: state waiting stops the clock until Fri  9 Jan 2026 10:00; 10:00 do not count
"""
    )


def test_json_tells_the_same(run: Run, desk: Path, events: Path) -> None:
    result = run(
        "sla", "clock", events, "--now", "2026-01-09T13:00+01:00", "--catalog", desk,
        "--format", "json",
    )  # fmt: skip
    told = json.loads(result.output)
    assert told["now"] == "2026-01-09T13:00:00+01:00"
    (ticket,) = told["tickets"]
    assert ticket["severities_noted"] == [{"at": "2026-01-08T09:00:00+01:00", "severity": "high"}]
    clocks = {clock["target"]: clock for clock in ticket["clocks"]}
    assert [each["state"] for each in clocks["next_update"]["cycles"]] == ["breached", "running"]
    (resolution,) = clocks["resolution"]["cycles"]
    assert (resolution["due"], resolution["used"], resolution["left"], resolution["margin"]) == (
        "2026-01-12T10:00:00+01:00", 18000, 25200, 25200)  # fmt: skip
    assert resolution["why"][1] == {
        "step": "paused", "at": "2026-01-08T10:00:00+01:00", "value": "waiting",
        "until": "2026-01-09T10:00:00+01:00", "seconds": 36000,
    }  # fmt: skip
    assert resolution["days"][0]["days"][-1]["total"] == 12 * 3600


def test_days_are_explained_as_a_table(run: Run, desk: Path, events: Path) -> None:
    result = run(
        "sla", "clock", events, "--now", "2026-01-09T13:00", "--catalog", desk, "--explain"
    )
    table = result.output[
        result.output.rindex("  counted in calendar") : result.output.index("\nWhy")
    ]
    assert "up to Mon 12 Jan 2026 10:00:" in table
    assert "Thu  8 Jan 2026   08:00-18:00   08:00-10:00   2:00    2:00" in table
    assert "Fri  9 Jan 2026   08:00-18:00   10:00-18:00   8:00    10:00" in table


def test_many_tickets_are_a_table(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "ticket,at,event,by,service\n"
        "one,2026-10-24T09:00,opened,,wiki\n"
        "two,2026-01-08T09:00,opened,,wiki\n"
        "two,2026-01-08T10:00,reply,desk,\n"
    )
    result = run("sla", "clock", file, "--now", "2026-01-09T12:00", "--catalog", desk)
    assert result.exit_code == 0
    assert (
        result.output
        == """\
ticket  promise         state        due                     used  margin
one     first response  not started
one     next update     not started
one     resolution      not started
two     first response  met          Fri  9 Jan 2026 09:00   1:00    9:00
two     next update     not started
two     resolution      breached     Fri  9 Jan 2026 11:00  13:00   -1:00
cycles of promises: 1 met, 1 breached

note: one: 1 event lies after Fri  9 Jan 2026 12:00, the moment the clocks are read at: it does not count
"""
    )
    full = run("sla", "clock", file, "--now", "2026-01-09T12:00", "--catalog", desk, "--explain")
    assert full.output.count("Why this severity") == 2


def test_states_are_counted_and_what_is_cancelled_is_told_apart(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    merged = "    merged: {name: {it: Unito, en: Merged}, category: cancelled}\n"
    life = LIFECYCLE.replace("policies:", f"{merged}policies:")
    sla = SMALL["sla.yaml"]
    root = catalog_at(sla=sla[: sla.index("  states:")] + life)
    file = tmp_path / "events.csv"
    file.write_text("""\
ticket,at,event,value,by,service
a,2026-01-08T08:00,opened,,requester,wiki
a,2026-01-08T09:00,state,merged,desk,
b,2026-01-08T08:00,opened,,requester,wiki
b,2026-01-08T09:00,reply,,desk,
""")
    now = ("--now", "2026-01-08T10:00", "--catalog", root)
    table = run("sla", "clock", file, *now)
    assert table.output.splitlines()[-1] == "cycles of promises: 1 running, 1 met, 2 cancelled"
    told = run("sla", "clock", file, *now, "--explain").output
    assert "- Thu  8 Jan 2026 09:00: the ticket is cancelled, in state merged: nothing more" in told
    counts = json.loads(run("sla", "clock", file, *now, "--format", "json").stdout)["counts"]
    assert counts == {"running": 1, "paused": 0, "met": 1, "cancelled": 2, "breached": 0}


def test_ticket_that_was_moved_is_shown_for_its_service_now(
    run: Run, desk: Path, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text("""\
at,event,value,by,service
2026-01-08T08:00,opened,,requester,wiki
2026-01-08T09:00,service,pump,desk,
2026-01-08T09:30,contract,,desk,
""")
    now = ("--now", "2026-01-08T10:00", "--catalog", desk)
    told = run("sla", "clock", file, *now).output
    assert told.startswith("pump: Pump\n")
    assert "moved     from wiki: Wiki\n" in told
    assert "Thu  8 Jan 2026 09:00: moved to pump, new terms: the time used stays used" in told
    (ticket,) = json.loads(run("sla", "clock", file, *now, "--format", "json").stdout)["tickets"]
    assert (ticket["service"], ticket["opened_for"]) == ("pump", "wiki")


def test_service_that_changes_in_its_column_is_shown_as_an_event(
    run: Run, desk: Path, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text("""\
at,event,value,by,service
2026-01-08T08:00,opened,,requester,wiki
2026-01-08T09:00,note,,desk,pump
""")
    result = run("sla", "clock", file, "--catalog", desk)
    assert result.exit_code == 1
    assert "a change is an event: service, value pump" in result.output + result.stderr


def test_policy_without_times_says_so(run: Run, catalog_at: Write, events: Path) -> None:
    sla = SMALL["sla.yaml"]
    lifecycle = LIFECYCLE[: LIFECYCLE.index("policies:")]
    none = "policies:\n  base: {name: {it: Base, en: Base}}\n"
    root = catalog_at(sla=sla[: sla.index("  states:")] + lifecycle + none)
    result = run("sla", "clock", events, "--catalog", root)
    assert "This policy promises no time." in result.output
    two = events.with_name("two.json")
    two.write_text(f"[{EVENTS}, {EVENTS.replace('INT-277', 'INT-278')}]")
    result = run("sla", "clock", two, "--catalog", root)
    assert "INT-278  none" in result.output


def test_shares_of_teams_and_rests_are_told(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    sla = SMALL["sla.yaml"]
    level = "  second: {name: B, team: second, targets: {resolution: {within: 4 business hours}}}\n"
    policies = LIFECYCLE.replace("pauses: [", "pauses: [first_response, ")
    root = catalog_at(
        sla=f"{sla[: sla.index('  states:')]}{policies}operational_levels:\n{level}",
        teams="teams:\n  second: {name: Second level, provider: acme, level: 2}\n",
    )
    file = tmp_path / "events.csv"
    file.write_text(
        "at,event,value,by,service\n"
        "2026-01-08T08:00,opened,,,wiki\n"
        "2026-01-08T08:00,state,waiting,desk,\n"
        "2026-01-08T09:00,reply,,requester,\n"
        "2026-01-08T10:00,assigned,second,,\n"
        "2026-01-08T11:00,state,resolved,desk,\n"
        "2026-01-08T12:00,reopened,,,\n"
    )
    shown = run("sla", "clock", file, "--now", "2026-01-08T13:00", "--catalog", root).output
    assert "  used by   Second level 2:00, no team 1:00\n" in shown
    assert (
        "  - Thu  8 Jan 2026 08:00: the clock is paused then, and counts from Thu  8 Jan 2026 09:00\n"
        in shown
    )
    assert (
        "  - Thu  8 Jan 2026 11:00: resolved: the clock stops until Thu  8 Jan 2026 12:00; 1:00 do not count\n"
        in shown
    )
    assert "team second, resolution: running\n" in shown
    late = run("sla", "clock", file, "--now", "2026-01-08T08:30", "--catalog", root).output
    assert "first response: paused\n" in late
    assert "  due       Friday 9 January 2026 08:30 CET (UTC+01:00), if it went on now\n" in late
    assert "state waiting stops the clock and still does; 0:30 do not count\n" in late


def test_bad_file_ends_with_findings(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text("at,event,service\n2026-01-08T09:00,opend,wiki\n")
    result = run("sla", "clock", file, "--catalog", desk)
    assert result.exit_code == 1
    assert 'events.csv:2:18: error E004: event "opend" is not known' in result.output
    assert 'help: did you mean "opened"?' in result.output


def test_now_that_does_not_exist_is_explained(run: Run, desk: Path, events: Path) -> None:
    result = run("sla", "clock", events, "--now", "2026-03-29T02:30", "--catalog", desk)
    assert result.exit_code == 2
    assert "--now: 2026-03-29T02:30:00 does not exist in Europe/Rome" in result.output


def test_promise_kept_too_late_is_not_called_kept(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "at,event,value,by,service\n"
        "2026-01-08T09:00,opened,,,wiki\n"
        "2026-01-12T10:00,reply,,desk,\n"
        "2026-01-12T11:00,state,resolved,desk,\n"
    )
    arguments = ("sla", "clock", file, "--now", "2026-01-13T09:00", "--catalog", desk)
    shown = run(*arguments).output
    assert "Mon 12 Jan 2026 10:00: the desk replies, which ends the clock, too late\n" in shown
    assert "Mon 12 Jan 2026 11:00: the ticket is resolved, which ends the clock, too late" in shown
    assert "keeps the promise" not in shown
    (ticket,) = json.loads(run(*arguments, "--format", "json").output)["tickets"]
    ends = {clock["target"]: clock["cycles"][-1:] for clock in ticket["clocks"]}
    assert ends["resolution"][0]["why"][-1]["step"] == "late"
    assert ends["first_response"][0]["why"][-1]["step"] == "late"


@pytest.mark.parametrize(
    ("channel", "by", "state"),
    [
        ("phone", "desk", "met"),
        ("phone", "", "met"),
        ("chat", "", "met"),
        ("phone", "requester", "running"),
        ("phone", "system", "running"),
        ("mail", "", "running"),
    ],
)
def test_whoever_answers_a_call_opens_its_ticket(
    run: Run, desk: Path, tmp_path: Path, channel: str, by: str, state: str
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(f"at,event,by,service,channel\n2026-01-08T09:00,opened,{by},wiki,{channel}\n")
    result = run("sla", "clock", file, "--now", "2026-01-08T10:00", "--catalog", desk)
    assert f"first response: {state}\n" in result.output


def test_events_after_the_reading_are_told(run: Run, desk: Path, events: Path) -> None:
    arguments = ("sla", "clock", events, "--now", "2026-01-09T11:00", "--catalog", desk)
    assert (
        "note      2 events lie after Fri  9 Jan 2026 11:00, the moment the clocks are read at: "
        "they do not count\n"
    ) in run(*arguments).output
    (ticket,) = json.loads(run(*arguments, "--format", "json").output)["tickets"]
    assert ticket["notes"][0].startswith("2 events lie after")


def test_life_that_cannot_be_is_noted(run: Run, desk: Path, tmp_path: Path) -> None:
    sla = desk / "sla.yaml"
    steps = """\
  transitions:
    - {from: new, to: waiting, by: desk}
    - {from: waiting, to: new, by: requester}
"""
    sla.write_text(sla.read_text().replace("policies:\n", f"{steps}policies:\n"))
    file = tmp_path / "events.csv"
    file.write_text(
        "at,event,value,by,service\n"
        "2026-01-08T09:00,opened,,,wiki\n"
        "2026-01-08T09:10,state,waiting,desk,\n"
        "2026-01-08T10:00,reopened,,,\n"
        "2026-01-08T11:00,state,resolved,desk,\n"
        "2026-01-08T12:00,reopened,,,\n"
        "2026-01-08T13:00,state,waiting,desk,\n"
    )
    result = run("sla", "clock", file, "--now", "2026-01-08T14:00", "--catalog", desk)
    assert result.exit_code == 0
    assert [line for line in result.output.split("\n") if line.startswith("note ")] == [
        "note      reopened on Thu  8 Jan 2026 10:00, though it was not resolved then: "
        "that changes nothing",
        "note      from waiting to resolved on Thu  8 Jan 2026 11:00, a step that the lifecycle "
        "does not have: it counts as it is told",
    ]


def test_notes_of_many_tickets_are_cut(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    rows = "".join(f"{number},2026-02-08T09:00,opened,wiki\n" for number in range(12))
    file.write_text(f"ticket,at,event,service\n{rows}")
    result = run("sla", "clock", file, "--now", "2026-01-08T14:00", "--catalog", desk)
    assert result.output.count("note: ") == 10
    assert result.output.endswith("and 2 more notes: --explain or --format json has all\n")


def test_explanation_of_a_late_promise_goes_on_to_its_end(
    run: Run, desk: Path, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "at,event,value,by,service\n2026-01-08T09:00,opened,,,wiki\n2026-01-12T10:00,reply,,desk,\n"
    )
    question = ("sla", "clock", file, "--catalog", desk, "--explain", "--now")
    shown = run(*question, "2026-01-13T09:00").output
    table = shown[shown.index("first response") : shown.index("next update")]
    assert "late by 11:00\n" in table
    _, late = table.split("  late, from then to Mon 12 Jan 2026 10:00:\n")
    assert "Fri  9 Jan 2026   08:00-18:00   09:00-18:00   9:00     9:00" not in late
    assert [line.split()[:4] for line in late.split("\n") if "2026" in line] == [
        ["Fri", "9", "Jan", "2026"],
        ["Sat", "10", "Jan", "2026"],
        ["Sun", "11", "Jan", "2026"],
        ["Mon", "12", "Jan", "2026"],
    ]
    assert "late, from then to Tue 13 Jan 2026 09:00:" in shown[shown.index("resolution") :]
    early = run(*question, "2026-01-08T10:00").output
    assert "late, from" not in early


def test_change_of_type_and_end_by_another_are_told_as_they_are(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    sla = SMALL["sla.yaml"]
    quick = "  quick:\n    name: Q\n    when: {type: [incident]}\n    targets:\n      resolution: {within: 2 business hours}\n"
    lifecycle = LIFECYCLE.replace("policies:\n", f"policies:\n{quick}")
    root = catalog_at(sla=sla[: sla.index("  states:")] + lifecycle)
    file = tmp_path / "events.csv"
    rows = (
        "ticket,at,event,value,by,service",
        "1,2026-01-08T08:00,opened,,,wiki",
        "1,2026-01-08T08:30,type,incident,desk,",
        "1,2026-01-08T09:00,closed,,requester,",
        "2,2026-01-08T08:00,opened,,,wiki",
        "2,2026-01-08T09:00,closed,,system,",
        "3,2026-01-08T08:00,opened,,,wiki",
        "3,2026-01-08T08:30,reply,,desk,",
        "3,2026-01-08T08:40,reply,,requester,",
        "3,2026-01-08T09:00,closed,,system,",
    )
    file.write_text("\n".join(rows))
    result = run("sla", "clock", file, "--now", "2026-01-09T13:00", "--explain", "--catalog", root)
    _, first, second, third = result.output.split("\nticket    ")
    assert "type incident, new terms: the time used stays used" in first
    assert "severity incident" not in first
    assert "the requester ends the ticket: nothing more is owed" in first
    waits = (
        "the system ends the ticket, and the requester waits for an answer: nothing more is owed"
    )
    assert waits in second
    assert waits in third
