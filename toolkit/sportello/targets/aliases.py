"""What the tables of every mail server hold: where each address leads, and what is refused.

No text of the catalog gets into a table but through `ADDRESS`, `DOMAIN` and `REPLY`: servers
know no quoting there, and some of them run what begins with a bar.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sportello.catalog.model import ascii_domain, unicode_domain
from sportello.routing import Refusal, RoutingTable, retirement
from sportello.routing.address import domain_of, without_detail

DOMAIN = r"(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z0-9]+(?:-+[a-z0-9]+)*"
ADDRESS = rf"[a-z0-9](?:[a-z0-9._+-]*[a-z0-9])?@{DOMAIN}"
RECIPIENTS = rf"{ADDRESS}(?:, {ADDRESS})*"
REPLY = r"5\d\d 5\.\d\.\d [!-~](?:[ -~]*[!-~])?"
"""A reply that refuses for good: code, enhanced code (RFC 3463), printable ASCII on one line."""

_KEY = re.compile(rf"{ADDRESS}|@?{DOMAIN}")


@dataclass(frozen=True, slots=True)
class Aliases:
    """The tables of one catalog; keys are addresses in lower case, or `@domain` for the rest.

    `forwards` gives the delivery addresses. `refusals` has None for an address in use whose
    address without detail is refused. `domains` are ours alone, `shared` hold other people's
    addresses or those of destinations too; the latter are `direct`.
    """

    domains: tuple[str, ...]
    shared: tuple[str, ...]
    direct: tuple[str, ...]
    forwards: Mapping[str, tuple[str, ...]]
    refusals: Mapping[str, Refusal | None]

    def routes(self, *, direct: bool = True) -> Iterator[tuple[str, str]]:
        """Yield each key with the addresses that its mail goes to, as a table has them.

        A `direct` address leads to itself, which keeps a catch-all away from it.
        """
        for key, addresses in self.forwards.items():
            yield key, ", ".join(addresses)
        if direct:
            yield from ((address, address) for address in self.direct)


def aliases(table: RoutingTable) -> Aliases:
    """Return what a mail server has to know of a routing table."""
    delivering = {domain_of(address) for address in table.direct}
    return Aliases(
        domains=tuple(each for each in table.domains if each not in delivering),
        shared=tuple(sorted({*table.shared, *(delivering & set(table.domains))})),
        direct=tuple(address for address in table.direct if address not in table.owners),
        forwards=dict(sorted(_forwards(table))),
        refusals=dict(sorted(_refusals(table))),
    )


def is_key(text: str) -> bool:
    """Return whether a text is an address, a domain or `@domain`, fit for every table.

    The domain may be written in letters of its own.
    """
    local, at, domain = text.rpartition("@")
    try:
        plain = ascii_domain(domain)
    except ValueError:
        return False
    return _KEY.fullmatch(f"{local}{at}{plain}") is not None and domain in {
        plain,
        unicode_domain(plain),
    }


def key_spellings(key: str) -> Iterator[str]:
    """Yield a key, and, if its domain is an international one, the key in that one's letters."""
    yield key
    local, at, domain = key.rpartition("@")
    spelt = unicode_domain(domain)
    if spelt != domain:
        yield f"{local}{at}{spelt}"


def _forwards(table: RoutingTable) -> Iterator[tuple[str, tuple[str, ...]]]:
    served = {
        address: table.served(name) if name in table.deliveries else ()
        for address, name in table.owners.items()
    }
    served |= {f"@{domain}": deliveries for domain, deliveries in table.catch_all.items()}
    for key, deliveries in served.items():
        if deliveries:
            yield key, tuple(each.address for each in deliveries)


def _refusals(table: RoutingTable) -> Iterator[tuple[str, Refusal | None]]:
    found = {
        name: retirement(table.catalog, name, table.final_successors)
        for name in table.catalog.mailboxes
    }
    for address, owner in table.owners.items():
        refusal = found[owner]
        if refusal is not None:
            yield address, refusal
        elif found.get(table.owners.get(without_detail(address), "")) is not None:
            yield address, None
