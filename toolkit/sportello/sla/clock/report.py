"""What a clock shows: where each promise stands, and the steps that led there."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, get_args

from sportello.catalog.model import Target
from sportello.sla.clock.elapsed_time import ElapsedTime
from sportello.sla.clock.state_escalations import StateEscalations
from sportello.sla.clock.state_history import Inconsistency
from sportello.sla.deadlines import Terms
from sportello.sla.events.event import Event, History
from sportello.sla.ticket import Ticket
from sportello.worktime import Calendar

CycleState = Literal["running", "paused", "met", "cancelled", "breached"]
CYCLE_STATES: Final[tuple[CycleState, ...]] = get_args(CycleState)
ClockState = Literal["not started", CycleState]
ClockStepKind = Literal[
    "started",
    "received",
    "waited",
    "changed",
    "retyped",
    "moved",
    "contracted",
    "paused",
    "resolved",
    "cancelled",
    "elsewhere",
    "announced",
    "kept",
    "late",
    "ended",
    "withdrawn",
]


@dataclass(frozen=True, slots=True)
class ClockStep:
    """One thing that made a clock show what it shows.

    started: it began, `value` says with what; received: it counts from `until`, when the ticket is
    received; waited: it began in a pause and counts from
    `until`; changed: other terms hold, `value` is the severity; retyped: the same, `value` is the
    type; moved: the same, `value` is the service; contracted: the same, `value` is the contract;
    paused: it rested in the state `value` from `at` to `until`; resolved: it rested while the
    ticket was resolved; cancelled: the ticket was cancelled, in the state `value`, so that nothing
    is owed any more, or not until `until`; elsewhere: it rested while the ticket was not with the
    team; announced: it stood still by the announcement `value`;
    kept: `value` kept the promise; late: `value` ended it, after the deadline; ended: the
    ticket was resolved, after which nothing is owed, `value` is by whom if that keeps no promise;
    withdrawn: the terms promise it no more. `seconds` is the business time of a pause, that did not
    count; a pause without `until` lasts.
    """

    kind: ClockStepKind
    at: datetime
    value: str | None = None
    until: datetime | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle of a promise.

    running: neither kept nor late; paused: the same, in a pause; met: kept in time, or late by no
    business second; breached: late, kept or not; cancelled: the ticket was resolved, or the terms
    changed, before it fell due, or it was cancelled itself.

    `stop` is when it was kept, `end` when it was cancelled or the ticket resolved. While it is
    paused, `due` is the deadline if the pause ended now. `used` are the business seconds counted
    from `start` to its end, or until now; `remaining` what of the time promised was left then,
    negative if it is late; `left` the same while it runs, never negative. Seconds are those of
    the calendar; of a target in hours or calendar days, those of the day and night. `by_team`
    shares `used` among the teams that had the ticket, None where nobody had it.
    """

    state: CycleState
    start: datetime
    stop: datetime | None
    end: datetime | None
    due: datetime
    used: int
    left: int
    remaining: int
    by_team: Mapping[str | None, int]
    steps: tuple[ClockStep, ...]
    elapsed: ElapsedTime

    @property
    def is_over(self) -> bool:
        """Tell whether nothing can change it any more, but a reopening."""
        return self.stop is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise to a ticket, or one of a `team` to the desk, with its cycles so far in order."""

    kind: str
    target: Target
    calendar: Calendar
    cycles: tuple[Cycle, ...]
    team: str | None = None

    @property
    def state(self) -> ClockState:
        """Where it stands now, that is, its last cycle."""
        return self.cycles[-1].state if self.cycles else "not started"


def counted_states(reports: Iterable["ClockReport"]) -> Mapping[CycleState, int]:
    """Return how many cycles of all promises stand in each state: of all states, the worst last.

    What is cancelled is counted apart: it was neither kept nor missed.
    """
    found = Counter(
        cycle.state for report in reports for clock in report.clocks for cycle in clock.cycles
    )
    return {state: found[state] for state in CYCLE_STATES}


@dataclass(frozen=True)
class ClockReport:
    """All clocks of a ticket at an instant, the terms that hold then, and the ticket as it is then.

    `received` is when the ticket was received, in UTC, which is its opening unless its intake was
    closed then. `escalations` are those whose steps count from a state, for each time that it was
    in one; `not_applied` are the severities that the requester proposed and that do not count,
    `inconsistencies` what happened and does not fit.
    """

    history: History
    now: datetime
    received: datetime
    ticket: Ticket
    terms: Terms
    clocks: tuple[Clock, ...]
    escalations: tuple[StateEscalations, ...]
    not_applied: tuple[Event, ...]
    inconsistencies: tuple[Inconsistency, ...] = ()

    @property
    def is_received_later(self) -> bool:
        """Tell whether the ticket came while its intake was closed."""
        return self.received > self.history.events[0].at.astimezone(UTC)

    @property
    def events_after(self) -> int:
        """How many events lie after that instant and are left aside."""
        return sum(event.at > self.now for event in self.history.events)
