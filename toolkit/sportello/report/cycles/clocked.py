"""What the clocks of tickets say, as rows."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final

from sportello.report.cycles.changed import Change
from sportello.report.cycles.columns import STEP_KINDS, TURN_KINDS, TurnKind
from sportello.report.cycles.instants import NONE, at, second_of
from sportello.report.cycles.names import Names
from sportello.report.cycles.stand import Stand, second_or_none, stand_of
from sportello.sla.clock import Clock, ClockReport, ClockStep
from sportello.sla.clock.state_history import StateHistory

_TURN: Final = {kind: number for number, kind in enumerate(TURN_KINDS)}
_STEP: Final = {kind: number for number, kind in enumerate(STEP_KINDS)}
Row = tuple[int, ...]


class Clocked:
    """Rows of tickets that were read by their clocks, gathered one by one."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.tickets: Final[list[Row]] = []
        self.turns: Final[list[Row]] = []
        self.cycles: Final[list[Row]] = []
        self.steps: Final[list[Row]] = []
        self.changes: Final[list[Row]] = []

    def add_ticket(self, number: int, voted: int | None, term: int, states: StateHistory) -> None:
        """Add a ticket with its turns, by its number and that of its terms."""
        resolved = next((each.start for each in states.resolved if each.what is None), None)
        ends = [each.end for each in states.resolved]
        self.tickets.append(
            (
                number,
                term,
                second_of(states.opened),
                second_or_none(resolved),
                len(ends) - ends.count(None),
                NONE if voted is None else second_of(at(voted)),
                int(None not in ends),
            )
        )
        self.turns.extend(
            (number, term, _TURN[kind], second_of(instant)) for kind, instant in _turns(states)
        )

    def add_changes(self, number: int, changes: Iterable[Change]) -> None:
        """Add the changed decisions of a ticket."""
        self.changes.extend((number, self._names.word(kind), *rest) for kind, *rest in changes)

    def term(self, report: ClockReport) -> int:
        """Return the number of the terms that a ticket has now."""
        severity, policy = report.terms.severity.severity, report.terms.policy.name
        return self._names.term(report.ticket, severity, policy)

    def add_cycles(
        self,
        number: int,
        report: ClockReport,
        approximated: Callable[[Clock, int, Stand], Stand] | None = None,
    ) -> None:
        """Add the cycles of a ticket, by its number and that of its terms.

        `approximated` returns how a cycle (its number) stands of which a row does not tell all.
        """
        term = self.term(report)
        opened = second_of(report.history.ticket.opened)
        service = report.ticket.service
        for clock in report.clocks:
            promise = self._names.promise(clock.kind, clock.team, service, clock.target)
            for place, cycle in enumerate(clock.cycles, 1):
                stand = stand_of(cycle)
                if approximated is not None:
                    stand = approximated(clock, place, stand)
                self.cycles.append((number, term, promise, place, *stand, opened))
                if cycle.state == "breached" and not stand.is_approximate:
                    key = number, promise, place
                    self.steps.extend((*key, *self._step(each)) for each in cycle.steps)

    def _step(self, step: ClockStep) -> Row:
        return (
            _STEP[step.kind],
            second_of(step.at),
            self._names.word(step.value),
            second_or_none(step.until),
            NONE if step.seconds is None else step.seconds,
        )


def _turns(states: StateHistory) -> Iterator[tuple[TurnKind, datetime]]:
    """Yield the turns of a life: from open to over, and back."""
    yield "opened", states.opened
    for each in states.resolved:
        yield ("resolved" if each.what is None else "removed"), each.start
        if each.end is not None:
            yield "reopened", each.end
