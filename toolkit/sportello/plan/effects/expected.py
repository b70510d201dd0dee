"""What editors expect of the catalog: what no longer holds, and what is no longer asked."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.catalog.model.publishing import references
from sportello.expectations import Case, run
from sportello.findings import KeyPath
from sportello.plan.change import Change, Quoted, Words
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
        said = Quoted(claims(case))
        if name not in after:
            yield _own("guard-lowered", name, case, (said,), ("nothing is expected any more",))
        elif (now := claims(after[name])) != said.text:
            yield _own("guard-lowered", name, case, (said,), (Quoted(now),))
    for name, case in after.items():
        if name not in before:
            yield _own("guard-raised", name, case, (), (Quoted(claims(case)),))
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
            about = _about(kept[name])
            fails = ("fails: ", Quoted(came))
            yield Change("guard-lowered", Impact.DESK, name, said, fails, about=about)


def _own(kind: str, name: str, case: Case, before: Words, after: Words) -> Change:
    cause = ((TESTS, name),)
    return Change(kind, Impact.DESK, name, before, after, about=_about(case), causes=cause)


def _about(case: Case) -> tuple[KeyPath, ...]:
    """Return the entries that an expectation names."""
    return tuple(dict.fromkeys(references(case.expectation)))


EFFECTS = (Effect(SECTIONS, expected),)
