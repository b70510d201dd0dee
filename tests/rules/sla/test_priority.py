"""Priority rules that can never apply, and a matrix with holes or the wrong way round."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

from .text import sla

Findings = Callable[..., list[Finding]]


def rules(*lines: str) -> str:
    return "priority:\n  set_by: desk\n  default: ordinary\n  rules:\n" + "".join(
        f"    {line}\n" for line in lines
    )


@pytest.mark.parametrize(
    ("lines", "message", "marked"),
    [
        (("a: {when: {provider: [acme]}, severity: high, why: A}", "b: {when: {service: [wiki]}, severity: ordinary, why: B}"),
         'this rule can never apply: "a" above it takes all its tickets', "b:"),
        (("a: {when: {}, severity: high, why: A}", "b: {when: {cause: [bug]}, severity: ordinary, why: B}"),
         'this rule can never apply: "a" above it takes all its tickets', "b:"),
        (("a: {when: {severity: [high]}, severity: high, why: A}",),
         "this rule can never apply: the severity is what the rules decide", "severity: [high]"),
    ],
)  # fmt: skip
def test_rule_that_can_never_apply_is_found(
    findings_of: Findings, lines: tuple[str, ...], message: str, marked: str
) -> None:
    (found,) = findings_of(sla=sla(priority=rules(*lines)))
    assert (found.code, found.message) == ("L008", message)
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith(marked)


def test_rule_while_a_phase_lasts_leaves_tickets_to_those_below(findings_of: Findings) -> None:
    lines = (
        "a: {when: {provider: [acme]}, severity: high, why: A, valid: {until: 2026-03-01}}",
        "b: {when: {phase: [roll-out]}, severity: ordinary, why: B}",
        "c: {when: {cause: [bug]}, severity: high, why: C}",
    )
    assert findings_of(sla=sla(priority=rules(*lines))) == []


MATRIX = """\
priority:
  set_by: desk
  default: ordinary
  matrix:
    impacts: {all: {name: All}, one: {name: One}}
    urgencies: {now: {name: Now}, later: {name: Later}}
    cells:
      now: {all: high, one: high}
      later: {all: high, one: ordinary}
"""


def test_total_and_monotone_matrix_is_fine(findings_of: Findings) -> None:
    assert findings_of(sla=sla(priority=MATRIX)) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "marked"),
    [
        ("now: {all: high, one: high}", "now: {all: high}", "L031",
         'urgency "now" has no severity for the impact "one"', "now:"),
        ("      later: {all: high, one: ordinary}\n", "", "L031",
         'urgency "later" has no severity for the impact "all" and "one"', "cells:"),
        ("one: high}", "one: high, some: high}", "L032", 'the matrix has no impact "some"', "some:"),
        ("      later: {", "      never: {all: high}\n      later: {", "L032",
         'the matrix has no urgency "never"', "never:"),
        ("now: {all: high,", "now: {all: ordinary,", "L033",
         'the impact "all" is worse than "one" but gives the milder severity: "ordinary" instead of "high"',
         "ordinary"),
        ("later: {all: high,", "later: {all: ordinary,", None, None, None),
        ("now: {all: high, one: high}\n      later: {all: high, one: ordinary}",
         "now: {all: high, one: ordinary}\n      later: {all: high, one: high}", "L033",
         'the urgency "now" is worse than "later" but gives the milder severity: "ordinary" instead of "high"',
         "ordinary"),
    ],
)  # fmt: skip
def test_matrix_with_a_mistake(
    findings_of: Findings,
    old: str,
    new: str,
    code: str | None,
    message: str | None,
    marked: str | None,
) -> None:
    assert old in MATRIX
    found = findings_of(sla=sla(priority=MATRIX.replace(old, new)))
    if code is None:
        assert found == []
        return
    mine = [each for each in found if each.code == code]
    assert mine[0].message == message
    where = mine[0].where
    assert where is not None
    assert where.source[where.column - 1 :].startswith(str(marked))
    assert mine[0].hint


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # One cell, worse in both directions.
        ("now: {all: high, one: high}\n      later: {all: high",
         "now: {all: ordinary, one: high}\n      later: {all: high", ["L033"]),
        # A grade under a wrong name is not missing too.
        ("now: {all: high, one", "now: {al: high, one", ["L032"]),
        ("      now: {", "      nwo: {", ["L032"]),
    ],
)  # fmt: skip
def test_one_mistake_in_the_matrix_is_told_once(
    findings_of: Findings, old: str, new: str, expected: list[str]
) -> None:
    assert old in MATRIX
    found = findings_of(sla=sla(priority=MATRIX.replace(old, new)))
    assert [each.code for each in found] == expected


def test_empty_cell_is_told_beside_a_misnamed_grade_of_another_row(findings_of: Findings) -> None:
    text = MATRIX.replace("now: {all: high, one: high}", "now: {all: high}")
    text = text.replace("later: {all: high, one", "later: {al: high, one")
    assert [each.code for each in findings_of(sla=sla(priority=text))] == ["L031", "L032"]
