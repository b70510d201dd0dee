"""Promises that are stated in two units: the two agree."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog, Target, When
from sportello.findings import Problem, Rule, Severity
from sportello.rules.sla.groups import TICKETS, Grouped
from sportello.rules.sla.samples import Samples
from sportello.rules.sla.targets import promises_no_time
from sportello.rules.sla.units import is_unclear
from sportello.rules.sla.words import local_time
from sportello.worktime import Duration

L002: Final = Rule(
    "L002", Severity.ERROR, complete=frozenset({"policies", "calendars", "holidays", *TICKETS})
)
"""A promise in two units that do not agree.

*Una promessa espressa in due unità che non coincidono.*

Customers would hold you to one of the two and the desk to the other: for the ticket that the
finding shows they give different deadlines, in the calendar in which the promise is counted.
Correct one of the two, or remove `also_stated:`.

Bad, in `sla.yaml`:

```yaml
policies:
  base:
    name: Base
    targets: {resolution: {within: 40 business hours, also_stated: 5 working days}}
```

Good:

```yaml
policies:
  base:
    name: Base
    targets:
      resolution: {within: 40 business hours, also_stated: 2400 business minutes}
```
"""


def _stated_twice(catalog: Catalog, grouped: Grouped) -> Iterator[Problem]:
    if not any(each.also_stated for _, _, each in _promised(catalog)):
        return
    samples = Samples(catalog)
    for path, when, target in _promised(catalog):
        also = target.also_stated
        if also is not None and not _same(also, target.within) and _is_sound(catalog, target):
            example = _example(catalog, samples, target, grouped.possible(when), grouped)
            if example is not None:
                yield L002.problem(
                    (*path, "also_stated"),
                    f'"{also}" is not the same as "{target.within}"{example}',
                    "correct one of the two, or remove also_stated",
                )


def _is_sound(catalog: Catalog, target: Target) -> bool:
    return not promises_no_time(target) and not is_unclear(catalog, target)


def _same(one: Duration, other: Duration) -> bool:
    return one.kind.counts_like(other.kind) and one.amount == other.amount


def _promised(catalog: Catalog) -> Iterator[tuple[tuple[str, ...], When, Target]]:
    for name, policy in catalog.policies.items():
        for kind, target in policy.targets.items():
            yield ("policies", name, "targets", kind), policy.when, target


def _example(
    catalog: Catalog, samples: Samples, target: Target, groups: int, grouped: Grouped
) -> str | None:
    """Return for which ticket a promise and its other wording differ; None if they never do.

    Two lengths of one kind need no calendar. Others are compared for tickets that come while the
    desk is open: those that come while it is closed count from the opening in some units only.
    """
    also = target.also_stated
    if also is None or also.kind.counts_like(target.within.kind):
        return ""
    for name in grouped.calendars(target, groups):
        found = samples.differ(target, also, name)
        if found:
            opened, due, other = (local_time(catalog, instant, name) for instant in found)
            return f": a ticket opened {opened} is due {other} instead of {due}"
    return None


GROUPED_CHECKS = (_stated_twice,)
