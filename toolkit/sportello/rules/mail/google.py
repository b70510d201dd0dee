"""What Google Workspace cannot do: say where a mailbox went, and hold a longer map."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity
from sportello.routing import flatten

M063: Final = Rule("M063", Severity.WARNING, complete=frozenset({"mailboxes"}))
"""A retired mailbox whose text Google cannot say.

*Una casella dismessa di cui Google non può comunicare il testo.*

Whoever writes there learns from Google Workspace only that the mailbox does not exist, not where
to write. Add `successor:` and `forward_until:`, so that mail is forwarded for a while, or accept
it and silence this with the reason (I001 shows how).

With, in `helpdesk.yaml`:

```yaml
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/
years: {first: 2026, last: 2027}
country: IT
mail_servers: [google]
```

Bad, in `mailboxes.yaml`:

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

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  old:
    address: old@acme.example
    retired: {since: 2026-01-01, successor: help, forward_until: 2027-12-31}
```
"""
M064: Final = Rule("M064", Severity.WARNING)
"""More addresses than a map of Google holds.

*Più indirizzi di quanti ne contenga una mappa di Google.*

A recipient address map of Google Workspace has at most 5,000 lines, and 12 destinations for one
address. What is beyond would not be delivered. Have the groups (for GAM) installed instead of the
map.
"""

_MAP_LINES: Final = 5_000
_MAP_DESTINATIONS: Final = 12


def _google(catalog: Catalog) -> Iterator[Problem]:
    if "google" not in catalog.helpdesk.mail_servers:
        return
    for name, mailbox in catalog.mailboxes.items():
        if mailbox.retired is not None and mailbox.retired.forward_until is None:
            yield M063.problem(
                ("mailboxes", name, "retired"),
                f'Google Workspace says of the retired mailbox "{name}" only that it does not '
                "exist, not where to write",
                "add successor and forward_until, or accept it",
                on_key=True,
            )
    yield from _address_map(catalog)


def _address_map(catalog: Catalog) -> Iterator[Problem]:
    table = flatten(catalog)
    lines = 0
    for name in table.deliveries:
        deliveries = table.served(name)
        lines += len(deliveries) * len(table.addresses(name))
        if len(deliveries) > _MAP_DESTINATIONS:
            yield M064.problem(
                ("mailboxes", name, "deliver_to"),
                f'mailbox "{name}" has {len(deliveries)} destinations, and a recipient address '
                f"map of Google Workspace takes {_MAP_DESTINATIONS} for an address",
                "use the groups (GAM) instead of the map",
                on_key=True,
            )
    if lines > _MAP_LINES:
        yield M064.problem(
            ("mailboxes",),
            f"a recipient address map of Google Workspace would have {lines} lines, and takes "
            f"{_MAP_LINES}",
            "use the groups (GAM) instead of the map",
            on_key=True,
        )


CHECKS = (_google,)
