"""Postfix: lookup tables for virtual aliases and for retired addresses.

Files: `domains`, `virtual`, `recipient_access`, `idn`, `hidden`, and, without any text of the
catalog, `main.cf.snippet` and `README.txt`.
"""

import re
from collections.abc import Iterable

from sportello.catalog.model import unicode_domain
from sportello.files import Files
from sportello.routing import RoutingTable
from sportello.targets.aliases import RECIPIENTS, REPLY, aliases, is_key
from sportello.targets.postfix.hidden import hidden
from sportello.targets.table import TableFormat
from sportello.targets.target import GENERATED, RoutingTarget, static_files

NO_VERDICT = "DUNNO"
"""The action that ends the search in an access table without a verdict."""
FORMAT = TableFormat("Postfix table", "  ", re.compile(rf"(?:{RECIPIENTS}|{REPLY}|{NO_VERDICT})?"))

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
    return {
        **static_files(__name__, "README.txt", "main.cf.snippet"),
        "hidden": hidden(table),
        "idn": _idn(sorted({*found.domains, *found.shared})),
        "domains": FORMAT.table(_DOMAINS, ((domain, "") for domain in sorted(found.domains))),
        "recipient_access": FORMAT.table(
            _ACCESS,
            # An address in use has no verdict: without its detail, which comes next, it is refused.
            ((key, str(each or NO_VERDICT)) for key, each in found.refusals.items()),
        ),
        "virtual": FORMAT.table(_VIRTUAL, sorted(found.routes())),
    }


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


TARGET = RoutingTarget("routing/postfix", render)
