"""Contracts: each has a policy, which says what it improves and is never weaker than that.

L013: a contract's policy that promises less than the one it overrides: a target that is missing,
falls due later, starts later or rests in more states. Deadlines are compared at sample openings
over a year, each in its own calendar.
L014: a contract that no condition asks for.
L015: a policy for a contract without `overrides`, so that nothing holds the one to the other; or
one that overrides itself, or a policy that none of its tickets could have.
"""

from collections.abc import Iterator

from sportello.catalog.model import Catalog, Target
from sportello.catalog.model.sla import TargetKind
from sportello.findings import Problem, Severity
from sportello.rules.rule import Rule
from sportello.rules.sla_groups import Grouped, conditions, group
from sportello.rules.sla_samples import Samples, shown
from sportello.rules.sla_targets import calendar_pairs, start_of


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
            what = kind.replace("_", " ")
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
            groups = grouped.possible(policy.when)
            less = _later_start(kind, mine[kind], promised)
            less = less or _more_pauses(catalog, kind, mine[kind], promised)
            less = less or _longer(catalog, grouped, samples, (mine[kind], promised, groups))
            if less:
                end, why = less
                yield Problem(
                    "L013",
                    (*path, kind, end),
                    f'the {what} is weaker than that of "{policy.overrides}": {why}',
                    "improve it, or take the override away",
                )


def _later_start(kind: TargetKind, mine: Target, base: Target) -> tuple[str, str] | None:
    if start_of(kind, base) == "opened" and start_of(kind, mine) != "opened":
        return "start", f'its clock starts at "{mine.start}", not as the ticket is opened'
    return None


def _more_pauses(
    catalog: Catalog, kind: TargetKind, mine: Target, base: Target
) -> tuple[str, str] | None:
    more = [
        each for each in _pauses(catalog, kind, mine) if each not in _pauses(catalog, kind, base)
    ]
    if mine.pauses and more:
        return "pauses", f'its clock rests in the state "{more[0]}" too'
    return None


def _pauses(catalog: Catalog, kind: TargetKind, target: Target) -> tuple[str, ...]:
    if target.pauses is not None:
        return target.pauses
    states = catalog.lifecycle.states if catalog.lifecycle else {}
    return tuple(name for name, state in states.items() if kind in state.pauses)


def _longer(
    catalog: Catalog, grouped: Grouped, samples: Samples, pair: tuple[Target, Target, int]
) -> tuple[str, str] | None:
    mine, base, groups = pair
    for its, others in calendar_pairs(grouped, mine, base, groups):
        found = samples.later(mine, its, base, others)
        if found:
            opened, late, early = found
            return "within", (
                f"a ticket opened {shown(catalog, opened, its)} is due {shown(catalog, late, its)} "
                f"instead of {shown(catalog, early, others)}"
            )
    return None


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
