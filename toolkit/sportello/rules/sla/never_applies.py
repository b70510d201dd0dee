"""Policies that can never apply: those above take all their tickets, or nothing fits them."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from sportello.catalog.model import Catalog, Policy, When
from sportello.findings import Problem, Rule, Severity
from sportello.rules.sla.groups import TICKETS, Clause, Grouped

L004: Final = Rule("L004", Severity.WARNING, complete=frozenset({"policies"}))
"""A policy below one that fits every ticket.

*Una policy dopo un'altra che vale per ogni ticket.*

The first policy that fits holds, so one below a policy without conditions never gets a ticket:
what it promises reaches no customer. Move the policy without conditions to the end.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
  mail:
    name: Mail
    when: {channel: [mail]}
    targets: {first_response: {within: 8 business hours}}
```

Good:

```yaml
policies:
  mail:
    name: Mail
    when: {channel: [mail]}
    targets: {first_response: {within: 8 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""
L007: Final = Rule("L007", Severity.WARNING, complete=frozenset({"policies", *TICKETS}))
"""A policy that can never apply.

*Una policy che non si applica mai.*

What it promises reaches no customer: the first policy that fits holds, and those above take all
its tickets, or no service fits its conditions. Move it above the one that the finding names,
correct its conditions, or remove it. The last policy, without conditions, is there for services
to come.

Bad, in `sla.yaml`:

```yaml
policies:
  all:
    name: All mail
    when: {channel: [mail]}
    targets: {first_response: {within: 8 business hours}}
  wiki:
    name: Wiki
    when: {channel: [mail], service: [wiki]}
    targets: {first_response: {within: 4 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
policies:
  wiki:
    name: Wiki
    when: {channel: [mail], service: [wiki]}
    targets: {first_response: {within: 4 business hours}}
  all:
    name: All mail
    when: {channel: [mail]}
    targets: {first_response: {within: 8 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""


def shadowed(
    rule: Rule, path: tuple[str, ...], what: str, entries: tuple[Clause, ...], grouped: Grouped
) -> Iterator[Problem]:
    """Yield the entries that can never apply, but for those below one that fits everything."""
    for index, entry in enumerate(entries):
        earlier = [each for each in entries[:index] if each.groups & entry.groups]
        if rule is L007 and entry.when == When() and entry.valid is None:
            return  # what is below it is told as L004
        if not entry.groups and _asks_no_calendar(entry.when, grouped):
            continue  # told as L037
        if not entry.groups:
            message, hint = _unfit(what, entry, grouped)
        elif not any(grouped.left(entry, earlier).values()):
            above = [each.name for each in earlier if _takes(grouped, entry, each)]
            names = " and ".join(f'"{name}"' for name in above)
            verb = "take" if len(above) > 1 else "takes"
            message = f"this {what} can never apply: {names} above it {verb} all its tickets"
            hint = f'move it above "{above[0]}", or remove it'
        else:
            continue
        yield rule.problem((*path, entry.name), message, hint, on_key=True)


def _asks_no_calendar(when: When, grouped: Grouped) -> bool:
    """Return whether a condition asks for hours of services that all have no calendar."""
    others = [*grouped.members(grouped.possible(replace(when, hours=None)))]
    asks = when.hours and not when.calendar and others
    return bool(asks) and all(each.calendar is None for each in others)


def _unfit(what: str, entry: Clause, grouped: Grouped) -> tuple[str, str]:
    """Return why no ticket fits an entry, and the remedy."""
    when = entry.when
    if when.hours and grouped.possible(replace(when, hours=None)):
        which = f'the calendar "{when.calendar}"' if when.calendar else "the service's calendar"
        message = f"this {what} can never apply: {which} is never {when.hours}"
        return message, "name another calendar, or remove it"
    return (
        f"this {what} can never apply: no service fits its condition",
        "correct provider, family, service or severity: they must all fit one service",
    )


def _takes(grouped: Grouped, entry: Clause, other: Clause) -> bool:
    severities: set[str | None] = {*entry.when.severity} or {*grouped.severities}
    others: set[str | None] = {*other.when.severity} or severities
    return bool(severities & others and grouped.taken(entry, other) & entry.groups)


def _after_the_last(catalog: Catalog) -> Iterator[Problem]:
    winner = None
    for name, policy in catalog.policies.items():
        if winner is not None:
            yield L004.problem(
                ("policies", name),
                f'this policy can never apply: "{winner}" above it fits every ticket',
                f'move "{winner}" to the end',
                on_key=True,
            )
        elif fits_all(policy):
            winner = name


def fits_all(policy: Policy) -> bool:
    """Return whether a policy applies to every ticket."""
    return policy.when == When() and policy.valid is None


def _taken(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    if catalog.services and catalog.policies:
        entries = grouped.entries(catalog.policies)
        yield from shadowed(L007, ("policies",), "policy", entries, grouped)


CHECKS = (_after_the_last,)
GROUPED_CHECKS = (_taken,)
