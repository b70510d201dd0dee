"""What Postfix's own reports say instead of an address where mail is delivered: a regexp table."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from sportello.routing import RoutingTable
from sportello.routing.address import domain_of
from sportello.targets.aliases import is_key
from sportello.targets.target import GENERATED

_ABOUT = """\
# What Postfix's own reports say instead of an address where mail is delivered.
# Check: postmap -q '<ADDRESS>: host said: no' regexp:hidden
"""
_UNDISCLOSED = "undisclosed@invalid"
"""Of a domain that never exists (RFC 2606)."""
_LOCAL = "a-z0-9._+-"
"""What may stand before the @ of a destination."""
_ANYBODY = f"[{_LOCAL}]+"
_BORDER = "([^a-z0-9.-]|[.][^a-z0-9])"
"""What ends a domain: the point of a sentence does, that of a longer domain does not."""
_BETWEEN = f"({_BORDER}(.*[^{_LOCAL}])?)"
_MANY = 50
"""Destinations in a pattern: Postfix compiles longer ones in quadratic time."""


def hidden(table: RoutingTable) -> bytes:
    """Return what hides delivery addresses in a line of a report, up to three of them.

    A forwarder may keep to himself where he forwards to (RFC 3464, 4.2). A report quotes the mail
    of a customer too, whose own address may be in the same domain: so each destination is named,
    with any detail. Of a domain of ours that holds destinations and nothing else, and very many,
    every address is hidden.
    """
    spelt = sorted(_spelt(table))
    lines = [
        _line(_any_of(spelt[begin : begin + _MANY]), times)
        for begin in range(0, len(spelt), _MANY)
        for times in (3, 2, 1)
    ]
    return (GENERATED + _ABOUT + "".join(lines)).encode("ascii")


def _spelt(table: RoutingTable) -> set[tuple[str, str]]:
    """Return the destinations that are not mailboxes too: domain and local part, as patterns."""
    secret = [each for each in table.intakes if is_key(each) and each not in table.owners]
    written = {*map(domain_of, table.owners), *table.catch_all}
    count = Counter(map(domain_of, secret))
    alone = {each for each in table.domains if count[each] > _MANY and each not in written}
    return {
        (_literal(domain), _ANYBODY if domain in alone else _literal(local))
        for local, _, domain in (each.rpartition("@") for each in secret)
    }


def _any_of(spelt: Iterable[tuple[str, str]]) -> str:
    alternatives = (
        f"({'|'.join(local for _, local in group)})([+][{_LOCAL}]*)?@{domain}"
        for domain, group in groupby(spelt, lambda each: each[0])
    )
    return f"({'|'.join(alternatives)})"


def _line(address: str, times: int) -> str:
    """Return the line that replaces an address so many times; what stands around it is kept."""
    parts = [f"(.*[^{_LOCAL}])?", *[address, _BETWEEN] * times]
    parts[-1] = f"({_BORDER}.*|[.])?"
    kept = list(_group_numbers(parts))[::2]
    replacement = _UNDISCLOSED.join(f"${{{number}}}" for number in kept)
    return f"/^{''.join(parts)}$/  REPLACE {replacement}\n"


def _group_numbers(parts: Iterable[str]) -> Iterator[int]:
    """Yield the number of the group that each part is."""
    number = 1
    for part in parts:
        yield number
        number += part.count("(")


def _literal(text: str) -> str:
    """Return an address as a pattern: a point and a plus are the only signs that mean more."""
    return text.replace(".", "[.]").replace("+", "[+]")
