"""From when on a promise counts, as far as that is known when a ticket is opened."""

import pytest

from sportello.catalog.model import Target
from sportello.sla.start import awaited_by_team, awaited_start
from sportello.worktime import Duration

REPLY, MESSAGE = "the desk's reply", "the requester's next message"


def target(start: str | None) -> Target:
    return Target(within=Duration.parse("1 hour"), start=start)  # type: ignore[arg-type] # parametrized


@pytest.mark.parametrize(
    ("kind", "start", "promised", "channel", "awaited"),
    [
        ("first_response", None, ["first_response"], "mail", None),
        ("resolution", "opened", ["resolution"], None, None),
        ("resolution", "assigned", ["resolution"], "mail", "the assignment to the team"),
        ("resolution", "taken-in-charge", ["resolution"], "phone", "taking in charge"),
        ("resolution", "requester-message", ["resolution"], "mail", None),
        ("next_update", None, ["next_update"], "mail", None),
        ("next_update", None, ["first_response", "next_update"], "mail", REPLY),
        ("next_update", None, ["first_response", "next_update"], None, REPLY),
        ("next_update", None, ["first_response", "next_update"], "phone", None),
        ("next_update", None, ["first_response", "next_update"], "chat", None),
        ("next_update", "desk-reply", ["next_update"], "mail", REPLY),
        ("next_update", "requester-message", ["next_update"], "mail", None),
        ("next_update", "requester-message", ["next_update"], "phone", MESSAGE),
        ("next_update", "requester-message", ["first_response", "next_update"], "mail", MESSAGE),
    ],
)
def test_promise_counts_from_the_opening_or_says_what_it_waits_for(
    kind: str, start: str | None, promised: list[str], channel: str | None, awaited: str | None
) -> None:
    assert awaited_start(kind, target(start), promised, channel) == awaited


@pytest.mark.parametrize(
    ("start", "awaited"),
    [
        (None, "the assignment to the team"),
        ("opened", "the assignment to the team"),
        ("taken-in-charge", "taking in charge"),
    ],
)
def test_promise_of_a_team_never_counts_before_it_has_the_ticket(
    start: str | None, awaited: str
) -> None:
    assert awaited_by_team(target(start)) == awaited
