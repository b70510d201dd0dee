"""What editors expect of the catalog: what no longer holds, and what is no longer asked."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.expectations import run
from sportello.plan.change import Change, Quoted
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.guards import claims
from sportello.plan.impact import Impact
from sportello.plan.sections import TESTS

SECTIONS: Final = frozenset({*Catalog.__struct_fields__, TESTS})


def expected(comparison: Comparison) -> Iterator[Change]:
    """Yield the expectations that went, came, say something else, or held and fail now."""
    before, after = comparison.guards
    for name, case in before.items():
        said, cause = Quoted(claims(case)), ((TESTS, name),)
        if name not in after:
            gone = ("nothing is expected any more",)
            yield Change("guard-lowered", Impact.DESK, name, (said,), gone, causes=cause)
        elif (now := claims(after[name])) != said.text:
            yield Change("guard-lowered", Impact.DESK, name, (said,), (Quoted(now),), causes=cause)
    for name, case in after.items():
        if name not in before:
            said = Quoted(claims(case))
            yield Change("guard-raised", Impact.DESK, name, after=(said,), causes=((TESTS, name),))
    yield from _failing(comparison)


def _failing(comparison: Comparison) -> Iterator[Change]:
    """Yield the expectations that both sides have, and of which only the one before holds."""
    before, after = comparison.guards
    kept = {
        name: case
        for name, case in after.items()
        if name in before and claims(before[name]) == claims(case)
    }
    outcomes = dict(zip(kept, run(comparison.after, kept.values()), strict=True))
    failing = {name: each for name, each in outcomes.items() if not each.holds}
    held = run(comparison.before, (kept[name] for name in failing))
    for (name, outcome), once in zip(failing.items(), held, strict=True):
        if once.holds:
            came = "; ".join(each.message for each in outcome.verdict.mismatches)
            said = (Quoted(claims(kept[name])),)
            yield Change("guard-lowered", Impact.DESK, name, said, ("fails: ", Quoted(came)))


EFFECTS = (Effect(SECTIONS, expected),)
