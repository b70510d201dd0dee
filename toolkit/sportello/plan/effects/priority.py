"""Who sets the severity of a ticket, and what the matrix of impact and urgency gives."""

from collections.abc import Iterator, Mapping

from sportello.catalog.model import Catalog
from sportello.plan.change import Change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.promises.graded import ranks_of, severity_impact
from sportello.plan.texts.words import quoted


def set_by(comparison: Comparison) -> Iterator[Change]:
    """Yield that requesters may set the severity of their tickets, or may not any more."""
    before, after = (each.priority for each in (comparison.before, comparison.after))
    if before is not None and after is not None and before.set_by != after.set_by:
        impact = Impact.STRONGER if after.set_by == "requester" else Impact.BROKEN
        words = [(f"by the {each.set_by}",) for each in (before, after)]
        yield Change("priority-set-by", impact, "priority", words[0], words[1])


def matrix(comparison: Comparison) -> Iterator[Change]:
    """Yield the pairs of impact and urgency that give another severity."""
    before, after = (_cells(each) for each in (comparison.before, comparison.after))
    ranks = ranks_of(comparison.before), ranks_of(comparison.after)
    for impact, urgency in dict.fromkeys((*before, *after)):
        old, new = (each.get((impact, urgency)) for each in (before, after))
        if old != new:
            yield Change(
                "severity-other",
                severity_impact(ranks, old, new),
                "matrix",
                quoted([old]),
                quoted([new]),
                case=f"impact {impact}, urgency {urgency}",
            )


def _cells(catalog: Catalog) -> Mapping[tuple[str, str], str]:
    """Return the severity by impact and urgency: that of the matrix, else the default."""
    priority = catalog.priority
    if priority is None or priority.matrix is None:
        return {}
    return {
        (impact, urgency): priority.matrix.cells.get(urgency, {}).get(impact, priority.default)
        for urgency in priority.matrix.urgencies
        for impact in priority.matrix.impacts
    }


EFFECTS = (
    Effect(frozenset({"priority"}), set_by),
    Effect(frozenset({"priority", "severities"}), matrix),
)
