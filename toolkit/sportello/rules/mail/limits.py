"""What is too much for a server, or needs one that is not there.

A Sieve run may have 32 actions; ours has six at most: a copy kept, an answer, and four sent on.
"""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog, ascii_domain
from sportello.findings import Problem, Rule, Severity, first_few
from sportello.routing.table import RoutingTable

M020: Final = Rule(
    "M020", Severity.ERROR, complete=frozenset({"mailboxes", "destinations", "catch_all"})
)
"""The Sieve script does not run where it is needed.

*Lo script Sieve non gira dove serve.*

Tags, acknowledgements and message rules are the work of the Sieve script at a destination. Where
`sieve: false` or `detail: false` says that it does not run, customers would get no
acknowledgement, and rules would do nothing; if only the tags are missing, that is a warning.
Remove the key if the destination's server can do that, deliver also to a destination where the
script runs, or do without.

Bad, in `mailboxes.yaml`:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example, sieve: false}
acknowledgements:
  standard:
    subject: {it: Ricevuto, en: Received}
    text: {it: Grazie, en: Thanks}
    once_per: 1 calendar day
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    acknowledge: standard
```

Good:

```yaml
acknowledgements:
  standard:
    subject: {it: Ricevuto, en: Received}
    text: {it: Grazie, en: Thanks}
    once_per: 1 calendar day
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    acknowledge: standard
```
"""
M026: Final = Rule("M026", Severity.ERROR)
"""More copies than Postfix makes.

*Più copie di quante ne faccia Postfix.*

Postfix makes at most 1,000 copies of a mail, and takes none that needs more, so nobody would get
what customers write. Deliver to a distribution list of the mail server, which does more.
"""
M027: Final = Rule("M027", Severity.ERROR)
"""A tag that is too long for a mail.

*Un'etichetta troppo lunga per un messaggio.*

Mail of a mailbox gets a header that names its services. Here they are so many that it would have
more than 998 characters, and no line of a mail may be longer (RFC 5322): the mail might be
refused. Give some of the services a mailbox of their own.
"""

MAX_COPIES = 1000
"""How many addresses one address may become (virtual_alias_expansion_limit of Postfix)."""


MAX_LINE = 998
"""Characters, or bytes, of a line of a mail (RFC 5322, 2.1.1)."""


_SHOWN = 3
"""Mailboxes that one finding names."""


def _limits(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    """Yield what is too much for a server, or needs one that is not there."""
    for name in catalog.mailboxes:
        if table.deliveries.get(name):
            yield from _too_many(table, name)
    written = {ascii_domain(key): key for key in catalog.catch_all}  # others have it from these
    for domain, deliveries in table.catch_all.items():
        if len(deliveries) > MAX_COPIES and domain in written:
            yield _copies(
                ("catch_all", written[domain]), f'the catch-all of "{domain}"', len(deliveries)
            )


def _unscripted(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    """Yield M020 once for a destination, with the mailboxes that no Sieve script handles."""
    acting: dict[str, list[str]] = {}
    marked: dict[str, list[str]] = {}
    for name, deliveries in table.deliveries.items():
        if not deliveries or any(table.is_scripted(each) for each in deliveries):
            continue
        mailbox = catalog.mailboxes[name]
        if mailbox.rules or mailbox.acknowledge is not None:
            acting.setdefault(deliveries[0].destination, []).append(name)
        elif table.services.get(name):
            marked.setdefault(deliveries[0].destination, []).append(name)
    for destination, names in acting.items():
        yield _no_script(catalog, destination, names, acting=True)
    for destination, names in marked.items():
        yield _no_script(catalog, destination, names, acting=False)


def _no_script(catalog: Catalog, destination: str, names: list[str], *, acting: bool) -> Problem:
    shown = first_few([f'"{name}"' for name in names], _SHOWN)
    which = f"mailbox {shown}" if len(names) == 1 else f"{len(names)} mailboxes ({shown})"
    what = (
        f"the rules and the acknowledgement of {which} would do nothing"
        if acting
        else f"mail of {which} gets no header that names its services"
    )
    instead = "remove rules and acknowledge there" if acting else "do without the header"
    found = catalog.destinations[destination]
    key = "detail" if not found.detail else "sieve"
    return M020.problem(
        ("destinations", destination, key),
        f'{what}: the Sieve script does not run at the destination "{destination}", '
        f"which has {key}: false",
        f'remove "{key}: false" if its server can do that, or deliver also to a destination where '
        f"the script runs, if only an archive, or {instead}",
        on_key=True,
        severity=Severity.ERROR if acting else Severity.WARNING,
    )


def _too_many(table: RoutingTable, name: str) -> Iterator[Problem]:
    copies = len(table.deliveries[name])
    if copies > MAX_COPIES:
        yield _copies(("mailboxes", name, "deliver_to"), f'mailbox "{name}"', copies)
    longest = max(len(f"{key}: {value}") for key, value in table.tags(name))
    if longest > MAX_LINE:
        yield M027.problem(
            ("mailboxes", name),
            f'the header that names the services of mailbox "{name}" would have {longest} '
            f"characters, and a line of a mail has {MAX_LINE} at most",
            "give some of the services a mailbox of their own",
            on_key=True,
        )


def _copies(path: tuple[str, ...], what: str, copies: int) -> Problem:
    message = f"{what} makes {copies} copies, and Postfix makes {MAX_COPIES} at most"
    return M026.problem(path, message, "deliver to a distribution list of the mail server")


ROUTING_CHECKS = (_limits, _unscripted)
