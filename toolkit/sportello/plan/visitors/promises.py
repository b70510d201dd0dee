"""What is promised: how long it takes, or that it is promised otherwise."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from sportello.catalog.model import PublicCatalog, Text
from sportello.catalog.model.sla import target_name
from sportello.plan.impact import Impact
from sportello.plan.visitors.told import Telling, Told, some
from sportello.targets.changed import PublicChange

_TARGETS: Final = ("take_in_charge", "first_response", "next_update", "resolution")


def promise(told: Told) -> Iterator[PublicChange]:
    """Yield a promise: how long it takes, if that is of one level; else that it is another."""
    change = told.change
    target = next((each for each in _TARGETS if change.part.startswith(target_name(each))), "")
    before, after = told.sides
    about = [str(name) for section, name in change.about if section == "policies"]
    common = [name for name in about if name in before.policies and name in after.policies]
    for name in common if len(about) == 1 else ():
        old, new = (side.policies[name].targets.get(target) for side in told.sides)  # type: ignore[call-overload]
        cases = _cases(after, name, is_for_all=not change.case)
        was, now = (some(each and each.within) for each in (old, new))
        if was != now:
            yield told.of("promise", facts=(was, now), part=target, cases=cases)
            return
    kind = _PROMISES.get(change.kind) or _FELT.get(change.impact, "promise-other")
    if change.kind == "due-other":
        kind = "due-other"
    yield told.of(kind, part=target)


def _cases(catalog: PublicCatalog, name: str, *, is_for_all: bool) -> tuple[Text, ...]:
    """Return the levels that a policy is for; else its name, unless it is for all tickets."""
    policy, levels = catalog.policies[name], catalog.severities
    if policy.when.severity:
        return tuple(levels[each].name for each in policy.when.severity)
    return () if is_for_all else (policy.name,)


def with_both_ways(changes: Iterable[PublicChange]) -> Iterator[PublicChange]:
    """Yield changes; a promise that is later for some tickets and sooner for others once."""
    ways: dict[PublicChange, set[str]] = {}
    for each in changes:
        is_way = each.kind in _FELT.values()
        ways.setdefault(replace(each, kind="promise-other") if is_way else each, set()).add(
            each.kind
        )
    for each, kinds in ways.items():
        yield replace(each, kind=kinds.pop()) if len(kinds) == 1 else each


_PROMISES: Final = {"target-gone": "promise-gone", "target-new": "promise-new"}
_FELT: Final = {Impact.WEAKER: "promise-later", Impact.STRONGER: "promise-sooner"}


def of_levels(kind: str) -> Telling:
    """Return how a change of all levels is told."""

    def tell(_: Told) -> Iterator[PublicChange]:
        yield PublicChange(kind, ("policies", ""), "")

    return tell
