"""When answers are due: for every kind of ticket, whenever it is opened."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import fields, replace
from typing import Final

from sportello.catalog.model import Target
from sportello.catalog.model.publishing import with_parts
from sportello.catalog.model.sla import target_name
from sportello.findings import KeyPath
from sportello.plan.change import Change, DueFigures, Quoted, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.tickets import Promise, Promises, TicketKind, kinds_of_services, promises

SECTIONS: Final = frozenset(
    {
        "announcements",
        "calendars",
        "contracts",
        "policies",
        "priority",
        "services",
        "severities",
    }
)
_KEYS: Final = tuple(each.name for each in fields(TicketKind))
_ALL_ELSE: Final = "all else"
_Pair = tuple[Promises, Promises]
_Told = tuple[str, str, Impact, Words, Words, DueFigures | None]
"""The promise, and what is told of it as in a `Change`."""


def deadlines(comparison: Comparison) -> Iterator[Change]:
    """Yield the promises to tickets that are due at other times, or are made no more."""
    other_hours = _other_hours(comparison)
    told: dict[_Pair, list[_Told]] = {}
    for services, kinds in kinds_of_services(comparison):
        differing: dict[_Pair, list[TicketKind]] = {}
        labels: dict[TicketKind, TicketKind] = {}
        for kind in kinds:
            pair = (
                promises(comparison.before, services[0], kind, comparison.period),
                promises(comparison.after, services[0], kind, comparison.period),
            )
            labels[kind] = _label(kind, pair)
            if pair[0] != pair[1] or _names(pair) & other_hours:
                differing.setdefault(pair, []).append(kind)
        for pair, alike in differing.items():
            if pair not in told:
                told[pair] = list(_differences(comparison, services[0], alike[0], pair))
            meant = {labels[each] for each in alike}
            for case in _cases(meant, {*labels.values()} - meant) if told[pair] else ():
                for promise, change, impact, before, after, figures in told[pair]:
                    for service in services:
                        yield Change(
                            change,
                            impact,
                            service,
                            before,
                            after,
                            part=target_name(promise),
                            case=case,
                            about=_about(service, pair),
                            figures=figures,
                        )


def _differences(
    comparison: Comparison, service: str, kind: TicketKind, pair: _Pair
) -> Iterator[_Told]:
    from sportello.plan.due_curves import due_curves, due_difference, openings  # noqa: PLC0415

    opened = openings(comparison.period)
    before, after = (
        due_curves(catalog, service, kind, opened)
        for catalog in (comparison.before, comparison.after)
    )
    old, new = _first(pair[0]), _first(pair[1])
    for promise in dict.fromkeys((*before, *after)):
        was, now = old.get(promise), new.get(promise)
        words = _words(was), _words(now)
        if promise not in before:
            yield promise, "target-new", Impact.STRONGER, *words, None
        elif promise not in after:
            yield promise, "target-gone", Impact.WEAKER, *words, None
        else:
            figures = due_difference(
                before[promise], after[promise], opened, comparison.period.zone
            )
            if figures is not None:
                impact = _impact(figures)
                yield promise, _kind(pair, was, now, impact), impact, *words, figures
            elif was is not None and now is not None and _clock(was[0]) != _clock(now[0]):
                yield (
                    promise,
                    "clock",
                    Impact.MIXED,
                    _clock_words(was[0]),
                    _clock_words(now[0]),
                    None,
                )


_Counted = tuple[Target, str | None]


def _first(found: Promises) -> Mapping[str, _Counted]:
    """Return the first target of each kind that is promised, with the name of its calendar."""
    targets: dict[str, _Counted] = {}
    for promise in _all(found):
        for name, target, calendar in promise.targets:
            targets.setdefault(name, (target, calendar))
    return targets


def _all(found: Promises) -> Iterator[Promise]:
    return (promise for day in found for promise in day if promise is not None)


def _names(pair: _Pair) -> frozenset[str]:
    """Return the calendars in which promises are counted, or tickets received."""
    return frozenset(
        name
        for found in pair
        for promise in _all(found)
        for name in (promise.intake, *(calendar for _, _, calendar in promise.targets))
        if name is not None
    )


def _other_hours(comparison: Comparison) -> frozenset[str]:
    """Return the calendars that are not what they were, and those made of one that is not."""
    before, after = comparison.before.calendars, comparison.after.calendars
    changed = {name for name in after if before.get(name) != after[name]}
    return frozenset(name for name in after if changed & set(with_parts(after, (name,))))


def _impact(figures: DueFigures) -> Impact:
    if not figures.earlier:
        return Impact.WEAKER
    return Impact.MIXED if figures.later else Impact.STRONGER


def _kind(pair: _Pair, was: _Counted | None, now: _Counted | None, impact: Impact) -> str:
    if was == now:
        return "due-other"
    policies = [{each.policy for each in _all(found)} for found in pair]
    if policies[0] != policies[1]:
        return "policy-other"
    named = {Impact.WEAKER: "target-longer", Impact.STRONGER: "target-shorter"}
    return named.get(impact, "target-other")


def _words(counted: _Counted | None) -> Words:
    if counted is None:
        return ("nothing promised",)
    target, calendar = counted
    return (str(target.within), " in ", Quoted(calendar)) if calendar else (str(target.within),)


def _clock(target: Target) -> tuple[object, ...]:
    return target.start, target.stop, target.pauses, target.reopen


def _clock_words(target: Target) -> Words:
    found: list[str | Quoted] = [f"from {target.start or 'opened'}"]
    if target.stop:
        found.append(f" until {target.stop}")
    if target.pauses is not None:
        found += [", pauses in ", Quoted(", ".join(target.pauses) or "no state")]
    return (*found, f", after a reopening: {target.reopen}")


def _about(service: str, pair: _Pair) -> tuple[KeyPath, ...]:
    """Return the service, and the policies that promise."""
    names = dict.fromkeys(each.policy for found in pair for each in _all(found))
    return ("services", service), *(("policies", name) for name in names if name is not None)


def _label(kind: TicketKind, pair: _Pair) -> TicketKind:
    """Return a kind of ticket by the severity that it gets, where that is one on every day."""
    given = {each.severity for found in pair for each in _all(found)}
    return replace(kind, severity=given.pop()) if len(given) == 1 else kind


def _cases(meant: Set[TicketKind], others: Set[TicketKind]) -> Iterator[str]:
    """Yield in words which kinds of tickets are meant, by what tells them from the others."""
    kept = [*range(len(_KEYS))]
    for place in range(len(_KEYS)):
        rest = [each for each in kept if each != place]
        if {_at(rest, each) for each in meant}.isdisjoint(_at(rest, each) for each in others):
            kept = rest
    for case in sorted({_at(kept, each) for each in meant}, key=str):
        said = [f"{_KEYS[at]} {value}" for at, value in zip(kept, case, strict=True) if value]
        yield ", ".join(said) or (_ALL_ELSE if kept else "")


def _at(places: list[int], kind: TicketKind) -> tuple[str | None, ...]:
    return tuple(getattr(kind, _KEYS[place]) for place in places)


EFFECTS = (Effect(SECTIONS, deadlines),)
