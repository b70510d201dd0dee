"""Mail addresses that people read: what is printed takes mail, and leads where it says."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from sportello.catalog.model import Catalog, Text, ascii_domain
from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.routing.alias_domains import addresses_of, caught_domains
from sportello.rules.contact_points import is_dead_contact, is_unreachable
from sportello.rules.walk import walk

M024: Final = Rule("M024", Severity.WARNING)
"""An address out of use that people still read.

*Un indirizzo fuori uso ancora pubblicato.*

A sheet, a contact, an announcement or a text still names it, so customers write there and get
their mail back, or will soon. Write the address that the finding gives. Where it is the only way,
M010 or C002 is told instead.

With, in `mailboxes.yaml`:

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

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, provider: acme, mail: old@acme.example}
  anna: {name: Anna, kind: person}
```

Good:

```yaml
contacts:
  sales: {name: Sales, provider: acme, mail: help@acme.example}
  anna: {name: Anna, kind: person}
```
"""
M025: Final = Rule("M025", Severity.ERROR, complete=frozenset({"mailboxes", "destinations"}))
"""A contact whose mail goes to the catch-all.

*Un contatto la cui posta finisce nel catch-all.*

No mailbox and no destination has this address, so the catch-all of its domain takes the mail, and
others read what was meant for the contact. Correct the address if it is misspelt; otherwise add a
destination with it, or make it a mailbox.

With, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
catch_all:
  acme.example: [desk]
```

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, provider: acme, mail: sale@acme.example}
  anna: {name: Anna, kind: person}
```

Good:

```yaml
contacts:
  sales: {name: Sales, provider: acme, mail: help@acme.example}
  anna: {name: Anna, kind: person}
```
"""

_PRINTED = ("helpdesk", "providers", "teams", "contacts", "announcements", "families", "services")
_ADDRESS = re.compile(r"([a-z0-9._+-]+@)([\w.-]*\w)", re.IGNORECASE)


def _still_printed(catalog: Catalog) -> Iterator[Problem]:
    retired = {name: each for name, each in catalog.mailboxes.items() if each.retired is not None}
    former = {
        str(address): name
        for name, each in retired.items()
        for address in addresses_of(catalog, each)
    }
    if not retired:
        return
    for path, name in _references(catalog):
        if name in retired:
            yield _out_of_use(path, f'the mailbox "{name}"', catalog, name)
    for section in _PRINTED:
        for path, text in _texts(getattr(catalog, section), (section,)):
            for address in dict.fromkeys(each for each in _addresses(text) if each in former):
                yield _out_of_use(path, address, catalog, former[address])


def _addresses(text: str) -> Iterator[str]:
    """Yield what looks like an address in a text, in lower case."""
    for local, domain in _ADDRESS.findall(text) if "@" in text else ():
        with suppress(ValueError):  # a domain that no server takes
            yield f"{local.lower()}{ascii_domain(domain)}"


def _out_of_use(path: KeyPath, what: str, catalog: Catalog, name: str) -> Problem:
    retired = catalog.mailboxes[name].retired
    since = retired.since if retired is not None else ""
    successor = retired.successor if retired is not None else None
    other = catalog.mailboxes.get(successor or "")
    instead = f'"{successor}", {other.address},' if other is not None else "an address in use"
    return M024.problem(
        path,
        f"people are told to write to {what}, which is out of use since {since}",
        f"write {instead} instead",
    )


def _references(catalog: Catalog) -> Iterator[tuple[KeyPath, str | None]]:
    """Yield every mailbox by which something can be reached, with its place."""
    for name, service in catalog.services.items():
        if is_unreachable(catalog, service):
            continue
        yield ("services", name, "mailbox"), service.mailbox
        for index, channel in enumerate(service.channels):
            yield ("services", name, "channels", index, "mailbox"), channel.mailbox
    for name, contact in catalog.contacts.items():
        if not is_dead_contact(catalog, contact):
            yield ("contacts", name, "mailbox"), contact.mailbox


def _texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield all that people read below a value, with its place; notes are nobody's reading."""
    for place, each in walk(value, path, (str, Text)):
        if place[-1] == "note":
            continue
        if isinstance(each, Text):
            for language, text in each.items():
                yield (*place, language) if language else place, text
        else:
            yield place, each


def _swallowed(catalog: Catalog) -> Iterator[Problem]:
    domains = caught_domains(catalog)
    known = {str(each.address) for each in catalog.destinations.values()}
    for mailbox in catalog.mailboxes.values():
        known |= {*addresses_of(catalog, mailbox)}
    for name, contact in catalog.contacts.items():
        if contact.mail in known or contact.mail is None:
            continue
        if contact.mail.domain in domains:
            yield M025.problem(
                ("contacts", name, "mail"),
                f'mail to {contact.mail} of contact "{name}" would go to the catch-all of '
                f"{contact.mail.domain}, since no mailbox and no destination has this address",
                "add a destination with this address, or make it a mailbox",
            )


CHECKS = (_still_printed, _swallowed)
