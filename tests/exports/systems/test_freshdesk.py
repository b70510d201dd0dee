"""Freshdesk: activities of tickets."""

from exports.systems.told import events
from sportello.exports.systems.freshdesk import SYSTEM


def test_activities_tell_of_states_and_severities_with_the_offset_of_their_times() -> None:
    assert events(SYSTEM, "freshdesk/activities.json") == [
        "277 2026-01-05T09:12:03+0100 state Open",
        "277 2026-01-05T09:12:03+0100 priority Medium",
        "277 2026-01-05T12:05:11+0100 state Pending",
        "277 2026-01-06T10:00:00+0100 state Resolved",
    ]
