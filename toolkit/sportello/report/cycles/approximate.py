"""How cycles stand, and what rows without events leave open.

A row does not tell when its ticket was paused, or resolved in between, nor of any reply but the
first. Then the time used lies between two bounds: all that counted from the start, and the same
without what may have been paused, or all of it where a reply may have ended it.
If both keep the promise, or both break it, that is how it stands; else nobody can tell.
"""

from typing import NamedTuple

import numpy as np

from sportello.report.cycles.bounds import Bounds
from sportello.report.cycles.columns import (
    BREACHED,
    CANCELLED,
    MET,
    PAUSED,
    RUNNING,
    UNDECIDABLE,
    Cycles,
)
from sportello.report.cycles.instants import NONE, seconds_of
from sportello.report.cycles.lives_many import Flags, Lives
from sportello.report.cycles.offers import Offer
from sportello.sla.bulk.due import NotCounted
from sportello.sla.bulk.zones import Ints


class Unpaused(NamedTuple):
    """How cycles stand if nothing paused them: the time used, when they are due, the margin."""

    used: Ints
    due: Ints
    margin: Ints


def judged(
    offer: Offer, bounds: Bounds, lives: Lives, unpaused: Unpaused, bad: NotCounted
) -> Cycles:
    """Return the rows of cycles; what cannot be counted is told to `bad` by its place."""
    used, due, margin = unpaused
    least, most = _left_open(offer, lives, used, bounds.number)
    late = (margin + most < 0) & (not _may_be_updated(offer, bounds.number))
    undecidable = ~late & (margin + least < 0)
    paused = (bounds.ended == NONE) & np.isin(lives.state, offer.paused_by)
    state = np.select(
        [late, undecidable, bounds.stop != NONE, bounds.ended != NONE, paused],
        [BREACHED, UNDECIDABLE, MET, CANCELLED, PAUSED],
        RUNNING,
    )
    due = offer.counting.after_some(due, least, np.flatnonzero(least), bad)
    stopped = seconds_of(bounds.stop)
    count = len(used)
    lates = offer.counting.after_some(due, np.ones(count, np.int64), np.flatnonzero(late), bad)
    return Cycles(
        ticket=lives.number,
        term=np.zeros(count, np.int64),
        promise=np.full(count, offer.promise),
        number=np.full(count, bounds.number),
        state=state,
        is_approximate=is_approximate(offer, lives, bounds.number).astype(np.int64),
        started=seconds_of(bounds.start),
        due=due,
        stopped=stopped,
        ended=seconds_of(bounds.ended),
        used=used - least,
        used_at_least=used - most,
        margin=margin + least,
        decided=np.where(late, lates, np.where(state == MET, stopped, NONE)),
        opened=seconds_of(lives.opened),
    )


def is_approximate(offer: Offer, lives: Lives, number: int) -> Flags:
    """Return of which tickets their rows do not tell how a cycle of a promise went."""
    was_reopened = lives.was_reopened & (offer.counting.target.reopen != "count")
    return was_reopened | bool(offer.paused_by) | _may_be_updated(offer, number)


def _may_be_updated(offer: Offer, number: int) -> bool:
    """Tell whether a cycle is owed since a reply: of a later one, which ends it, no row tells."""
    return offer.kind == "next_update" and (
        offer.after_first_response or offer.counting.target.start == "desk-reply" or number > 1
    )


def _left_open(offer: Offer, lives: Lives, used: Ints, number: int) -> tuple[Ints, Ints]:
    """Return how much of the time used may not count, at least and at most."""
    was_reopened = lives.was_reopened & (offer.counting.target.reopen != "count")
    least, most = np.zeros_like(used), np.zeros_like(used)
    if offer.paused_by:
        in_business_time = lives.is_paused_in_business_time
        alike = in_business_time != offer.counting.is_day_and_night
        told = np.clip(lives.paused, 0, used)
        # What was paused in business time is as long by day and night, or longer.
        least = np.where(alike | in_business_time, told, 0)
        most = np.where((lives.paused >= 0) & (alike | ~in_business_time), told, used)
    if _may_be_updated(offer, number):
        return least, used
    return least, np.where(was_reopened, used, most)
