"""Targets of one policy against each other, and operational levels against the promise."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

from .text import sla

Findings = Callable[..., list[Finding]]
SHOP = (
    "calendars.yaml",
    "calendars:",
    'calendars:\n  shop: {timezone: Europe/Rome, week: {mon-sat: "08:00-12:00"}, holidays: [italy]}',
)
TEAMS = "teams: {second: {name: Second, provider: acme}, third: {name: Third, provider: acme}}"


def targets(first: str, resolution: str, kind: str = "first_response") -> str:
    return (
        f"  base: {{name: Base, targets: {{{kind}: {{within: {first}}},"
        f" resolution: {{within: {resolution}}}}}}}\n"
    )


@pytest.mark.parametrize(
    ("first", "resolution", "kind"),
    [
        ("9 business hours", "8 business hours", "first_response"),
        ("9 business hours", "8 business hours", "take_in_charge"),
        # The same hours, but the shop is open for less of the day.
        ("8 business hours, calendar: shop", "8 business hours", "first_response"),
        ("1 working day", "8 business hours", "first_response"),
        # On a Saturday the answer waits for Monday, the resolution does not.
        ("immediate", "1 calendar day", "first_response"),
    ],
)
def test_answer_after_the_resolution_is_found_with_an_example(
    findings_of: Findings, first: str, resolution: str, kind: str
) -> None:
    (found,) = findings_of(SHOP, sla=sla(last=targets(first, resolution, kind)))
    what = kind.replace("_", " ")
    assert found.code == "L012"
    assert found.message.startswith(
        f'the {what} may fall due after the resolution: for a ticket for "wiki" opened '
    )
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith(first.partition(",")[0])


@pytest.mark.parametrize(
    ("first", "resolution"),
    [
        ("8 business hours", "8 business hours"),
        ("8 business hours", "2 working days"),
        ("8 business hours", "16 business hours, calendar: shop"),
        # Two clocks that start at different events are not compared.
        ("9 business hours", "8 business hours, start: taken-in-charge"),
    ],
)
def test_answer_before_the_resolution_is_fine(
    findings_of: Findings, first: str, resolution: str
) -> None:
    assert findings_of(SHOP, sla=sla(last=targets(first, resolution))) == []


@pytest.mark.parametrize(
    ("kind", "end", "right", "wrong"),
    [
        ("first_response", "start", "assigned", "requester-message"),
        ("first_response", "stop", "desk-reply", "resolved"),
        ("take_in_charge", "stop", "taken-in-charge", "closed"),
        ("next_update", "start", "requester-message", "opened"),
        ("resolution", "stop", "closed", "desk-reply"),
        ("resolution", "start", "taken-in-charge", "desk-reply"),
    ],
)
def test_start_or_stop_of_another_kind_is_found(
    findings_of: Findings, kind: str, end: str, right: str, wrong: str
) -> None:
    text = f"  base: {{name: Base, targets: {{{kind}: {{within: 1 business hour, {end}: {right}}}}}}}\n"
    assert findings_of(sla=sla(last=text)) == []
    (found,) = findings_of(sla=sla(last=text.replace(f": {right}", f": {wrong}")))
    assert (found.code, found.message) == (
        "L017",
        f'"{wrong}" does not {end} the clock of a {kind}',
    )
    assert right in found.hint
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith(wrong)


def levels(*lines: str) -> str:
    return "operational_levels:\n" + "".join(f"  {line}\n" for line in lines)


HIGH = (
    "high: {name: High, when: {severity: [high]},"
    " targets: {first_response: {within: 4 business hours}}}"
)


def test_level_that_allows_more_than_the_promise_is_found(findings_of: Findings) -> None:
    level = "second: {name: S, team: second, targets: {first_response: {within: 8 business hours}}}"
    (found,) = findings_of(sla=sla(HIGH, more=levels(level)), teams=TEAMS)
    assert found.code == "L016"
    assert found.message.startswith(
        '"8 business hours" is more than the first response that the policy "high" promises: for '
        '"wiki" from '
    )
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith("8 business")


@pytest.mark.parametrize(
    "lines",
    [
        ("a: {name: A, team: second, targets: {first_response: {within: 4 business hours}}}",),
        ("a: {name: A, team: second, targets: {resolution: {within: 80 business hours}}}",),
        ("a: {name: A, team: second, when: {severity: [ordinary]}, targets: {first_response: {within: 8 business hours}}}",),
        # The level above takes what is high.
        ("a: {name: A, team: second, when: {severity: [high]}, targets: {first_response: {within: 1 business hour}}}",
         "b: {name: B, team: second, targets: {first_response: {within: 8 business hours}}}"),
    ],
)  # fmt: skip
def test_level_within_the_promise_is_fine(findings_of: Findings, lines: tuple[str, ...]) -> None:
    assert findings_of(sla=sla(HIGH, more=levels(*lines)), teams=TEAMS) == []


def test_level_of_another_team_does_not_help(findings_of: Findings) -> None:
    lines = (
        "a: {name: A, team: third, when: {severity: [high]}, targets: {first_response: {within: 1 business hour}}}",
        "b: {name: B, team: second, targets: {first_response: {within: 8 business hours}}}",
    )
    found = findings_of(sla=sla(HIGH, more=levels(*lines)), teams=TEAMS)
    assert [each.code for each in found] == ["L016"]


@pytest.mark.parametrize("nothing", ["0 hours", "0 business hours", "0 working days"])
def test_promise_of_no_time_is_told_once(findings_of: Findings, nothing: str) -> None:
    more = (
        "contracts: {gold: {customer: Comune, services: [wiki]}}\n"
        "escalations: {slow: {target: resolution, statement: S, steps: [{before: 1 business hour, to: [staff]}]}}\n"
        + levels("s: {name: S, team: second, targets: {resolution: {within: 4 business hours}}}")
    )
    mine = (
        "gold: {name: G, when: {contract: [gold]}, overrides: base, targets: {first_response:"
        " {within: 4 business hours}, resolution: {within: 8 business hours}}}"
    )
    text = sla(mine, last=targets("4 business hours", f"{nothing}, also_stated: 1 hour"), more=more)
    (found,) = findings_of(sla=text, teams=TEAMS)
    assert (found.code, found.message) == (
        "L034",
        f'"{nothing}" is no time at all: nobody could keep this promise',
    )
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith(nothing)


def test_targets_of_a_service_without_calendar_are_not_compared(findings_of: Findings) -> None:
    bare = ("services/main.yaml", "  calendar: office\n", "")
    found = findings_of(bare, sla=sla(last=targets("9 business hours", "8 business hours")))
    assert {each.code for each in found} == {"L001"}


def test_level_is_held_against_what_the_contract_covers(findings_of: Findings) -> None:
    gold = (
        "gold: {name: Gold, when: {contract: [gold]}, overrides: base,"
        " targets: {first_response: {within: 1 business hour}}}"
    )
    pump = levels(
        "a: {name: A, team: second, when: {service: [pump]},"
        " targets: {first_response: {within: 4 business hours}}}"
    )

    def found(services: str) -> list[str]:
        contracts = f"contracts: {{gold: {{customer: Comune, services: [{services}]}}}}\n"
        text = sla(gold, more=f"{contracts}{pump}")
        return [each.code for each in findings_of(sla=text, teams=TEAMS)]

    assert found("wiki") == []
    assert found("wiki, pump") == ["L016"]
