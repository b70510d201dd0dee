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
ticket.

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
        if escalation.target is None and key != "after":
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


CHECKS = (_shapes,)
