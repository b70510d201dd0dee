"""Why promises to tickets were broken of which nothing but their rows tells: as `sla.clock.steps`.

Their clocks were never paused, and no announcement stopped them.
"""

import numpy as np

from sportello.report.cycles.bounds import Bounds
from sportello.report.cycles.columns import BREACHED, STEP_KINDS, Cycles, Steps
from sportello.report.cycles.instants import NONE, seconds_of
from sportello.report.cycles.lives_many import Lives
from sportello.report.cycles.names import Names
from sportello.sla.bulk.zones import Ints
from sportello.sla.clock.report import ClockStepKind


class RowSteps:
    """Makes the steps of cycles; `states` are those of the lifecycle, in its order."""

    def __init__(self, names: Names, states: tuple[str, ...]) -> None:
        self._names = names
        self._states = np.array([*map(names.word, states), NONE], np.int64)

    def steps(self, bounds: Bounds, lives: Lives, cycles: Cycles) -> Steps:
        """Return the steps of those cycles that are exact and breached, in order of time."""
        places = np.flatnonzero((cycles.state == BREACHED) & (cycles.is_approximate == 0))
        bounds, lives, cycles = bounds.take(places), lives.take(places), cycles.keep(places)
        nothing = np.full(len(places), NONE, np.int64)
        cancelled = (bounds.ended != NONE) & (lives.removed != NONE)
        started = seconds_of(bounds.start)
        came = np.where(bounds.start < lives.received, seconds_of(lives.received), NONE)
        step = _Steps(cycles)
        return Steps.joined(
            [
                step.of("started", started, self._word(bounds.milestone, nothing), nothing),
                step.of("received", np.where(came == NONE, NONE, started), nothing, came),
                step.of("late", seconds_of(bounds.stop), self._word(bounds.goal, nothing), nothing),
                step.of(
                    "ended", np.where(cancelled, NONE, seconds_of(bounds.ended)), nothing, nothing
                ),
                step.of(
                    "cancelled",
                    np.where(cancelled, seconds_of(bounds.ended), NONE),
                    self._states[lives.state],
                    nothing,
                ),
            ]
        )

    def _word(self, text: str, alike: Ints) -> Ints:
        return np.full_like(alike, self._names.word(text))


class _Steps:
    """Makes steps of one kind for some cycles."""

    def __init__(self, cycles: Cycles) -> None:
        self._cycles = cycles

    def of(self, kind: ClockStepKind, at: Ints, value: Ints, until: Ints) -> Steps:
        """Return a step of each cycle that has one at an instant."""
        cycles = self._cycles
        found = Steps(
            ticket=cycles.ticket,
            promise=cycles.promise,
            number=cycles.number,
            kind=np.full(len(at), STEP_KINDS.index(kind)),
            at=at,
            value=value,
            until=until,
            seconds=np.full(len(at), NONE),
        )
        return found.keep(at != NONE)
