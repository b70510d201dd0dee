"""From when to when promises run, by the instants of rows alone: as `sla.clock.cycle_bounds`.

Of a ticket that has no other events, what `CycleBounds` says of it is a few comparisons. Left to
the clock are answers after the end of a ticket (`is_odd`).
"""

from collections.abc import Iterator
from typing import NamedTuple, Self

import numpy as np

from sportello.catalog.model import Target
from sportello.report.cycles.instants import NONE
from sportello.report.cycles.lives_many import Flags, Lives
from sportello.sla.bulk.zones import Ints
from sportello.sla.clock.cycle_bounds import Milestone, goal_of
from sportello.sla.start import Goal


class Bounds(NamedTuple):
    """The cycles of one number of a promise to many tickets, in microseconds.

    A start of NONE is no cycle. `stop` is when the promise was kept, `ended` when the ticket was
    resolved or cancelled instead; both are NONE while it runs.
    """

    number: int
    milestone: Milestone
    goal: Goal
    start: Ints
    stop: Ints
    ended: Ints

    def take(self, places: Ints) -> Self:
        """Return those at some places."""
        return self._replace(
            start=self.start[places], stop=self.stop[places], ended=self.ended[places]
        )

    def last(self, now: int) -> Ints:
        """Return until when time counts: until it was over, or until now."""
        over = np.where(self.stop == NONE, self.ended, self.stop)
        return np.where(over == NONE, now, over)


def is_odd(lives: Lives) -> Flags:
    """Return which tickets were answered after their end."""
    end = _end(lives)
    found: Flags = (lives.first_response > end) & (end != NONE)
    return found


def bounds_many(
    kind: str, target: Target, lives: Lives, *, after_first_response: bool
) -> Iterator[Bounds]:
    """Yield the cycles of a promise to tickets that were not answered after their end."""
    if kind != "next_update":
        yield _once(kind, target, lives)
    elif target.start == "requester-message":
        if not after_first_response:
            stop = lives.first_reply
            yield _update(1, "requester-message", _asked(lives), stop, lives)
    else:
        milestone: Milestone = target.start or ("desk-reply" if after_first_response else "opened")
        start = _first(milestone, lives)
        if after_first_response:
            reply = lives.first_reply
            start = np.where((start == NONE) | (reply == NONE), NONE, np.maximum(start, reply))
        answered = (start != NONE) & (lives.first_response > start)
        stop = np.where(answered, lives.first_response, NONE)
        yield _update(1, milestone, start, stop, lives)
        yield _update(2, "desk-reply", stop, np.full(len(stop), NONE, np.int64), lives)


def _once(kind: str, target: Target, lives: Lives) -> Bounds:
    milestone: Milestone = target.start or "opened"
    start = _first(milestone, lives)
    goal = goal_of(kind, target)
    if goal in {"resolved", "closed"}:
        kept = lives.kept_closed if goal == "closed" else lives.kept_resolved
        stop = _not_before(start, kept)
        ended = _not_before(start, np.where(kept == NONE, lives.removed, NONE))
    else:
        stop = lives.first_taken
        if goal == "desk-reply":
            stop, start = lives.first_reply, np.where(lives.is_unasked, NONE, start)
        is_kept = (start != NONE) & (stop != NONE)
        start = np.where(is_kept, np.minimum(start, stop), start)
        ended = _not_before(start, np.where(is_kept, NONE, _end(lives)))
    return Bounds(1, milestone, goal, start, stop, ended)


def _update(number: int, milestone: Milestone, start: Ints, stop: Ints, lives: Lives) -> Bounds:
    """Return cycles of an update; none is owed from the end of a ticket on."""
    end = _end(lives)
    start = np.where((end != NONE) & (start >= end), NONE, start)
    ended = np.where(stop == NONE, end, NONE)
    return Bounds(number, milestone, "desk-reply", start, stop, ended)


def _end(lives: Lives) -> Ints:
    """Return when nothing was owed any more, NONE if it is."""
    return np.where(lives.removed == NONE, lives.kept_resolved, lives.removed)


def _asked(lives: Lives) -> Ints:
    return np.where(lives.is_unasked, NONE, lives.opened)


def _not_before(start: Ints, instants: Ints) -> Ints:
    return np.where(instants == NONE, NONE, np.maximum(start, instants))


def _first(milestone: Milestone, lives: Lives) -> Ints:
    match milestone:
        case "opened":
            return lives.opened
        case "requester-message":
            return _asked(lives)
        case "taken-in-charge":
            return lives.first_taken
        case "desk-reply":
            return lives.first_reply
    return np.full(len(lives.opened), NONE, np.int64)
