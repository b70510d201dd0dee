"""Destinations: every mailbox has one, and none is a retired mailbox."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog, Mailbox
from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.routing.table import RoutingTable

M003: Final = Rule("M003", Severity.ERROR, complete=frozenset({"mailboxes", "helpdesk"}))
"""A mailbox that leads nowhere.

*Una casella che non porta da nessuna parte.*

Mail of customers to this mailbox would be refused or lost. Say with `deliver_to:` where it goes,
or with `retired:` who succeeds it. A mailbox that is retired later needs `deliver_to:` until that
day.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
```
"""
M007: Final = Rule("M007", Severity.ERROR)
"""Mail is sent on to a retired mailbox.

*La posta prosegue verso una casella dismessa.*

A retired mailbox takes no mail, so what is delivered there would be refused, and nobody there
reads it. Deliver to a destination that is in use.

Bad, in `mailboxes.yaml`:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  away: {name: Away, kind: team, address: old@acme.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk, away]
  old:
    address: old@acme.example
    retired: {since: 2026-01-01, successor: help}
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  old:
    address: old@acme.example
    retired: {since: 2026-01-01, successor: help}
```
"""


def _nowhere(catalog: Catalog, name: str, mailbox: Mailbox) -> Iterator[Problem]:
    if mailbox.deliver_to:
        return
    since = None if mailbox.retired is None else mailbox.retired.since
    message, hint = f'mailbox "{name}" has no destination', "add deliver_to"
    if since is None:
        message = f"{message}, so its mail would go nowhere"
        hint = f"{hint}, or retired with a successor"
    elif since > date(catalog.helpdesk.years.first, 1, 1):
        # Not by today's date: the same catalog must always be judged the same way.
        message = f"{message} until it is retired on {since}, so its mail would be refused before"
        hint = f"{hint}: it holds until that day"
    else:
        return
    yield M003.problem(("mailboxes", name), message, hint, on_key=True)


def _dead_ends(
    catalog: Catalog, table: RoutingTable, path: KeyPath, destinations: Iterable[str]
) -> Iterator[Problem]:
    for index, destination in enumerate(destinations):
        further = table.mailbox_destinations.get(destination)
        if further is not None and catalog.mailboxes[further].retired is not None:
            yield M007.problem(
                (*path, index),
                f'destination "{destination}" is the address of mailbox "{further}", '
                "which is retired",
                "deliver to a destination that is in use",
            )


def _nowhere_to_go(catalog: Catalog) -> Iterator[Problem]:
    for name, mailbox in catalog.mailboxes.items():
        yield from _nowhere(catalog, name, mailbox)


def _retired(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    for path, destinations in _lists(catalog):
        yield from _dead_ends(catalog, table, path, destinations)


def _lists(catalog: Catalog) -> Iterator[tuple[KeyPath, Iterable[str]]]:
    """Yield every list of destinations that is in use, with its path."""
    for name, mailbox in catalog.mailboxes.items():
        if mailbox.retired is None:
            yield ("mailboxes", name, "deliver_to"), mailbox.deliver_to
            for key, rule in mailbox.rules.items():
                yield ("mailboxes", name, "rules", key, "deliver_to"), rule.deliver_to
    for domain, destinations in catalog.catch_all.items():
        yield ("catch_all", domain), destinations


CHECKS = (_nowhere_to_go,)
ROUTING_CHECKS = (_retired,)
