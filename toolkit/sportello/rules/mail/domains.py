"""Mail domains: every address lies in one of ours, and each is ours alone or shared."""

from collections.abc import Iterator, Set
from typing import Final

from sportello.catalog.model import Catalog, ascii_domain
from sportello.findings import KeyPath, Problem, Rule, Severity, did_you_mean
from sportello.routing.address import domain_of
from sportello.routing.alias_domains import own_domains, shared_domains
from sportello.rules.mail.addresses import written_addresses

M004: Final = Rule(
    "M004", Severity.ERROR, complete=frozenset({"domains", "shared_domains", "alias_domains"})
)
"""An address outside of the mail domains.

*Un indirizzo fuori dai domini di posta.*

The domain of the address is neither in `domains` (all its mail is ours) nor in `shared_domains`
(others have mailboxes there too), so no server would ask this catalog for it, and mail to it does
not come to the desk. Mostly it is misspelt: correct it, or add the domain to one of the two
lists.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example, help@acmee.example]
    deliver_to: [desk]
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example, support@acme.example]
    deliver_to: [desk]
```
"""
M014: Final = Rule("M014", Severity.ERROR)
"""A mail domain is listed twice.

*Un dominio di posta è elencato due volte.*

The domain stands twice in one list. That changes nothing, but one of the two may be meant for
another, whose mail does not come to the desk then. Remove or correct it.

Bad, in `mailboxes.yaml`:

```yaml
domains: [acme.example, acme.example]
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
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
M022: Final = Rule("M022", Severity.ERROR)
"""A domain that is both ours alone and shared.

*Un dominio indicato sia come solo nostro sia come condiviso.*

All addresses of a domain in `domains` are ours, so unknown ones are refused; in `shared_domains`
the others are left to the server. With both, or with a catch-all of a shared domain, colleagues
who have a mailbox there would lose mail. Keep it in `shared_domains` if there are such people,
else in `domains`.

Bad, in `mailboxes.yaml`:

```yaml
shared_domains: [acme.example]
domains: [acme.example]
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
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


def _repeated(catalog: Catalog) -> Iterator[Problem]:
    listed: list[tuple[KeyPath, str]] = [
        *((("domains", index), each) for index, each in enumerate(catalog.domains)),
        *((("shared_domains", index), each) for index, each in enumerate(catalog.shared_domains)),
        *((("catch_all", each), each) for each in catalog.catch_all),
        *((("alias_domains", each), each) for each in catalog.alias_domains),
    ]
    seen: set[tuple[str | int, str]] = set()
    for path, written in listed:
        section, domain = path[0], ascii_domain(written)
        if (section, domain) in seen:
            yield M014.problem(
                path,
                f'"{domain}" is listed twice in {section}',
                "remove one of them",
                on_key=section in {"catch_all", "alias_domains"},
            )
        seen.add((section, domain))


def _foreign(catalog: Catalog) -> Iterator[Problem]:
    ours = own_domains(catalog) | shared_domains(catalog)
    for name, mailbox in catalog.mailboxes.items():
        for path, address in written_addresses(mailbox):
            yield from _foreign_domain(ours, ("mailboxes", name, *path), domain_of(address))
    for domain in catalog.catch_all:
        yield from _foreign_domain(ours, ("catch_all", domain), ascii_domain(domain))


def _foreign_domain(ours: Set[str], path: KeyPath, domain: str) -> Iterator[Problem]:
    if not ours:
        message = 'mailboxes.yaml has no mail domain under "domains:", so no address is ours'
        yield M004.problem(path, message, "add it to domains")
    elif domain not in ours:
        near = did_you_mean(domain, ours)
        yield M004.problem(
            path,
            f'"{domain}" is not one of the mail domains',
            f"{near}; or add it to domains" if near else "add it to domains",
            on_key=path[0] == "catch_all",
        )


def _contradictory(catalog: Catalog) -> Iterator[Problem]:
    for index, domain in enumerate(catalog.shared_domains):
        path: KeyPath = ("shared_domains", index)
        if domain in catalog.domains:
            yield M022.problem(
                path,
                f'"{domain}" stands in domains and in shared_domains',
                "keep it in shared_domains if people have mailboxes there too, else in domains",
            )
        if domain in map(ascii_domain, catalog.catch_all):
            yield M022.problem(
                path,
                f'the catch-all of "{domain}" would take the mail of all others in this domain',
                "remove it from catch_all, or from shared_domains if nobody else is there",
            )


CHECKS = (_repeated, _foreign, _contradictory)
