"""Whom a plan asks: the teams that what is affected belongs to, as the forge calls them.

What counts is the entry that feels an effect, not the file that was edited: one file holds entries
of many teams.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sportello.catalog.model import Catalog
from sportello.catalog.owners import handle_of, team_of
from sportello.plan.plan import Line


@dataclass(frozen=True, slots=True)
class Asked:
    """A team with its handle on the forge, and of how many lines of a plan it feels the effect."""

    team: str
    handle: str
    effects: int


def asked(lines: Iterable[Line], before: Catalog, after: Catalog) -> tuple[Asked, ...]:
    """Return the teams to ask, those of the most effects first; only such that have a handle.

    Handles are those of before: what a change proposes itself calls nobody.
    """
    counts: Counter[str] = Counter()
    for line in lines:
        entries = (*line.change.about, *line.causes)
        counts.update({team_of(side, each) for each in entries for side in (before, after)})
    handles = {team: handle_of(before, team) for team in counts}
    order = sorted(
        (team for team in counts if handles[team]), key=lambda each: (-counts[each], each)
    )
    return tuple(Asked(team, handles[team], counts[team]) for team in order)
