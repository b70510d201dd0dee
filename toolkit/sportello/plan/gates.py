"""What of a plan may not be merged unseen: effects of some impacts that nobody has approved."""

from collections.abc import Collection, Iterator

from sportello.plan.impact import Impact
from sportello.plan.plan import Line, Plan

FILE = "approved.yaml"
"""The file of a catalog in which effects are approved."""


def tripped(plan: Plan, impacts: Collection[Impact]) -> tuple[Line, ...]:
    """Return the effects of some impacts that are not approved in this change.

    What is weaker for some is weaker: a minute more on one day does not make up for another.
    """
    asked = {*impacts, Impact.MIXED} if Impact.WEAKER in impacts else impacts
    return tuple(each for each in plan.of(*asked) if each.approval is None)


def approval_lines(lines: Collection[Line], spent: Collection[str]) -> Iterator[str]:
    """Yield what to add to the file of approvals, so that these effects are approved.

    What is `spent` stands there for a change that was merged, and is to be written anew.
    """
    yield "approved:"
    # What one edit does from two days on may be one effect, and has one name.
    for named, kind in {line.fingerprint: line.change.kind for line in lines}.items():
        earlier = "  # in place of the line of an earlier change" if named in spent else ""
        yield f"  {named}: {{kind: {kind}, why: }}{earlier}"
