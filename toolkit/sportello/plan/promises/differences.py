"""What differs of each promise to tickets of one kind: from when until when, how, and how much."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np
from numpy.typing import NDArray

from sportello.plan.change import DueFigures, Quoted, Words
from sportello.plan.impact import Impact
from sportello.plan.period import Period
from sportello.plan.promises.counted_words import (
    clock_impact,
    clock_of,
    clock_words,
    counted_words,
    limit_of,
)
from sportello.plan.promises.due_curves import NEVER, Ints, due_difference
from sportello.plan.promises.sides import PromiseSides
from sportello.plan.promises.tickets import (
    Counted,
    Pair,
    Promise,
    Promises,
    TicketKind,
    calendars_of,
    promises_of,
)
from sportello.worktime.zones import Zone


@dataclass(frozen=True, slots=True)
class PromiseDifference:
    """How a promise differs, as in a `Change`.

    `follows` are the calendars whose other hours, or which of them, are all that differs.
    """

    promise: str
    kind: str
    impact: Impact
    before: Words
    after: Words
    since: date | None = None
    until: date | None = None
    figures: DueFigures | None = None
    follows: str = ""

    @property
    def order(self) -> tuple[int, float, float]:
        """What comes first is worst: by impact, by how much the example differs, and how often."""
        figures = self.figures
        if figures is None or figures.due_before is None or figures.due_after is None:
            return self.impact.rank, float("-inf"), 0.0
        differs = abs((figures.due_after - figures.due_before).total_seconds())
        return self.impact.rank, -differs, -(figures.later + figures.earlier)


def promise_differences(
    sides: PromiseSides, service: str, kind: TicketKind, pair: Pair
) -> Iterator[PromiseDifference]:
    """Yield how the promises to tickets of a kind differ."""
    opened = sides.openings
    never = np.full_like(opened, NEVER)
    due = sides.due(service, kind)
    for promise in dict.fromkeys(name for found in pair for name in _promised(found)):
        before, after = (each.get(promise, never) for each in due)
        yield from _of_promise(sides, pair, promise, _Curves(opened, before, after))


@dataclass(frozen=True, slots=True)
class _Curves:
    """When a promise is due before and after, by when a ticket is opened."""

    opened: Ints
    before: Ints
    after: Ints

    def difference(self, zone: str, chosen: NDArray[np.bool_]) -> DueFigures | None:
        """Return how they differ over some of the openings."""
        return due_difference(self.before[chosen], self.after[chosen], self.opened[chosen], zone)


def _of_promise(
    sides: PromiseSides, pair: Pair, promise: str, curves: _Curves
) -> Iterator[PromiseDifference]:
    period = sides.period
    stretch = _stretch(pair, promise)
    inside = np.zeros(len(curves.opened), bool)
    if stretch is not None:
        inside = _within(period, stretch, curves.opened)
        yield from _of_stretch(
            period, pair, promise, stretch, curves.difference(period.zone, inside)
        )
    figures = curves.difference(period.zone, ~inside)
    if figures is not None:
        yield _by_hours(sides, pair, promise, figures)


def _by_hours(
    sides: PromiseSides, pair: Pair, promise: str, figures: DueFigures
) -> PromiseDifference:
    """Return how a promise differs because calendars are open at other times.

    These are those in which it is counted; or those that a condition asks about, so that a ticket
    of the same instant gets another policy, or none.
    """
    then = _at(sides, pair, figures.opened)
    was, now = (dict(each.targets).get(promise) for each in then)
    impact = _impact(figures)
    if was != now:
        kind = _kind(was, now, _policies((then[0],)) != _policies((then[1],)), impact)
        words = _words(kind, (was, now), ((then[0],), (then[1],)))
        calendars = ", ".join(name for name, _ in then[1].hours)
        return PromiseDifference(promise, kind, impact, *words, figures=figures, follows=calendars)
    counted = now or _first(pair, promise)
    said, calendars = counted_words(counted, counted), ", ".join(calendars_of(counted))
    return PromiseDifference(
        promise, "due-other", impact, said, said, figures=figures, follows=calendars
    )


def _at(sides: PromiseSides, pair: Pair, opened: datetime) -> tuple[Promise, Promise]:
    """Return what is promised before and after to a ticket that comes at an instant."""
    last = max(place for place, day in enumerate(sides.period.days) if day <= opened.date())
    on_the_day = [each[last] for each in pair]
    asked = [tuple(name for name, _ in found[0].hours) for found in on_the_day]
    hours = sides.hours_at((asked[0], asked[1]), opened)
    before, after = (
        next((each for each in found if each.hours == tuple(sorted(known.items()))), found[0])
        for found, known in zip(on_the_day, hours, strict=True)
    )
    return before, after


def _of_stretch(
    period: Period, pair: Pair, promise: str, stretch: "_Stretch", figures: DueFigures | None
) -> Iterator[PromiseDifference]:
    """Yield what differs of a promise that is another on some days."""
    was, now = stretch.was, stretch.now
    since = period.since(period.days[stretch.first])
    until = None
    if stretch.end is not None:
        until = date.fromordinal(period.days[stretch.end].toordinal() - 1)
    if figures is not None:
        impact = _impact(figures)
        promised = (pair[0][stretch.first], pair[1][stretch.first])
        kind = _kind(was, now, _policies(promised[0]) != _policies(promised[1]), impact)
        words = _words(kind, (was, now), promised)
        follows = _swapped(was, now) if since is until is None else ""
        yield PromiseDifference(promise, kind, impact, *words, since, until, figures, follows)
    if was is not None and now is not None and clock_of(was) != clock_of(now):
        impact = clock_impact(was, now)
        words = clock_words(was), clock_words(now)
        yield PromiseDifference(promise, "clock", impact, *words, since, until)


def _swapped(was: Counted | None, now: Counted | None) -> str:
    """Return both calendars, where a service counts the same promise in another one."""
    if was is None or now is None or was.calendar is None or now.calendar is None:
        return ""
    is_all = was._replace(calendar=now.calendar) == now
    return f"{was.calendar}, then {now.calendar}" if is_all else ""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From which to before which of the days of a period a promise is another.

    `was` and `now` are how it differs on the first of them. `end` is None if it stays so.
    """

    first: int
    end: int | None
    was: Counted | None
    now: Counted | None


def _stretch(pair: Pair, promise: str) -> _Stretch | None:
    found = [_on_a_day(before, after, promise) for before, after in zip(*pair, strict=True)]
    differing = [day for day, each in enumerate(found) if each is not None]
    if not differing:
        return None
    was, now = found[differing[0]] or (None, None)
    end = differing[-1] + 1
    return _Stretch(differing[0], end if end < len(found) else None, was, now)


def _on_a_day(
    before: tuple[Promise, ...], after: tuple[Promise, ...], promise: str
) -> tuple[Counted | None, Counted | None] | None:
    """Return how a promise differs on a day at first; None if it does not."""
    old, new = ([dict(each.targets).get(promise) for each in found] for found in (before, after))
    if len(old) == len(new):
        return next(((was, now) for was, now in zip(old, new, strict=True) if was != now), None)
    if {*old} == {*new}:
        return None
    return (
        next((each for each in old if each not in new), old[0]),
        next((each for each in new if each not in old), new[0]),
    )


def _within(period: Period, stretch: _Stretch, opened: Ints) -> NDArray[np.bool_]:
    """Return which openings are on the days of a stretch."""
    begin, end = period.instants
    if stretch.first:
        begin = _midnight(period, period.days[stretch.first])
    if stretch.end is not None:
        end = _midnight(period, period.days[stretch.end])
    return (begin <= opened) & (opened < end)


def _midnight(period: Period, day: date) -> int:
    return int(datetime.combine(day, time(), Zone(period.zone)).timestamp())


def _first(pair: Pair, promise: str) -> Counted:
    return next(
        counted
        for each in promises_of(pair[1])
        for name, counted in each.targets
        if name == promise
    )


def _promised(found: Promises) -> Iterator[str]:
    return (name for promise in promises_of(found) for name, _ in promise.targets)


def _impact(figures: DueFigures) -> Impact:
    if not figures.earlier:
        return Impact.WEAKER
    return Impact.MIXED if figures.later else Impact.STRONGER


def _kind(was: Counted | None, now: Counted | None, is_other_policy: bool, impact: Impact) -> str:
    if was is None:
        return "target-new"
    if now is None:
        return "target-gone"
    if limit_of(was.target) == limit_of(now.target):
        return "due-other"
    if is_other_policy:
        return "policy-other"
    named = {Impact.WEAKER: "target-longer", Impact.STRONGER: "target-shorter"}
    return named.get(impact, "target-other")


def _words(
    kind: str,
    counted: tuple[Counted | None, Counted | None],
    promised: tuple[tuple[Promise, ...], tuple[Promise, ...]],
) -> tuple[Words, Words]:
    was, now = counted
    words = counted_words(was, now), counted_words(now, was)
    if kind == "policy-other":
        return _by(words[0], promised[0]), _by(words[1], promised[1])
    return words


def _policies(found: tuple[Promise, ...]) -> set[str]:
    return {each.policy for each in found if each.policy is not None}


def _by(words: Words, found: tuple[Promise, ...]) -> Words:
    return *words, ", by ", Quoted(", ".join(sorted(_policies(found))))
