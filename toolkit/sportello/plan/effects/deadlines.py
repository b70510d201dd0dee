"""When answers are due: for every kind of ticket, whenever it is opened."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Final

from sportello.catalog.model.publishing import with_parts
from sportello.catalog.model.sla import target_name
from sportello.findings import KeyPath
from sportello.plan.change import Change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.promises.cases import cases, label
from sportello.plan.promises.graded import Graded, graded
from sportello.plan.promises.tickets import (
    Promises,
    TicketKind,
    calendars_of,
    kinds_of_services,
    promises,
    promises_of,
)

if TYPE_CHECKING:
    from sportello.plan.promises.differences import PromiseDifference

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


def deadlines(comparison: Comparison) -> Iterator[Change]:
    """Yield the promises to tickets that are due at other times, or are made no more.

    What is due at other times only because a calendar has other hours is told shortly: of each
    promise in that calendar the worst.
    """
    following: dict[tuple[str, ...], list[tuple[PromiseDifference, Change]]] = {}
    for told, change in _each(comparison):
        if told is not None and told.follows:
            key = (told.follows, told.promise, told.kind)
            following.setdefault(key, []).append((told, change))
        else:
            yield change
    for (calendars, *_), found in following.items():
        _, worst = min(found, key=lambda each: each[0].order)
        is_same = worst.before == worst.after
        part = f"{worst.part} in {calendars}" if is_same else worst.part
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


def _each(comparison: Comparison) -> Iterator[tuple["PromiseDifference | None", Change]]:
    from sportello.plan.promises.differences import promise_differences  # noqa: PLC0415 (numpy)

    known: dict[_Pair, list[PromiseDifference]] = {}
    for services, compared in _compared(comparison):
        labels = {kind: label(kind, *pair) for kind, pair in compared.items()}
        for pair, alike in _differing(comparison, compared).items():
            if pair not in known:
                known[pair] = list(promise_differences(comparison, services[0], alike[0], pair))
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


def _change(
    told: "PromiseDifference", service: str, case: str, about: tuple[KeyPath, ...]
) -> Change:
    return Change(
        told.kind,
        told.impact,
        service,
        told.before,
        told.after,
        part=target_name(told.promise),
        case=case,
        since=told.since,
        until=told.until,
        about=about,
        figures=told.figures,
    )


def _names(pair: _Pair) -> frozenset[str]:
    """Return the calendars that promises are counted in, tickets received in, and asked about."""
    found = frozenset(promise for each in pair for promise in promises_of(each))
    counted = (each for promise in found for _, each in promise.targets)
    asked = {name for promise in found for name, _ in promise.hours}
    return frozenset(asked.union(*map(calendars_of, counted)))


def _other_hours(comparison: Comparison) -> frozenset[str]:
    """Return the calendars that are not what they were, and those made of one that is not."""
    before, after = comparison.before.calendars, comparison.after.calendars
    changed = {name for name in after if before.get(name) != after[name]}
    return frozenset(name for name in after if changed & set(with_parts(after, (name,))))


def _about(service: str, pair: _Pair) -> tuple[KeyPath, ...]:
    """Return the service, and the policies that promise."""
    names = dict.fromkeys(each.policy for found in pair for each in promises_of(found))
    return ("services", service), *(("policies", name) for name in names if name is not None)


EFFECTS = (Effect(SECTIONS, deadlines),)
