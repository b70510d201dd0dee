"""What of a plan may not be merged unseen: effects of some impacts that nobody has approved."""

from collections.abc import Collection, Iterator

from sportello.plan.impact import Impact
from sportello.plan.plan import Line, Plan

FILE = "approved.yaml"
"""The file of a catalog in which effects are approved."""


def tripped(plan: Plan, impacts: Collection[Impact]) -> tuple[Line, ...]:
    """Return the effects of some impacts that are not approved in this change."""
    return tuple(each for each in plan.of(*impacts) if each.approval is None)


def approval_lines(lines: Collection[Line]) -> Iterator[str]:
    """Yield what to add to the file of approvals, so that these effects are approved."""
    yield "approved:"
    # What one edit does from two days on may be one effect, and has one name.
    for named, kind in {line.fingerprint: line.change.kind for line in lines}.items():
        yield f"  {named}: {{kind: {kind}, why: }}"
