"""Postfix: lookup tables for virtual aliases and for retired addresses.

Files: `domains`, `virtual`, `recipient_access`, `idn`, `hidden`, and, without any text of the
catalog, `main.cf.snippet` and `README.txt`.
"""

import re
from collections.abc import Iterable
from importlib.resources import files as package_files

from sportello.files import Files
from sportello.routing import RoutingTable
from sportello.routing.address import unicode_domain
from sportello.targets.aliases import ADDRESSES, REPLY, Aliases, aliases, is_key
from sportello.targets.target import GENERATED, RoutingTarget

_NO_VERDICT = "DUNNO"
"""The action that ends the search in an access table without a verdict."""
_VALUE = re.compile(rf"(?:{ADDRESSES}|{REPLY}|{_NO_VERDICT})?")

_DOMAINS = """\
# The domains of which every address stands in the file virtual, one a line.
# Check: postconf -h virtual_alias_domains   (it must name this file)
"""
_VIRTUAL = """\
# Where the mail of each address goes. What follows the last + is the mailbox, for Sieve.
# Check: postmap -q ADDRESS texthash:virtual
"""
_HIDDEN = """\
# What Postfix's own reports say instead of an address where mail is delivered.
# Check: postmap -q '<ADDRESS>: host said: no' regexp:hidden
"""
_LOCAL = "a-z0-9._+-"
"""What may stand before the @ of a destination."""
_UNDISCLOSED = "undisclosed@invalid"
"""Of a domain that never exists (RFC 2606)."""
_IDN = """\
# International domains in the letters that people write them with, and their ASCII form.
# Check: postmap -q 'RCPT TO:<name@DOMAIN>' regexp:idn
"""
_ACCESS = """\
# Addresses out of use, and what their senders are told.
# Check: postmap -q ADDRESS texthash:recipient_access
"""


def render(table: RoutingTable) -> Files:
    """Return the tables and the files that say how to install them."""
    found = aliases(table)
    static = package_files(__name__)
    fixed = ("README.txt", "main.cf.snippet")
    return {
        **{name: static.joinpath(name).read_bytes() for name in fixed},
        "hidden": _hidden(table),
        "idn": _idn(sorted({*found.domains, *found.shared})),
        "domains": _file(_DOMAINS, ((domain, "") for domain in found.domains)),
        "recipient_access": _file(
            _ACCESS,
            # An address in use has no verdict: without its detail, which comes next, it is refused.
            ((key, str(each or _NO_VERDICT)) for key, each in found.refusals.items()),
        ),
        "virtual": _file(_VIRTUAL, _virtual(found)),
    }


def entry(key: str, value: str) -> str:
    """Return one line of a table.

    Postfix knows no quoting: a line break or a comma at the wrong place makes another entry.
    Raises ValueError if key or value is not of the grammar that is safe in every table.
    """
    if not is_key(key) or not _VALUE.fullmatch(value):
        raise ValueError(f"not fit for a Postfix table: {key!r} {value!r}")
    return f"{key}  {value}".rstrip() + "\n"


def _idn(domains: Iterable[str]) -> bytes:
    """Return what brings international domains in a client's RCPT command into their ASCII form.

    Without SMTPUTF8, Postfix refuses any other form before it looks into a table. The patterns
    hold letters, digits, hyphens and points alone.
    """
    lines = [
        f"/^(RCPT +TO:.*@){spelt.replace('.', '[.]')}([> ].*)?$/  ${{1}}{domain}${{2}}\n"
        for domain in domains
        if (spelt := unicode_domain(domain)) != domain and is_key(domain)
    ]
    return (GENERATED + _IDN + "".join(lines)).encode()


def _hidden(table: RoutingTable) -> bytes:
    """Return what hides delivery addresses in a line of a report, up to three of them.

    A forwarder may keep to himself where he forwards to (RFC 3464, 4.2). Of a domain that is none
    of our mail domains every address is hidden: Postfix compiles a pattern for each destination
    of a large desk in seconds.
    """
    ours = {*table.domains, *table.shared}
    spelt: dict[str, None] = {}
    for address in sorted({each.address for each in table.catalog.destinations.values()}):
        local, _, domain = _literal(address).rpartition("@")
        if is_key(address) and address.domain not in ours:
            spelt[f"[{_LOCAL}]+@{domain}"] = None
        elif is_key(address) and address not in table.owners:
            spelt |= dict.fromkeys((f"{local}@{domain}", f"{local}[+][{_LOCAL}]*@{domain}"))
    any_of_them = f"({'|'.join(spelt)})"
    between = f"([^a-z0-9-](.*[^{_LOCAL}])?)"
    lines = [
        f"/^(.*[^{_LOCAL}])?{between.join([any_of_them] * times)}([^a-z0-9-].*)?$/  REPLACE "
        + _UNDISCLOSED.join(f"${{{group}}}" for group in (1, *range(3, 3 * times + 1, 3)))
        + "\n"
        for times in (3, 2, 1)
        if spelt
    ]
    return (GENERATED + _HIDDEN + "".join(lines)).encode("ascii")


def _literal(text: str) -> str:
    """Return an address as a pattern: a point and a plus are the only signs that mean more."""
    return text.replace(".", "[.]").replace("+", "[+]")


def _file(about: str, entries: Iterable[tuple[str, str]]) -> bytes:
    lines = (entry(key, value) for key, value in sorted(entries))
    return (GENERATED + about + "".join(lines)).encode("ascii")


def _virtual(found: Aliases) -> Iterable[tuple[str, str]]:
    for key, addresses in found.forwards.items():
        yield key, ", ".join(addresses)
    # An address that leads to itself keeps the catch-all away from it.
    yield from ((address, address) for address in found.direct)


TARGET = RoutingTarget("routing/postfix", render)
