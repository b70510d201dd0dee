"""Exim: data files for redirect routers.

Files: `domains`, `virtual`, `retired`, and, without any text of the catalog, `main.conf`,
`routers.conf` and `README.txt`.
"""

import re
from collections.abc import Iterable

from sportello.files import Files
from sportello.routing import RoutingTable
from sportello.targets.aliases import RECIPIENTS, REPLY, aliases, key_spellings
from sportello.targets.table import TableFormat
from sportello.targets.target import RoutingTarget, static_files

FORMAT = TableFormat(
    "data file of Exim", ": ", re.compile(rf"(?:{RECIPIENTS}|{REPLY})?"), encoding="utf-8"
)
"""The format of lsearch."""

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
    return {
        **static_files(__name__, "README.txt", "main.conf", "routers.conf"),
        "domains": _file(_DOMAINS, ((domain, "") for domain in found.domains)),
        "retired": _file(
            _RETIRED, ((key, str(each or "")) for key, each in found.refusals.items())
        ),
        "virtual": _file(_VIRTUAL, found.routes()),
    }


def _file(about: str, entries: Iterable[tuple[str, str]]) -> bytes:
    # To Exim the two forms of an international domain are two domains.
    spelt = ((each, value) for key, value in sorted(entries) for each in key_spellings(key))
    return FORMAT.table(about, spelt)


TARGET = RoutingTarget("routing/exim", render)
