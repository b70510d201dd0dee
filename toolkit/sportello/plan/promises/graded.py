"""Which severity tickets get that nobody gives one, or one that is gone."""

from dataclasses import dataclass
from datetime import date

from sportello.plan.change import Change, Quoted
from sportello.plan.comparison import Comparison
from sportello.plan.impact import Impact
from sportello.plan.promises.tickets import Promises, TicketKind


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


def graded(
    comparison: Comparison, kind: TicketKind, before: Promises, after: Promises
) -> Graded | None:
    """Return how the severity differs that tickets of a kind get, from its first day on."""
    lost = kind.severity if kind.severity not in comparison.after.severities else None
    if kind.severity is not None and lost is None:
        return None
    for day, found in zip(comparison.period.days, zip(before, after, strict=True), strict=True):
        old, new = (next(iter(each)).severity for each in found)
        if old != new:
            impact = severity_impact(comparison, old, new)
            return Graded(impact, old, new, comparison.period.since(day), lost)
    return None


def severity_impact(comparison: Comparison, old: str | None, new: str | None) -> Impact:
    """Return whether a severity is a worse one, which is promised more."""
    levels = {**comparison.before.severities, **comparison.after.severities}
    if old not in levels or new not in levels:
        return Impact.MIXED
    return Impact.STRONGER if levels[new].rank < levels[old].rank else Impact.WEAKER
