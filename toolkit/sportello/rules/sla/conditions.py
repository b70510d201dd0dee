"""Conditions: what they ask for is there."""

from collections.abc import Collection, Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import OWN, KeyPath, Problem, Rule, Severity, did_you_mean, more, nearest
from sportello.sla.conditions import may_fit, placed_conditions, service_facts

L005: Final = Rule("L005", Severity.WARNING, complete=frozenset({"services"}))
"""A condition on a tag or phase that is not there.

*Una condizione su un'etichetta o una fase che non c'è.*

The condition never fits, so what is promised under it reaches nobody; mostly the name is
misspelt. Write the tag or phase as the services have it, or give it to a service. A phase is told
only if a service has one of nearly the same name, for a ticket may bring a phase of its own.

Bad, in `sla.yaml`:

```yaml
policies:
  vital:
    name: Vital
    when: {tag: [critcal]}
    targets: {first_response: {within: 8 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
policies:
  vital:
    name: Vital
    when: {tag: [critical]}
    targets: {first_response: {within: 8 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""
L037: Final = Rule("L037", Severity.ERROR, complete=frozenset({"services", OWN}))
"""A condition on hours of which it is not said whose or which.

*Una condizione sull'orario che non dice quale, o di chi.*

`calendar:` in a condition is the one that `hours: open` or `hours: closed` asks; alone it asks for
nothing, and the condition holds at any hour. `hours:` alone asks the calendar of the service, and
never holds for a service that has none. Add `hours:`, or `calendar:` with the name of one.

Bad, in `sla.yaml`:

```yaml
policies:
  night:
    name: At night
    when: {calendar: office}
    targets: {first_response: {within: 4 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Good:

```yaml
policies:
  night:
    name: At night
    when: {hours: closed, calendar: office}
    targets: {first_response: {within: 4 business hours}}
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```
"""


def _unknown(catalog: Catalog) -> Iterator[Problem]:
    tags = {tag for service in catalog.services.values() for tag in service.tags}
    phases = {each.phase for service in catalog.services.values() for each in service.phases}
    for path, when in placed_conditions(catalog):
        for index, tag in enumerate(when.tag):
            if tag not in tags:
                yield _unknown_name((*path, "tag", index), "tag", tag, tags)
        for index, phase in enumerate(when.phase):
            if phase not in phases and nearest(phase, phases):
                yield _unknown_name((*path, "phase", index), "phase", phase, phases)


def _hours(catalog: Catalog) -> Iterator[Problem]:
    for path, when in placed_conditions(catalog):
        if when.calendar and not when.hours:
            message = f'this does not say whether "{when.calendar}" is to be open or closed'
            yield L037.problem((*path, "calendar"), message, 'add "hours: open" or "hours: closed"')
        if when.hours and not when.calendar:
            without = [
                name
                for name, service in catalog.services.items()
                if service.calendar is None and may_fit(when, service_facts(name, service))
            ]
            if without:
                also = f" (likewise {more(len(without) - 1, 'service')})" if without[1:] else ""
                yield L037.problem(
                    (*path, "hours"),
                    f'the service "{without[0]}" has no calendar that could be {when.hours}{also}',
                    'add "calendar:" here, or to the service',
                )


def _unknown_name(path: KeyPath, what: str, name: str, known: Collection[str]) -> Problem:
    message = f'no service has the {what} "{name}"'
    return L005.problem(path, message, did_you_mean(name, known))


CHECKS = (_unknown, _hours)
