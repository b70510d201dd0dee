"""Intake: a ticket tells by what kind of channel it came, so channels of a kind have one intake."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity
from sportello.sla.start import intake_name

L036: Final = Rule("L036", Severity.WARNING, complete=frozenset({"services"}))
"""Two channels of one kind with different hours of intake.

*Due canali dello stesso tipo che accettano richieste in orari diversi.*

A ticket tells by what kind of channel it came, and not by which of two: the times of all of them
count from the intake of the first one that has its own. Whoever uses the other one is shown hours
that do not count. Give both the same `intake_calendar:`, or another `kind:` to one of them.

Bad, in `services/main.yaml`:

```yaml
defaults: {provider: acme, family: tools, calendar: office}
services:
  wiki:
    name: Wiki
    mailbox: help
    tags: [critical]
    channels:
      - {kind: portal, url: "https://one.acme.example/", intake_calendar: office}
      - {kind: portal, url: "https://two.acme.example/"}
```

Good:

```yaml
defaults: {provider: acme, family: tools, calendar: office}
services:
  wiki:
    name: Wiki
    mailbox: help
    tags: [critical]
    channels:
      - {kind: portal, url: "https://one.acme.example/", intake_calendar: office}
      - {kind: portal, url: "https://two.acme.example/", intake_calendar: office}
```
"""


def _intakes(catalog: Catalog) -> Iterator[Problem]:
    for name, service in catalog.services.items():
        for index, channel in enumerate(service.channels):
            own = channel.intake_calendar or service.intake_calendar
            counts = intake_name(service, channel.kind)
            if counts != own:
                key = "intake_calendar" if channel.intake_calendar else "kind"
                yield L036.problem(
                    ("services", name, "channels", index, key),
                    f'what comes by "{channel.kind}" counts as taken in by "{counts}", '
                    "which another channel of this kind names",
                    f"write intake_calendar: {counts}, or another kind",
                )


CHECKS = (_intakes,)
