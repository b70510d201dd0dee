"""`sportello sla policy`: which rules were tried, and why they did not fit."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from frozen import FROZEN
from sla.contracts import FILES

Run = Callable[..., Result]
Write = Callable[..., Path]


def test_every_rule_tried_is_told(run: Run, catalog_at: Write) -> None:
    result = run(
        "sla", "policy", "pump", "--opened", "2026-01-07T10:00+01:00", "--phase", "roll-out",
        "--catalog", catalog_at(**FILES),
    )  # fmt: skip
    assert (
        result.output
        == """\
pump: Pump
opened    Wednesday 7 January 2026 10:00 CET (UTC+01:00)
severity  high (by rule critical)
          It is critical
policy    base: Base

first response: 8 business hours, calendar office (Europe/Rome)
next update: 16 business hours, calendar office (Europe/Rome)
resolution: 2 working days, at the time of day of the start, calendar office (Europe/Rome)
team front, take in charge: 30 business minutes, calendar office (Europe/Rome)

Why this severity and this policy:
  - rule critical fits (tag critical): severity high
  - rule roll-out fits too, but critical comes first and wins
  - policy gold does not fit: contract is none that holds, not gold
  - policy tokyo does not fit: contract is none that holds, not tokyo
  - policy base fits (always)
  - level front-high of team front fits (severity high)
  - level front is passed over: front-high holds for team front
  - level back of team back does not fit: it holds from 2026-02-01, and the ticket is of 2026-01-07
"""
    )


def test_json_has_the_same_facts(run: Run, catalog_at: Write) -> None:
    result = run(
        "sla", "policy", "pump", "--opened", "2026-01-07T10:00", "--catalog", catalog_at(**FILES),
        "--format", "json",
    )  # fmt: skip
    answer = json.loads(result.output)
    assert (answer["severity"], answer["priority_rule"], answer["policy"]) == (
        "high", "critical", "base")  # fmt: skip
    assert answer["severity_why"] == {"": "It is critical"}
    assert answer["targets"]["resolution"] == {
        "within": "2 working days",
        "at": "same_time",
        "calendar": "office",
        "timezone": "Europe/Rome",
    }
    assert answer["operational_levels"]["front"]["level"] == "front-high"
    assert len(answer["why"]) == 7


def test_without_an_opening_the_terms_are_those_of_now(run: Run, catalog_at: Write) -> None:
    sla = FILES["sla"].replace("from: 2026-02-01", "from: 2020-01-01")
    result = run("sla", "policy", "wiki", "--catalog", catalog_at(**{**FILES, "sla": sla}))
    assert "level back of team back fits (always)" in result.output


def test_policy_without_times_says_so(run: Run) -> None:
    result = run("sla", "policy", "isee", "--catalog", FROZEN)
    assert "This policy promises no time." in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["wiky"], 'unknown service "wiky": did you mean "wiki"?'),
        (["wiki", "--severity", "hihg"], 'did you mean "high"?'),
        (["wiki", "--severity-by", "me"], '"me" is neither desk nor requester: write requester'),
    ],
)
def test_misuse_is_explained(
    run: Run, catalog_at: Write, arguments: list[str], message: str
) -> None:
    result = run("sla", "policy", *arguments, "--catalog", catalog_at(**FILES))
    assert (result.exit_code, message in result.output) == (2, True)
