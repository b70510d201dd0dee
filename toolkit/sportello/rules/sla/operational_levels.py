"""Operational levels (OLA): no team has more time than was promised."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.catalog.model.sla import target_name
from sportello.findings import Problem, Rule, Severity
from sportello.rules.sla.groups import TICKETS, Grouped
from sportello.rules.sla.samples import Samples
from sportello.rules.sla.targets import later_due

L016: Final = Rule(
    "L016",
    Severity.ERROR,
    complete=frozenset({"policies", "operational_levels", "calendars", "holidays", *TICKETS}),
)
"""A team has more time than was promised.

*Una squadra ha più tempo di quanto promesso.*

A team that uses all the time of its operational level (OLA) breaks the promise to the customer,
and the desk answers for it. The finding shows such a ticket. Allow the team less time than is
promised, or narrow `when:` to tickets with longer promises.

With, in `teams.yaml`:

```yaml
teams:
  second: {name: Second level, provider: acme}
```

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 8 business hours}}}
operational_levels:
  second:
    name: Second level
    team: second
    targets: {first_response: {within: 16 business hours}}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 8 business hours}}}
operational_levels:
  second:
    name: Second level
    team: second
    targets: {first_response: {within: 4 business hours}}
```
"""


def _levels(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    if not catalog.policies or not catalog.operational_levels:
        return
    samples = Samples(catalog)
    levels = grouped.entries(catalog.operational_levels)
    policies = grouped.entries(catalog.policies)
    for place, entry in enumerate(levels):
        level = catalog.operational_levels[entry.name]
        same_team = [
            each
            for each in levels[:place]
            if catalog.operational_levels[each.name].team == level.team
        ]
        for index, policy in enumerate(policies):
            if not policy.groups & entry.groups:
                continue
            left = grouped.left(policy, [*policies[:index], *same_team])
            severities = entry.when.severity or left
            groups = 0
            for severity in left:
                groups |= left[severity] if severity in severities else 0
            groups &= grouped.meet(policy.when, entry.when)
            yield from _too_long(catalog, grouped, samples, (entry.name, policy.name, groups))


def _too_long(
    catalog: Catalog, grouped: Grouped, samples: Samples, where: tuple[str, str, int]
) -> Iterator[Problem]:
    level_name, policy_name, groups = where
    promised = catalog.policies[policy_name].targets
    for kind, target in catalog.operational_levels[level_name].targets.items():
        if kind not in promised:
            continue
        found = later_due(catalog, samples, target, promised[kind], grouped.members(groups))
        if found:
            yield L016.problem(
                ("operational_levels", level_name, "targets", kind, "within"),
                f'"{target.within}" is more than the {target_name(kind)} that the policy '
                f'"{policy_name}" promises: for "{found.service}" from {found.opened}, until '
                f"{found.late} instead of {found.early}",
                f'allow less than "{promised[kind].within}", or narrow "when:"',
            )


GROUPED_CHECKS = (_levels,)
