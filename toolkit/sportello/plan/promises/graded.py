"""Which severity tickets get that nobody gives one, or one that is gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sportello.catalog.model import Catalog
from sportello.plan.change import Change, Quoted
from sportello.plan.impact import Impact
from sportello.plan.period import Period
from sportello.plan.promises.tickets import Pair, TicketKind

Ranks = Mapping[str, int]
"""The ranks of severities; 1 is the worst."""
BothRanks = tuple[Ranks, Ranks]
"""Those before and after."""


@dataclass(frozen=True, slots=True)
class Graded:
    """The severity that tickets had and have; `lost` is what they were given and is no more."""

    impact: Impact
    before: str | None
    after: str | None
    since: date | None
    lost: str | None

    def change(self, service: str, case: str) -> Change:
        """Return the change for the tickets of a service."""
        case = ", ".join(filter(None, (f"severity {self.lost}" if self.lost else "", case)))
        words = [(Quoted(each),) if each else ("none",) for each in (self.before, self.after)]
        about = (("services", service),)
        return Change(
            "severity-other",
            self.impact,
            service,
            words[0],
            words[1],
            case=case,
            since=self.since,
            about=about,
        )


def graded(period: Period, ranks: BothRanks, kind: TicketKind, pair: Pair) -> Graded | None:
    """Return how the severity differs that tickets of a kind get, from its first day on."""
    lost = kind.severity if kind.severity not in ranks[1] else None
    if kind.severity is not None and lost is None:
        return None
    for day, found in zip(period.days, zip(*pair, strict=True), strict=True):
        old, new = (next(iter(each)).severity for each in found)
        if old != new:
            impact = severity_impact(ranks, old, new)
            return Graded(impact, old, new, period.since(day), lost)
    return None


def severity_impact(ranks: BothRanks, old: str | None, new: str | None) -> Impact:
    """Return whether a severity is a worse one, which is promised more."""
    known = {**ranks[0], **ranks[1]}
    if old not in known or new not in known:
        return Impact.MIXED
    return Impact.STRONGER if known[new] < known[old] else Impact.WEAKER


def ranks_of(catalog: Catalog) -> Ranks:
    """Return the ranks of the severities of a catalog."""
    return {name: each.rank for name, each in catalog.severities.items()}
