"""Former identifiers: an old address leads to one page, and is none itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import Catalog, Family, Service
from sportello.findings import Problem, Rule, Severity

R003: Final = Rule("R003", Severity.ERROR, complete=frozenset({"services", "families"}))
"""A former identifier that is in use.

*Un identificatore di prima che è in uso.*

The address of a page is made of the identifier of its service or family. `former` names the
identifiers that it had before: the old addresses lead on to its page. So none of them may be an
identifier of today, nor the former one of two. Take it out of `former` where it does not belong.

Bad, in `services/main.yaml`:

```yaml
services:
  wiki: {name: Wiki, provider: acme, mailbox: help, calendar: office, former: [pump]}
  pump: {name: Pump, provider: acme, mailbox: help, calendar: office, tags: [critical]}
```

Good:

```yaml
services:
  wiki: {name: Wiki, provider: acme, mailbox: help, calendar: office, former: [manual]}
  pump: {name: Pump, provider: acme, mailbox: help, calendar: office, tags: [critical]}
```
"""


def _former(catalog: Catalog) -> Iterator[Problem]:
    yield from _in_use("services", "service", catalog.services)
    yield from _in_use("families", "family", catalog.families)


def _in_use(
    section: str, what: str, entries: Mapping[str, Service] | Mapping[str, Family]
) -> Iterator[Problem]:
    claimed: dict[str, list[str]] = defaultdict(list)
    for name, entry in entries.items():
        for place, old in enumerate(entry.former):
            where = (section, name, "former", place)
            if old in entries:
                yield R003.problem(
                    where,
                    f'"{old}" is the identifier of a {what} of today',
                    "take it out: its address is that page's own",
                )
            elif claimed[old]:
                yield R003.problem(
                    where,
                    f'"{old}" is named as former identifier of "{claimed[old][0]}" too',
                    "leave it with the one that took over: an address leads to one page",
                )
            claimed[old].append(name)


CHECKS = (_former,)
