"""Reads the clocks of a ticket: what was promised, what of the time is used, and why.

How time counts, beside the conventions of business time:

- A promise is kept if no business second has passed since its deadline: what comes right after
  closing, for a deadline at closing, is in time.
- Nothing counts before a ticket is received: one that comes while its intake is closed, as that
  next opens. What is done before keeps the promise with no time used.
- A pause is the union of the states that pause the target; a clock that would start in one starts
  at its end. Of working days, the days are added first, then the business time of the pauses.
- What the desk opens itself, but a call or a chat, asks nothing of it: a reply is owed from the
  first message of the requester on.
- A reply of the requester ends a state that says `resumed_by: requester-reply`.
- The time between resolution and reopening does not count (`resume`), counts (`count`), or the
  promise begins anew at the reopening (`restart`); without `restart` what was kept stays kept.
- A change of severity, type, service or contract keeps the time used: what passed before it counts
  as it counted then, what follows counts by the new terms, and the new amount is the one owed. Time
  for which nothing was promised counts by the terms that first promise something.
- A promise is judged by the terms before the event that keeps it, were they changed with it.
- Updates are owed from each reply of the desk, or for each first message of the requester that
  waits for one; if a first response is promised too, only after that has been given.
- When a ticket is resolved nothing more is owed: what was not late by then is cancelled. A target
  with `stop: closed` runs until the ticket is closed.
- The requester who resolves or closes a ticket withdraws it: the resolution is not kept, but
  cancelled. If the ticket system does so, it is kept if the desk has answered since the ticket was
  opened, or reopened, and spoke last: then it is the requester who stays silent. Nobody but the
  desk takes a ticket in charge.
- A ticket that is cancelled, such as a duplicate that is merged into another, keeps nothing and
  owes nothing more, whoever does it; if it is reopened, its clocks go on as after a resolution.
- What a team promises runs while the ticket is with the team.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from sportello.catalog.model import Catalog
from sportello.sla.clock.cycle_bounds import CycleBounds, cycle_bounds
from sportello.sla.clock.elapsed_time import ElapsedTime
from sportello.sla.clock.pauses import Pauses
from sportello.sla.clock.report import Clock, ClockReport, ClockStep, Cycle, CycleState
from sportello.sla.clock.state_escalations import escalations_in_states
from sportello.sla.clock.state_history import StateHistory, state_history
from sportello.sla.clock.steps import clock_steps
from sportello.sla.clock.targets_in_force import TargetsInForce, kinds_of, targets_of
from sportello.sla.clock.terms import TermsFinder, TermsInForce
from sportello.sla.events import History, read_events
from sportello.sla.events.problems import EventsError, problem
from sportello.sla.events.rules import E006
from sportello.sla.start import intake_of, received
from sportello.sla.ticket import TicketError
from sportello.worktime import WorktimeError

if TYPE_CHECKING:
    from sportello.findings import Finding


class ClockReader:
    """Reads the clocks of tickets by one catalog; what tickets have in common is found once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._finder = TermsFinder(catalog)

    def read(self, history: History, now: datetime) -> ClockReport:
        """Return where every promise to a ticket stands at an instant (aware).

        What happened later is left aside; before the opening, no clock has started. Raises
        TicketError for what the catalog does not have, WorktimeError for what lies beyond the
        known holidays.
        """
        now = now.astimezone(UTC)
        terms = self._finder.history(history, now)
        ticket = history.ticket
        intake = intake_of(self._catalog, ticket.service, ticket.channel)
        came = received(intake, history.events[0].at.astimezone(UTC))
        states = state_history(self._catalog.lifecycle, history, now)
        teams = dict.fromkeys(each.what for each in states.teams if each.what is not None)
        clocks = tuple(
            clock
            for team in (None, *teams)
            for clock in self._clocks(terms.changes, states, came, now, team)
        )
        last = terms.changes[-1]
        return ClockReport(
            history,
            now,
            came,
            last.ticket,
            last.terms,
            clocks,
            tuple(escalations_in_states(self._catalog, terms.changes, states, now)),
            terms.not_applied,
            states.inconsistencies,
        )

    def _clocks(
        self,
        changes: tuple[TermsInForce, ...],
        states: StateHistory,
        came: datetime,
        now: datetime,
        team: str | None,
    ) -> Iterator[Clock]:
        """Yield the clocks of the policy, or of what a team promises."""
        own = states if team is None else states.with_team(team)
        held = None if team is None else own.teams
        current = targets_of(changes[-1].terms, team)
        first_promised = "first_response" in current
        for kind in kinds_of(changes, team):
            targets = TargetsInForce.of(changes, kind, team)
            target, calendar = targets.last
            pauses = Pauses(self._catalog.lifecycle, kind, states, came, held)
            found: list[CycleBounds] = []
            if states.opened <= now:
                found = cycle_bounds(kind, target, own, after_first_response=first_promised)
            cycles = [_cycle(bounds, targets, pauses, changes, now) for bounds in found]
            known = tuple(cycle for cycle in cycles if cycle is not None)
            if known or kind in current:
                yield Clock(kind, target, calendar, known, team)


def read_clocks(
    catalog: Catalog, file: str | PathLike[str], now: datetime
) -> tuple[ClockReport, ...]:
    """Return the clocks of every ticket of a file as they stand at an instant (aware).

    Raises EventsError with everything that is wrong, OSError if the file cannot be read.
    """
    reader = ClockReader(catalog)
    reports: list[ClockReport] = []
    findings: list[Finding] = []
    for history in read_events(catalog, Path(file)):
        try:
            reports.append(reader.read(history, now))
        except (TicketError, WorktimeError) as error:
            message = f"ticket {history.name} cannot be counted: {error.message}"
            findings.append(problem(E006, message, history.where, error.hint))
    if findings:
        raise EventsError(findings)
    return tuple(reports)


def _cycle(
    bounds: CycleBounds,
    targets: TargetsInForce,
    pauses: Pauses,
    changes: tuple[TermsInForce, ...],
    now: datetime,
) -> Cycle | None:
    """Return a cycle as it stands; None if nothing was promised while it lasted."""
    held = targets.during(bounds, now)
    if held is None:
        return None
    withdrawn = held.withdrawn
    stop, end = (
        (bounds.stop, bounds.ended) if withdrawn is None else (None, max(withdrawn, bounds.start))
    )
    last = stop or end or now
    elapsed = ElapsedTime(held.segments(bounds.start, last, pauses))
    remaining = elapsed.remaining(last)
    paused = pauses.at(elapsed.target, last) or elapsed.stands_still(last)
    state = _state(stop, end, remaining, paused=paused)
    steps = (
        *clock_steps(bounds, elapsed, pauses, changes, last),
        *_ending(bounds, stop, withdrawn, end, state),
    )
    return Cycle(
        state=state,
        start=bounds.start,
        stop=stop,
        end=end,
        due=elapsed.due(),
        used=elapsed.counted(bounds.start, last),
        left=remaining if state in {"running", "paused"} else 0,
        remaining=remaining,
        by_team=pauses.shares(elapsed, bounds.start, last),
        steps=steps,
        elapsed=elapsed,
    )


def _state(
    stop: datetime | None, end: datetime | None, remaining: int, *, paused: bool
) -> CycleState:
    if remaining < 0:
        return "breached"
    if stop is not None:
        return "met"
    if end is not None:
        return "cancelled"
    return "paused" if paused else "running"


def _ending(
    bounds: CycleBounds,
    stop: datetime | None,
    withdrawn: datetime | None,
    end: datetime | None,
    state: CycleState,
) -> Iterator[ClockStep]:
    if stop is not None:
        yield ClockStep("late" if state == "breached" else "kept", stop, bounds.goal)
    elif end is None:
        return
    elif withdrawn is not None:
        yield ClockStep("withdrawn", end)
    elif bounds.cancelled_in is not None:
        yield ClockStep("cancelled", end, bounds.cancelled_in)
    else:
        yield ClockStep("ended", end, bounds.ended_by)
