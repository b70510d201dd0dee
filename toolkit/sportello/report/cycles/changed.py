"""Decisions of months that were over, which are others now, since the ticket was reopened."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sportello.report.cycles.columns import BREACHED, CANCELLED, MET
from sportello.report.cycles.instants import NONE, at, second_of
from sportello.report.cycles.months import end_of_month, month_of
from sportello.report.cycles.stand import stand_of
from sportello.sla.bulk.openings import MICRO
from sportello.sla.clock import ClockReport
from sportello.sla.clock.state_history import StateHistory
from sportello.worktime.zones import Zone

_INSTANT = timedelta(microseconds=1)
_Decision = tuple[int, int]
"""A state, and the month in which it was decided, NONE if it is not."""


class Change(NamedTuple):
    """A decision of a month, and how the same cycle stands now; months count from January 1970."""

    kind: str
    month: int
    before: int
    after: int
    after_month: int


def changes(
    read: Callable[[datetime], ClockReport], states: StateHistory, now: ClockReport, zone: Zone
) -> Iterator[Change]:
    """Yield the changed decisions of a ticket, of what is promised to its requester.

    `read` reads its clocks at an instant, `now` is what they say now. The months are those in
    which it was resolved, or that passed until it was reopened for the last time.
    """
    reopened = [each.end for each in states.resolved if each.end is not None]
    if not reopened:
        return
    first = month_of(at(second_of(states.resolved[0].start) * MICRO), zone)
    last = month_of(at(second_of(reopened[-1]) * MICRO), zone)
    known = dict(_decisions(now, zone)) if first < last else {}
    for month in range(first, last):
        then = read(end_of_month(month, zone) - _INSTANT)
        for key, (before, decided) in _decisions(then, zone):
            after, decided_now = known.get(key, (CANCELLED, NONE))
            if decided == month and (after, decided_now) != (before, decided):
                yield Change(key[0], month, before, after, decided_now)


def _decisions(report: ClockReport, zone: Zone) -> Iterator[tuple[tuple[str, int], _Decision]]:
    """Yield how each cycle stands, by its promise and number."""
    for clock in report.clocks:
        for number, cycle in enumerate(clock.cycles if clock.team is None else ()):
            stand = stand_of(cycle)
            is_decided = stand.state in {MET, BREACHED}
            month = month_of(at(stand.decided * MICRO), zone) if is_decided else NONE
            yield (clock.kind, number), (stand.state, month)
