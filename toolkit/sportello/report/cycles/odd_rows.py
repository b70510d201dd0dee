"""Tickets that have only a row, but one that is left to the clock, with what it leaves open."""

from collections.abc import Callable

import numpy as np

from sportello.report.cycles.approximate import Unpaused, is_approximate, judged
from sportello.report.cycles.bounds import Bounds
from sportello.report.cycles.instants import NONE
from sportello.report.cycles.lives_many import Lives
from sportello.report.cycles.offers import Deal, Offer, Offers
from sportello.report.cycles.stand import Stand
from sportello.sla.bulk.openings import MICRO
from sportello.sla.bulk.zones import Ints
from sportello.sla.clock import Clock
from sportello.worktime import WorktimeError


def approximation(offers: Offers, deal: Deal, lives: Lives) -> Callable[[Clock, int, Stand], Stand]:
    """Return what tells how a cycle stands, with what the one of `lives` leaves open."""

    def approximated(clock: Clock, number: int, stand: Stand) -> Stand:
        found = next(each for kind, each in deal.offers.items() if kind == clock.kind)
        offer = offers.offers[found]
        if not is_approximate(offer, lives, number)[0]:
            return stand
        return _approximated(offer, lives, number, stand)

    return approximated


def _approximated(offer: Offer, lives: Lives, number: int, stand: Stand) -> Stand:
    """Return how a cycle stands that may have been paused or kept, though nothing says so."""
    bounds = Bounds(
        number,
        "opened",
        "resolved",
        *(_instant(each) for each in (stand.started, stand.stopped, stand.ended)),
    )
    used, due, margin = (np.array([each]) for each in (stand.used, stand.due, stand.margin))
    found = judged(offer, bounds, lives, Unpaused(used, due, margin), _raise)
    return Stand(*(int(getattr(found, name)[0]) for name in Stand._fields))


def _instant(seconds: int) -> Ints:
    return np.array([NONE if seconds == NONE else seconds * MICRO])


def _raise(_place: int, error: WorktimeError) -> None:
    raise error
