"""How a cycle stands, as numbers."""

from datetime import datetime
from typing import Final, NamedTuple

from sportello.report.cycles.columns import STATES
from sportello.report.cycles.instants import NONE, second_of
from sportello.sla.clock import Cycle

_STATE: Final = {state: number for number, state in enumerate(STATES)}


class Stand(NamedTuple):
    """How a cycle stands: columns of `cycle`, in seconds."""

    state: int
    is_approximate: int
    started: int
    due: int
    stopped: int
    ended: int
    used: int
    used_at_least: int
    margin: int
    decided: int


def stand_of(cycle: Cycle) -> Stand:
    """Return how a cycle stands."""
    decided = None
    if cycle.state == "met":
        decided = cycle.stop
    elif cycle.state == "breached":
        decided = cycle.elapsed.late()
    return Stand(
        _STATE[cycle.state],
        0,
        second_of(cycle.start),
        second_of(cycle.due),
        second_or_none(cycle.stop),
        second_or_none(cycle.end),
        cycle.used,
        cycle.used,
        cycle.remaining,
        second_or_none(decided),
    )


def second_or_none(instant: datetime | None) -> int:
    """Return an instant in epoch seconds, NONE for none."""
    return NONE if instant is None else second_of(instant)
