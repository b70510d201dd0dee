"""A catalog of which a part could not be read makes findings, never an exception."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from small import SMALL
from sportello.findings import Finding

from .text import SEVERITIES

Findings = Callable[..., list[Finding]]
COMPLETE = f"""\
{SEVERITIES}
priority:
  set_by: desk
  default: ordinary
  matrix:
    impacts: {{all: {{name: All}}, one: {{name: One}}}}
    urgencies: {{now: {{name: Now}}}}
    cells: {{now: {{all: high, one: ordinary}}}}
  rules: {{bug: {{when: {{cause: [bug]}}, severity: high, why: Bug}}}}
lifecycle:
  types: {{incident: {{name: Incident}}}}
  states:
    new: {{name: New, category: new}}
    waiting: {{name: W, category: waiting, pauses: [resolution], resumed_by: requester-reply}}
    closed: {{name: Closed, category: closed}}
  transitions:
    - {{from: new, to: waiting, by: desk}}
    - {{from: waiting, to: new, by: requester}}
    - {{from: new, to: closed, by: desk}}
contracts:
  gold: {{customer: Comune, services: [wiki]}}
policies:
  gold:
    name: Gold
    when: {{contract: [gold]}}
    overrides: base
    targets:
      first_response: {{within: 4 business hours}}
      resolution: {{within: 8 business hours, calendar: office, pauses: [waiting]}}
  high:
    name: High
    when: {{severity: [high], provider: [acme]}}
    targets:
      first_response: {{within: 4 business hours}}
      resolution: {{within: 2 working days}}
  base:
    name: Base
    targets:
      first_response: {{within: 40 business hours, also_stated: 2400 business minutes}}
      resolution: {{within: 10 working days}}
operational_levels:
  second: {{name: S, team: second, targets: {{resolution: {{within: 1 business hour}}}}}}
notifications:
  opened: {{on: opened, to: [staff], by: [mail], hours: office}}
escalations:
  slow:
    target: resolution
    statement: Slow
    steps: [{{before: 1 business hour, to: [staff]}}, {{after: 1 working day, to: [lead], teams: [second]}}]
availability:
  wiki: {{service: [wiki], percent: 99, hours: office, window: month}}
"""
TEAMS = "teams: {second: {name: Second, provider: acme}}"
SECTIONS = list(yaml.safe_load(COMPLETE))


def test_complete_catalog_is_fine(findings_of: Findings) -> None:
    assert findings_of(sla=COMPLETE, teams=TEAMS) == []


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("value", ["help", {}, [], None, {"high": "help", "base": 3}])
def test_damaged_section_of_the_sla_makes_findings(
    findings_of: Findings, section: str, value: Any
) -> None:
    text = yaml.safe_dump({**yaml.safe_load(COMPLETE), section: value}, sort_keys=False)
    for each in findings_of(sla=text, teams=TEAMS):
        assert each.message


@pytest.mark.parametrize("file", [name for name in SMALL if name != "sla.yaml"])
@pytest.mark.parametrize("text", ["", "[", "help"])
def test_damaged_file_beside_the_sla_makes_findings(
    findings_of: Findings, file: str, text: str
) -> None:
    for each in findings_of((file, SMALL[file], text), sla=COMPLETE, teams=TEAMS):
        assert each.message
