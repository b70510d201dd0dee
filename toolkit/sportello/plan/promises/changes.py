"""How promises to tickets differ: what is due at other times, or is promised no more."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from sportello.catalog.model.sla import target_name
from sportello.findings import KeyPath
from sportello.plan.change import Change
from sportello.plan.promises.cases import cases, label
from sportello.plan.promises.graded import Graded, graded
from sportello.plan.promises.sides import PromiseSides
from sportello.plan.promises.tickets import Pair, TicketKind, promises_of

if TYPE_CHECKING:
    from sportello.plan.promises.differences import PromiseDifference

_Pairs = Mapping[TicketKind, Pair]


def promise_changes(sides: PromiseSides) -> Iterator[Change]:
    """Yield the promises to tickets that are due at other times, or are made no more.

    What is due at other times only because a calendar has other hours is told shortly: of each
    promise in that calendar the worst.
    """
    following: dict[tuple[str, ...], list[tuple[PromiseDifference, Change]]] = {}
    for told, change in _each(sides):
        if told is not None and told.follows:
            key = (_changed_of(told.follows, sides), told.promise, told.kind)
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


def _changed_of(follows: str, sides: PromiseSides) -> str:
    """Return those of some calendars that are not as they were, all if none is."""
    names = follows.split(", ")
    return ", ".join([each for each in names if each in sides.other_hours] or names)


def _each(sides: PromiseSides) -> Iterator[tuple["PromiseDifference | None", Change]]:
    from sportello.plan.promises.differences import promise_differences  # noqa: PLC0415 (numpy)

    known: dict[Pair, list[PromiseDifference]] = {}
    for services, kinds in sides.kinds():
        compared = {kind: sides.promises(services[0], kind) for kind in kinds}
        labels = {kind: label(kind, *pair) for kind, pair in compared.items()}
        for pair, alike in _differing(sides, services[0], compared).items():
            if pair not in known:
                known[pair] = list(promise_differences(sides, services[0], alike[0], pair))
            meant = {labels[each] for each in alike}
            said = cases(meant, {*labels.values()} - meant) if known[pair] else ()
            for case, told, service in product(said, known[pair], services):
                yield told, _change(told, service, case, _about(service, pair))
        for found, alike in _graded(sides, compared).items():
            others = {each for each in compared if each.severity == alike[0].severity}
            for case, service in product(cases({*alike}, others - {*alike}), services):
                yield None, found.change(service, case)


def _differing(
    sides: PromiseSides, service: str, compared: _Pairs
) -> Mapping[Pair, list[TicketKind]]:
    """Return what may be due at other times, with the kinds of tickets."""
    found: dict[Pair, list[TicketKind]] = {}
    for kind, pair in compared.items():
        if sides.may_differ(service, kind, pair):
            found.setdefault(pair, []).append(kind)
    return found


def _graded(sides: PromiseSides, compared: _Pairs) -> Mapping[Graded, list[TicketKind]]:
    found: dict[Graded, list[TicketKind]] = {}
    for kind, pair in compared.items():
        each = graded(sides.period, sides.ranks, kind, pair)
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


def _about(service: str, pair: Pair) -> tuple[KeyPath, ...]:
    """Return the service, and the policies that promise."""
    names = dict.fromkeys(each.policy for found in pair for each in promises_of(found))
    return ("services", service), *(("policies", name) for name in names if name is not None)
