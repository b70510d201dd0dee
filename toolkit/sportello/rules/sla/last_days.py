"""The last day of a promise: what is said of it is for one unit alone."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from sportello.catalog.model import Catalog, Target
from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.rules.sla.units import LEAD_STEPS, LEADS
from sportello.worktime import Duration, DurationKind
from sportello.worktime.last_day import may_roll

L040: Final = Rule("L040", Severity.WARNING)
"""What is said of the last day, where the unit has none.

*Quello che si dice dell'ultimo giorno, dove l'unità non ne ha.*

`at:` is the hour of the last working day, and `if_closed:` moves the last calendar day to one that
is open; with another unit they do nothing, and whoever reads them expects a deadline that does not
come. Write the time in the unit that is meant, or remove the key.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {resolution: {within: 40 business hours, if_closed: next}}}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {resolution: {within: 5 calendar days, if_closed: next}}}
```
"""


def _last_days(catalog: Catalog) -> Iterator[Problem]:
    for section in ("policies", "operational_levels"):
        for name, entry in getattr(catalog, section).items():
            for kind, target in entry.targets.items():
                yield from _target((section, name, "targets", kind), target)
    for name, service in catalog.services.items():
        for process, step in product(LEADS, LEAD_STEPS):
            written = getattr(getattr(service, process), step, None)
            if written is not None and written.if_closed != "stay":
                length = getattr(written, LEAD_STEPS[step])
                if not may_roll(length, written.if_closed):
                    path = ("services", name, process, step, "if_closed")
                    yield _without_effect(path, length, "calendar days")


def _target(path: KeyPath, target: Target) -> Iterator[Problem]:
    if target.at != "end_of_day" and target.within.kind is not DurationKind.WORKING_DAYS:
        yield _without_effect((*path, "at"), target.within, "working days")
    if target.if_closed != "stay" and not target.may_roll:
        yield _without_effect((*path, "if_closed"), target.within, "calendar days")


def _without_effect(path: KeyPath, within: Duration, unit: str) -> Problem:
    return L040.problem(
        path,
        f'"{path[-1]}" is about {unit}, and beside "{within}" it does nothing',
        f"write the time in {unit}, or remove {path[-1]}:",
    )


CHECKS = (_last_days,)
