"""Contracts: each has a policy, which says what it improves and is never weaker than that.

L013: a contract's policy that promises less than the one it overrides: a target that is missing,
falls due later, starts later, rests in more states or forgives more of a reopened ticket.
Deadlines are compared at sample openings over a year, each in its own calendar.
L014: a contract that no condition asks for.
L015: a policy for a contract without `overrides`, so that nothing holds the one to the other; or
one that overrides itself, or a policy that none of its tickets could have.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from sportello.catalog.model import Catalog, Target
from sportello.catalog.model.sla import TargetKind
from sportello.findings import Problem, Severity
from sportello.rules.rule import Rule
from sportello.rules.sla.groups import Group, conditions, group
from sportello.rules.sla.samples import Samples
from sportello.rules.sla.targets import STARTS, later, start_of
from sportello.rules.sla.words import spoken

_STARTS: Final = STARTS["resolution"]
"""What may start a clock once, in the order in which it happens."""
_REOPENINGS: Final = ("count", "resume", "restart")
"""From the strictest to the mildest: the time after resolution counts, not, or all begins anew."""


def _weaker(catalog: Catalog) -> Iterator[Problem]:
    if not any(policy.overrides for policy in catalog.policies.values()):
        return
    grouped, samples = group(catalog), Samples(catalog)
    for name, policy in catalog.policies.items():
        base = catalog.policies.get(policy.overrides) if policy.overrides else None
        if base is None or policy.overrides == name:
            continue
        mine = policy.targets
        path = ("policies", name, "targets")
        for kind, promised in base.targets.items():
            what = spoken(kind)
            if kind not in mine:
                yield Problem(
                    "L013",
                    path if mine else path[:2],
                    f'"{policy.overrides}", which this policy overrides, promises a {what} within '
                    f'"{promised.within}"; here there is none',
                    f'add "{kind}:" with at most that',
                    on_key=True,
                )
                continue
            groups = grouped.members(grouped.possible(policy.when))
            less = _later_start(kind, mine[kind], promised)
            less = less or _more_pauses(catalog, kind, mine[kind], promised)
            less = less or _milder_reopening(mine[kind], promised)
            less = less or _longer(catalog, samples, mine[kind], promised, groups)
            if less:
                end, why = less
                yield Problem(
                    "L013",
                    (*path, kind, end),
                    f'the {what} is weaker than that of "{policy.overrides}": {why}',
                    "improve it, or take the override away",
                )


def _later_start(kind: TargetKind, mine: Target, base: Target) -> tuple[str, str] | None:
    start, other = start_of(kind, mine), start_of(kind, base)
    if {start, other} <= {*_STARTS} and _STARTS.index(start) > _STARTS.index(other):
        instead = "as the ticket is opened" if other == "opened" else f'at "{other}"'
        return "start", f'its clock starts at "{start}", not {instead}'
    return None


def _milder_reopening(mine: Target, base: Target) -> tuple[str, str] | None:
    if _REOPENINGS.index(mine.reopen) <= _REOPENINGS.index(base.reopen):
        return None
    return "reopen", f'a reopened ticket is counted with "{mine.reopen}", not with "{base.reopen}"'


def _more_pauses(
    catalog: Catalog, kind: TargetKind, mine: Target, base: Target
) -> tuple[str, str] | None:
    more = [
        each for each in _pauses(catalog, kind, mine) if each not in _pauses(catalog, kind, base)
    ]
    if more:
        return "pauses", f'its clock rests in the state "{more[0]}" too'
    return None


def _pauses(catalog: Catalog, kind: TargetKind, target: Target) -> tuple[str, ...]:
    if target.pauses is not None:
        return target.pauses
    states = catalog.lifecycle.states if catalog.lifecycle else {}
    return tuple(name for name, state in states.items() if kind in state.pauses)


def _longer(
    catalog: Catalog, samples: Samples, mine: Target, base: Target, groups: Iterable[Group]
) -> tuple[str, str] | None:
    found = later(catalog, samples, mine, base, groups)
    if found is None:
        return None
    opened, late, early = found
    return "within", f"a ticket opened {opened} is due {late} instead of {early}"


def _unnamed(catalog: Catalog) -> Iterator[Problem]:
    named = {name for when in conditions(catalog) for name in when.contract}
    for name in catalog.contracts:
        if name not in named:
            yield Problem(
                "L014",
                ("contracts", name),
                f'nothing asks for the contract "{name}": it changes no promise',
                f"add a policy with `when: {{contract: [{name}]}}`",
                Severity.WARNING,
                on_key=True,
            )


def _loose(catalog: Catalog) -> Iterator[Problem]:
    grouped = group(catalog) if any(each.overrides for each in catalog.policies.values()) else None
    for name, policy in catalog.policies.items():
        base = catalog.policies.get(policy.overrides) if policy.overrides else None
        if policy.overrides == name:
            yield Problem(
                "L015",
                ("policies", name, "overrides"),
                "a policy cannot override itself",
                "name the policy that would apply without it",
            )
        elif base and grouped and not grouped.meet(policy.when, base.when):
            yield Problem(
                "L015",
                ("policies", name, "overrides"),
                f'no ticket of this policy would have "{policy.overrides}" without it: their '
                "conditions exclude each other",
                "name the policy that would apply without it",
            )
        elif policy.when.contract and policy.overrides is None:
            yield Problem(
                "L015",
                ("policies", name, "when", "contract"),
                "this policy does not say which one it improves for this contract",
                'add "overrides:" with the policy that would apply without it',
                Severity.WARNING,
            )


RULES = (
    Rule(_weaker, from_absence=frozenset({"L013"})),
    Rule(_unnamed, from_absence=frozenset({"L014"})),
    Rule(_loose, from_absence=frozenset({"L015"})),
)
