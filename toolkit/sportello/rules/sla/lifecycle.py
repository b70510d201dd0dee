"""Lifecycle: from the first state every other is reached, and from each the ticket can be closed.

All but the first half of L028 speak of transitions, and are silent where the catalog has none.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sportello.catalog.model import Catalog, Lifecycle
from sportello.findings import Problem, Rule, Severity, more

L029: Final = Rule("L029", Severity.WARNING, complete=frozenset({"lifecycle"}))
"""A state that no ticket reaches.

*Uno stato che nessun ticket raggiunge.*

No way of transitions leads here from the first state, so what is written of this state never
happens. Add a transition to it, or remove it. If no state has the category `new`, a ticket has
none to begin in: write `category: new` at the first one.

Bad, in `sla.yaml`:

```yaml
lifecycle:
  types: {incident: {name: Incident}}
  states:
    new: {name: New, category: new}
    parked: {name: Parked, category: open}
    closed: {name: Closed, category: closed}
  transitions:
    - {from: new, to: closed, by: desk}
    - {from: parked, to: closed, by: desk}
policies:
  base: {name: Base, targets: {resolution: {within: 40 business hours}}}
```

Good:

```yaml
lifecycle:
  types: {incident: {name: Incident}}
  states:
    new: {name: New, category: new}
    parked: {name: Parked, category: open}
    closed: {name: Closed, category: closed}
  transitions:
    - {from: new, to: parked, by: desk}
    - {from: new, to: closed, by: desk}
    - {from: parked, to: closed, by: desk}
policies:
  base: {name: Base, targets: {resolution: {within: 40 business hours}}}
```
"""
L030: Final = Rule("L030", Severity.WARNING, complete=frozenset({"lifecycle"}))
"""States from which no ticket is closed.

*Stati da cui nessun ticket arriva alla chiusura.*

A ticket that gets there stays open for ever. Add a transition to a closed state, or to one that
leads there; if no state has the category `closed`, write it at the last one. That none reaches
the end is then not told again. In a state of category `cancelled` a ticket has ended too.

Bad, in `sla.yaml`:

```yaml
lifecycle:
  types: {incident: {name: Incident}}
  states:
    new: {name: New, category: new}
    parked: {name: Parked, category: open}
    closed: {name: Closed, category: closed}
  transitions:
    - {from: new, to: parked, by: desk}
    - {from: new, to: closed, by: desk}
policies:
  base: {name: Base, targets: {resolution: {within: 40 business hours}}}
```

Good:

```yaml
lifecycle:
  types: {incident: {name: Incident}}
  states:
    new: {name: New, category: new}
    parked: {name: Parked, category: open}
    closed: {name: Closed, category: closed}
  transitions:
    - {from: new, to: parked, by: desk}
    - {from: new, to: closed, by: desk}
    - {from: parked, to: closed, by: desk}
policies:
  base: {name: Base, targets: {resolution: {within: 40 business hours}}}
```
"""

_STATES = ("lifecycle", "states")
_TO_THE_END = {"cancelled": 0, "closed": 0, "resolved": 0, "open": 1, "new": 2, "waiting": 3}
"""How near to its end a ticket of each category is."""


def _transitions(catalog: Catalog) -> Iterator[Problem]:
    lifecycle = catalog.lifecycle
    if lifecycle is None or not lifecycle.transitions:
        return
    first, last = _of(lifecycle, "new"), _of(lifecycle, "closed")
    ending = _from(
        (*last, *_of(lifecycle, "cancelled")),
        {(each.to, each.from_) for each in lifecycle.transitions},
    )
    if first:
        reached = _from(first, {(each.from_, each.to) for each in lifecycle.transitions})
        reported = () if ending.intersection(first) else last
        for name in lifecycle.states:
            if name not in reached and name not in reported:
                yield L029.problem(
                    (*_STATES, name),
                    f'no ticket can reach the state "{name}"',
                    f"add a transition to {name}, or remove the state",
                    on_key=True,
                )
    else:
        message = 'no state has the category "new": a ticket has none to begin in'
        hint = 'write "category: new" at the first state'
        yield L029.problem(_STATES, message, hint, on_key=True)
    if last:
        yield from _endless(lifecycle, ending, last[0])
    else:
        message = 'no state has the category "closed": no ticket ever ends'
        hint = 'write "category: closed" at the last state'
        yield L030.problem(_STATES, message, hint, on_key=True)


def _endless(lifecycle: Lifecycle, ending: set[str], last: str) -> Iterator[Problem]:
    """Yield one problem for all states without an end: the missing step is the nearest to it."""
    leaving = {each.from_ for each in lifecycle.transitions}
    endless = [
        name
        for name, state in lifecycle.states.items()
        if name not in ending and not (state.pauses and name not in leaving)
    ]
    if not endless:
        return
    nearest, *others = sorted(
        endless, key=lambda name: _TO_THE_END[lifecycle.states[name].category]
    )
    nor = f", nor from {more(len(others), 'state')}" if others else ""
    yield L030.problem(
        (*_STATES, nearest),
        f'from the state "{nearest}" no ticket is ever closed{nor}',
        f"add a transition from {nearest} to {last}, or to a state that leads there",
        on_key=True,
    )


def _of(lifecycle: Lifecycle, category: str) -> list[str]:
    return [name for name, state in lifecycle.states.items() if state.category == category]


def _from(first: Iterable[str], steps: Iterable[tuple[str, str]]) -> set[str]:
    """Return the states that are reached from some, themselves included."""
    following: dict[str, list[str]] = {}
    for here, there in steps:
        following.setdefault(here, []).append(there)
    return _reachable(list(first), following)


def _reachable(waiting: list[str], following: Mapping[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += following.get(here, ())
    return reached


CHECKS = (_transitions,)
