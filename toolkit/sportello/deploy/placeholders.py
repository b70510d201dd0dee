"""Destinations that are placeholders: nobody reads mail that is sent there."""

import re
from collections.abc import Iterator
from itertools import chain

from sportello.deploy.desired import Desired
from sportello.deploy.refused import Refused
from sportello.findings import first_lines
from sportello.routing import RoutingTable
from sportello.routing.address import domain_of

_RESERVED = re.compile(r"(^|\.)(example(\.(com|net|org))?|invalid|localhost|test)\Z", re.IGNORECASE)
"""The names of RFC 2606, sections 2 and 3, which nobody can own."""
_NAMED = 3


def is_placeholder(address: str) -> bool:
    """Return whether the domain of an address is reserved for examples (RFC 2606)."""
    return is_reserved(domain_of(address))


def is_reserved(domain: str) -> bool:
    """Return whether a domain is reserved for examples (RFC 2606)."""
    return _RESERVED.search(domain) is not None


def lost_mail(desired: Desired) -> Refused | None:
    """Return why addresses must not lead to placeholders, or None if none does."""
    destinations = desired.table.catalog.destinations
    used = dict.fromkeys(_destinations(desired.table))
    found = [name for name in used if is_placeholder(destinations[name].address)]
    if not found:
        return None
    named = [f"{name} ({destinations[name].address})" for name in found]
    return Refused(
        f"mail would be lost, for destinations have placeholders instead of addresses: "
        f"{', '.join(first_lines(named, _NAMED, 'and {} more'))}",
        "put the real addresses into destinations in mailboxes.yaml; nothing was changed. Only "
        "for a trial: --placeholders",
    )


def _destinations(table: RoutingTable) -> Iterator[str]:
    """Yield the destination of every delivery, those of rules included."""
    rules = chain.from_iterable(table.rules.values())
    for deliveries in chain(
        table.deliveries.values(), table.catch_all.values(), (rule.deliveries for rule in rules)
    ):
        yield from (each.destination for each in deliveries)
