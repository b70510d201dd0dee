"""osTicket: events and entries of threads."""

from exports.systems.told import events
from sportello.exports.systems.osticket import SYSTEM


def test_a_closing_that_a_reopening_annulled_happened_all_the_same() -> None:
    assert events(SYSTEM, "osticket/thread_event.csv") == [
        "100277 2026-01-05 09:12:03 opened",
        "100277 2026-01-05 12:05:11 state Closed desk",
        "100277 2026-01-05 15:00:00 reopened requester",
        "100277 2026-01-06 10:00:00 closed desk",
    ]


def test_of_the_entries_of_a_thread_the_first_message_is_the_request_itself() -> None:
    assert events(SYSTEM, "osticket/thread_entry.csv") == [
        "100277 2026-01-05 09:30:00 note desk",
        "100277 2026-01-05 12:05:11 reply desk",
        "100277 2026-01-05 15:00:00 reply requester",
        "100278 2026-01-07 08:00:00 reply desk",
        "100278 2026-01-07 09:00:00 reply requester",
    ]
