"""When a clock pauses: in states that pause it, after a resolution, while a team has no part."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from sportello.catalog.model import Lifecycle, Target
from sportello.sla.clock.life import Life, Stay
from sportello.sla.clock.meter import Meter
from sportello.sla.clock.runs import endings, goal_of
from sportello.sla.pauses import pausing


@dataclass(frozen=True, slots=True)
class PausedInterval:
    """A span that does not count, and why; `state` is the one it was in, if that is why."""

    why: Literal["paused", "resolved", "elsewhere"]
    stay: Stay

    @property
    def state(self) -> str | None:
        """The state that paused the clock."""
        return self.stay.what if self.why == "paused" else None


@dataclass(frozen=True, slots=True)
class Pauses:
    """The pauses of one kind of target in the life of a ticket.

    `held` are the spans in which the team had the ticket, for what a team promises; else None.
    """

    lifecycle: Lifecycle | None
    kind: str
    life: Life
    held: tuple[Stay, ...] | None = None

    def of(self, target: Target) -> Iterator[PausedInterval]:
        """Yield the pauses of a target; the last ones may have no end yet."""
        paused_by = pausing(self.lifecycle, self.kind, target)
        yield from (
            PausedInterval("paused", stay) for stay in self.life.states if stay.what in paused_by
        )
        if target.reopen != "count":
            ended = endings(self.life, goal_of(self.kind, target))
            yield from (PausedInterval("resolved", stay) for stay in ended)
        if self.held is not None:
            yield from (
                PausedInterval("elsewhere", stay) for stay in _gaps(self.life.opened, self.held)
            )

    def spans(self, target: Target, until: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """Return the pauses that begin before an instant, cut there."""
        return tuple(
            (pause.stay.start, until if pause.stay.end is None else min(pause.stay.end, until))
            for pause in self.of(target)
            if pause.stay.start < until
        )

    def at(self, target: Target, instant: datetime) -> bool:
        """Tell whether the clock pauses at an instant."""
        return any(pause.stay.covers(instant) for pause in self.of(target))

    def shares(self, meter: Meter, start: datetime, end: datetime) -> dict[str | None, int]:
        """Return the time counted from start to end by the team that had the ticket; None: none.

        It is empty if the ticket was with no team at all.
        """
        if not self.life.teams:
            return {}
        shares: dict[str | None, int] = {}
        gaps = _gaps(self.life.opened, self.life.teams)
        for stay in (*self.life.teams, *(Stay(None, gap.start, gap.end) for gap in gaps)):
            first, last = max(start, stay.start), end if stay.end is None else min(end, stay.end)
            if first < last:
                counted = meter.counted(first, last)
                shares[stay.what] = shares.get(stay.what, 0) + counted
        return {team: seconds for team, seconds in shares.items() if seconds}


def _gaps(opened: datetime, held: tuple[Stay, ...]) -> Iterator[Stay]:
    """Yield the spans since the opening between, before and after some stays in order."""
    if opened < held[0].start:
        yield Stay(None, opened, held[0].start)
    for stay, following in pairwise(held):
        if stay.end is not None and stay.end < following.start:
            yield Stay(None, stay.end, following.start)
    if held[-1].end is not None:
        yield Stay(None, held[-1].end)
