"""From when to when a promise runs: one cycle, or several where it begins anew."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from operator import itemgetter
from typing import Literal

from sportello.catalog.model import Target
from sportello.sla.clock.state_history import Interval, StateHistory
from sportello.sla.events.event import Who
from sportello.sla.start import STOPS, Goal

Milestone = Literal[
    "opened", "assigned", "taken-in-charge", "requester-message", "desk-reply", "note", "reopened"
]
Said = Literal["requester-message", "desk-reply", "note"]
"""What two sides say to each other, and what the desk says to itself."""


@dataclass(frozen=True, slots=True)
class CycleBounds:
    """A promise from its start to what keeps it.

    `stop` is when that came; `ended` is when the ticket was resolved instead, after which nothing
    is owed, and `ended_by` who did so, if that keeps no promise; `cancelled_in` is the state in
    which it was cancelled. All are None while it runs.
    """

    start: datetime
    milestone: Milestone
    goal: Goal
    stop: datetime | None = None
    ended: datetime | None = None
    ended_by: Who | None = None
    cancelled_in: str | None = None


def goal_of(kind: str, target: Target) -> Goal:
    """Return what keeps a promise."""
    return target.stop or STOPS[kind][0]


def endings(history: StateHistory, goal: Goal) -> tuple[Interval, ...]:
    """Return the intervals in which nothing is owed: closed or, as a rule, resolved."""
    return history.closed if goal == "closed" else history.resolved


def cycle_bounds(
    kind: str, target: Target, history: StateHistory, *, after_first_response: bool
) -> list[CycleBounds]:
    """Return the cycles of a promise, in order; none if it has not started.

    `after_first_response` says that a first response is promised as well: then updates are owed
    from that response on.
    """
    if kind != "next_update":
        return list(_once(kind, target, history))
    if target.start == "requester-message":
        found = _per_message(target, history, after_first_response)
    else:
        found = _between_replies(target, history, after_first_response)
    if target.reopen == "restart":
        found = (piece for bounds in found for piece in _split(bounds, history.resolved))
    return [
        _ended(bounds, _last_ending(history.resolved)) if _is_open(bounds) else bounds
        for bounds in found
        if not _idle(bounds, target, history.resolved)
    ]


def _once(kind: str, target: Target, history: StateHistory) -> Iterator[CycleBounds]:
    """Yield the cycle of a promise that is kept once; with `restart`, one more a reopening."""
    milestone = target.start or "opened"
    start = _first(history, milestone)
    goal = goal_of(kind, target)
    ended = endings(history, goal)
    kept = _instants(history, goal)
    if goal == "desk-reply" and start is not None:
        asked = _first(history, "requester-message")
        start = None if asked is None else max(start, asked)
        kept = tuple(at for at in kept if asked is not None and at >= asked)
    if start is None:
        return
    if kept and kept[0] < start:  # kept before it was owed
        start = kept[0]
    again = [each.end for each in ended if each.end is not None and each.end > start]
    starts = [start, *again] if target.reopen == "restart" else [start]
    for begin, limit in zip(starts, [*starts[1:], None], strict=True):
        ending = next((each for each in ended if each.end == limit), None)
        if goal in {"resolved", "closed"}:
            stop = ending.start if ending and ending.kept else None
        else:
            stop = next((at for at in kept if begin <= at and (limit is None or at < limit)), None)
        bounds = CycleBounds(begin, milestone if begin == start else "reopened", goal)
        if stop is not None:
            yield replace(bounds, stop=max(stop, begin))
        else:
            yield _ended(bounds, ending)


def _between_replies(
    target: Target, history: StateHistory, after_first_response: bool
) -> Iterator[CycleBounds]:
    replies = history.replies
    milestone: Milestone = target.start or ("desk-reply" if after_first_response else "opened")
    start = _first(history, milestone)
    if after_first_response and start is not None:
        start = max(start, replies[0]) if replies else None
    if start is None:
        return
    for at, what in _said(target, history):
        if what != "requester-message" and at > start:
            yield CycleBounds(start, milestone, what, stop=at)
            start, milestone = at, what
    yield CycleBounds(start, milestone, "desk-reply")


def _per_message(
    target: Target, history: StateHistory, after_first_response: bool
) -> Iterator[CycleBounds]:
    waiting: datetime | None = None
    owed = not after_first_response
    for at, what in _said(target, history):
        if what == "requester-message":
            waiting = at if owed and waiting is None else waiting
            continue
        owed = owed or what == "desk-reply"
        if waiting is not None:
            yield CycleBounds(waiting, "requester-message", what, stop=at)
            waiting = None
    if waiting is not None:
        yield CycleBounds(waiting, "requester-message", "desk-reply")


def _said(target: Target, history: StateHistory) -> Iterator[tuple[datetime, Said]]:
    """Yield what the requester writes, and what keeps the promise of an update, by time."""
    words: Mapping[str, Said] = {"requester": "requester-message", "desk": "desk-reply"}
    notes = history.notes if target.stop == "note" else ()
    messages = ((each.at, words[each.by]) for each in history.messages)
    internal: Iterator[tuple[datetime, Said]] = ((at, "note") for at in notes)
    return merge(messages, internal, key=itemgetter(0))


def _split(bounds: CycleBounds, resolved: Iterable[Interval]) -> Iterator[CycleBounds]:
    """Yield a cycle cut at each reopening, at which it begins again."""
    for each in resolved:
        crossed = each.end is not None and (bounds.stop is None or each.end <= bounds.stop)
        if each.end is not None and crossed and bounds.start < each.end:
            yield _ended(replace(bounds, stop=None), each)
            bounds = replace(bounds, start=each.end, milestone="reopened")
    # Not an answer that came with the reopening.
    if bounds.milestone != "reopened" or bounds.stop != bounds.start:
        yield bounds


def _idle(bounds: CycleBounds, target: Target, resolved: Iterable[Interval]) -> bool:
    """Tell whether a cycle lies within a time in which the ticket was resolved."""
    for each in resolved:
        if not each.covers(bounds.start):
            continue
        last = bounds.stop or bounds.ended
        if each.end is None or target.reopen == "restart":
            return True
        return target.reopen == "resume" and last is not None and last <= each.end
    return False


def _is_open(bounds: CycleBounds) -> bool:
    return bounds.stop is None and bounds.ended is None


def _last_ending(resolved: tuple[Interval, ...]) -> Interval | None:
    return resolved[-1] if resolved and resolved[-1].end is None else None


def _ended(bounds: CycleBounds, ending: Interval | None) -> CycleBounds:
    if ending is None:
        return bounds
    by = None if ending.kept else ending.by
    last = max(ending.start, bounds.start)
    return replace(bounds, ended=last, ended_by=by, cancelled_in=ending.what)


def _first(history: StateHistory, milestone: Milestone) -> datetime | None:
    found = {
        "opened": (history.opened,),
        "assigned": tuple(interval.start for interval in history.teams),
        "taken-in-charge": history.taken,
        "requester-message": tuple(each.at for each in history.messages if each.by == "requester"),
        "desk-reply": history.replies,
    }[milestone]
    return found[0] if found else None


def _instants(history: StateHistory, goal: Goal) -> tuple[datetime, ...]:
    if goal == "taken-in-charge":
        return history.taken
    return history.replies if goal == "desk-reply" else ()
