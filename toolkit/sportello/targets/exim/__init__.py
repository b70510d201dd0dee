"""Exim: data files for redirect routers.

Files: `domains`, `virtual`, `retired`, and, without any text of the catalog, `main.conf`,
`routers.conf` and `README.txt`.
"""

import re
from collections.abc import Iterable
from importlib.resources import files as package_files

from sportello.files import Files
from sportello.routing import RoutingTable
from sportello.targets.aliases import ADDRESSES, REPLY, Aliases, aliases, is_key, spellings
from sportello.targets.target import GENERATED, RoutingTarget

_VALUE = re.compile(rf"(?:{ADDRESSES}|{REPLY})?")

_DOMAINS = """\
# The domains that are the help desk's alone, one a line.
# Check: exim -be '${lookup{DOMAIN}lsearch{/etc/exim4/sportello/current/domains}{ours}{not ours}}'
"""
_VIRTUAL = """\
# Where the mail of each address goes. What follows the last + is the mailbox, for Sieve.
# Check: exim -bt ADDRESS
"""
_RETIRED = """\
# Addresses out of use, and what their senders are told.
# Check: exim -bt ADDRESS
"""


def render(table: RoutingTable) -> Files:
    """Return the data files and the files that say how to install them."""
    found = aliases(table)
    static = package_files(__name__)
    fixed = ("README.txt", "main.conf", "routers.conf")
    return {
        **{name: static.joinpath(name).read_bytes() for name in fixed},
        "domains": _file(_DOMAINS, ((domain, "") for domain in found.domains)),
        "retired": _file(
            _RETIRED, ((key, str(each or "")) for key, each in found.refusals.items())
        ),
        "virtual": _file(_VIRTUAL, _virtual(found)),
    }


def entry(key: str, value: str) -> str:
    """Return one line of a data file, in the format of lsearch.

    A line break or a blank at the wrong place makes another entry, and Exim runs, writes or
    drops what begins with a bar, a slash or a colon. Raises ValueError if key or value is not of
    the grammar that is safe.
    """
    if not is_key(key) or not _VALUE.fullmatch(value):
        raise ValueError(f"not fit for a data file of Exim: {key!r} {value!r}")
    return f"{key}: {value}".rstrip() + "\n"


def _file(about: str, entries: Iterable[tuple[str, str]]) -> bytes:
    # To Exim the two forms of an international domain are two domains.
    lines = (entry(each, value) for key, value in sorted(entries) for each in spellings(key))
    return (GENERATED + about + "".join(lines)).encode()


def _virtual(found: Aliases) -> Iterable[tuple[str, str]]:
    for key, addresses in found.forwards.items():
        yield key, ", ".join(addresses)
    # An address that leads to itself goes on to the routers below, past the catch-all.
    yield from ((address, address) for address in found.direct)


TARGET = RoutingTarget("routing/exim", render)
