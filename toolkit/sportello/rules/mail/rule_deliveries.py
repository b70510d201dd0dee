"""Message rules: where a rule sends mail, it can be sent."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog, Mailbox
from sportello.findings import Problem, Rule, Severity
from sportello.routing.flattening import final_deliveries
from sportello.routing.table import RoutingTable

M017: Final = Rule("M017", Severity.ERROR)
"""A message rule that leads back to its mailbox.

*Una regola che riporta alla propria casella.*

The rule delivers to an address that belongs to its own mailbox, so the mail would come back, and
nobody would get it. Deliver to a destination outside of the mailbox.

Bad, in `mailboxes.yaml`:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  back: {name: Back, kind: team, address: help@acme.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {subject: {contains: [alarm]}}
        deliver_to: [back]
        why: Alarms are for the desk alone
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {subject: {contains: [alarm]}}
        deliver_to: [desk]
        why: Alarms are for the desk alone
```
"""
M019: Final = Rule("M019", Severity.ERROR)
"""More copies than a Sieve script may send on.

*Più copie di quante uno script Sieve possa inoltrare.*

Where a rule takes mail away from some destinations, one destination decides and sends it on to
the others. The script may do that four times for one mail, and further people would not get it.
Name fewer destinations, such as a team instead of its members.

Bad, in `mailboxes.yaml`:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  a: {name: a, kind: team, address: a@tickets.example}
  b: {name: b, kind: team, address: b@tickets.example}
  c: {name: c, kind: team, address: c@tickets.example}
  d: {name: d, kind: team, address: d@tickets.example}
  e: {name: e, kind: team, address: e@tickets.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {subject: {contains: [alarm]}}
        deliver_to: [desk, a, b, c, d, e]
        why: Alarms are for the desk alone
```

Good:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  a: {name: a, kind: team, address: a@tickets.example}
  b: {name: b, kind: team, address: b@tickets.example}
  c: {name: c, kind: team, address: c@tickets.example}
  d: {name: d, kind: team, address: d@tickets.example}
  e: {name: e, kind: team, address: e@tickets.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {subject: {contains: [alarm]}}
        deliver_to: [desk, a, b, c]
        why: Alarms are for the desk alone
```
"""
M021: Final = Rule("M021", Severity.ERROR, complete=frozenset({"mailboxes", "destinations"}))
"""A copy that no rule can take back.

*Una copia che nessuna regola può trattenere.*

Rules are followed by a script (in the language Sieve) at the destinations. At one with `sieve:
false` or `detail: false` no script runs: it gets its copy before any rule is asked, and its
people read mail that the rule should keep from them. Name it in the rule too, as the good example
does with `far`, or take it out of the `deliver_to:` of the mailbox.

Bad, in `mailboxes.yaml`:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  far: {name: Far, kind: team, address: far@far.example, sieve: false}
  archive: {name: Archive, kind: archive, address: archive@tickets.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [far, archive]
    rules:
      alarm:
        when: {subject: {contains: [alarm]}}
        deliver_to: [desk]
        why: Alarms are for the desk alone
```

Good:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  far: {name: Far, kind: team, address: far@far.example, sieve: false}
  archive: {name: Archive, kind: archive, address: archive@tickets.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [far, archive]
    rules:
      alarm:
        when: {subject: {contains: [alarm]}}
        deliver_to: [desk, far]
        why: Alarms are for the desk alone
```
"""

MAX_REDIRECTS = 4
"""How often a Sieve script may send one mail on (sieve_max_redirects of Pigeonhole)."""


def _deliveries(
    catalog: Catalog, table: RoutingTable, name: str, mailbox: Mailbox
) -> Iterator[Problem]:
    for key, rule in mailbox.rules.items():
        path = ("mailboxes", name, "rules", key, "deliver_to")
        known = [each for each in rule.deliver_to if each in catalog.destinations]
        for index, each in enumerate(rule.deliver_to):
            if each in known and not final_deliveries(
                catalog, table.mailbox_destinations, (each,), name
            ):
                yield M017.problem(
                    (*path, index),
                    f'the rule "{key}" sends mail of mailbox "{name}" to "{each}", '
                    "which leads nowhere but back to it",
                    "deliver to a destination outside the mailbox",
                )
    if not table.deliveries.get(name):
        return
    usually = len(table.redirected(name, table.deliveries[name]))
    if usually > MAX_REDIRECTS:
        yield M019.problem(
            ("mailboxes", name, "deliver_to"),
            f'rules take mail of mailbox "{name}" away from its destinations, so '
            f'"{table.acknowledger(name).destination}" sends it on to the {usually} others, and '
            f"Sieve sends a mail on to {MAX_REDIRECTS} at most",
            "name fewer destinations, such as a team instead of its members",
        )
    for routed in table.rules.get(name, ()):
        path = ("mailboxes", name, "rules", routed.name, "deliver_to")
        further = table.redirected(name, routed.deliveries)
        if len(further) > MAX_REDIRECTS:
            yield M019.problem(
                path,
                f'the rule "{routed.name}" sends mail of mailbox "{name}" to {len(further)} other '
                f"addresses, and Sieve sends a mail on to {MAX_REDIRECTS} at most",
                "name fewer destinations, such as a team instead of its members",
            )
        for usual in table.served(name):
            if usual not in routed.deliveries and not table.is_scripted(usual):
                yield M021.problem(
                    path,
                    f'the rule "{routed.name}" cannot keep mail of mailbox "{name}" from '
                    f'"{usual.destination}": the target Sieve does not run there',
                    f'name "{usual.destination}" in the rule too, or take it out of the mailbox',
                )


def _all(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    for name, mailbox in catalog.mailboxes.items():
        yield from _deliveries(catalog, table, name, mailbox)


ROUTING_CHECKS = (_all,)
