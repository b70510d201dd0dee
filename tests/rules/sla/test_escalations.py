"""Steps that name no instant, one after the deadline or before the opening; nobody to tell."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

from .text import sla

Findings = Callable[..., list[Finding]]


def escalation(step: str, target: str = "target: first_response, ", when: str = "") -> str:
    return sla(
        more=f"escalations:\n  slow: {{{when}{target}statement: Slow, steps: [{{{step}}}]}}\n"
    )


@pytest.mark.parametrize(
    "step",
    [
        "at: 80 %, to: [staff]",
        "at: 100%, to: [staff]",
        "before: 40 business hours, to: [staff]",
        "before: 2 hours, to: [staff], round_the_clock: true",
        "after: 2 working days, to: [lead], by: [mobile]",
        "after: 1 working day, every: 1 working day, to: [staff]",
        "at: 50 %, every: 2 business hours, to: [staff]",
    ],
)
def test_step_with_one_instant_is_fine(findings_of: Findings, step: str) -> None:
    assert findings_of(sla=escalation(step)) == []


@pytest.mark.parametrize(
    ("step", "target", "code", "message"),
    [
        ("to: [staff]", True, "L021",
         "a step has one of at, before and after; this one has no instant"),
        ("at: 80 %, before: 1 hour, to: [staff]", True, "L021",
         "a step has one of at, before and after; this one has at and before"),
        ("at: 120 %, to: [staff]", True, "L022",
         '"120 %" comes after the deadline that it should warn of'),
        ("before: 41 business hours, to: [staff]", True, "L023",
         '"41 business hours" is longer than the first response of the policy "base" ("40 business hours"): for a ticket opened '),
        ("before: 6 working days, to: [staff]", True, "L023",
         '"6 working days" is longer than the first response of the policy "base" ("40 business hours"): for a ticket opened '),
        ("at: 80 %, to: [staff]", False, "L024",
         '"at" needs a deadline, and this escalation names no target'),
        ("before: 1 hour, to: [staff]", False, "L024",
         '"before" needs a deadline, and this escalation names no target'),
        ("at: 80 %, to: []", True, "L026", "this reaches nobody: it has no receiver"),
        ("at: 80 %, to: [staff], by: []", True, "L026", "this reaches nobody: it has no means"),
        ("at: 80 %, every: immediate, to: [staff]", True, "L039",
         '"immediate" is no time at all: this cannot come again after it'),
        ("at: 80 %, every: 0 working days, to: [staff]", True, "L039",
         '"0 working days" is no time at all: this cannot come again after it'),
        ("at: 80 %, every: 2 hours, to: [staff]", True, "L035",
         '"2 hours" counts day and night, though the first response of the policy "base" counts in'),
    ],
)  # fmt: skip
def test_step_with_a_mistake_is_found(
    findings_of: Findings, step: str, target: bool, code: str, message: str
) -> None:
    text = escalation(step) if target else escalation(step, "")
    (found,) = findings_of(sla=text)
    assert found.code == code
    assert found.message.startswith(message)
    assert found.hint
    assert found.where is not None
    assert found.where.source.lstrip().startswith("slow:")


def test_step_to_a_team_alone_reaches_somebody(findings_of: Findings) -> None:
    teams = "teams: {second: {name: Second, provider: acme}}"
    step = "at: 80 %, to: [], teams: [second]"
    assert findings_of(sla=escalation(step), teams=teams) == []


def test_warning_is_held_only_against_policies_it_can_meet(findings_of: Findings) -> None:
    quick = (
        "quick: {name: Quick, when: {severity: [high]},"
        " targets: {first_response: {within: 1 business hour}}}"
    )

    def check(when: str) -> list[str]:
        text = sla(
            quick,
            more=(
                f"escalations:\n  slow: {{{when}target: first_response, statement: Slow,"
                " steps: [{before: 2 business hours, to: [staff]}]}\n"
            ),
        )
        return [each.code for each in findings_of(sla=text)]

    assert check("") == ["L023"]
    assert check("when: {severity: [ordinary]}, ") == []


def test_warning_before_a_promise_at_once_is_found(findings_of: Findings) -> None:
    last = "  base: {name: Base, targets: {first_response: {within: immediate}}}\n"
    more = (
        "escalations:\n  slow: {target: first_response, statement: Slow,"
        " steps: [{before: 1 hour, to: [staff]}]}\n"
    )
    assert [each.code for each in findings_of(sla=sla(last=last, more=more))] == ["L023"]


def test_warning_without_any_calendar_is_counted_round_the_clock(findings_of: Findings) -> None:
    last = "  base: {name: Base, targets: {first_response: {within: 2 hours}}}\n"
    more = (
        "escalations:\n  slow: {target: first_response, statement: Slow,"
        " steps: [{before: 3 hours, to: [staff]}]}\n"
    )
    change = ("services/main.yaml", "  calendar: office\n", "")
    assert [each.code for each in findings_of(change, sla=sla(last=last, more=more))] == ["L023"]


def test_escalation_of_a_target_that_nobody_promises_is_told(findings_of: Findings) -> None:
    text = escalation("after: 1 hour, to: [staff]", "target: resolution, ")
    (found,) = findings_of(sla=text)
    assert (found.code, found.message) == (
        "L025",
        "no policy promises a resolution to these tickets: this never fires",
    )


@pytest.mark.parametrize(
    ("to", "by", "what"), [("", "mail", "no receiver"), ("staff", "", "no means")]
)
def test_notification_that_reaches_nobody_is_found(
    findings_of: Findings, to: str, by: str, what: str
) -> None:
    def notification(to: str, by: str) -> str:
        return sla(more=f"notifications:\n  n: {{on: opened, to: [{to}], by: [{by}]}}\n")

    (found,) = findings_of(sla=notification(to, by))
    assert (found.code, found.message) == ("L026", f"this reaches nobody: it has {what}")
    assert findings_of(sla=notification("staff", "mail")) == []


@pytest.mark.parametrize("year", [1970, 2100])
def test_warning_is_judged_at_the_edges_of_the_known_years(
    findings_of: Findings, year: int
) -> None:
    years = ("helpdesk.yaml", "{first: 2026, last: 2027}", f"{{first: {year}, last: {year}}}")
    text = escalation("before: 6 working days, to: [staff]")
    assert [each.code for each in findings_of(years, sla=text)] == ["L023"]


def test_step_that_counts_from_a_state_is_fine(findings_of: Findings) -> None:
    steps = "{after: 2 working days, to: [requester]}, {after: 5 working days, to: [staff]}"
    text = f"escalations:\n  slow: {{in: new, statement: Slow, steps: [{steps}]}}\n"
    assert findings_of(sla=sla(more=text)) == []


@pytest.mark.parametrize(
    ("given", "code", "message", "hint"),
    [
        ("in: new, target: first_response", "L038",
         "an escalation counts from a deadline or from a state; this one names both",
         'keep "target: first_response" or "in: new"'),
        ("in: nwe", "R001", 'unknown state "nwe"', 'did you mean "new"?'),
    ],
)  # fmt: skip
def test_state_with_a_mistake_is_found(
    findings_of: Findings, given: str, code: str, message: str, hint: str
) -> None:
    step = "{after: 2 working days, to: [staff]}"
    text = f"escalations:\n  slow: {{{given}, statement: Slow, steps: [{step}]}}\n"
    (found,) = findings_of(sla=sla(more=text))
    assert (found.code, found.message) == (code, message)
    assert hint in (found.hint or "")


def test_warning_before_a_state_ends_has_no_instant(findings_of: Findings) -> None:
    step = "{at: 80 %, to: [staff]}"
    text = f"escalations:\n  slow: {{in: new, statement: Slow, steps: [{step}]}}\n"
    (found,) = findings_of(sla=sla(more=text))
    assert found.code == "L024"
    assert found.message == '"at" needs a deadline, and this escalation counts from a state'


# UMD KB0013826
def test_rhythm_of_updates_by_state_is_refused_with_the_words_to_write(
    findings_of: Findings,
) -> None:
    promised = "targets: {next_update: {within: 45 business hours, in: new}}"
    (found,) = findings_of(
        ("sla.yaml", "targets:\n      first_response: {within: 40 business hours}", promised)
    )
    assert (found.code, found.message) == ("S001", 'unknown key "in"')
    assert 'write "pauses: [new]" here, and an escalation with "in: new"' in (found.hint or "")
    both = "{in: new, target: next_update, statement: S, steps: [{after: 1 hour, to: [staff]}]}"
    update = (
        "first_response: {within: 40 business hours}",
        "next_update: {within: 9 business hours}",
    )
    text = sla(more=f"escalations:\n  slow: {both}\n").replace(*update)
    (found,) = findings_of(sla=text)
    assert found.code == "L038"
    assert 'write "pauses: [new]" at the next_update of the policy' in (found.hint or "")
