"""What made a clock show what it shows, step by step."""

from collections.abc import Iterator
from datetime import datetime

from sportello.sla.clock.cycle_bounds import CycleBounds
from sportello.sla.clock.elapsed_time import ElapsedTime
from sportello.sla.clock.pauses import Pauses
from sportello.sla.clock.report import ClockStep
from sportello.sla.clock.terms import TermsInForce
from sportello.sla.events.event import EventKind
from sportello.worktime import in_language


def clock_steps(
    bounds: CycleBounds,
    elapsed: ElapsedTime,
    pauses: Pauses,
    changes: tuple[TermsInForce, ...],
    last: datetime,
) -> tuple[ClockStep, ...]:
    """Return the steps of a cycle by time, as read at `last`, but its end and its deadline."""
    begin = elapsed.begin()
    steps = [ClockStep("started", bounds.start, bounds.milestone)]
    if bounds.start < pauses.received:
        steps.append(ClockStep("received", bounds.start, until=pauses.received))
    if begin != max(bounds.start, pauses.received):
        steps.append(ClockStep("waited", bounds.start, until=begin))
    steps += _changed(bounds, changes, last)
    steps += _paused(elapsed, pauses, last)
    return tuple(sorted(steps, key=lambda step: (step.at, step.kind != "started")))


def _changed(
    bounds: CycleBounds, changes: tuple[TermsInForce, ...], last: datetime
) -> Iterator[ClockStep]:
    for each in changes:
        if bounds.start < each.at < last or (
            each.at == last and not bounds.stop and not bounds.ended
        ):
            yield from (_change(kind, each) for kind in each.by)


def _change(kind: EventKind, after: TermsInForce) -> ClockStep:
    match kind:
        case "type":
            return ClockStep("retyped", after.at, after.ticket.type)
        case "service":
            return ClockStep("moved", after.at, after.ticket.service)
        case "contract":
            return ClockStep("contracted", after.at, after.ticket.contract)
    return ClockStep("changed", after.at, after.terms.severity.severity)


def _paused(elapsed: ElapsedTime, pauses: Pauses, last: datetime) -> Iterator[ClockStep]:
    for segment in elapsed.segments:
        until = last if segment.end is None else min(last, segment.end)
        for pause in pauses.of(segment.target):
            start = max(pause.interval.start, segment.start, pauses.received)
            end = until if pause.interval.end is None else min(pause.interval.end, until)
            if start < end:
                seconds = segment.open_seconds(start, end)
                lasts = pause.interval.end is None or pause.interval.end > last
                yield ClockStep(pause.why, start, pause.state, None if lasts else end, seconds)
        for still in segment.standstills:
            start = max(still.start, segment.start, pauses.received)
            if start < until:
                end = min(still.end, until)
                title = in_language(still.why, "en")
                seconds = segment.open_seconds(start, end)
                yield ClockStep(
                    "announced", start, title, None if still.end > last else end, seconds
                )
