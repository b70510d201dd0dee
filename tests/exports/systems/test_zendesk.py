"""Zendesk: tickets with their metrics, and audits."""

import json
from pathlib import Path

from exports.systems.told import SAMPLES, events, rows
from sportello.exports.systems.zendesk import SYSTEM


def test_a_ticket_is_a_row_with_its_metrics() -> None:
    assert rows(SYSTEM, "zendesk/tickets.json")[1] == {
        "reference": "277",
        "service": "Shop",
        "status": "solved",
        "severity": "high",
        "type": "incident",
        "channel": "email",
        "customer": "Town of A",
        "opened": "2026-01-05T08:12:03Z",
        "opened_by": "requester",
        "resolved": "2026-01-06T09:00:00Z",
        "updated": "2026-01-06T09:00:00Z",
        "paused": "115",
        "reopened": "0",
        "vote": "good",
    }


def test_what_was_merged_is_excluded_and_a_survey_without_answer_is_no_vote() -> None:
    found = rows(SYSTEM, "zendesk/tickets.json")[2]
    assert found["excluded"] == "merged"
    assert "vote" not in found


def test_audits_tell_of_changes_and_of_comments_by_those_whose_role_is_known() -> None:
    assert events(SYSTEM, "zendesk/audits.json") == [
        "277 2026-01-05T08:12:03Z state new",
        "277 2026-01-05T08:12:03Z priority normal",
        "277 2026-01-05T08:40:00Z priority high",
        "277 2026-01-05T08:40:00Z note desk",
        "277 2026-01-05T11:05:11Z reply desk",
        "277 2026-01-05T11:05:11Z state pending",
        "277 2026-01-05T14:00:00Z reply requester",
        "277 2026-01-05T14:00:00Z state open",
        "6: is a comment that does not say whether the desk wrote it: ask with include=users",
    ]


def test_metric_events_are_no_events_of_tickets(tmp_path: Path) -> None:
    file = tmp_path / "metric_events.json"
    event = {"ticket_id": 277, "metric": "requester_wait_time", "type": "pause"}
    file.write_text(json.dumps({"ticket_metric_events": [event]}))
    assert not events(SYSTEM, file)


def test_audits_are_no_tickets_and_tickets_no_audits() -> None:
    assert not rows(SYSTEM, SAMPLES / "zendesk/audits.json")
    assert not events(SYSTEM, SAMPLES / "zendesk/tickets.json")
