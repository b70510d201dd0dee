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
from sportello.targets.postfix.hidden import hidden
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
        "hidden": hidden(table),
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


def _file(about: str, entries: Iterable[tuple[str, str]]) -> bytes:
    lines = (entry(key, value) for key, value in sorted(entries))
    return (GENERATED + about + "".join(lines)).encode("ascii")


def _virtual(found: Aliases) -> Iterable[tuple[str, str]]:
    for key, addresses in found.forwards.items():
        yield key, ", ".join(addresses)
    # An address that leads to itself keeps the catch-all away from it.
    yield from ((address, address) for address in found.direct)


TARGET = RoutingTarget("routing/postfix", render)
