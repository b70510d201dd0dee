"""When a clock pauses: in states that pause it, after a resolution, while a team has no part."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from sportello.catalog.model import Lifecycle, Target
from sportello.sla.clock.cycle_bounds import endings, goal_of
from sportello.sla.clock.elapsed_time import ElapsedTime, EndedPause
from sportello.sla.clock.state_history import Interval, StateHistory
from sportello.sla.pauses import pausing


@dataclass(frozen=True, slots=True)
class PausedInterval:
    """An interval that does not count, and why; `state` is the one it was in, if that is why."""

    why: Literal["paused", "resolved", "cancelled", "elsewhere"]
    interval: Interval

    @property
    def state(self) -> str | None:
        """The state that paused the clock, or in which the ticket was cancelled."""
        return self.interval.what


@dataclass(frozen=True, slots=True)
class Pauses:
    """The pauses of one kind of target in the history of a ticket.

    `received` is when the ticket was received, before which no time counts. `held` are the
    intervals in which the team had the ticket, for what a team promises; else None.
    """

    lifecycle: Lifecycle | None
    kind: str
    history: StateHistory
    received: datetime
    held: tuple[Interval, ...] | None = None

    def of(self, target: Target) -> Iterator[PausedInterval]:
        """Yield the pauses of a target; the last ones may have no end yet."""
        paused_by = pausing(self.lifecycle, self.kind, target)
        states = (each for each in self.history.states if each.what in paused_by)
        yield from (PausedInterval("paused", each) for each in states)
        if target.reopen != "count":
            ended = endings(self.history, goal_of(self.kind, target))
            yield from (
                PausedInterval("cancelled" if each.what else "resolved", each) for each in ended
            )
        if self.held is not None:
            away = _gaps(self.history.opened, self.held)
            yield from (PausedInterval("elsewhere", each) for each in away)

    def intervals(self, target: Target, until: datetime) -> tuple[EndedPause, ...]:
        """Return the pauses that begin before an instant, cut there, and the time before receipt.

        When a ticket is received is known from its opening on.
        """
        opened = self.history.opened
        before = ((opened, self.received),) if opened < self.received else ()
        paused = (pause.interval for pause in self.of(target))
        return before + tuple(
            (each.start, until if each.end is None else min(each.end, until))
            for each in paused
            if each.start < until
        )

    def at(self, target: Target, instant: datetime) -> bool:
        """Tell whether the clock pauses at an instant."""
        return any(pause.interval.covers(instant) for pause in self.of(target))

    def shares(self, elapsed: ElapsedTime, start: datetime, end: datetime) -> dict[str | None, int]:
        """Return the time counted from start to end by the team that had the ticket; None: none.

        It is empty if the ticket was with no team at all.
        """
        if not self.history.teams:
            return {}
        shares: dict[str | None, int] = {}
        gaps = _gaps(self.history.opened, self.history.teams)
        for each in (*self.history.teams, *gaps):
            first, last = max(start, each.start), end if each.end is None else min(end, each.end)
            if first < last:
                counted = elapsed.counted(first, last)
                shares[each.what] = shares.get(each.what, 0) + counted
        return {team: seconds for team, seconds in shares.items() if seconds}


def _gaps(opened: datetime, held: tuple[Interval, ...]) -> Iterator[Interval]:
    """Yield the intervals since the opening between, before and after others in order."""
    if opened < held[0].start:
        yield Interval(None, opened, held[0].start)
    for interval, following in pairwise(held):
        if interval.end is not None and interval.end < following.start:
            yield Interval(None, interval.end, following.start)
    if held[-1].end is not None:
        yield Interval(None, held[-1].end)
