"""When answers are due: for every kind of ticket, whenever it is opened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import product
from typing import TYPE_CHECKING, Final

from sportello.catalog.model.publishing import with_parts
from sportello.catalog.model.sla import target_name
from sportello.findings import KeyPath
from sportello.plan.cases import cases, label
from sportello.plan.change import Change, DueFigures, Quoted, Words
from sportello.plan.comparison import Comparison
from sportello.plan.counted_words import (
    clock_impact,
    clock_of,
    clock_words,
    counted_words,
    limit_of,
)
from sportello.plan.effect import Effect
from sportello.plan.graded import Graded, graded
from sportello.plan.impact import Impact
from sportello.plan.tickets import (
    Counted,
    Promise,
    Promises,
    TicketKind,
    kinds_of_services,
    promises,
)
from sportello.worktime.zones import Zone

if TYPE_CHECKING:
    from sportello.plan.due_curves import Ints

SECTIONS: Final = frozenset(
    {
        "announcements",
        "calendars",
        "contracts",
        "lifecycle",
        "policies",
        "priority",
        "services",
        "severities",
    }
)
_Pair = tuple[Promises, Promises]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a promise, as in a `Change`.

    `follows` are the calendars whose other hours are all that differs.
    """

    promise: str
    kind: str
    impact: Impact
    before: Words
    after: Words
    since: date | None = None
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


def deadlines(comparison: Comparison) -> Iterator[Change]:
    """Yield the promises to tickets that are due at other times, or are made no more.

    What is due at other times only because a calendar has other hours is told shortly: of each
    promise in that calendar the worst.
    """
    following: dict[tuple[str, str], list[tuple[_Told, Change]]] = {}
    for told, change in _each(comparison):
        if told is not None and told.follows:
            following.setdefault((told.follows, told.promise), []).append((told, change))
        else:
            yield change
    for (calendars, _), found in following.items():
        _, worst = min(found, key=lambda each: each[0].order)
        part = f"{worst.part} in {calendars}"
        for service in dict.fromkeys(change.subject for _, change in found):
            about = tuple(
                dict.fromkeys(
                    each
                    for _, change in found
                    if change.subject == service
                    for each in change.about
                )
            )
            yield replace(worst, subject=service, part=part, case="", about=about)


def _each(comparison: Comparison) -> Iterator[tuple[_Told | None, Change]]:
    known: dict[_Pair, list[_Told]] = {}
    for services, compared in _compared(comparison):
        labels = {kind: label(kind, *pair) for kind, pair in compared.items()}
        for pair, alike in _differing(comparison, compared).items():
            if pair not in known:
                known[pair] = list(_differences(comparison, services[0], alike[0], pair))
            meant = {labels[each] for each in alike}
            said = cases(meant, {*labels.values()} - meant) if known[pair] else ()
            for case, told, service in product(said, known[pair], services):
                yield told, _change(told, service, case, _about(service, pair))
        for found, alike in _graded(comparison, compared).items():
            others = {each for each in compared if each.severity == alike[0].severity}
            for case, service in product(cases({*alike}, others - {*alike}), services):
                yield None, found.change(service, case)


def _compared(
    comparison: Comparison,
) -> Iterator[tuple[tuple[str, ...], Mapping[TicketKind, _Pair]]]:
    """Yield services that are alike, with what is promised to their tickets before and after."""
    for services, kinds in kinds_of_services(comparison):
        found = {
            kind: (
                promises(comparison.before, services[0], kind, comparison.period),
                promises(comparison.after, services[0], kind, comparison.period),
            )
            for kind in kinds
        }
        yield services, found


def _differing(
    comparison: Comparison, compared: Mapping[TicketKind, _Pair]
) -> Mapping[_Pair, list[TicketKind]]:
    """Return what may be due at other times, with the kinds of tickets."""
    other_hours = _other_hours(comparison)
    found: dict[_Pair, list[TicketKind]] = {}
    for kind, pair in compared.items():
        if pair[0] != pair[1] or _names(pair) & other_hours:
            found.setdefault(pair, []).append(kind)
    return found


def _graded(
    comparison: Comparison, compared: Mapping[TicketKind, _Pair]
) -> Mapping[Graded, list[TicketKind]]:
    found: dict[Graded, list[TicketKind]] = {}
    for kind, pair in compared.items():
        each = graded(comparison, kind, *pair)
        if each is not None:
            found.setdefault(each, []).append(kind)
    return found


def _change(told: _Told, service: str, case: str, about: tuple[KeyPath, ...]) -> Change:
    return Change(
        told.kind,
        told.impact,
        service,
        told.before,
        told.after,
        part=target_name(told.promise),
        case=case,
        since=told.since,
        about=about,
        figures=told.figures,
    )


def _differences(
    comparison: Comparison, service: str, kind: TicketKind, pair: _Pair
) -> Iterator[_Told]:
    from sportello.plan.due_curves import due_curves, openings  # noqa: PLC0415

    opened = openings(comparison.period)
    before, after = (
        due_curves(catalog, service, kind, opened)
        for catalog in (comparison.before, comparison.after)
    )
    for promise in dict.fromkeys(name for found in pair for name in _promised(found)):
        yield from _of_promise(comparison, pair, promise, opened, (before, after))


def _of_promise(
    comparison: Comparison,
    pair: _Pair,
    promise: str,
    opened: "Ints",
    curves: tuple[Mapping[str, "Ints"], Mapping[str, "Ints"]],
) -> Iterator[_Told]:
    from sportello.plan.due_curves import NEVER, due_difference  # noqa: PLC0415

    period = comparison.period
    first = _first_difference(pair, promise)
    since = None if first is None else period.since(period.days[first.day])
    begin = datetime.combine(since or period.day, time(), Zone(period.zone)).timestamp()
    later = opened >= begin
    never = opened * 0 + NEVER
    old, new = (each.get(promise, never)[later] for each in curves)
    figures = due_difference(old, new, opened[later], period.zone)
    if first is None:
        if figures is not None:
            counted = _first(pair, promise)
            words, calendars = counted_words(counted), ", ".join(_calendars(counted))
            impact = _impact(figures)
            yield _Told(promise, "due-other", impact, words, words, None, figures, calendars)
        return
    was, now = first.was, first.now
    if figures is not None:
        impact = _impact(figures)
        kind = _kind(pair, first, impact)
        told = counted_words(was), counted_words(now)
        if kind == "policy-other":
            told = _by(told[0], pair[0][first.day]), _by(told[1], pair[1][first.day])
        yield _Told(promise, kind, impact, *told, since, figures)
    if was is not None and now is not None and clock_of(was) != clock_of(now):
        impact = clock_impact(was, now)
        yield _Told(promise, "clock", impact, clock_words(was), clock_words(now), since)


@dataclass(frozen=True, slots=True)
class _First:
    """The first day of a period on which a promise is another, and what it was and is then."""

    day: int
    was: Counted | None
    now: Counted | None


def _first_difference(pair: _Pair, promise: str) -> _First | None:
    for day, (before, after) in enumerate(zip(*pair, strict=True)):
        old, new = (
            [dict(each.targets).get(promise) for each in found] for found in (before, after)
        )
        if len(old) == len(new):
            for was, now in zip(old, new, strict=True):
                if was != now:
                    return _First(day, was, now)
        elif {*old} != {*new}:
            was = next((each for each in old if each not in new), old[0])
            return _First(day, was, next((each for each in new if each not in old), new[0]))
    return None


def _first(pair: _Pair, promise: str) -> Counted:
    return next(
        counted for each in _all(pair[1]) for name, counted in each.targets if name == promise
    )


def _all(found: Promises) -> Iterator[Promise]:
    return (promise for day in found for promise in day)


def _promised(found: Promises) -> Iterator[str]:
    return (name for promise in _all(found) for name, _ in promise.targets)


def _names(pair: _Pair) -> frozenset[str]:
    """Return the calendars in which promises are counted, or tickets received."""
    return frozenset(
        name
        for found in pair
        for promise in _all(found)
        for _, counted in promise.targets
        for name in _calendars(counted)
    )


def _calendars(counted: Counted) -> Iterator[str]:
    return (name for name in dict.fromkeys((counted.calendar, counted.intake)) if name is not None)


def _other_hours(comparison: Comparison) -> frozenset[str]:
    """Return the calendars that are not what they were, and those made of one that is not."""
    before, after = comparison.before.calendars, comparison.after.calendars
    changed = {name for name in after if before.get(name) != after[name]}
    return frozenset(name for name in after if changed & set(with_parts(after, (name,))))


def _impact(figures: DueFigures) -> Impact:
    if not figures.earlier:
        return Impact.WEAKER
    return Impact.MIXED if figures.later else Impact.STRONGER


def _kind(pair: _Pair, first: _First, impact: Impact) -> str:
    was, now = first.was, first.now
    if was is None:
        return "target-new"
    if now is None:
        return "target-gone"
    if limit_of(was.target) == limit_of(now.target):
        return "due-other"
    if _policies(pair[0][first.day]) != _policies(pair[1][first.day]):
        return "policy-other"
    named = {Impact.WEAKER: "target-longer", Impact.STRONGER: "target-shorter"}
    return named.get(impact, "target-other")


def _policies(found: tuple[Promise, ...]) -> set[str]:
    return {each.policy for each in found if each.policy is not None}


def _by(words: Words, found: tuple[Promise, ...]) -> Words:
    return *words, ", by ", Quoted(", ".join(sorted(_policies(found))))


def _about(service: str, pair: _Pair) -> tuple[KeyPath, ...]:
    """Return the service, and the policies that promise."""
    names = dict.fromkeys(each.policy for found in pair for each in _all(found))
    return ("services", service), *(("policies", name) for name in names if name is not None)


EFFECTS = (Effect(SECTIONS, deadlines),)
