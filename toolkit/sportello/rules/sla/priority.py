"""Priority: severities differ, each rule can apply, and the matrix gives every grade a severity."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity
from sportello.rules.sla.groups import TICKETS, Grouped
from sportello.rules.sla.never_applies import shadowed

L006: Final = Rule("L006", Severity.ERROR)
"""Two severities of the same rank.

*Due gravità dello stesso rango.*

Nobody could say which of the two is worse, so tickets could not be put in order. Give each
severity a rank of its own; 1 is the worst. Only severities for different providers may have the
same.

Bad, in `sla.yaml`:

```yaml
severities:
  high: {name: High, rank: 1}
  ordinary: {name: Ordinary, rank: 1}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""
L008: Final = Rule("L008", Severity.WARNING, complete=TICKETS)
"""A priority rule that can never apply.

*Una regola di priorità che non si applica mai.*

No ticket gets its severity from this rule: those above it take all its tickets, no service fits
it, or it asks for the severity, which is what the rules decide. Move it up, correct its
condition, or remove it.

Bad, in `sla.yaml`:

```yaml
priority:
  set_by: desk
  default: ordinary
  rules:
    all: {when: {provider: [acme]}, severity: high, why: Ours}
    wiki: {when: {service: [wiki]}, severity: ordinary, why: Only a wiki}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
priority:
  set_by: desk
  default: ordinary
  rules:
    wiki: {when: {service: [wiki]}, severity: ordinary, why: Only a wiki}
    all: {when: {provider: [acme]}, severity: high, why: Ours}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""


def _equal_ranks(catalog: Catalog) -> Iterator[Problem]:
    reported: set[str] = set()
    for (other, first), (name, severity) in combinations(catalog.severities.items(), 2):
        shared = not first.providers or not severity.providers
        shared = shared or not set(first.providers).isdisjoint(severity.providers)
        if severity.rank == first.rank and shared and name not in reported:
            reported.add(name)
            yield L006.problem(
                ("severities", name, "rank"),
                f'"{other}" has rank {severity.rank} too',
                "give each severity a rank of its own; 1 is the worst",
            )


def _rules(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    rules = catalog.priority.rules if catalog.priority else {}
    path = ("priority", "rules")
    for name, rule in rules.items():
        if rule.when.severity:
            yield L008.problem(
                (*path, name, "when", "severity"),
                "this rule can never apply: the severity is what the rules decide",
                "remove this condition, or ask for the cause, the tag or the type",
                on_key=True,
            )
    able = {name: each for name, each in rules.items() if not each.when.severity}
    if able and catalog.services:
        yield from shadowed(L008, path, "rule", grouped.entries(able), grouped)


CHECKS = (_equal_ranks,)
GROUPED_CHECKS = (_rules,)
