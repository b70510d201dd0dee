"""GLPI: its log of changes."""

from exports.systems.told import events
from sportello.exports.systems.glpi import SYSTEM


def test_the_log_of_tickets_tells_states_and_severities_by_name() -> None:
    assert events(SYSTEM, "glpi/glpi_logs.csv") == [
        "277 2026-01-05 09:12:03 opened",
        "277 2026-01-05 09:12:03 priority Medium",
        "277 2026-01-05 09:40:00 priority High",
        "277 2026-01-05 09:12:03 service Other",
        "277 2026-01-05 09:40:00 service Shop",
        "277 2026-01-05 09:12:03 state New",
        "277 2026-01-05 09:41:00 state Processing (assigned)",
        "277 2026-01-05 12:05:11 state Pending",
        "277 2026-01-06 10:00:00 state Solved",
    ]
