"""Steps of escalations: each names one instant that makes sense."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog, Escalation, EscalationStep
from sportello.findings import KeyPath, Problem, Rule, Severity

L021: Final = Rule("L021", Severity.ERROR, complete=frozenset({"escalations"}))
"""An escalation step without one instant.

*Un passo di escalation senza un momento univoco.*

Nobody could tell when this step is due, so nobody would be warned in time. Write exactly one:
`at: 80 %` of the target's time, `before: 1 business hour` for how long before the deadline, or
`after:` for how long after it.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{at: 80 %, before: 1 business hour, to: [staff]}]
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{at: 80 %, to: [staff]}]
```
"""
L022: Final = Rule("L022", Severity.ERROR)
"""A warning after its deadline.

*Un avviso dopo la sua scadenza.*

More than 100 % of the time is over when the promise is broken already, so whoever is warned can
help nobody. Write at most 100 %. If the step is to tell of a ticket that is late, write `after:`
with how long after the deadline.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{at: 120 %, to: [staff]}]
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{after: 4 business hours, to: [staff]}]
```
"""
L024: Final = Rule("L024", Severity.ERROR, complete=frozenset({"escalations"}))
"""A warning without a deadline.

*Un avviso senza scadenza.*

`at` and `before` count from a deadline, and an escalation without target has none: nobody would
ever be warned. Add `target:`, or write `after:`, which then counts from the opening of the
ticket; with `in:`, from when it came into that state.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    statement: It is slow
    steps: [{at: 80 %, to: [staff]}]
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{at: 80 %, to: [staff]}]
```
"""

L038: Final = Rule("L038", Severity.ERROR, complete=frozenset({"escalations"}))
"""An escalation that watches a promise and counts from a state.

*Un'escalation che segue una promessa e conta da uno stato.*

The steps of a promise count from its deadline, those with `in:` from when the ticket came into
that state: with both, nobody could say when one is due, so none would be sent. Keep one, and write
two escalations if both are meant. That updates are owed in another rhythm while a ticket waits
cannot be promised: let the promise rest (`pauses:`), and remind with `in:` and `every:`.

Bad, in `sla.yaml`:

```yaml
lifecycle:
  types: {incident: {name: Incident}}
  states:
    new: {name: New, category: new}
    waiting: {name: Waiting, category: waiting}
    closed: {name: Closed, category: closed}
policies:
  base: {name: Base, targets: {next_update: {within: 9 business hours}}}
escalations:
  slow:
    target: next_update
    in: waiting
    statement: It is slow
    steps: [{after: 45 business hours, to: [staff]}]
```

Good:

```yaml
lifecycle:
  types: {incident: {name: Incident}}
  states:
    new: {name: New, category: new}
    waiting: {name: Waiting, category: waiting}
    closed: {name: Closed, category: closed}
policies:
  base: {name: Base, targets: {next_update: {within: 9 business hours, pauses: [waiting]}}}
escalations:
  slow:
    in: waiting
    statement: It is slow
    steps: [{after: 45 business hours, every: 45 business hours, to: [staff]}]
```
"""
L039: Final = Rule("L039", Severity.ERROR, complete=frozenset({"escalations"}))
"""A step that repeats after no time.

*Un passo che si ripete dopo nessun tempo.*

After no time at all the step would come again at once, and for ever, so it comes only once. Write
after how long it is to come again, such as `every: 1 working day`, or remove `every:`.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{at: 80 %, every: immediate, to: [staff]}]
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
escalations:
  slow:
    target: first_response
    statement: It is slow
    steps: [{at: 80 %, every: 1 working day, to: [staff]}]
```
"""

_KEYS: Final = ("at", "before", "after")


def escalation_steps(catalog: Catalog) -> Iterator[tuple[KeyPath, Escalation, EscalationStep]]:
    """Yield every step, with its path and its escalation."""
    for name, escalation in catalog.escalations.items():
        for index, step in enumerate(escalation.steps):
            yield ("escalations", name, "steps", index), escalation, step


def _shapes(catalog: Catalog) -> Iterator[Problem]:
    for path, escalation, step in escalation_steps(catalog):
        given = [key for key in _KEYS if getattr(step, key) is not None]
        if len(given) != 1:
            keys = " and ".join(given) or "no instant"
            message = f"a step has one of at, before and after; this one has {keys}"
            hint = 'write "at: 80 %", "before: 1 business hour" or "after: 2 working days"'
            yield L021.problem(path, message, hint)
            continue
        (key,) = given
        if escalation.in_ is not None and key != "after":
            message = f'"{key}" needs a deadline, and this escalation counts from a state'
            hint = 'write "after:", which counts from when the ticket came into that state'
            yield L024.problem((*path, key), message, hint)
        elif escalation.target is None and key != "after":
            yield L024.problem(
                (*path, key),
                f'"{key}" needs a deadline, and this escalation names no target',
                'add "target:" to the escalation, or write "after:", which counts from the opening',
            )
        elif step.at is not None and int(step.at.rstrip(" %")) > 100:
            yield L022.problem(
                (*path, "at"),
                f'"{step.at}" comes after the deadline that it should warn of',
                'write at most 100 %, or "after:" with a duration',
            )


def _rhythms(catalog: Catalog) -> Iterator[Problem]:
    for path, _, step in escalation_steps(catalog):
        if step.every is not None and not step.every.amount:
            message = f'"{step.every}" is no time at all: this cannot come again after it'
            yield L039.problem((*path, "every"), message, 'write a time, such as "1 working day"')


def _two_origins(catalog: Catalog) -> Iterator[Problem]:
    for name, escalation in catalog.escalations.items():
        state, target = escalation.in_, escalation.target
        if state is None or target is None:
            continue
        hint = f'keep "target: {target}" or "in: {state}", and write two escalations for both'
        if target == "next_update":
            hint = (
                f'remove "target:", write "pauses: [{state}]" at the next_update of the policy, '
                'and let a step here remind with "every:": an update has one rhythm for all states'
            )
        message = "an escalation counts from a deadline or from a state; this one names both"
        yield L038.problem(("escalations", name, "in"), message, hint)


CHECKS = (_shapes, _rhythms, _two_origins)
