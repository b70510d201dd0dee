"""The tickets of cases.yaml, each with what its clocks must show."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from sportello.catalog import load
from sportello.sla.clock import Clock, Cycle, read_clocks

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text())
ROME = ZoneInfo("Europe/Rome")


def policies(case: dict[str, Any]) -> str:
    named = {"if_high": {"severity": ["high"]}, "if_maintenance": {"type": ["maintenance"]}}
    found = {
        key.replace("_", "-"): {"name": key, "when": when, "targets": case[key]}
        for key, when in named.items()
        if key in case
    }
    found["base"] = {"name": "base", "targets": case["promises"]}
    sections: dict[str, Any] = {"policies": found}
    if "of_team_b" in case:
        level = {"name": "b", "team": "b", "targets": case["of_team_b"]}
        sections["operational_levels"] = {"b": level}
    # JSON is YAML too.
    return "\n".join(f"{name}: {json.dumps(content)}" for name, content in sections.items())


def event(line: str) -> dict[str, str]:
    before, _, by = line.partition(" by ")
    at, kind, *value = before.split()
    return {"at": at, "event": kind, "value": " ".join(value), "by": by}


def hours(seconds: int) -> str:
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else ''}{minutes // 60}:{minutes % 60:02}"


def text_of(cycle: Cycle) -> str:
    due = cycle.due.astimezone(ROME).strftime("%Y-%m-%dT%H:%M")
    shares = sorted((team or "nobody", seconds) for team, seconds in cycle.by_team.items())
    parts = [cycle.state, f"due {due}", f"used {hours(cycle.used)}"]
    parts += [f"remaining {hours(cycle.remaining)}"]
    return ", ".join([*parts, *(f"{team} {hours(seconds)}" for team, seconds in shares)])


def shown(clock: Clock) -> str:
    return "; ".join(map(text_of, clock.cycles)) or clock.state


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_ticket(case: dict[str, Any], desk: Callable[[str], Path], tmp_path: Path) -> None:
    loaded = load(desk(policies(case)))
    assert not loaded.findings
    ticket: dict[str, Any] = {"service": "wiki", "events": [*map(event, case["events"])]}
    if "channel" in case:
        ticket["channel"] = case["channel"]
    file = tmp_path / "ticket.json"
    file.write_text(json.dumps(ticket))
    (report,) = read_clocks(
        loaded.catalog, file, datetime.fromisoformat(case["now"]).replace(tzinfo=ROME)
    )
    found = {
        f"{clock.team} {clock.kind}" if clock.team else clock.kind: shown(clock)
        for clock in report.clocks
    }
    assert found == case["expect"]
    for cycle in (cycle for clock in report.clocks for cycle in clock.cycles):
        explained = [text_of for _, text_of in cycle.elapsed.explain()]
        assert explained[-1].due == cycle.due
        seconds = cycle.elapsed.target.within.seconds
        if seconds is not None:
            assert sum(text_of.days[-1].total for text_of in explained) == seconds
