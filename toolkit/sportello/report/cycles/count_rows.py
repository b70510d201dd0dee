"""Tickets of which nothing but their rows tells, many at once: what the clock would say of them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from sportello.report.cycles.approximate import Unpaused, judged
from sportello.report.cycles.bounds import Bounds, bounds_many, is_odd
from sportello.report.cycles.columns import Cycles, Steps
from sportello.report.cycles.counting import told_at
from sportello.report.cycles.instants import NONE
from sportello.report.cycles.lives_many import Flags, Lives
from sportello.report.cycles.offers import TARGET_KINDS, Deal, Offer, Offers
from sportello.report.cycles.row_steps import RowSteps
from sportello.sla.bulk.due import NotCounted, received
from sportello.sla.bulk.openings import MICRO
from sportello.sla.bulk.zones import Ints
from sportello.sla.ticket import TicketError
from sportello.worktime import WorktimeError

Error = TicketError | WorktimeError


class Counted(NamedTuple):
    """The terms of tickets, the cycles that they have, and why some cannot be counted.

    `terms` and `is_odd` have an element for each ticket, `deals` and `errors` are by their place.
    Those that are odd are left to the clock.
    """

    deals: dict[int, Deal]
    terms: Ints
    cycles: Cycles
    steps: Steps
    errors: dict[int, Error]
    is_odd: Flags


def count_rows(offers: Offers, explain: RowSteps, lives: Lives, now: int) -> Counted:
    """Return what is counted of tickets as they stand at an instant in microseconds."""
    errors: dict[int, Error] = {}
    deals, which = _deals(offers, lives, errors)
    terms = np.array([each.term for each in deals], np.int64)[which]
    lives = replace(lives, received=_received(offers, deals, which, lives, errors))
    odd = is_odd(lives)
    counted = np.flatnonzero(~(odd | lives.is_excluded))
    found, steps = [Cycles.none()], [Steps.none()]
    for kind in TARGET_KINDS:
        numbers = np.array([each.offers.get(kind, -1) for each in deals], np.int64)[which]
        for number, places in _groups(numbers, counted):
            offer = offers.offers[number]
            promised = bounds_many(
                kind,
                offer.counting.target,
                lives.take(places),
                after_first_response=offer.after_first_response,
            )
            for bounds in promised:
                begun = np.flatnonzero(bounds.start != NONE)
                at, own, run = places[begun], lives.take(places[begun]), bounds.take(begun)
                odd[at] |= offer.counting.stands_still(run.start, run.last(now))
                cycles = _cycles(offer, run, own, now, told_at(errors.setdefault, at))
                steps.append(explain.steps(run, own, cycles))
                found.append(cycles.replaced(ticket=at, term=terms[at]))
    left_out = odd.copy()
    left_out[[*errors]] = True
    cycles = Cycles.joined(found)
    cycles = cycles.keep(~left_out[cycles.ticket])
    numbered = cycles.replaced(ticket=lives.number[cycles.ticket])
    odd &= ~lives.is_excluded
    left = {place: deals[which[place]] for place in np.flatnonzero(odd).tolist()}
    return Counted(left, terms, numbered, Steps.joined(steps), errors, odd)


def _deals(offers: Offers, lives: Lives, errors: dict[int, Error]) -> tuple[list[Deal], Ints]:
    """Return the deals of tickets, and which of them each has; what is wrong goes to `errors`."""
    numbers = offers.chooser.numbers(lives.kind, lives.opened // MICRO)
    alike, firsts, which = np.unique(numbers, return_index=True, return_inverse=True)
    deals: list[Deal] = []
    for n, (number, first) in enumerate(zip(alike.tolist(), firsts.tolist(), strict=True)):
        deal = offers.deal(number, int(lives.kind[first]))
        if not isinstance(deal, Deal):
            errors.update(dict.fromkeys(np.flatnonzero(which == n).tolist(), deal))
            deal = offers.no_deal(int(lives.kind[first]))
        deals.append(deal)
    return deals, which


def _received(
    offers: Offers, deals: list[Deal], which: Ints, lives: Lives, errors: dict[int, Error]
) -> Ints:
    """Return when tickets were received, in microseconds."""
    intakes = np.array([each.intake for each in deals], np.int64)[which]
    came = lives.opened.copy()
    for number, places in _groups(intakes, np.arange(len(intakes))):
        opened = lives.opened[places]
        came[places] = received(offers.intakes[number], opened, told_at(errors.setdefault, places))
    return came


def _cycles(offer: Offer, bounds: Bounds, lives: Lives, now: int, bad: NotCounted) -> Cycles:
    counting = offer.counting
    begun, last = np.maximum(bounds.start, lives.received), bounds.last(now)
    used = counting.elapsed(begun, last, bad)
    due = counting.due(begun, bad)
    margin = counting.remaining(begun, last, used, due, bad)
    return judged(offer, bounds, lives, Unpaused(used, due, margin), bad)


def _groups(numbers: Ints, places: Ints) -> Iterator[tuple[int, Ints]]:
    """Yield the numbers at some places that are not negative, each with the places that it has."""
    order = places[np.argsort(numbers[places], kind="stable")]
    alike, firsts = np.unique(numbers[order], return_index=True)
    for number, group in zip(alike.tolist(), np.split(order, firsts[1:]), strict=False):
        if number >= 0:
            yield number, group
