"""States that hold a ticket for ever, that none reaches, or that never end."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

from .text import sla

Findings = Callable[..., list[Finding]]
STATES = """\
lifecycle:
  types: {incident: {name: {it: Incidente, en: Incident}}}
  states:
    new: {name: {it: Nuovo, en: New}, category: new}
    waiting: {name: {it: Attesa, en: Waiting}, category: waiting, pauses: [resolution], resumed_by: requester-reply}
    closed: {name: {it: Chiuso, en: Closed}, category: closed}
"""
STEPS = """\
  transitions:
    - {from: new, to: waiting, by: desk}
    - {from: waiting, to: new, by: requester}
    - {from: new, to: closed, by: desk}
"""


def test_lifecycle_that_comes_to_an_end_is_fine(findings_of: Findings) -> None:
    assert findings_of(sla=sla(lifecycle=STATES + STEPS)) == []


def test_ticket_that_is_cancelled_has_come_to_its_end(findings_of: Findings) -> None:
    merged = "    merged: {name: {it: Unito, en: Merged}, category: cancelled}\n"
    steps = STEPS + "    - {from: waiting, to: merged, by: desk}\n"
    assert findings_of(sla=sla(lifecycle=STATES + merged + steps)) == []
    (unreached,) = findings_of(sla=sla(lifecycle=STATES + merged + STEPS))
    assert (unreached.code, unreached.message) == ("L029", 'no ticket can reach the state "merged"')


@pytest.mark.parametrize("more", ["", ", resumed_by: desk"])
@pytest.mark.parametrize("steps", ["", STEPS + "    - {from: waiting, to: merged, by: desk}\n"])
def test_state_in_which_a_ticket_is_cancelled_has_no_clock_to_pause(
    findings_of: Findings, steps: str, more: str
) -> None:
    merged = f"    merged: {{name: Unito, category: cancelled, pauses: [resolution]{more}}}\n"
    (found,) = findings_of(sla=sla(lifecycle=STATES + merged + steps))
    assert (found.code, found.message, found.hint) == (
        "L028",
        'the clocks of a ticket end in the state "merged", so there is none to pause',
        "remove pauses",
    )
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith("pauses:")


def test_nothing_is_concluded_from_transitions_that_are_not_written(findings_of: Findings) -> None:
    assert findings_of(sla=sla(lifecycle=STATES)) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "marked"),
    [
        ("    - {from: waiting, to: new, by: requester}\n", "", "L027",
         'nobody can leave the state "waiting", and its clocks are paused for ever', "waiting:"),
        (", resumed_by: requester-reply", "", "L028",
         'clocks are paused in the state "waiting", and nothing says what resumes them', "waiting:"),
        ("to: new, by: requester", "to: new, by: desk", "L028",
         '"requester-reply" resumes this state, but no step from it back to work is made by the requester or the system',
         "requester-reply"),
        ("resumed_by: requester-reply", "resumed_by: desk", "L028",
         '"desk" resumes this state, but no step out of it is made by the desk', "desk"),
        ("    closed: {", "    parked: {name: {it: Fermo, en: Parked}, category: open}\n    closed: {", "L029",
         'no ticket can reach the state "parked"', "parked:"),
        ("category: new", "category: open", "L029",
         'no state has the category "new": a ticket has none to begin in', "states:"),
        ("category: closed", "category: resolved", "L030",
         'no state has the category "closed": no ticket ever ends', "states:"),
        ("    - {from: new, to: closed, by: desk}\n", "    - {from: closed, to: new, by: desk}\n", "L030",
         'from the state "new" no ticket is ever closed, nor from 1 more state', "new:"),
    ],
)  # fmt: skip
def test_lifecycle_with_a_mistake(
    findings_of: Findings, old: str, new: str, code: str, message: str, marked: str
) -> None:
    complete = STATES + STEPS
    assert old in complete
    found = [
        each
        for each in findings_of(sla=sla(lifecycle=complete.replace(old, new, 1)))
        if each.code == code
    ]
    assert found[0].message == message
    assert found[0].hint
    assert found[0].where is not None
    assert found[0].where.source[found[0].where.column - 1 :].startswith(marked)


def test_state_that_nobody_can_leave_is_told_once(findings_of: Findings) -> None:
    text = (STATES + STEPS).replace("    - {from: waiting, to: new, by: requester}\n", "")
    assert [each.code for each in findings_of(sla=sla(lifecycle=text))] == ["L027"]


def test_catalog_without_lifecycle_is_fine(findings_of: Findings) -> None:
    assert findings_of(sla=sla(lifecycle="")) == []


@pytest.mark.parametrize(("to", "found"), [("new", []), ("closed", ["L028"])])
def test_ticket_closed_for_want_of_an_answer_is_not_resumed(
    findings_of: Findings, to: str, found: list[str]
) -> None:
    text = (STATES + STEPS).replace("to: new, by: requester", f"to: {to}, by: system")
    assert [each.code for each in findings_of(sla=sla(lifecycle=text))] == found


def test_missing_step_to_the_end_is_told_once(findings_of: Findings) -> None:
    states = STATES + "    resolved: {name: {it: Risolto, en: Resolved}, category: resolved}\n"
    steps = STEPS.replace("to: closed", "to: resolved")
    (found,) = findings_of(sla=sla(lifecycle=states + steps))
    assert (found.code, found.message) == (
        "L030",
        'from the state "resolved" no ticket is ever closed, nor from 2 more states',
    )
    assert found.hint == "add a transition from resolved to closed, or to a state that leads there"
