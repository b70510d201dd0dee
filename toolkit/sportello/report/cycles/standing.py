"""Tickets and their turns, by the instants of their rows."""

import numpy as np

from sportello.report.cycles.columns import TURN_KINDS, Tickets, TurnKind, Turns
from sportello.report.cycles.instants import NONE, seconds_of
from sportello.report.cycles.lives_many import Lives
from sportello.sla.bulk.zones import Ints


def tickets_of(lives: Lives, terms: Ints) -> Tickets:
    """Return the rows of tickets."""
    over = (lives.resolved != NONE) & (lives.back == NONE) | (lives.removed != NONE)
    return Tickets(
        number=lives.number,
        term=terms,
        opened=seconds_of(lives.opened),
        resolved=seconds_of(lives.resolved),
        reopened=lives.reopened,
        voted=seconds_of(lives.voted),
        is_open=(~over).astype(np.int64),
    )


def turns_of(lives: Lives, terms: Ints) -> Turns:
    """Return the turns of their lives, but of those that are in no figure."""
    instants: dict[TurnKind, Ints] = {
        "opened": lives.opened,
        "resolved": lives.resolved,
        "reopened": lives.back,
        "removed": lives.removed,
    }
    found = []
    for kind, each in instants.items():
        places = np.flatnonzero((each != NONE) & ~lives.is_excluded)
        found.append(
            Turns(
                ticket=lives.number[places],
                term=terms[places],
                kind=np.full(len(places), TURN_KINDS.index(kind)),
                instant=seconds_of(each[places]),
            )
        )
    return Turns.joined(found)
