"""What one kind of promise said since when, and the stretches of a cycle that it gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from msgspec.structs import replace

from sportello.catalog.model import Target
from sportello.sla.clock.cycle_bounds import CycleBounds
from sportello.sla.clock.elapsed_time import Segment
from sportello.sla.clock.pauses import Pauses
from sportello.sla.clock.terms import TermsInForce
from sportello.sla.deadlines import Terms
from sportello.worktime import Calendar

TargetInForce = tuple[Target, Calendar]


@dataclass(frozen=True, slots=True)
class TargetsInForce:
    """What was promised since when, in order; None is nothing. One at least promises something."""

    changes: tuple[tuple[datetime, TargetInForce | None], ...]

    @classmethod
    def of(cls, changes: tuple[TermsInForce, ...], kind: str, team: str | None) -> Self:
        """Return what terms promise of a kind: those of the policy, or of what a team promises."""
        return cls(tuple((each.at, _target_in_force(each.terms, kind, team)) for each in changes))

    @property
    def last(self) -> TargetInForce:
        """The last promise there was."""
        return next(promise for _, promise in reversed(self.changes) if promise is not None)

    @property
    def withdrawn(self) -> datetime | None:
        """Since when nothing is promised any more; None if something is."""
        found = None
        for at, promise in self.changes:
            if promise is not None:
                found = None
            elif found is None:
                found = at
        return found

    def during(self, bounds: CycleBounds, now: datetime) -> Self | None:
        """Return what held for a cycle: what changed with its end came too late for it.

        None if nothing was promised until then.
        """
        over = bounds.stop or bounds.ended
        held = tuple(
            (at, promise)
            for at, promise in self.changes
            if at <= bounds.start or (at < over if over else at <= now)
        )
        return type(self)(held) if any(promise for _, promise in held) else None

    def segments(self, start: datetime, last: datetime, pauses: Pauses) -> tuple[Segment, ...]:
        """Return the stretches of a cycle from `start`, read at `last`.

        Where nothing was promised, time counts as the next promise says, or the last one.
        """
        found: list[Segment] = []
        end: datetime | None = None
        target, calendar = self.last
        for at, promise in reversed(self.changes):
            target, calendar = promise or (target, calendar)
            begin = max(at, start)
            paused = pauses.intervals(target, last)
            if found and found[0].target == target and found[0].calendar is calendar:
                found[0] = Segment(begin, found[0].end, target, calendar, paused)
            elif end is None or begin < end:
                found.insert(0, Segment(begin, end, target, calendar, paused))
            end = begin
            if at <= start:
                break
        return tuple(found)


def targets_of(terms: Terms, team: str | None) -> Mapping[str, TargetInForce]:
    """Return the targets of the policy, or those of what a team promises to the desk."""
    if team is None:
        return terms.targets
    level = terms.operational_levels.get(team)
    return level.targets if level else {}


def kinds_of(changes: tuple[TermsInForce, ...], team: str | None) -> Iterator[str]:
    """Yield what was ever promised: what still is, first."""
    yield from dict.fromkeys(
        kind for each in reversed(changes) for kind in targets_of(each.terms, team)
    )


def _target_in_force(terms: Terms, kind: str, team: str | None) -> TargetInForce | None:
    promise = targets_of(terms, team).get(kind)
    if promise is None or team is None or promise[0].start is not None:
        return promise
    return replace(promise[0], start="assigned"), promise[1]
