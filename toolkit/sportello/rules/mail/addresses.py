"""Addresses: each belongs to one mailbox, is one that servers take, and is used."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Address, Catalog, Mailbox, ascii_domain
from sportello.findings import Invalid, KeyPath, Problem, Rule, Severity
from sportello.routing.address import domain_of, without_detail
from sportello.routing.alias_domains import addresses_of, original_of, twins_of
from sportello.routing.table import RoutingTable

M001: Final = Rule("M001", Severity.ERROR)
"""An address is used twice.

*Un indirizzo è usato due volte.*

One address leads to one mailbox, in capitals or not; otherwise nobody could say where the mail of
customers goes. It stands twice in one mailbox, in two of them, or is where a destination gets its
mail. Keep it in one place, or give the mailbox another address.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  old:
    address: help@acme.example
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
M005: Final = Rule("M005", Severity.WARNING)
"""An address that is another mailbox's with a detail.

*Un indirizzo con «+» che spetta a un'altra casella.*

Mail to name+anything goes to the mailbox of `name`. An address with a plus of another mailbox
would take some of it away. Write it without the plus, or let the mailbox of `name` have it.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  vip:
    address: help+vip@acme.example
    retired: {since: 2026-01-01, successor: help}
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  vip:
    address: vip@acme.example
    retired: {since: 2026-01-01, successor: help}
```
"""
M006: Final = Rule("M006", Severity.ERROR)
"""A delivery address that no server takes.

*Un indirizzo di consegna che nessun server accetta.*

Where the script runs, mail is delivered to the address of the destination with the name of the
mailbox behind a plus. This one becomes too long, or is no address, so the mail would not arrive.
Give the mailbox a shorter identifier that ends with a letter or digit.
"""
M011: Final = Rule(
    "M011", Severity.WARNING, complete=frozenset({"mailboxes", "services", "contacts"})
)
"""A mailbox that nothing names.

*Una casella che nessun servizio o contatto indica.*

No service, channel or contact names it, so no page tells a customer to write there. Perhaps a
service ought to name it: then write `mailbox:` there. If nobody needs it any more, retire it; if
it is used otherwise, silence this with the reason.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  spare: {address: spare@acme.example, deliver_to: [desk]}
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  spare:
    address: spare@acme.example
    retired: {since: 2026-01-01, successor: help}
```
"""
M035: Final = Rule(
    "M035",
    Severity.WARNING,
    complete=frozenset({"domains", "shared_domains", "mailboxes", "destinations", "catch_all"}),
)
"""A domain refuses mail to its postmaster.

*Un dominio rifiuta la posta al suo postmaster.*

Whoever has trouble with mail of the domain, or with what comes from there, writes to `postmaster`
or `abuse` (RFC 5321, 4.5.1; RFC 2142, 4 and 5). If that is refused, you are the last to learn
that your mail is taken for spam. Add both to the aliases of a mailbox that people read, or move
the domain to `shared_domains` if its own server has them.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help: {address: help@acme.example, deliver_to: [desk]}
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


def written_addresses(mailbox: Mailbox) -> Iterator[tuple[KeyPath, Address]]:
    """Yield every address of a mailbox as often as it is written, with its path."""
    yield ("address",), mailbox.address
    for index, alias in enumerate(mailbox.aliases):
        yield ("aliases", index), alias


def _twice(catalog: Catalog) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, mailbox in catalog.mailboxes.items():
        for path, address in written_addresses(mailbox):
            if address not in first:
                first[address] = name
                continue
            other = first[address]
            message = (
                f'{address} is written twice in mailbox "{name}"'
                if other == name
                else f'{address} is an address of both mailbox "{other}" and mailbox "{name}"'
            )
            yield M001.problem(("mailboxes", name, *path), message, "keep it in one place")


def _twice_by_alias(catalog: Catalog) -> Iterator[Problem]:
    """Yield M001 for the addresses that an alias domain gives to a mailbox too."""
    owners = {
        twin: (name, address)
        for name, mailbox in catalog.mailboxes.items()
        for _, address in written_addresses(mailbox)
        for twin in twins_of(catalog, address)
    }
    for name, mailbox in catalog.mailboxes.items() if owners else ():
        for path, address in written_addresses(mailbox):
            if address not in owners:
                continue
            other, original = owners[address]
            message = (
                f'{address} of mailbox "{name}" is {original} of mailbox "{other}" already: '
                f"{address.domain} has the addresses of {original.domain}"
            )
            hint = "remove it here" if other == name else "give one of the two another address"
            yield M001.problem(("mailboxes", name, *path), message, hint)


def _claimed(_: Catalog, table: RoutingTable) -> Iterator[Problem]:
    for address, delivery in table.direct.items():
        name = table.owners.get(address)
        if name is not None:
            written = written_addresses(table.catalog.mailboxes[name])
            same = {address, original_of(table.catalog, address)}
            path = next(path for path, each in written if each in same)
            yield M001.problem(
                ("mailboxes", name, *path),
                f'{address} of mailbox "{name}" is also where the destination '
                f'"{delivery.destination}" gets mail',
                "give the mailbox another address",
            )


def _beside(_: Catalog, table: RoutingTable) -> Iterator[Problem]:
    for name, mailbox in table.catalog.mailboxes.items():
        for path, address in written_addresses(mailbox):
            plain = without_detail(address)
            other = table.owners.get(plain, name)
            if plain != address and other != name:
                yield M005.problem(
                    ("mailboxes", name, *path),
                    f'{address} of mailbox "{name}" is {plain} of mailbox "{other}" with a detail, '
                    "and one address is one mailbox",
                    f'write it without "+", or let mailbox "{other}" have it',
                )


def _unfit(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    for name in catalog.mailboxes:
        for delivery in table.deliveries.get(name, ()):
            try:
                Address(delivery.address)
            except Invalid as error:
                yield M006.problem(
                    ("mailboxes", name),
                    f'mail of mailbox "{name}" to destination "{delivery.destination}" would go to '
                    f"{delivery.address}, which is no good address: {error.message}",
                    "give the mailbox a shorter identifier that ends with a letter or digit",
                    on_key=True,
                )


def _unused(catalog: Catalog) -> Iterator[Problem]:
    named = {service.mailbox for service in catalog.services.values()}
    named |= {
        channel.mailbox for service in catalog.services.values() for channel in service.channels
    }
    named |= {contact.mailbox for contact in catalog.contacts.values()}
    for name, mailbox in catalog.mailboxes.items():
        if name not in named and mailbox.retired is None:
            yield M011.problem(
                ("mailboxes", name),
                f'no service, channel or contact names the mailbox "{name}"',
                f'write "mailbox: {name}" where it is used, or retire it',
                on_key=True,
            )


def _required(catalog: Catalog) -> Iterator[Problem]:
    """Yield M035 for the domains that refuse what they do not know: the others may know it.

    One without any address is misspelt, which is told of the addresses (M004).
    """
    taken = {
        address
        for mailbox in catalog.mailboxes.values()
        if mailbox.retired is None or mailbox.retired.forward_until is not None
        for address in addresses_of(catalog, mailbox)
    }
    left = {*catalog.shared_domains, *map(ascii_domain, catalog.catch_all)}
    left |= {each.address.domain for each in catalog.destinations.values()}
    written = (
        each for mailbox in catalog.mailboxes.values() for each in addresses_of(catalog, mailbox)
    )
    used = {domain_of(each) for each in written}
    for index, domain in enumerate(catalog.domains):
        missing = [each for name in _REQUIRED if (each := f"{name}@{domain}") not in taken]
        if missing and domain in used and domain not in left:
            yield M035.problem(
                ("domains", index),
                f"mail to {' and '.join(missing)} is refused: whoever has trouble with mail of "
                f"{domain}, or with what comes from there, writes to such an address",
                f"add {' and '.join(missing)} to the aliases of a mailbox that people read, "
                f"or move {domain} to shared_domains if its own server has them",
            )


_REQUIRED: Final = ("postmaster", "abuse")


CHECKS = (_twice, _twice_by_alias, _unused, _required)
ROUTING_CHECKS = (_claimed, _beside, _unfit)
