"""Contracts: each has a policy, which says what it improves and is never weaker than that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sportello.catalog.model import Catalog, Policy, Target
from sportello.catalog.model.sla import TargetKind, target_name
from sportello.findings import Problem, Rule, Severity
from sportello.rules.sla.bases import without
from sportello.rules.sla.groups import CONDITIONAL, TICKETS, Group, Grouped
from sportello.rules.sla.samples import Samples
from sportello.rules.sla.targets import STARTS, later_due, start_of
from sportello.sla.conditions import conditions as conditions_of
from sportello.sla.match import condition_in_words
from sportello.sla.pauses import pausing

L013: Final = Rule(
    "L013",
    Severity.ERROR,
    complete=frozenset({"policies", "lifecycle", "calendars", "holidays", *TICKETS}),
)
"""A contract that promises less than there is without it.

*Un contratto che promette meno di quanto si avrebbe senza.*

The customer would be worse off with the contract than without it: for some of its tickets a
target is missing, falls due later, starts later, rests in more states, or forgives more of a
reopened ticket. The finding shows the other policy, and for a deadline a ticket, found among
sample openings over a year. Improve the target, or leave these tickets out of `when:`. Where a
promise is no longer, and later only because its calendar keeps the hours of another time zone,
that is a warning.

Bad, in `sla.yaml`:

```yaml
contracts:
  gold: {customer: Comune, services: [wiki]}
policies:
  gold:
    name: Gold
    when: {contract: [gold]}
    overrides: base
    targets: {first_response: {within: 41 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
contracts:
  gold: {customer: Comune, services: [wiki]}
policies:
  gold:
    name: Gold
    when: {contract: [gold]}
    overrides: base
    targets: {first_response: {within: 8 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""
L014: Final = Rule("L014", Severity.WARNING, complete=CONDITIONAL)
"""A contract that changes no promise.

*Un contratto che non cambia nessuna promessa.*

The customer has a contract and is promised only what everybody is, for no condition asks for it.
Add a policy with `when: {contract: [NAME]}`, and `overrides:` with the policy that it improves.

Bad, in `sla.yaml`:

```yaml
contracts:
  gold: {customer: Comune, services: [wiki]}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
contracts:
  gold: {customer: Comune, services: [wiki]}
policies:
  gold:
    name: Gold
    when: {contract: [gold]}
    overrides: base
    targets: {first_response: {within: 8 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""
L015: Final = Rule("L015", Severity.ERROR, complete=frozenset({"policies", *TICKETS}))
"""A contract's policy that does not say what it improves.

*La policy di un contratto che non dice che cosa migliora.*

Without `overrides:` nothing holds the policy of a contract to what everybody has, so the customer
may get less, unnoticed: that is a warning. It is an error if a policy overrides itself, or one
that none of its tickets would have without it. Name the policy that would apply without the
contract.

Bad, in `sla.yaml`:

```yaml
contracts:
  gold: {customer: Comune, services: [wiki]}
policies:
  gold:
    name: Gold
    when: {contract: [gold]}
    targets: {first_response: {within: 8 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
contracts:
  gold: {customer: Comune, services: [wiki]}
policies:
  gold:
    name: Gold
    when: {contract: [gold]}
    overrides: base
    targets: {first_response: {within: 8 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""

_STARTS: Final = STARTS["resolution"]
"""What may start a clock once, in the order in which it happens."""
_REOPENINGS: Final = ("count", "resume", "restart")
"""From the strictest to the mildest: the time after resolution counts, not, or all begins anew."""


Weaker = tuple[str, str, Severity]
"""The key of a target that makes it weaker, why, and how bad that is."""


def _contracts(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    if not any(policy.overrides or policy.when.contract for policy in catalog.policies.values()):
        return
    samples = Samples(catalog)
    entries = grouped.entries(catalog.policies)
    for name, policy in catalog.policies.items():
        path = ("policies", name)
        if policy.overrides is None:
            if policy.when.contract:
                yield _unsaid(path)
        elif policy.overrides == name:
            yield _itself(path)
        else:
            instead = without(catalog, grouped, entries, name)
            if instead.reached and policy.overrides not in instead.policies:
                yield _another(path, policy.overrides, [*instead.policies])
            else:
                yield from _weaker(catalog, grouped, samples, name, instead.policies)


def _weaker(
    catalog: Catalog, grouped: Grouped, samples: Samples, name: str, instead: Mapping[str, int]
) -> Iterator[Problem]:
    """Yield the targets that are weaker than those of a policy that would apply instead.

    Of each target the one that the policy overrides is told, else the first.
    """
    policy, reported = catalog.policies[name], set[str]()
    path = ("policies", name, "targets")
    for other in sorted(instead, key=lambda each: each != policy.overrides):
        members = [*grouped.members(instead[other])]
        for kind, promised in catalog.policies[other].targets.items():
            if kind in reported:
                continue
            mine = policy.targets.get(kind)
            if mine is None:
                reported.add(kind)
                yield L013.problem(
                    path if policy.targets else path[:2],
                    f"{_which(catalog, policy, other)}, promises a {target_name(kind)} within "
                    f'"{promised.within}"; here there is none',
                    f'add "{kind}:" with at most that{_or_narrow(policy, other)}',
                    on_key=True,
                )
                continue
            less = _later_start(kind, mine, promised)
            less = less or _more_pauses(catalog, kind, mine, promised)
            less = less or _milder_reopening(mine, promised)
            less = less or _longer(catalog, samples, mine, promised, members)
            if less:
                reported.add(kind)
                end, why, severity = less
                yield L013.problem(
                    (*path, kind, end),
                    f"the {target_name(kind)} is weaker than that of "
                    f"{_which(catalog, policy, other, of=True)}: {why}",
                    f"improve it, or take the override away{_or_narrow(policy, other)}",
                    severity=severity,
                )


def _which(catalog: Catalog, policy: Policy, other: str, *, of: bool = False) -> str:
    """Return a policy that would apply instead in words, and to which tickets."""
    if other == policy.overrides:
        return f'"{other}"' if of else f'"{other}", which this policy overrides'
    tickets = condition_in_words(catalog.policies[other].when)
    return f'"{other}", which its tickets with {tickets} would have instead'


def _or_narrow(policy: Policy, other: str) -> str:
    return "" if other == policy.overrides else f', or narrow "when:" and leave them "{other}"'


def _later_start(kind: TargetKind, mine: Target, base: Target) -> Weaker | None:
    start, other = start_of(kind, mine), start_of(kind, base)
    if {start, other} <= {*_STARTS} and _STARTS.index(start) > _STARTS.index(other):
        instead = "as the ticket is opened" if other == "opened" else f'at "{other}"'
        return "start", f'its clock starts at "{start}", not {instead}', Severity.ERROR
    return None


def _milder_reopening(mine: Target, base: Target) -> Weaker | None:
    if _REOPENINGS.index(mine.reopen) <= _REOPENINGS.index(base.reopen):
        return None
    why = f'a reopened ticket is counted with "{mine.reopen}", not with "{base.reopen}"'
    return "reopen", why, Severity.ERROR


def _more_pauses(catalog: Catalog, kind: TargetKind, mine: Target, base: Target) -> Weaker | None:
    usual = pausing(catalog.lifecycle, kind, base)
    more = [each for each in pausing(catalog.lifecycle, kind, mine) if each not in usual]
    if more:
        return "pauses", f'its clock is paused in the state "{more[0]}" too', Severity.ERROR
    return None


def _longer(
    catalog: Catalog, samples: Samples, mine: Target, base: Target, groups: Iterable[Group]
) -> Weaker | None:
    found = later_due(catalog, samples, mine, base, groups)
    if found is None:
        return None
    why = f"a ticket opened {found.opened} is due {found.late} instead of {found.early}"
    if found.as_much:
        return "within", f"{why}, for it is counted in another time zone", Severity.WARNING
    return "within", why, Severity.ERROR


def _unnamed(catalog: Catalog) -> Iterator[Problem]:
    if not catalog.policies:
        return  # L003
    named = {name for when in conditions_of(catalog) for name in when.contract}
    for name in catalog.contracts:
        if name not in named:
            yield L014.problem(
                ("contracts", name),
                f'nothing asks for the contract "{name}": it changes no promise',
                f"add a policy with `when: {{contract: [{name}]}}`",
                on_key=True,
            )


def _unsaid(path: tuple[str, ...]) -> Problem:
    return L015.problem(
        (*path, "when", "contract"),
        "this policy does not say which one it improves for this contract",
        'add "overrides:" with the policy that would apply without it',
        severity=Severity.WARNING,
    )


def _itself(path: tuple[str, ...]) -> Problem:
    return L015.problem(
        (*path, "overrides"),
        "a policy cannot override itself",
        "name the policy that would apply without it",
    )


def _another(path: tuple[str, ...], named: str, instead: Sequence[str]) -> Problem:
    others = " or ".join(f'"{each}"' for each in instead)
    return L015.problem(
        (*path, "overrides"),
        f'no ticket of this policy would have "{named}" without it, but {others or "no policy"}',
        f"write overrides: {instead[-1]}" if instead else 'take "overrides:" away',
    )


CHECKS = (_unnamed,)
GROUPED_CHECKS = (_contracts,)
