"""OpenSMTPD: tables for virtual expansion.

Files: `domains`, `addresses`, `catch_all`, `destinations`, `virtual`, and, without any text of the
catalog, `smtpd.conf` and `README.txt`.
"""

import re
from collections.abc import Iterable, Iterator

from sportello.files import Files
from sportello.routing import UNKNOWN_USER, Refusal, RoutingTable
from sportello.routing.address import domain_of
from sportello.targets.aliases import RECIPIENTS, Aliases, aliases
from sportello.targets.table import TableFormat
from sportello.targets.target import RoutingTarget, static_files

_SPECIAL = re.compile(r"""[\\,'"]""")
_ERROR = r"""error:5\d\d 5\.\d\.\d (?:[^\\,'"]|\\[\\,'"])+"""
FORMAT = TableFormat(
    "table of OpenSMTPD", "  ", re.compile(rf"(?=[ -~]*\Z)(?:{RECIPIENTS}|{_ERROR}(?<! ))?")
)
_NOBODY = "none.invalid"
"""A domain that never exists (RFC 2606), for tables without entries: OpenSMTPD takes none empty."""

_CHECK = "# Check: smtpd -n   (it must say: configuration OK)\n"
_ABOUT = {
    "domains": "# The domains that are the help desk's alone, one a line.\n",
    "addresses": "# The addresses in domains that hold other people's mailboxes too.\n",
    "catch_all": "# The domains of which every other address goes to the help desk too.\n",
    "destinations": "# The addresses in these domains that a catch-all must leave alone.\n",
    "virtual": "# Where the mail of each address goes, and what is refused.\n",
}


def render(table: RoutingTable) -> Files:
    """Return the tables and the files that say how to install them."""
    found = aliases(table)
    shared = set(found.shared)
    ours = [*found.forwards, *found.refusals]
    tables: dict[str, Iterable[tuple[str, str]]] = {
        "domains": ((domain, "") for domain in found.domains),
        "addresses": ((key, "") for key in {*ours} if key[0] != "@" and domain_of(key) in shared),
        "catch_all": ((domain, "") for domain in shared if f"@{domain}" in found.forwards),
        "destinations": ((address, "") for address in found.direct),
        "virtual": _virtual(found),
    }
    return {
        **static_files(__name__, "README.txt", "smtpd.conf"),
        **{name: _file(_ABOUT[name], entries) for name, entries in tables.items()},
    }


def _file(about: str, entries: Iterable[tuple[str, str]]) -> bytes:
    return FORMAT.table(about + _CHECK, sorted(entries) or [(_NOBODY, "")])


def _virtual(found: Aliases) -> Iterator[tuple[str, str]]:
    yield from found.routes(direct=False)
    for key, refusal in found.refusals.items():
        if refusal is not None:
            yield key, _refused(refusal)
    for domain in (*found.domains, _NOBODY):
        if f"@{domain}" not in found.forwards:
            yield f"@{domain}", _refused(UNKNOWN_USER)


def _refused(refusal: Refusal) -> str:
    """Return the value that refuses; a comma would end the text, quotes would have to match."""
    return "error:" + _SPECIAL.sub(r"\\\g<0>", str(refusal))


TARGET = RoutingTarget("routing/opensmtpd", render)
