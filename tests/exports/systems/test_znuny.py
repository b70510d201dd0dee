"""Znuny: the history of tickets."""

from exports.systems.told import events
from sportello.exports.systems.znuny import SYSTEM

NUMBER = "2026010500277"


def test_the_history_tells_of_states_severities_and_articles_but_not_of_automatic_replies() -> None:
    assert events(SYSTEM, "znuny/ticket_history.csv") == [
        f"{NUMBER} 2026-01-05 09:12:03 opened",
        f"{NUMBER} 2026-01-05 09:12:03 priority 3 normal",
        f"{NUMBER} 2026-01-05 09:40:00 priority 4 high",
        f"{NUMBER} 2026-01-05 09:12:03 state new",
        f"{NUMBER} 2026-01-05 09:41:00 state open",
        f"{NUMBER} 2026-01-05 12:05:11 state pending reminder",
        f"{NUMBER} 2026-01-06 10:00:00 state closed successful",
        f"{NUMBER} 2026-01-05 09:50:00 note desk",
        f"{NUMBER} 2026-01-05 12:05:00 reply desk",
        f"{NUMBER} 2026-01-05 15:00:00 reply requester",
    ]
