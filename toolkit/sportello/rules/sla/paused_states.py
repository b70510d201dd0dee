"""States that pause clocks: somebody can leave them, and it is said who."""

from collections.abc import Iterable, Iterator
from typing import Final

from sportello.catalog.model import Catalog, Lifecycle, State, Transition
from sportello.findings import Problem, Rule, Severity

L027: Final = Rule("L027", Severity.ERROR, complete=frozenset({"lifecycle"}))
"""A paused state that nobody can leave.

*Uno stato in pausa da cui nessuno può uscire.*

Clocks are paused in this state, and no transition leads out of it: a ticket there is never late and
never done, and its customer waits for ever. Add a transition to the state in which work goes on.

Bad, in `sla.yaml`:

```yaml
lifecycle:
  types: {incident: {name: Incident}}
  states:
    new: {name: New, category: new}
    waiting: {name: Waiting, category: waiting, pauses: [resolution], resumed_by: desk}
    closed: {name: Closed, category: closed}
  transitions:
    - {from: new, to: waiting, by: desk}
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
    waiting: {name: Waiting, category: waiting, pauses: [resolution], resumed_by: desk}
    closed: {name: Closed, category: closed}
  transitions:
    - {from: new, to: waiting, by: desk}
    - {from: waiting, to: new, by: desk}
    - {from: new, to: closed, by: desk}
policies:
  base: {name: Base, targets: {resolution: {within: 40 business hours}}}
```
"""
L028: Final = Rule("L028", Severity.WARNING, complete=frozenset({"lifecycle"}))
"""A paused state without a way to go on.

*Uno stato in pausa da cui non si sa come riprendere.*

Clocks are paused here, and nobody is named who ends that, or whoever `resumed_by` names takes no
step back to work. So the ticket waits, and each side waits for the other. Add `resumed_by:
requester-reply` or `resumed_by: desk`, or the transition that is missing. Where a ticket is
cancelled (merged, spam) its clocks have ended: such a state has nothing to pause.

Bad, in `sla.yaml`:

```yaml
lifecycle:
  types: {incident: {name: Incident}}
  states:
    new: {name: New, category: new}
    waiting: {name: Waiting, category: waiting, pauses: [resolution]}
    closed: {name: Closed, category: closed}
policies:
  base: {name: Base, targets: {resolution: {within: 40 business hours}}}
```

Good:

```yaml
lifecycle:
  types: {incident: {name: Incident}}
  states:
    new: {name: New, category: new}
    waiting:
      name: Waiting
      category: waiting
      pauses: [resolution]
      resumed_by: requester-reply
    closed: {name: Closed, category: closed}
policies:
  base: {name: Base, targets: {resolution: {within: 40 business hours}}}
```
"""


_STATES: Final = ("lifecycle", "states")


def _resting(catalog: Catalog) -> Iterator[Problem]:
    lifecycle = catalog.lifecycle
    if lifecycle is None:
        return
    for name, state in lifecycle.states.items():
        if not state.pauses:
            continue
        if state.category == "cancelled":
            yield L028.problem(
                (*_STATES, name, "pauses"),
                f'the clocks of a ticket end in the state "{name}", so there is none to pause',
                "remove pauses",
                on_key=True,
            )
            continue
        leaving = [each for each in lifecycle.transitions if each.from_ == name]
        if lifecycle.transitions and not leaving:
            yield L027.problem(
                (*_STATES, name),
                f'nobody can leave the state "{name}", and its clocks are paused for ever',
                f"add a transition from {name} to the state in which work goes on",
                on_key=True,
            )
        elif state.resumed_by is None:
            yield L028.problem(
                (*_STATES, name),
                f'clocks are paused in the state "{name}", and nothing says what resumes them',
                'add "resumed_by: requester-reply" or "resumed_by: desk"',
                on_key=True,
            )
        elif leaving and not _resumes(lifecycle, state, leaving):
            by_desk = state.resumed_by == "desk"
            who = "the desk" if by_desk else "the requester or the system"
            step = "step out of it" if by_desk else "step from it back to work"
            yield L028.problem(
                (*_STATES, name, "resumed_by"),
                f'"{state.resumed_by}" resumes this state, but no {step} is made by {who}',
                f"add a transition from {name} made by {who}, or correct resumed_by",
            )


def _resumes(lifecycle: Lifecycle, state: State, leaving: Iterable[Transition]) -> bool:
    """Return whether whoever resumes a state takes a step out of it.

    An answer of the requester puts the ticket back to work: that it is resolved for want of one is
    no answer.
    """
    if state.resumed_by == "desk":
        return any(each.by == "desk" for each in leaving)
    at_work = {
        name
        for name, each in lifecycle.states.items()
        if each.category not in ("resolved", "closed", "cancelled")
    }
    return any(each.by != "desk" and each.to in at_work for each in leaving)


CHECKS = (_resting,)
