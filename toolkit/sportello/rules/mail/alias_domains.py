"""Alias domains: each stands for a mail domain of ours."""

from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import Catalog, ascii_domain
from sportello.findings import Problem, Rule, Severity, did_you_mean
from sportello.routing.alias_domains import originals
from sportello.rules.mail.addresses import written_addresses

M072: Final = Rule("M072", Severity.ERROR, complete=frozenset({"domains", "shared_domains"}))
"""An alias domain that stands for no mail domain.

*Un dominio alias che non rimanda a un dominio di posta.*

The mailboxes of a domain have the same addresses in its alias domains. Here the alias domain
stands for itself, for another alias domain, or for a domain that is not in `domains` or
`shared_domains`, so it gets no addresses, and mail to it is refused. Write behind it the domain in
which the addresses are written.

Bad, in `mailboxes.yaml`:

```yaml
domains: [acme.example]
alias_domains: {acme.test: acmee.example}
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
acknowledgements:
  standard: {subject: {it: Ricevuto, en: Received}, text: {it: Grazie, en: Thanks}}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    acknowledge: standard
```

Good:

```yaml
domains: [acme.example]
alias_domains: {acme.test: acme.example}
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
acknowledgements:
  standard: {subject: {it: Ricevuto, en: Received}, text: {it: Grazie, en: Thanks}}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    acknowledge: standard
```
"""


def _standing_for_nothing(catalog: Catalog) -> Iterator[Problem]:
    """Yield M072; of a domain that addresses are in, M004 tells that it is not ours."""
    aliases = originals(catalog)
    ours = {*catalog.domains, *catalog.shared_domains} - aliases.keys()
    written = {
        address.domain
        for mailbox in catalog.mailboxes.values()
        for _, address in written_addresses(mailbox)
    }
    for alias, original in catalog.alias_domains.items():
        if original == ascii_domain(alias):
            message = f'"{original}" cannot stand for itself'
            remedy = "write the domain that it has the addresses of, or remove the line"
        elif original in ours or (original in written and original not in aliases):
            continue
        elif original in aliases:
            message = f'"{original}" is an alias domain too: no address is written in it'
            end = _end(aliases, original)
            remedy = f'write "{end}"' if end in ours else "write the domain that has the addresses"
        else:
            message = f'"{original}" is not one of the mail domains'
            remedy = did_you_mean(original, ours, "add it to domains")
        yield M072.problem(("alias_domains", alias), message, remedy)


def _end(aliases: Mapping[str, str], domain: str) -> str:
    """Return the domain at the end of a chain, or one of a circle."""
    seen: set[str] = set()
    while domain in aliases and domain not in seen:
        seen.add(domain)
        domain = aliases[domain]
    return domain


CHECKS = (_standing_for_nothing,)
