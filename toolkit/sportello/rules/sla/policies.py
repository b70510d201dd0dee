"""Policies: each can apply, and every ticket finds one that says what it promises."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Final

from sportello.catalog.model import Catalog, When
from sportello.catalog.model.sla import target_name
from sportello.findings import Problem, Rule, Severity, more
from sportello.rules.sla.groups import TICKET_KEYS, TICKETS, Clause, Grouped
from sportello.rules.sla.never_applies import fits_all
from sportello.sla.validity import boundaries, in_force

L003: Final = Rule("L003", Severity.ERROR, complete=frozenset({"policies"}))
"""A ticket may find no policy.

*Un ticket può non trovare nessuna policy.*

Who opens a ticket that fits no policy is promised nothing, and nobody notices. Let the last
policy have no conditions and no dates, so that it takes what the others leave. Where it is known
which tickets those are, L009 tells them instead.

Bad, in `sla.yaml`:

```yaml
policies: {}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""
L009: Final = Rule("L009", Severity.ERROR, complete=frozenset({"policies", *TICKETS}))
"""A ticket that finds no policy.

*Un ticket che non trova nessuna policy.*

Whoever opens such a ticket is promised nothing, and the desk has no deadline for it. The finding
names a service, with the severity and channel if they matter. Add a policy that fits, or a last
one without conditions and dates.

Bad, in `sla.yaml`:

```yaml
policies:
  wiki:
    name: Wiki
    when: {service: [wiki]}
    targets: {first_response: {within: 40 business hours}}
```

Good:

```yaml
policies:
  wiki:
    name: Wiki
    when: {service: [wiki]}
    targets: {first_response: {within: 40 business hours}}
  others: {name: Others, statement: Answers come as soon as we can.}
```
"""
L010: Final = Rule("L010", Severity.WARNING, complete=frozenset({"policies"}))
"""A policy that promises nothing.

*Una policy che non promette nulla.*

A customer finds neither a time nor a reason. Add `targets:`, or a `statement:`. A statement
without targets is a decision: it tells the customer that no time is promised, and why.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base}
```

Good:

```yaml
policies:
  base: {name: Base, statement: Answers come as soon as we can.}
```
"""
L011: Final = Rule("L011", Severity.WARNING, complete=frozenset({"policies", *TICKETS}))
"""A milder severity is promised more.

*Una gravità minore a cui si promette di più.*

Whoever reports the worse trouble is promised less: the milder severity has a target of which the
policy of the worse one says nothing, though it promises other times. Add it there, or take it out
of the milder one.

Bad, in `sla.yaml`:

```yaml
policies:
  high:
    name: High
    when: {severity: [high]}
    targets: {first_response: {within: 8 business hours}}
  base:
    name: Base
    targets:
      first_response: {within: 40 business hours}
      resolution: {within: 80 business hours}
```

Good:

```yaml
policies:
  high:
    name: High
    when: {severity: [high]}
    targets:
      first_response: {within: 8 business hours}
      resolution: {within: 40 business hours}
  base:
    name: Base
    targets:
      first_response: {within: 40 business hours}
      resolution: {within: 80 business hours}
```
"""

Combination = tuple[str | None, str | None]
"""A severity and a channel."""
Taken = Mapping[str | None, int]
"""The groups of services whose tickets a policy takes; under None those that find no policy."""


def _policies(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    if not catalog.services:
        return
    if not catalog.policies:
        yield _without_last()
        return
    entries = grouped.entries(catalog.policies)
    yield from _no_promise(catalog)
    days = boundaries(policy.valid for policy in catalog.policies.values())
    starts = sorted(days) or [date(catalog.helpdesk.years.first, 1, 1)]
    by_day = {day: _cells(entries, grouped, day) for day in starts}
    dated = any(policy.valid for policy in catalog.policies.values())
    uncovered = {
        problem.path: problem
        for day, cells in sorted(by_day.items(), reverse=True)  # the first day is told
        for problem in _uncovered(grouped, cells, f", on {day}," if dated else "")
    }
    if uncovered:
        yield from uncovered.values()
    elif not any(map(fits_all, catalog.policies.values())):
        yield _without_last()
    missing = (_missing_promises(catalog, cells) for cells in by_day.values())
    yield from {problem.path: problem for each in missing for problem in each}.values()


def _without_last() -> Problem:
    return L003.problem(
        ("policies",),
        "a ticket may find no policy",
        "add a last policy to sla.yaml, without conditions and dates",
        on_key=True,
    )


def _no_promise(catalog: Catalog) -> Iterator[Problem]:
    for name, policy in catalog.policies.items():
        if not policy.targets and not policy.statement:
            yield L010.problem(
                ("policies", name),
                "this policy promises nothing and does not say so",
                'add "targets:", or a "statement:" that says why no time is promised',
                on_key=True,
            )


def _cells(
    entries: tuple[Clause, ...], grouped: Grouped, day: date
) -> dict[Combination, dict[str | None, int]]:
    """Return what each policy takes on a day, of tickets with a severity and channel alone."""
    current = [
        (entry, entry.groups & grouped.tagged(entry.when))
        for entry in entries
        if in_force(entry.valid, day) and not _asks_more(entry.when)
    ]
    return {
        (severity, channel): _taken(current, severity, channel, with_it & graded)
        for channel, with_it in _channels(grouped).items()
        for severity, graded in grouped.severities.items()
    }


def _taken(
    current: list[tuple[Clause, int]], severity: str | None, channel: str | None, groups: int
) -> dict[str | None, int]:
    taken: dict[str | None, int] = {}
    for entry, fitting in current:
        when = entry.when
        if (not when.severity or severity in when.severity) and (
            not when.channel or channel in when.channel
        ):
            taken[entry.name] = groups & fitting
            groups &= ~fitting
    taken[None] = groups
    return taken


def _asks_more(when: When) -> bool:
    return any(getattr(when, key) for key in TICKET_KEYS if key != "channel")


def _channels(grouped: Grouped) -> dict[str | None, int]:
    """Return the groups that can be reached by each channel; None is one without a name."""
    found: dict[str | None, int] = {None: (1 << len(grouped.groups)) - 1}
    for index, each in enumerate(grouped.groups):
        for channel in each.channels:
            found[channel] = found.get(channel, 0) | 1 << index
    return found


def _uncovered(grouped: Grouped, cells: Mapping[Combination, Taken], on: str) -> Iterator[Problem]:
    gaps: dict[int, list[Combination]] = {}
    for cell, taken in cells.items():
        for index in range(len(grouped.groups)):
            if taken[None] >> index & 1:
                gaps.setdefault(index, []).append(cell)
    alike: dict[tuple[Combination, ...], list[int]] = {}
    for index, missing in gaps.items():
        alike.setdefault(tuple(missing), []).append(index)
    for missing_cells, indexes in alike.items():
        name = grouped.groups[indexes[0]].example
        words = [_words(cell) for cell in missing_cells]
        found = {grouped.groups[index].example: grouped.groups[index].size for index in indexes}
        others = sum(found.values()) - 1
        hours = _while(grouped, name, indexes)
        likewise = [
            more(count, what)
            for count, what in ((len(words) - 1, "case"), (others, "service"))
            if count
        ]
        also = f" (likewise {' and '.join(likewise)})" if likewise else ""
        yield L009.problem(
            ("services", name),
            f'a ticket for "{name}"{words[0]}{hours}{on} finds no policy{also}',
            "add a policy that fits it to sla.yaml, or a last one without conditions and dates",
            on_key=True,
        )


def _while(grouped: Grouped, service: str, indexes: Sequence[int]) -> str:
    """Return in which hours the tickets of a service come, unless they may come at any time."""
    own = [index for index, each in enumerate(grouped.groups) if each.example == service]
    missing = [index for index in own if index in indexes]
    if len(missing) == len(own):
        return ""
    hours = grouped.groups[missing[0]].hours
    return f" while {' and '.join(f'{name} is {hours[name]}' for name in hours)}"


def _words(cell: Combination) -> str:
    severity, channel = cell
    return (f" with severity {severity}" if severity else "") + (
        f" by {channel}" if channel else ""
    )


def _missing_promises(catalog: Catalog, cells: Mapping[Combination, Taken]) -> Iterator[Problem]:
    channels = {channel: None for _, channel in cells}
    severities = [each for each in {severity: None for severity, _ in cells} if each]
    for worse, milder in combinations(severities, 2):
        for channel in channels:
            for one, other in _both(cells[worse, channel], cells[milder, channel]):
                promised = catalog.policies[one].targets
                missing = [kind for kind in catalog.policies[other].targets if kind not in promised]
                if promised and missing:
                    yield L011.problem(
                        ("policies", one, "targets"),
                        f'severity "{worse}" is promised no {target_name(missing[0])} here, but '
                        f'the milder "{milder}" is, by the policy "{other}"',
                        f"add {missing[0]} here, or take it out of {other}",
                        on_key=True,
                    )


def _both(one: Taken, other: Taken) -> Iterator[tuple[str, str]]:
    """Yield the pairs of policies that take tickets of one group, of the two severities."""
    for first, mine in one.items():
        for second, its in other.items():
            if first and second and first != second and mine & its:
                yield first, second


GROUPED_CHECKS = (_policies,)
